//! A desk at work on a disk that may fail: it remembers what it tried and what it was told, and is held against that.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use claims_model::{Change, Key, Operation, Timestamp, Verb};
use claims_store::{Casebook, Error, Result, Writing};
use uuid::Uuid;

use crate::journal::{self, Event};

/// Something that is done wholly or not at all: one operation, or several that are kept together.
#[derive(Debug)]
pub(crate) struct Deed {
    pub(crate) operations: Vec<Key>,
    pub(crate) told: Told,
}

/// What a desk was told of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// That it is done.
    Done,
    /// That nobody knows.
    Unsure,
    /// That nothing of it was done.
    Refused,
}

pub(crate) struct Trial {
    pub(crate) path: PathBuf,
    casebook: Option<Casebook>,
    /// The operations of the deed that is being done.
    drafted: Vec<Key>,
    pub(crate) deeds: Vec<Deed>,
    /// How often something was refused.
    pub(crate) refused: usize,
    made: u128,
}

impl Trial {
    /// A desk whose casebook is, or will be, in `folder`.
    pub(crate) fn at(folder: &Path) -> Self {
        let path = folder.join("casebook.sqlite");
        Self { path, casebook: None, drafted: Vec::new(), deeds: Vec::new(), refused: 0, made: 1 << 40 }
    }

    /// Makes the casebook.
    pub(crate) fn create(&mut self) {
        let made = Casebook::create(&self.path);
        if made.is_ok() {
            let deed = self.deeds.len();
            self.deeds.push(Deed { operations: Vec::new(), told: Told::Done });
            journal::note(|| Event::Acknowledged(deed));
        }
        self.casebook = self.heard(made);
    }

    /// Does what `work` does and keeps it, in a casebook that is opened if it is not open.
    pub(crate) fn write(&mut self, work: impl FnOnce(&mut Self, &mut Writing<'_>) -> Result<()>) {
        let Some(mut casebook) = self.open() else { return };
        let done = self.attempt(&mut casebook, work);
        self.casebook = Some(casebook);
        let told = match &done {
            Ok(()) => Told::Done,
            Err(Error::Unsure(_)) => Told::Unsure,
            Err(_) => Told::Refused,
        };
        let deed = self.deeds.len();
        self.deeds.push(Deed { operations: std::mem::take(&mut self.drafted), told });
        if told == Told::Done {
            journal::note(|| Event::Acknowledged(deed));
        }
        self.heard(done);
    }

    fn attempt(
        &mut self,
        casebook: &mut Casebook,
        work: impl FnOnce(&mut Self, &mut Writing<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut writing = casebook.write()?;
        work(self, &mut writing)?;
        writing.commit()
    }

    /// Reads something.
    pub(crate) fn read(&mut self, work: impl FnOnce(&claims_store::Records<'_>) -> Result<()>) {
        let Some(mut casebook) = self.open() else { return };
        let read = casebook.read().and_then(|records| work(&records));
        self.casebook = Some(casebook);
        self.heard(read);
    }

    /// Takes out of the file what was forgotten; if that fails, whoever opens it next does it.
    pub(crate) fn sweep(&mut self) {
        let Some(mut casebook) = self.open() else { return };
        let swept = casebook.sweep();
        self.casebook = Some(casebook);
        self.heard(swept);
    }

    pub(crate) fn close(&mut self) {
        self.casebook = None;
    }

    fn open(&mut self) -> Option<Casebook> {
        match self.casebook.take() {
            Some(casebook) => Some(casebook),
            None => {
                let opened = Casebook::open(&self.path);
                self.heard(opened)
            }
        }
    }

    /// Listens to an answer: a refusal must say something that helps, and never blames a sound file.
    fn heard<T>(&mut self, answer: Result<T>) -> Option<T> {
        match answer {
            Ok(value) => Some(value),
            Err(error) => {
                self.refused += 1;
                let is_clear = matches!(
                    error,
                    Error::DiskFull
                        | Error::Unsure(_)
                        // Every lock that fails looks like a disk without locks.
                        | Error::NoLocks(_)
                        | Error::ReadOnly(_)
                        | Error::Sqlite(_)
                        | Error::Missing { .. }
                        | Error::Broken
                        // What there would have been to undo was refused.
                        | Error::NothingTo(_)
                );
                assert!(is_clear, "{error:?}");
                None
            }
        }
    }

    pub(crate) fn key(&mut self) -> Key {
        self.made += 1;
        Key::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.made))
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + i64::try_from(self.made & 0xffff_ffff).unwrap()).unwrap()
    }

    pub(crate) fn operation(&mut self, verb: Verb, changes: Vec<Change>) -> Operation {
        let (key, at) = (self.key(), self.now());
        self.drafted.push(key);
        Operation { key, at, by: "desk".to_owned(), verb, undoes: None, continues: false, forgets: None, changes }
    }
}

/// Opens a casebook on a disk that is well and holds it against what was done: it is sound, what was done is there, in
/// order, what was refused is not, and of the rest all is there or nothing. Answers how much of the rest is there.
pub(crate) fn hold(
    path: &Path,
    deeds: &[Deed],
    told: impl Fn(usize, &Deed) -> Told,
) -> std::result::Result<usize, String> {
    let mut casebook = Casebook::open(path).map_err(|error| format!("it does not open: {error}"))?;
    let reading = casebook.read().map_err(|error| format!("it cannot be read: {error}"))?;
    let verified = reading.verify().map_err(|error| format!("it cannot be verified: {error}"))?;
    if !verified.findings.is_empty() {
        return Err(format!("it is not sound: {:?}", verified.findings));
    }
    let entries = reading.entries(None, usize::MAX).map_err(|error| format!("its log cannot be read: {error}"))?;
    let there: HashMap<Key, u64> = entries.iter().map(|entry| (entry.operation.key, entry.seq)).collect();
    let (mut last, mut unsure) = (0, 0);
    for (number, deed) in deeds.iter().enumerate().filter(|(_, deed)| !deed.operations.is_empty()) {
        let found: Vec<u64> = deed.operations.iter().filter_map(|key| there.get(key).copied()).collect();
        match told(number, deed) {
            Told::Done if found.is_empty() => return Err(format!("deed {number} was acknowledged and is gone")),
            Told::Refused if !found.is_empty() => return Err(format!("deed {number} was refused and is there")),
            _ if found.is_empty() => continue,
            Told::Unsure => unsure += 1,
            _ => {}
        }
        if found.len() < deed.operations.len() {
            return Err(format!("of deed {number} are {} of {} operations there", found.len(), deed.operations.len()));
        }
        for seq in found {
            if seq <= last {
                return Err(format!("deed {number} is out of order"));
            }
            last = seq;
        }
    }
    Ok(unsure)
}
