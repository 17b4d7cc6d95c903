//! Puts a whole record in the place of another, which is kept beside it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

use claims_store::{Casebook, Error};

use crate::{
    aside::Aside,
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
pub(crate) fn swap(old: Option<Casebook>, record: &Path, copy: &Path, aside: &Aside, what: &str) -> Outcome<PathBuf> {
    if let Some(mut old) = old {
        let part = aside.path("before");
        old.copy_pages_into(&part)?;
        // One who was stopped here may have kept it already.
        let kept = free(record, what, |kept| replace::name_new(&part, kept), |kept| is_same(kept, &part))?;
        replace::settle(&kept)?;
        match old.take_over(copy) {
            Ok(()) => return Ok(kept),
            // It is damaged where its first page is; what could be copied stays beside it all the same.
            Err(Error::Corrupt(_)) => drop(old),
            Err(other) => return Err(other.into()),
        }
    }
    let is_it = |kept: &Path| replace::is_one_file(record, kept);
    let kept = free(record, "damaged", |kept| fs::hard_link(record, kept), is_it)?;
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

/// Keeps other commands that swap records out of this folder, until what is answered is dropped; waits for those at work.
///
/// Two that each kept the others out of the record would wait for each other.
pub(crate) fn alone_in(folder: &Path) -> Option<fs::File> {
    // Where a folder cannot be locked, such as on Windows, two of them may end with an error, and nothing is lost.
    let folder = fs::File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

/// The first free name of the form `casebook.sqlite.WHAT-1`; `take` takes it, unless somebody else was quicker. Or the
/// name that it has already, as far as `is_it` can tell.
fn free(
    record: &Path,
    what: &str,
    take: impl Fn(&Path) -> std::io::Result<()>,
    is_it: impl Fn(&Path) -> bool,
) -> Outcome<PathBuf> {
    let mut number = 1;
    loop {
        let kept = ended(record, &format!(".{what}-{number}"));
        match take(&kept) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && !is_it(&kept) => number += 1,
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(Failure::file(&kept, &error));
            }
            _ => return Ok(kept),
        }
    }
}

/// Whether two files say the same, as far as they can be read.
fn is_same(one: &Path, other: &Path) -> bool {
    let open = |path: &Path| fs::File::open(path).map(BufReader::new);
    let compared = || -> std::io::Result<bool> {
        let (mut one, mut other) = (open(one)?, open(other)?);
        loop {
            let (left, right) = (one.fill_buf()?, other.fill_buf()?);
            let count = left.len().min(right.len());
            if count == 0 || left[..count] != right[..count] {
                return Ok(left.is_empty() && right.is_empty());
            }
            one.consume(count);
            other.consume(count);
        }
    };
    compared().unwrap_or(false)
}

fn ended(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
