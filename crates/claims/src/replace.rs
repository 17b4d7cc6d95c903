//! Puts a file in the place of another at once, so that a failure leaves the old one whole.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use crate::{
    aside::Aside,
    failure::{Failure, Outcome},
};

/// Puts a file in its place, and has it on the disk when this returns.
///
/// A pipe or a device is written to and stays what it is.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let written = fs::OpenOptions::new().write(true).open(path).and_then(|mut special| special.write_all(bytes));
        return written.map_err(|error| Failure::file(path, &error));
    }
    let aside = Aside::within(folder_of(path)).map_err(|error| Failure::file(path, &error))?;
    replace_by(&aside, path, bytes)
}

/// The same by way of a folder aside that is there already, for a place on the same disk.
pub(crate) fn replace_by(aside: &Aside, path: &Path, bytes: &[u8]) -> Outcome<()> {
    put(aside, path, bytes, true)?;
    settle(path)
}

/// The same for one of many files that can be made again: it is not waited for the disk.
pub(crate) fn replace_soon(aside: &Aside, path: &Path, bytes: &[u8]) -> Outcome<()> {
    put(aside, path, bytes, false)
}

fn put(aside: &Aside, path: &Path, bytes: &[u8], sync: bool) -> Outcome<()> {
    let put = || {
        let new = aside.path("new");
        write_new(&new, bytes, sync)?;
        share(&new, path)?;
        fs::rename(&new, path)
    };
    put().map_err(|error| Failure::file(path, &error))
}

/// Writes a file that is not there yet; with `sync`, its bytes are on the disk when this returns.
pub(crate) fn write_new(path: &Path, bytes: &[u8], sync: bool) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    if sync { file.sync_all() } else { Ok(()) }
}

/// Gives a file its name, unless something has that name already.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], and what the disk answers.
pub(crate) fn name_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some disks have no second names; there two who start at the same moment are not told apart.
        Err(_) => fs::rename(from, to),
    }
}

/// Whether two names are those of one file; where the system does not tell, they are not.
pub(crate) fn is_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    let is_one = {
        use std::os::unix::fs::MetadataExt as _;
        let file = |path: &Path| fs::symlink_metadata(path).ok().map(|found| (found.dev(), found.ino()));
        file(one).is_some_and(|one| Some(one) == file(other))
    };
    #[cfg(not(unix))]
    let is_one = one == other && one.exists();
    is_one
}

/// Has the name of a file or folder on the disk when this returns, as its bytes are already.
pub(crate) fn settle(path: &Path) -> Outcome<()> {
    #[cfg(unix)]
    fs::File::open(folder_of(path))
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Failure::file(path, &error))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// The folder that a path is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the new file the permissions of the one it replaces.
fn share(new: &Path, old: &Path) -> io::Result<()> {
    fs::metadata(old).map_or(Ok(()), |old| fs::set_permissions(new, old.permissions()))
}
