//! The plugins that a user has, and the copies of those that the user trusts.
//!
//! Trust is in bytes, not in names or folders: it holds for one manifest and one file, by their SHA-256, and only a
//! copy of these that nobody writes to is ever run. A plugin that was changed since is refused until it is trusted again.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use claims_model::{Digest, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    manifest::{MANIFEST_FILE, Manifest},
    parts::{self, Parts},
    shelf_error::ShelfError,
};

/// The list of plugins, in the shelf's folder.
const LIST: &str = "plugins.json";
/// Held by whoever changes that list.
const LOCK: &str = "lock";
/// The copies, each in a folder named by its digest.
const KEPT: &str = "kept";
/// How the name of what is not in its place yet begins.
const ASIDE: &str = ".aside-";

/// Reads a manifest's text; how it is written is the program's business.
pub type ReadManifest = fn(path: &Path, text: &str) -> Result<Manifest, String>;

/// The folder in which a user's plugins are known.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: PathBuf,
    read: ReadManifest,
}

/// A plugin that was added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// Its name.
    pub name: String,
    /// Where its author keeps it.
    pub folder: PathBuf,
    /// What was trusted, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trusted: Option<Trusted>,
}

/// What was trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trusted {
    /// When.
    pub at: Timestamp,
    /// The manifest.
    pub manifest: Digest,
    /// The library or program.
    pub file: Digest,
    /// Whether the user lets the library into this very process, where nothing holds it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_process: bool,
}

/// A trusted plugin, as it may be run.
#[derive(Debug, Clone)]
pub struct Runnable {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The copy of its file.
    pub file: PathBuf,
    /// Whether the user lets it into this very process.
    pub(crate) in_process: bool,
}

/// How a plugin stands to what was trusted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of it was ever trusted.
    Untrusted,
    /// It is what was trusted.
    Trusted,
    /// It was changed since.
    Changed {
        /// The digest of the part that was trusted.
        trusted: Digest,
        /// The digest of that part now; `None` where it is no file any more.
        now: Option<Digest>,
    },
    /// It is gone from where its author kept it; the copy is still there.
    Gone,
}

impl Shelf {
    /// The shelf in `folder`, which need not exist yet.
    pub fn new(folder: PathBuf, read: ReadManifest) -> Self {
        Self { folder, read }
    }

