//! Puts a whole record in the place of another, which is kept beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use claims_store::{Casebook, Error};

use crate::{
    failure::{Failure, Outcome},
    replace,
};

/// Puts the record at `copy` in the place of the one at `record`, and answers where that is kept: beside it, under a name
/// that ends in `WHAT-1` or the next number.
///
/// `old` is the record, with everybody else kept out. Then others who wait for it find the new one. Without it the file
/// cannot be opened by anybody, and goes as it is.
///
/// # Errors
/// Whatever the disk answers; then the old record stands where it stood.
pub(crate) fn swap(old: Option<Casebook>, record: &Path, copy: &Path, what: &str) -> Outcome<PathBuf> {
    if let Some(mut old) = old {
        let kept = free(record, what, |kept| {
            let part = replace::beside(kept)?;
            old.copy_pages_into(part.path())?;
            Ok(part.persist_noclobber(kept).map(drop).map_err(|error| error.error))
        })?;
        replace::settle(&kept)?;
        match old.take_over(copy) {
            Ok(()) => return Ok(kept),
            // It is damaged where its first page is; what could be copied stays beside it all the same.
            Err(Error::Corrupt(_)) => drop(old),
            Err(other) => return Err(other.into()),
        }
    }
    let kept = free(record, "damaged", |kept| Ok(fs::hard_link(record, kept)))?;
    // What SQLite keeps beside it belongs to it, and would be taken for a part of the new one.
    for ending in ["-wal", "-shm", "-journal"] {
        let from = ended(record, ending);
        if from.exists() {
            fs::rename(&from, ended(&kept, ending)).map_err(|error| Failure::file(&from, &error))?;
        }
    }
    fs::rename(copy, record).map_err(|error| Failure::file(record, &error))?;
    replace::settle(record)?;
    Ok(kept)
}

/// The first free name of the form `casebook.sqlite.WHAT-1`; `take` takes it, unless somebody else was quicker.
fn free(record: &Path, what: &str, mut take: impl FnMut(&Path) -> Outcome<std::io::Result<()>>) -> Outcome<PathBuf> {
    let mut number = 1;
    loop {
        let kept = ended(record, &format!(".{what}-{number}"));
        number += 1;
        if kept.exists() {
            continue;
        }
        match take(&kept)? {
            Ok(()) => return Ok(kept),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::file(&kept, &error)),
        }
    }
}

fn ended(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
