//! A whole casebook as a folder of text files, for git: one file for each kind of record, the log, and what was captured.
//!
//! The log and the captures are all that a casebook is made of; the files of records are there to be read, and to be
//! compared with what the log makes of itself.

mod read;
mod write;

pub(crate) use read::restore;
pub(crate) use write::{files, line};

/// The name that the tree has among the exporters and importers.
pub(crate) const NAME: &str = "git";

/// What the tree is, and where its log ends.
const ABOUT_FILE: &str = "casebook.json";
/// Keeps git from changing the ends of lines, after which no digest would hold.
const ATTRIBUTES_FILE: &str = ".gitattributes";
/// The operations, an entry a line.
const LOG_FILE: &str = "log.ndjson";
/// The bytes of versions, by their SHA-256.
const CAPTURES: &str = "captures";
/// The texts taken from them and the blocks they fall into, by their SHA-256.
const TEXTS: &str = "texts";

/// The file of a text.
fn text_file(digest: &str) -> String {
    format!("{TEXTS}/{digest}.txt")
}

/// The file of a capture.
fn capture_file(digest: &str) -> String {
    format!("{CAPTURES}/{digest}")
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use claims_model::Kind;
    use claims_store::Casebook;
    use tempfile::TempDir;

    use super::*;
    use crate::{
        desk::{RECORD_FILE, SETTINGS_FILE},
        example,
        folder::Files,
        settings::TEMPLATE,
    };

    /// A new casebook, and the folder of it.
    fn new() -> (TempDir, Casebook) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(SETTINGS_FILE), TEMPLATE).unwrap();
        let casebook = Casebook::create(&folder.path().join(RECORD_FILE)).unwrap();
        (folder, casebook)
    }

    fn example() -> Files<'static> {
        let (folder, mut casebook) = new();
        example::build(folder.path(), &tempfile::tempdir().unwrap().path().join("texts")).unwrap();
        files(&casebook.read().unwrap()).unwrap()
    }

    fn write(folder: &Path, files: &Files<'_>) {
        for (path, bytes) in files {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
    }

    /// What the files in a folder come to, or why they do not.
    fn restored(folder: &Path) -> Result<Files<'static>, String> {
        let (_folder, mut casebook) = new();
        let mut writing = casebook.write().unwrap();
        let restored = restore(&mut writing, folder).map_err(|failure| failure.to_string());
        match restored {
            Ok(_) => writing.commit().unwrap(),
            Err(_) => drop(writing),
        }
        let records = casebook.read().unwrap();
        let counts = records.count(Kind::Claim).unwrap() + records.count(Kind::Party).unwrap();
        assert_eq!(restored.is_err(), counts == 0, "all or nothing");
        restored.map(|_| files(&records).unwrap())
    }

    #[test]
    fn what_is_written_restores_to_what_writes_the_same() {
        let files = example();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files);
        // What else lies there, such as a person's own notes, is in nobody's way.
        fs::write(folder.path().join("README.md"), "Ours").unwrap();
        assert_eq!(restored(folder.path()), Ok(files.clone()));
        assert_eq!(example(), files);
    }

    #[test]
    fn a_changed_file_is_named_and_nothing_is_restored() {
        let files = example();
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &files);
        for (path, bytes) in &files {
            let file = folder.path().join(path);
            let mut wrong = vec![[bytes, &b"\n"[..]].concat()];
            if let Some(last) = bytes.len().checked_sub(1) {
                wrong.push(bytes[..last].to_vec());
                for at in [0, last / 2, last] {
                    let mut bytes = bytes.to_vec();
                    bytes[at] ^= 1;
                    wrong.push(bytes);
                }
            }
            for wrong in wrong {
                fs::write(&file, wrong).unwrap();
                let why = restored(folder.path()).unwrap_err();
                assert!(why.contains(path.as_str()), "{path}: {why}");
            }
            fs::remove_file(&file).unwrap();
            assert!(restored(folder.path()).unwrap_err().contains(path.as_str()));
            fs::write(&file, bytes).unwrap();
        }
        for path in [capture_file("ab"), text_file("ab")] {
            let file = folder.path().join(&path);
            fs::write(&file, "").unwrap();
            assert!(restored(folder.path()).unwrap_err().contains(&path));
            fs::remove_file(file).unwrap();
        }
        assert!(restored(folder.path()).is_ok());
    }
}
