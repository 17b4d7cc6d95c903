//! Puts a file in the place of another at once, so that a failure leaves the old one whole.

use std::{fs, io::Write as _, path::Path};

use tempfile::NamedTempFile;

use crate::failure::{Failure, Outcome};

/// Puts a file in its place, and has it on the disk when this returns.
///
/// A pipe or a device is written to and stays what it is.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let written = fs::OpenOptions::new().write(true).open(path).and_then(|mut special| special.write_all(bytes));
        return written.map_err(|error| Failure::file(path, &error));
    }
    put(path, bytes, true)
}

/// The same for one of many files that can be made again: it is not waited for the disk.
pub(crate) fn replace_soon(path: &Path, bytes: &[u8]) -> Outcome<()> {
    put(path, bytes, false)
}

/// A new file beside the one whose name it will get, in which to write it piece by piece.
pub(crate) fn beside(path: &Path) -> Outcome<NamedTempFile> {
    new_file().tempfile_in(folder_of(path)).map_err(|error| Failure::file(path, &error))
}

/// Has the name of a file on the disk when this returns, as its bytes are already.
pub(crate) fn settle(path: &Path) -> Outcome<()> {
    #[cfg(unix)]
    fs::File::open(folder_of(path))
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Failure::file(path, &error))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn put(path: &Path, bytes: &[u8], sync: bool) -> Outcome<()> {
    let failed = |error: std::io::Error| Failure::file(path, &error);
    let mut file = beside(path)?;
    file.write_all(bytes).map_err(failed)?;
    if sync {
        file.as_file().sync_all().map_err(failed)?;
    }
    share(file.as_file(), path).map_err(failed)?;
    file.persist(path).map_err(|error| Failure::file(path, &error.error))?;
    Ok(())
}

/// A file beside the one it will replace, with the permissions of any new file.
fn new_file() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".claims-report-");
    // Temporary files are for one's own eyes; reports are for others, as far as the user's mask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Gives the new file the permissions of the one it replaces.
fn share(file: &fs::File, path: &Path) -> std::io::Result<()> {
    fs::metadata(path).map_or(Ok(()), |old| file.set_permissions(old.permissions()))
}
