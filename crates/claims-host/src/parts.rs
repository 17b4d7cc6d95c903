//! What lies in a plugin's folder: its manifest and its file, neither a link, a pipe nor a device, nor without end.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use claims_model::Digest;

use crate::{
    manifest::{MANIFEST_FILE, Manifest},
    shelf::{ReadManifest, Trusted},
    shelf_error::ShelfError,
};

/// How long a manifest may be, in bytes.
const MANIFEST_BYTES: u64 = 1 << 20;
/// How long a library or program may be, in bytes: it is held in memory to be compared and copied.
const FILE_BYTES: u64 = 512 << 20;

/// A plugin's parts.
pub(crate) struct Parts {
    pub(crate) manifest: Manifest,
    pub(crate) manifest_bytes: Vec<u8>,
    pub(crate) file_bytes: Vec<u8>,
}

impl Parts {
    /// The parts that lie in a folder.
    ///
    /// # Errors
    /// When the manifest or the file does not read.
    pub(crate) fn read(folder: &Path, read: ReadManifest) -> Result<Self, ShelfError> {
        let (manifest, manifest_bytes) = manifest(folder, read)?;
        let file_bytes = bytes(&folder.join(&manifest.file), FILE_BYTES).map_err(|error| match error {
            ShelfError::Io { path, error } if error.kind() == io::ErrorKind::NotFound && !manifest.build.is_empty() => {
                ShelfError::NotBuilt { path, build: manifest.build.clone() }
            }
            other => other,
        })?;
        Ok(Self { manifest, manifest_bytes, file_bytes })
    }

    /// That what runs the file is there; it is no part of the plugin, and may come and go.
    ///
    /// # Errors
    /// When it is not.
    pub(crate) fn can_start(&self) -> Result<(), ShelfError> {
        match &self.manifest.interpreter {
            Some(interpreter) if !interpreter.is_file() => Err(ShelfError::NoInterpreter(interpreter.clone())),
            _ => Ok(()),
        }
    }

    /// The digests of the manifest and of the file.
    pub(crate) fn digests(&self) -> [Digest; 2] {
        [Digest::of(&self.manifest_bytes), Digest::of(&self.file_bytes)]
    }

    /// Whether these are what was trusted.
    pub(crate) fn are(&self, trusted: &Trusted) -> bool {
        self.digests() == [trusted.manifest, trusted.file]
    }
}

/// What the manifest of a folder says, whether or not its file is there, and the bytes that say it.
///
/// # Errors
/// When it does not read.
pub(crate) fn manifest(folder: &Path, read: ReadManifest) -> Result<(Manifest, Vec<u8>), ShelfError> {
    let path = folder.join(MANIFEST_FILE);
    let bytes = manifest_bytes(folder)?;
    let wrong = |why: String| ShelfError::Manifest { path: path.clone(), why };
    let text = str::from_utf8(&bytes).map_err(|_| wrong("it is not UTF-8".to_owned()))?;
    let manifest = read(&path, text).map_err(wrong)?;
    manifest.check().map_err(wrong)?;
    Ok((manifest, bytes))
}

/// The same, not read.
pub(crate) fn manifest_bytes(folder: &Path) -> Result<Vec<u8>, ShelfError> {
    bytes(&folder.join(MANIFEST_FILE), MANIFEST_BYTES)
}

/// The content of a file that is one.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, ShelfError> {
    let io = |error| ShelfError::Io { path: path.to_owned(), error };
    // Asked before it is opened: to open a pipe is to wait for whoever writes into it.
    let told = fs::symlink_metadata(path).map_err(io)?;
    if !told.is_file() {
        return Err(ShelfError::NotAFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes)).map_err(io)?;
    if bytes.len() as u64 > most {
        return Err(ShelfError::TooLong { path: PathBuf::from(path), most });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_is_read_and_no_more_than_is_let() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "12345").unwrap();
        assert_eq!(bytes(&path, 5).unwrap(), b"12345");
        assert!(matches!(bytes(&path, 4), Err(ShelfError::TooLong { .. })));
        assert!(matches!(bytes(folder.path(), 9), Err(ShelfError::NotAFile(_))));
        assert!(matches!(bytes(&folder.path().join("none"), 9), Err(ShelfError::Io { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_a_pipe_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let (link, pipe) = (folder.path().join("link"), folder.path().join("pipe"));
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [link, pipe] {
            assert!(matches!(bytes(&path, 9), Err(ShelfError::NotAFile(_))), "{}", path.display());
        }
    }
}
