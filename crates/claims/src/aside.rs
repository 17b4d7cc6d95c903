//! A folder beside what a command is about to put in place, so that nothing half written ever has its name.
//!
//! Whoever makes one holds the lock in it while at work. One that nobody holds was left by a command that was stopped,
//! and the next command that makes one in the same folder takes it away.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// How the name of every such folder begins.
const PREFIX: &str = ".claims-aside-";
/// The file in it that is locked.
const LOCK: &str = "lock";

/// A folder to make things in, on the disk where they will stand; it goes when it is dropped, with what is still in it.
pub(crate) struct Aside {
    folder: TempDir,
    _lock: File,
}

impl Aside {
    /// Makes one in `folder`, and takes away what stopped commands left there.
    ///
    /// # Errors
    /// What the disk answers.
    pub(crate) fn within(folder: &Path) -> io::Result<Self> {
        clear(folder);
        loop {
            let made = tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?;
            let path = made.path().join(LOCK);
            let lock = match File::create(&path) {
                // Without its lock it looked like a left one.
                Err(error) if error.kind() == ErrorKind::NotFound && !made.path().exists() => continue,
                lock => lock?,
            };
            // Where the disk knows no locks, nobody can tell, and nothing is ever taken away.
            let is_ours = !matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock));
            if is_ours && path.exists() {
                return Ok(Self { folder: made, _lock: lock });
            }
        }
    }

    /// The path of a thing in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        remove(self.folder.path());
    }
}

/// Removes such a folder, the lock last: if this is stopped too, what is left has its lock, or is empty. Where it fails,
/// the next command tries again.
fn remove(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_name() != LOCK) {
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_dir() => fs::remove_dir_all(entry.path()),
            _ => fs::remove_file(entry.path()),
        };
    }
    let _ = fs::remove_file(folder.join(LOCK));
    let _ = fs::remove_dir(folder);
}

/// What a stopped command left; nobody else takes it as long as this is held.
pub(crate) struct Left {
    folder: PathBuf,
    /// Not there if the command was stopped before it made one; then the folder is empty.
    lock: Option<File>,
}

impl Left {
    /// Its name.
    pub(crate) fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The path of a thing in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn take_away(self) {
        match self.lock {
            Some(_) => remove(&self.folder),
            None => drop(fs::remove_dir(&self.folder)),
        }
    }
}

/// Takes away what stopped commands left in `folder`; what cannot be, stays for the next.
pub(crate) fn clear(folder: &Path) {
    left_in(folder).into_iter().for_each(Left::take_away);
}

/// What stopped commands left in `folder`, by name.
pub(crate) fn left_in(folder: &Path) -> Vec<Left> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut folders: Vec<PathBuf> =
        names.filter(|name| name.starts_with(PREFIX)).map(|name| folder.join(name)).collect();
    folders.sort();
    folders.into_iter().filter_map(left).collect()
}

fn left(folder: PathBuf) -> Option<Left> {
    fs::symlink_metadata(&folder).ok().filter(|found| found.is_dir())?;
    let path = folder.join(LOCK);
    match fs::symlink_metadata(&path) {
        // To open a pipe would be to wait for somebody who writes.
        Ok(found) if found.is_file() => {
            let lock = File::open(path).ok()?;
            lock.try_lock().ok()?;
            Some(Left { folder, lock: Some(lock) })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Some(Left { folder, lock: None }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        left_in(folder).iter().map(Left::name).collect()
    }

    #[test]
    fn what_is_held_stays_and_what_was_left_goes() {
        let folder = tempfile::tempdir().unwrap();
        let held = Aside::within(folder.path()).unwrap();
        fs::write(held.path("report"), "half a").unwrap();
        // As the system does it for a process that ends: nobody holds the lock any more, and the files stay.
        let left = folder.path().join(".claims-aside-left");
        fs::create_dir_all(left.join("made/inner")).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        fs::write(left.join("made/inner/report"), "half a").unwrap();
        let empty = folder.path().join(".claims-aside-empty");
        fs::create_dir(&empty).unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        let next = Aside::within(folder.path()).unwrap();
        assert!(!left.exists() && !empty.exists());
        assert_eq!(fs::read_to_string(held.path("report")).unwrap(), "half a");
        drop((held, next));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_only_has_such_a_name_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".claims-aside-file");
        let full = folder.path().join(".claims-aside-full");
        fs::write(&file, "mine").unwrap();
        fs::create_dir(&full).unwrap();
        fs::write(full.join("mine"), "mine").unwrap();
        drop(Aside::within(folder.path()).unwrap());
        assert!(file.exists() && full.join("mine").exists());
    }

    /// Many at once in one folder: nobody loses what another is at work on.
    #[test]
    fn commands_at_the_same_time_leave_each_other_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        let aside = Aside::within(folder.path()).unwrap();
                        fs::write(aside.path("new"), "whole").unwrap();
                        assert_eq!(fs::read_to_string(aside.path("new")).unwrap(), "whole");
                    }
                });
            }
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
