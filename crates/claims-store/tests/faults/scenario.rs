//! What a desk does while the disk fails; each begins in a folder that was made ready on a disk that is well.

use std::{
    fs,
    path::{Path, PathBuf},
};

use claims_model::{Change, Claim, Key, Source, SourceKind, Status, Verb, Version, VersionState, forget::Forgetting};
use claims_store::{Result, Writing};
use tempfile::TempDir;

use crate::{disk, story::told, trial::Trial};

/// What a desk does, and where.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) make: fn(&Path),
    pub(crate) run: fn(&mut Trial),
}

pub(crate) const ALL: [Scenario; 10] = [
    Scenario { name: "create", make: nothing, run: create },
    Scenario { name: "bulk", make: story, run: bulk },
    Scenario { name: "capture", make: story, run: capture },
    Scenario { name: "undo and redo", make: story, run: undo },
    Scenario { name: "import", make: story, run: import },
    Scenario { name: "forget", make: story, run: forget },
    Scenario { name: "read and verify", make: story, run: read },
    Scenario { name: "recover", make: left_open, run: add_two },
    Scenario { name: "migrate", make: oldest, run: add_two },
    Scenario { name: "fold", make: story, run: fold },
];

impl Scenario {
    /// A folder that the scenario may begin in.
    pub(crate) fn folder(&self) -> TempDir {
        disk::install();
        let folder = tempfile::tempdir().unwrap();
        (self.make)(folder.path());
        folder
    }
}

/// A copy of a folder.
pub(crate) fn copy(from: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        fs::copy(&entry, folder.path().join(entry.file_name().unwrap())).unwrap();
    }
    folder
}

fn nothing(_: &Path) {}

fn story(folder: &Path) {
    let (_kept, path) = told().close();
    fs::copy(path, folder.join("casebook.sqlite")).unwrap();
}

/// A casebook whose last user was killed: what was written is not folded into the file.
fn left_open(folder: &Path) {
    let session = told();
    let path = session.path();
    for ending in ["", "-wal"] {
        let name = format!("casebook.sqlite{ending}");
        fs::copy(path.with_file_name(&name), folder.join(name)).unwrap();
    }
}

/// The oldest schema: all steps are taken, and the first keeps a copy.
fn oldest(folder: &Path) {
    let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.sqlite");
    fs::copy(fixture, folder.join("casebook.sqlite")).unwrap();
}

fn create(trial: &mut Trial) {
    trial.create();
    add_two(trial);
}

pub(crate) fn add(trial: &mut Trial) {
    trial.write(|trial, writing| {
        let claim = claim(trial, 0);
        perform(trial, writing, Verb::Add, vec![Change::create(claim)])
    });
}

fn add_two(trial: &mut Trial) {
    add(trial);
    add(trial);
}

fn bulk(trial: &mut Trial) {
    trial.write(|trial, writing| {
        let changes = (0..60).map(|number| Change::create(claim(trial, number))).collect();
        perform(trial, writing, Verb::Import, changes)
    });
    add(trial);
}

fn capture(trial: &mut Trial) {
    for size in [20, 30_000] {
        trial.write(|trial, writing| {
            let mut changes = Vec::new();
            let source = match writing.all::<Source>()?.first() {
                Some(known) => known.record.clone(),
                None => source(trial),
            };
            if writing.all::<Source>()?.is_empty() {
                changes.push(Change::create(source.clone()));
            }
            let bytes = noise(size, trial.key());
            let text = "The dam leaked again. ".repeat(size / 20);
            let version = Version {
                key: trial.key(),
                source: source.key,
                number: writing.next_version_number(source.key)?,
                state: VersionState::Present,
                captured: trial.now(),
                origin: "-".to_owned(),
                media_type: "text/plain".to_owned(),
                size: bytes.len() as u64,
                bytes: writing.keep_capture(&bytes)?,
                text: writing.keep_text(&text)?,
                extractor: "plain/1".to_owned(),
                archives: Vec::new(),
                seen: None,
                blocks: None,
                details: Vec::new(),
            };
            changes.push(Change::create(version));
            perform(trial, writing, Verb::SourceCapture, changes)
        });
    }
}

fn undo(trial: &mut Trial) {
    for verb in [Verb::Undo, Verb::Undo, Verb::Redo] {
        trial.write(|trial, writing| {
            let last = if verb == Verb::Undo { writing.undo_target()?.seq } else { writing.redo_target()?.seq };
            for seq in writing.run_to(last)?.rev() {
                let mut operation = trial.operation(verb, writing.entry(seq)?.operation.inverse());
                operation.undoes = Some(seq);
                operation.continues = seq != last;
                writing.perform(&operation)?;
            }
            Ok(())
        });
    }
}

/// Several operations that are kept together, as an import makes them.
fn import(trial: &mut Trial) {
    trial.write(|trial, writing| {
        for part in 0..4 {
            let changes = (0..8).map(|number| Change::create(claim(trial, 10 * part + number))).collect();
            let mut operation = trial.operation(Verb::Import, changes);
            operation.continues = part > 0;
            writing.perform_part(&operation)?;
        }
        Ok(())
    });
    add(trial);
}

/// The one deed that changes what the log keeps, and then writes the file anew.
fn forget(trial: &mut Trial) {
    trial.write(|trial, writing| {
        let root = writing.all::<Source>()?[1].record.key;
        let records = writing.goes_with(root)?.into_keys().collect();
        let mut operation = trial.operation(Verb::Forget, Vec::new());
        operation.forgets = Some(Forgetting { records, because: "they asked".to_owned() });
        writing.forget(&operation).map(drop)
    });
    trial.sweep();
    add(trial);
}

fn read(trial: &mut Trial) {
    trial.read(|records| records.all::<Claim>().map(|_| ()));
    trial.read(|records| records.verify().map(|_| ()));
    add(trial);
}

/// So much that SQLite folds it into the file while the casebook is open, not only when it is closed.
fn fold(trial: &mut Trial) {
    trial.write(|trial, writing| {
        writing.keep_capture(&noise(4_300_000, trial.key()))?;
        let claim = claim(trial, 0);
        perform(trial, writing, Verb::Add, vec![Change::create(claim)])
    });
    add_two(trial);
}

fn perform(trial: &mut Trial, writing: &mut Writing<'_>, verb: Verb, changes: Vec<Change>) -> Result<()> {
    let operation = trial.operation(verb, changes);
    writing.perform(&operation)
}

fn claim(trial: &mut Trial, number: usize) -> Claim {
    let text = format!("The dam number {number} never leaked, not in {}", 1900 + number);
    Claim::new(trial.key(), text, Status::Noted)
}

fn source(trial: &mut Trial) -> Source {
    Source {
        key: trial.key(),
        title: "Wire: dam".to_owned(),
        kind: SourceKind::Report,
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        language: None,
        derived_from: Vec::new(),
    }
}

/// Bytes that do not get smaller.
fn noise(size: usize, key: Key) -> Vec<u8> {
    let mut state = key.to_string().bytes().fold(1_u64, |state, byte| state.wrapping_mul(31) + u64::from(byte));
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut bytes: Vec<u8> = (0..size.div_ceil(8)).flat_map(|_| next()).collect();
    bytes.truncate(size);
    bytes
}
