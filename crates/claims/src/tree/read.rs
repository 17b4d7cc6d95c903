//! Makes a casebook of its files again, and holds every one of them to what came of it.

use std::{
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use claims_model::{Digest, Key, Operation};
use claims_store::Writing;

use super::{
    CAPTURES, LOG_FILE, NAME, TEXTS, capture_file, text_file,
    write::{self, versions_in},
};
use crate::failure::{Exit, Failure, Outcome};

/// What came of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Restored {
    /// How many operations its log has.
    pub(crate) operations: u64,
    /// The digest of the newest.
    pub(crate) head: Digest,
}

/// Performs the log of the tree in a folder on a record that has nothing in it; it is for the caller to commit it.
///
/// # Errors
/// When the record has something in it already; when a file of the tree is missing, is not what it should be, or is one
/// too many. Then nothing may be committed.
pub(crate) fn restore(writing: &mut Writing<'_>, folder: &Path) -> Outcome<Restored> {
    if writing.head()?.0 > 0 {
        return Err(Failure::new(Exit::Refused, format!("what {NAME} wrote is restored into an empty casebook only"))
            .hint("make one: claims init DIR"));
    }
    let log = folder.join(LOG_FILE);
    let text = String::from_utf8(read(&log)?).map_err(|_| wrong(&log, "is not UTF-8"))?;
    let mut kept = BTreeSet::new();
    let forgotten = forgotten(&text);
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let place = || PathBuf::from(format!("{}, line {number}", log.display()));
        let (hash, body) = entry(line).ok_or_else(|| wrong(&place(), "is no entry of a log"))?;
        for (key, version) in versions_in(body).map_err(|failure| wrong(&place(), &failure.what))? {
            let texts = [Some(version.text), version.blocks].into_iter().flatten();
            let files = texts.map(|digest| (text_file(&digest.to_string()), digest));
            for (file, digest) in files.chain([(capture_file(&version.bytes.to_string()), version.bytes)]) {
                // What another version has as well was not forgotten with this one.
                if forgotten.contains(&key) && !folder.join(&file).exists() {
                    writing.keep_place(&digest)?;
                } else {
                    keep(writing, folder, &mut kept, &file, &digest)?;
                }
            }
        }
        let reached = writing.replay(body).map_err(|why| wrong(&place(), &format!("does not fit: {why}")))?;
        if reached.to_string() != hash {
            return Err(wrong(&place(), "was changed, or something before it was: its hash does not follow"));
        }
    }
    let made = write::files(writing)?;
    for (path, bytes) in &made {
        let file = folder.join(path);
        let found = read(&file)?;
        if found != **bytes {
            let same = found.iter().zip(bytes.iter()).take_while(|(found, made)| found == made);
            let lines = same.filter(|(byte, _)| **byte == b'\n').count();
            return Err(wrong(&file, &format!("is not what the log makes of it, from line {} on", lines + 1)));
        }
    }
    for part in [CAPTURES, TEXTS] {
        if let Some(path) = names(folder, part)?.into_iter().find(|path| !made.contains_key(path)) {
            return Err(wrong(&folder.join(path), "belongs to nothing in the log"));
        }
    }
    let (operations, head) = writing.head()?;
    Ok(Restored { operations, head })
}

/// The records that the log forgets; of its versions there are no files.
fn forgotten(log: &str) -> BTreeSet<Key> {
    let bodies = log.split_inclusive('\n').filter_map(|line| Some(entry(line)?.1));
    let forgets =
        bodies.filter(|body| body.contains("\"forgets\":")).filter_map(|body| Operation::read(body).ok()?.forgets);
    forgets.flat_map(|forgets| forgets.records).collect()
}

/// The hash and the body of a line of the log.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (hash, body) = line.strip_prefix("{\"hash\":\"")?.split_once("\",\"operation\":")?;
    let body = body.strip_suffix("}\n")?;
    (write::line(hash, body) == line).then_some((hash, body))
}

/// Keeps the bytes of a capture or a text in the record, once.
fn keep(
    writing: &mut Writing<'_>,
    folder: &Path,
    kept: &mut BTreeSet<String>,
    path: &str,
    digest: &Digest,
) -> Outcome<()> {
    if !kept.insert(path.to_owned()) {
        return Ok(());
    }
    let file = folder.join(path);
    let bytes = read(&file)?;
    if Digest::of(&bytes) != *digest {
        return Err(wrong(&file, "is not what its name says: its SHA-256 is another"));
    }
    if path.starts_with(TEXTS) {
        let text = String::from_utf8(bytes).map_err(|_| wrong(&file, "is not UTF-8"))?;
        writing.keep_text(&text)?;
    } else {
        writing.keep_capture(&bytes)?;
    }
    Ok(())
}

/// The bytes of a file of the tree.
fn read(file: &Path) -> Outcome<Vec<u8>> {
    // A tree may come from anybody, and a link in it would lead to what is not in it.
    match fs::symlink_metadata(file) {
        Ok(found) if found.is_file() => fs::read(file).map_err(|error| Failure::file(file, &error)),
        Ok(_) => Err(wrong(file, "is no ordinary file")),
        Err(error) => Err(Failure::file(file, &error)),
    }
}

/// The files in a folder of the tree, by their paths in it.
fn names(folder: &Path, part: &str) -> Outcome<Vec<String>> {
    let place = folder.join(part);
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::file(&place, &error)),
    };
    let name = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.map_err(|error| Failure::file(&place, &error))?;
        Ok(format!("{part}/{}", entry.file_name().to_string_lossy()))
    };
    let mut names = entries.map(name).collect::<Outcome<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn wrong(place: &Path, what: &str) -> Failure {
    Failure::new(Exit::Data, format!("{} {what}", place.display())).hint("nothing was restored")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_as_it_is_written_is_an_entry() {
        assert_eq!(entry("{\"hash\":\"ab\",\"operation\":{}}\n"), Some(("ab", "{}")));
        for line in ["", "\n", "{\"hash\":\"ab\",\"operation\":{}}", "{\"hash\": \"ab\",\"operation\":{}}\n"] {
            assert_eq!(entry(line), None, "{line:?}");
        }
    }
}
