//! One person's session at a casebook in a folder of its own, with keys and times that are the same in every run.

use std::path::{Path, PathBuf};

use claims_model::{Change, Digest, Key, Operation, Timestamp, Verb, Version, VersionState};
use claims_store::{Casebook, Result, Writing};
use tempfile::TempDir;
use uuid::Uuid;

/// An open casebook, and the folder that goes with it.
pub(crate) struct Session {
    pub(crate) casebook: Casebook,
    made: u128,
    folder: TempDir,
}

impl Session {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let casebook = Casebook::create(&folder.path().join("casebook.sqlite")).unwrap();
        Self { casebook, made: 0, folder }
    }

    /// A session at a copy of a casebook that stands elsewhere.
    pub(crate) fn at_a_copy_of(path: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("casebook.sqlite");
        std::fs::copy(path, &copy).unwrap();
        Self { folder, ..Self::at(&copy) }
    }

    /// A session at a casebook that others keep, with keys that were never given in it.
    pub(crate) fn at(path: &Path) -> Self {
        let mut casebook = Casebook::open(path).unwrap();
        let operations = casebook.read().unwrap().head().unwrap().0;
        let folder = tempfile::tempdir().unwrap();
        Self { casebook, made: u128::from(operations + 1) << 32, folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.casebook.path().to_owned()
    }

    /// Closes the casebook, which folds everything into the one file, and keeps the folder.
    pub(crate) fn close(self) -> (TempDir, PathBuf) {
        let path = self.path();
        drop(self.casebook);
        (self.folder, path)
    }

    pub(crate) fn reopened(self) -> Self {
        let made = self.made;
        let (folder, path) = self.close();
        Self { casebook: Casebook::open(&path).unwrap(), made, folder }
    }

    pub(crate) fn key(&mut self) -> Key {
        self.made += 1;
        numbered(self.made)
    }

    /// A second after the last time that was asked for.
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + i64::try_from(self.made & 0xffff_ffff).unwrap()).unwrap()
    }

    pub(crate) fn operation(&mut self, verb: Verb, changes: Vec<Change>) -> Operation {
        Operation {
            key: self.key(),
            at: self.now(),
            by: "desk".to_owned(),
            verb,
            undoes: None,
            continues: false,
            forgets: None,
            changes,
        }
    }

    /// Performs each list of changes as an operation of its own, all of them one deed.
    pub(crate) fn perform_run(&mut self, verb: Verb, parts: Vec<Vec<Change>>) -> Result<()> {
        let mut operations = Vec::new();
        for (part, changes) in parts.into_iter().enumerate() {
            operations.push(Operation { continues: part > 0, ..self.operation(verb, changes) });
        }
        let mut writing = self.casebook.write()?;
        operations.iter().try_for_each(|operation| writing.perform(operation))?;
        writing.commit()
    }

    pub(crate) fn perform(&mut self, verb: Verb, changes: Vec<Change>) -> Result<()> {
        let operation = self.operation(verb, changes);
        let mut writing = self.casebook.write()?;
        writing.perform(&operation)?;
        writing.commit()
    }

    /// Keeps a capture, so that the version may be filed.
    pub(crate) fn version(&mut self, source: Key, number: u32, bytes: &[u8], text: &str) -> Version {
        let (key, captured) = (self.key(), self.now());
        let mut writing = self.casebook.write().unwrap();
        let (digest, text) = (writing.keep_capture(bytes).unwrap(), writing.keep_text(text).unwrap());
        writing.commit().unwrap();
        version(key, source, number, captured, (digest, bytes.len()), text)
    }

    /// Keeps a text beside a version's own.
    pub(crate) fn keep_text(&mut self, text: &str) -> Digest {
        let mut writing = self.casebook.write().unwrap();
        let digest = writing.keep_text(text).unwrap();
        writing.commit().unwrap();
        digest
    }

    pub(crate) fn undo(&mut self) -> Result<()> {
        self.take_back(Verb::Undo, |writing| writing.undo_target())
    }

    pub(crate) fn redo(&mut self) -> Result<()> {
        self.take_back(Verb::Redo, |writing| writing.redo_target())
    }

    fn take_back(
        &mut self,
        verb: Verb,
        target: impl FnOnce(&Writing<'_>) -> Result<claims_store::Entry>,
    ) -> Result<()> {
        let mut operation = self.operation(verb, Vec::new());
        let mut writing = self.casebook.write()?;
        let last = target(&writing)?.seq;
        for seq in writing.run_to(last)?.rev() {
            let target = writing.entry(seq)?;
            operation.undoes = Some(seq);
            operation.continues = seq != last;
            operation.changes = target.operation.inverse();
            writing.perform(&operation)?;
            self.made += 1;
            operation.key = numbered(self.made);
        }
        writing.commit()
    }
}

/// The key that was made as the so-manieth.
fn numbered(made: u128) -> Key {
    Key::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + made))
}

fn version(
    key: Key,
    source: Key,
    number: u32,
    captured: Timestamp,
    (bytes, size): (Digest, usize),
    text: Digest,
) -> Version {
    Version {
        key,
        source,
        number,
        state: if size == 0 { VersionState::Gone } else { VersionState::Present },
        captured,
        origin: "-".to_owned(),
        media_type: "text/plain".to_owned(),
        size: size as u64,
        bytes,
        text,
        extractor: "plain/1".to_owned(),
        archives: Vec::new(),
        seen: None,
        blocks: None,
        details: Vec::new(),
    }
}
