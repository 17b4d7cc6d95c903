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
    pub(crate) is_acknowledged: bool,
}

pub(crate) struct Trial {
    pub(crate) path: PathBuf,
    casebook: Option<Casebook>,
    pub(crate) deeds: Vec<Deed>,
    /// How often something was refused.
    pub(crate) refused: usize,
    made: u128,
}

impl Trial {
    /// A desk whose casebook is, or will be, in `folder`.
    pub(crate) fn at(folder: &Path) -> Self {
        let path = folder.join("casebook.sqlite");
        Self { path, casebook: None, deeds: Vec::new(), refused: 0, made: 1 << 40 }
    }

    /// Makes the casebook.
    pub(crate) fn create(&mut self) {
        let made = Casebook::create(&self.path);
        if made.is_ok() {
            self.acknowledge(Vec::new());
        }
        self.casebook = self.heard(made);
    }

    /// Does what `work` does and keeps it, in a casebook that is opened if it is not open.
    pub(crate) fn write(&mut self, work: impl FnOnce(&mut Self, &mut Writing<'_>) -> Result<Vec<Key>>) {
        let Some(mut casebook) = self.open() else { return };
        let done = self.attempt(&mut casebook, work);
        self.casebook = Some(casebook);
        if done.is_ok()
            && let Some(deed) = self.deeds.len().checked_sub(1)
        {
            self.deeds[deed].is_acknowledged = true;
            journal::note(|| Event::Acknowledged(deed));
        }
        self.heard(done);
    }

    fn attempt(
        &mut self,
        casebook: &mut Casebook,
        work: impl FnOnce(&mut Self, &mut Writing<'_>) -> Result<Vec<Key>>,
    ) -> Result<()> {
        let mut writing = casebook.write()?;
        let operations = work(self, &mut writing)?;
        // From here on it may be there, whatever is answered.
        self.deeds.push(Deed { operations, is_acknowledged: false });
        writing.commit()
    }

    /// Reads something.
    pub(crate) fn read(&mut self, work: impl FnOnce(&claims_store::Records<'_>) -> Result<()>) {
        let Some(mut casebook) = self.open() else { return };
        let read = casebook.read().and_then(|records| work(&records));
        self.casebook = Some(casebook);
        self.heard(read);
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

    fn acknowledge(&mut self, operations: Vec<Key>) {
        let deed = self.deeds.len();
        self.deeds.push(Deed { operations, is_acknowledged: true });
        journal::note(|| Event::Acknowledged(deed));
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
        Operation { key, at, by: "desk".to_owned(), verb, undoes: None, continues: false, changes }
    }
}

/// Opens a casebook on a disk that is well and holds it against what was done: it is sound, what was acknowledged is
/// there, in order, and of every deed all is there or nothing. Answers how many deeds are there that nobody was told of.
pub(crate) fn hold(
    path: &Path,
    deeds: &[Deed],
    acknowledged: impl Fn(usize, &Deed) -> bool,
) -> std::result::Result<usize, String> {
    let mut casebook = Casebook::open(path).map_err(|error| format!("it does not open: {error}"))?;
    let reading = casebook.read().map_err(|error| format!("it cannot be read: {error}"))?;
    let verified = reading.verify().map_err(|error| format!("it cannot be verified: {error}"))?;
    if !verified.findings.is_empty() {
        return Err(format!("it is not sound: {:?}", verified.findings));
    }
    let entries = reading.entries(None, usize::MAX).map_err(|error| format!("its log cannot be read: {error}"))?;
    let there: HashMap<Key, u64> = entries.iter().map(|entry| (entry.operation.key, entry.seq)).collect();
    let (mut last, mut unheard) = (0, 0);
    for (number, deed) in deeds.iter().enumerate() {
        let found: Vec<u64> = deed.operations.iter().filter_map(|key| there.get(key).copied()).collect();
        let is_acknowledged = acknowledged(number, deed);
        if found.is_empty() && !deed.operations.is_empty() {
            if is_acknowledged {
                return Err(format!("deed {number} was acknowledged and is gone"));
            }
            continue;
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
        unheard += usize::from(!is_acknowledged);
    }
    Ok(unheard)
}