    /// All that were added, by name.
    ///
    /// # Errors
    /// When the list does not read.
    pub fn list(&self) -> Result<Vec<Added>, ShelfError> {
        let path = self.folder.join(LIST);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| ShelfError::Io { path, error: io::Error::new(io::ErrorKind::InvalidData, error) }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(ShelfError::Io { path, error }),
        }
    }

    /// The one called `name`.
    ///
    /// # Errors
    /// [`ShelfError::Unknown`].
    pub fn get(&self, name: &str) -> Result<Added, ShelfError> {
        let found = self.list()?.into_iter().find(|added| added.name == name);
        found.ok_or_else(|| ShelfError::Unknown(name.to_owned()))
    }

    /// What the plugin in `folder` says of itself.
    ///
    /// # Errors
    /// When its manifest does not read, or its file or what runs it is not there.
    pub fn read(&self, folder: &Path) -> Result<Manifest, ShelfError> {
        let parts = self.parts(folder)?;
        parts.can_start()?;
        Ok(parts.manifest)
    }

    /// Puts the plugin in `folder` on the shelf. It is known then, and not trusted.
    ///
    /// # Errors
    /// When its manifest does not read, what runs it is not there, or the name is taken.
    pub fn add(&self, folder: &Path) -> Result<Manifest, ShelfError> {
        let _alone = self.alone()?;
        let folder = folder.canonicalize().map_err(|error| ShelfError::Io { path: folder.to_owned(), error })?;
        let manifest = self.read(&folder)?;
        let mut list = self.list()?;
        match list.iter().find(|added| added.name == manifest.name) {
            Some(added) if added.folder == folder => return Ok(manifest),
            Some(added) => {
                return Err(ShelfError::Taken { name: manifest.name, folder: added.folder.clone() });
            }
            None => list.push(Added { name: manifest.name.clone(), folder, trusted: None }),
        }
        list.sort_by(|one, other| one.name.cmp(&other.name));
        self.write(&list)?;
        Ok(manifest)
    }

    /// Keeps a copy of the plugin as it is now, and trusts that; `in_process` lets a library into this very process.
    ///
    /// # Errors
    /// When it is not on the shelf, calls itself something else, is to be let in and is no library, or the copy cannot be
    /// made.
    pub fn trust(&self, name: &str, at: Timestamp, in_process: bool) -> Result<Trusted, ShelfError> {
        let _alone = self.alone()?;
        let mut list = self.list()?;
        let added = list.iter_mut().find(|added| added.name == name);
        let added = added.ok_or_else(|| ShelfError::Unknown(name.to_owned()))?;
        let parts = self.parts(&added.folder)?;
        if parts.manifest.name != name {
            let (name, now, folder) = (name.to_owned(), parts.manifest.name, added.folder.clone());
            return Err(ShelfError::Renamed { name, now, folder });
        }
        if in_process && !parts.manifest.is_library() {
            return Err(ShelfError::NoLibrary(name.to_owned()));
        }
        parts.can_start()?;
        let [manifest, file] = parts.digests();
        let trusted = Trusted { at, manifest, file, in_process };
        self.keep(&parts, &trusted)?;
        added.trusted = Some(trusted.clone());
        self.write(&list)?;
        Ok(trusted)
    }

    /// Trusts a plugin no longer.
    ///
    /// # Errors
    /// When it is not on the shelf.
    pub fn untrust(&self, name: &str) -> Result<(), ShelfError> {
        let _alone = self.alone()?;
        let mut list = self.list()?;
        let added = list.iter_mut().find(|added| added.name == name);
        added.ok_or_else(|| ShelfError::Unknown(name.to_owned()))?.trusted = None;
        self.write(&list)
    }

    /// Takes a plugin from the shelf; its author's files stay.
    ///
    /// # Errors
    /// When it is not there.
    pub fn remove(&self, name: &str) -> Result<(), ShelfError> {
        let _alone = self.alone()?;
        let mut list = self.list()?;
        let before = list.len();
        list.retain(|added| added.name != name);
        if list.len() == before {
            return Err(ShelfError::Unknown(name.to_owned()));
        }
        self.write(&list)
    }

    /// What a plugin says of itself: what was trusted of it, else what its folder says now. Nothing of it runs.
    ///
    /// # Errors
    /// When neither is there.
    pub fn manifest(&self, added: &Added) -> Result<Manifest, ShelfError> {
        match &added.trusted {
            Some(trusted) => Ok(self.parts(&self.kept(trusted))?.manifest),
            None => Ok(self.parts(&added.folder)?.manifest),
        }
    }

    /// How a plugin stands to what was trusted of it.
    pub fn standing(&self, added: &Added) -> Standing {
        let Some(trusted) = &added.trusted else { return Standing::Untrusted };
        let read = parts::manifest_bytes(&added.folder).and_then(|bytes| {
            // The manifest that was trusted names the file that was.
            if Digest::of(&bytes) == trusted.manifest { self.parts(&added.folder).map(Ok) } else { Ok(Err(bytes)) }
        });
        let changed = |trusted, now| Standing::Changed { trusted, now };
        match read {
            Ok(Ok(parts)) if parts.are(trusted) => Standing::Trusted,
            Ok(Ok(parts)) => changed(trusted.file, Some(Digest::of(&parts.file_bytes))),
            Ok(Err(manifest)) => changed(trusted.manifest, Some(Digest::of(&manifest))),
            Err(error) if error.is_absence() => Standing::Gone,
            Err(_) => changed(trusted.file, None),
        }
    }

    /// A trusted plugin, as it may be run.
    ///
    /// # Errors
    /// When it is not trusted, was changed since, or its copy is damaged.
    pub fn runnable(&self, name: &str) -> Result<Runnable, ShelfError> {
        let added = self.get(name)?;
        let Some(trusted) = &added.trusted else { return Err(ShelfError::NotTrusted(name.to_owned())) };
        if let Standing::Changed { trusted, now } = self.standing(&added) {
            return Err(ShelfError::Changed { name: name.to_owned(), trusted, now });
        }
        let folder = self.kept(trusted);
        let parts = self.parts(&folder).map_err(|_| ShelfError::Damaged(name.to_owned()))?;
        if !parts.are(trusted) {
            return Err(ShelfError::Damaged(name.to_owned()));
        }
        let file = folder.join(&parts.manifest.file);
        Ok(Runnable { manifest: parts.manifest, file, in_process: trusted.in_process })
    }

    /// What the manifest of a folder says, whether or not its file is there.
    ///
    /// # Errors
    /// When it does not read.
    pub fn account(&self, folder: &Path) -> Result<Manifest, ShelfError> {
        Ok(parts::manifest(folder, self.read)?.0)
    }

    fn parts(&self, folder: &Path) -> Result<Parts, ShelfError> {
        Parts::read(folder, self.read)
    }

    /// Where the copy of what was trusted lies.
    fn kept(&self, trusted: &Trusted) -> PathBuf {
        let both = format!("{}\n{}\n", trusted.manifest, trusted.file);
        self.folder.join(KEPT).join(Digest::of(both.as_bytes()).to_string())
    }

    /// Keeps a copy of what is trusted, while the list is ours alone.
    fn keep(&self, parts: &Parts, trusted: &Trusted) -> Result<(), ShelfError> {
        let to = self.kept(trusted);
        let io = |error| ShelfError::Io { path: to.clone(), error };
        match self.parts(&to) {
            Ok(kept) if kept.are(trusted) => return Ok(()),
            // Damaged, it would stand in the way for ever.
            _ if to.exists() => set_mode(&to, 0o755).and_then(|()| fs::remove_dir_all(&to)).map_err(io)?,
            _ => {}
        }
        let shelf = self.folder.join(KEPT);
        fs::create_dir_all(&shelf).map_err(io)?;
        // Whole or not at all.
        let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(&shelf).map_err(io)?;
        for (name, bytes, mode) in
            [(Path::new(MANIFEST_FILE), &parts.manifest_bytes, 0o444), (&parts.manifest.file, &parts.file_bytes, 0o555)]
        {
            let path = aside.path().join(name);
            let write = || {
                let mut file = fs::File::create(&path)?;
                file.write_all(bytes)?;
                file.sync_all()?;
                set_mode(&path, mode)
            };
            write().map_err(io)?;
        }
        set_mode(aside.path(), 0o755).and_then(|()| fs::rename(aside.path(), &to)).map_err(io)?;
        // What was moved away cannot be removed under its old name any more.
        let _ = aside.keep();
        set_mode(&to, 0o555).and_then(|()| sync_names(&to)).and_then(|()| sync_names(&shelf)).map_err(io)
    }

    /// Waits until nobody else changes the list; it may be changed as long as the file is held. What a command left that
    /// was stopped while it changed the list goes.
    fn alone(&self) -> Result<fs::File, ShelfError> {
        let path = self.folder.join(LOCK);
        let open = || {
            fs::create_dir_all(&self.folder)?;
            let file = fs::File::create(&path)?;
            file.lock()?;
            for folder in [self.folder.clone(), self.folder.join(KEPT)] {
                let entries = fs::read_dir(folder).into_iter().flatten().flatten();
                for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(ASIDE)) {
                    // What cannot be removed now is asked for again by the next.
                    let _ = match entry.file_type()?.is_dir() {
                        true => fs::remove_dir_all(entry.path()),
                        false => fs::remove_file(entry.path()),
                    };
                }
            }
            Ok(file)
        };
        open().map_err(|error| ShelfError::Io { path: path.clone(), error })
    }

    fn write(&self, list: &[Added]) -> Result<(), ShelfError> {
        let path = self.folder.join(LIST);
        let io = |error| ShelfError::Io { path: path.clone(), error };
        fs::create_dir_all(&self.folder).map_err(io)?;
        let mut file = tempfile::Builder::new().prefix(ASIDE).tempfile_in(&self.folder).map_err(io)?;
        serde_json::to_writer_pretty(&mut file, list).map_err(|error| io(error.into()))?;
        file.as_file().sync_all().map_err(io)?;
        file.persist(&path).map_err(|error| io(error.error))?;
        sync_names(&self.folder).map_err(io)
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// Has the names in a folder on the disk when this returns.
#[cfg(unix)]
fn sync_names(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_names(_: &Path) -> io::Result<()> {
    Ok(())
}
