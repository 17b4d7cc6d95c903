//! Proves that the record is what was done to it: the chain holds, and the tables are what the log says.

use std::collections::{BTreeMap, BTreeSet};

use claims_model::{Change, Digest, Handle, Key, Kind, Operation, Record, chain, forget};
use rusqlite::Connection;

use crate::{
    Error, Records, Result, alike, contents, damage,
    forget::Versions,
    log::{self, Head},
    numbers::Kept,
    records,
};

/// The answer of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many operations the log holds.
    pub operations: u64,
    /// The digest of the newest, which stands for the whole log.
    pub head: Digest,
    /// What does not hold; nothing for a sound record.
    pub findings: Vec<Finding>,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `operation 12`, `claim 3`, `s1v2`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// What can mend it.
    pub cure: Cure,
}

/// What can mend something that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// It is made anew from the log.
    Anew,
    /// A backup in which it is whole.
    Backup,
    /// The next command, once nobody else has the casebook open.
    Later,
    /// Nothing: what was recorded was changed, and only a backup of all tells what it was.
    Restore,
}

impl Finding {
    pub(crate) fn new(place: impl ToString, what: impl ToString) -> Self {
        Self { place: place.to_string(), what: what.to_string(), cure: Cure::Anew }
    }

    pub(crate) const fn cured_by(mut self, cure: Cure) -> Self {
        self.cure = cure;
        self
    }
}

impl Records<'_> {
    /// Walks the log and holds against it every record, every captured byte, every handle, and the views themselves;
    /// and asks SQLite about indexes and constraints, on which all that is read depends.
    ///
    /// The chain cannot tell that the newest entries were cut off together with all they did, nor that somebody wrote
    /// the whole file anew; for that, compare the head with one that was kept elsewhere.
    ///
    /// # Errors
    /// When the file cannot be read; what can be read and is wrong is a finding instead.
    pub fn verify(&self) -> Result<Verified> {
        let connection = self.connection();
        let found = damage::found(connection)?;
        let mut findings: Vec<Finding> = found.iter().map(|what| Finding::new("the file", what)).collect();
        findings.extend(damage::redefined(connection)?);
        let (head, replayed) = replay(connection, &mut findings)?;
        crate::forget::check(connection, &replayed.forgets, &replayed.tombs, &mut findings)?;
        compare(connection, &replayed, &mut findings)?;
        check_numbers(connection, &replayed, &mut findings)?;
        check_contents(connection, &replayed, &mut findings);
        Ok(Verified { operations: head.seq, head: head.hash, findings })
    }
}

/// What the log says of a record that ever stood.
struct Logged {
    kind: Kind,
    /// The number it is filed under.
    number: u32,
    /// How it reads, if it stands. The digest of it, since there may be a million.
    standing: Option<Digest>,
}

/// What the log says.
#[derive(Default)]
struct Replayed {
    records: BTreeMap<Key, Logged>,
    /// The last number given to each kind.
    last: BTreeMap<Kind, u32>,
    /// Every version that ever stood: an undone capture keeps its bytes.
    versions: Versions,
    /// What was forgotten, and by which operation last.
    forgets: BTreeMap<Key, u64>,
    /// Whose texts were taken out, and of which operation.
    tombs: Vec<(u64, Vec<Key>)>,
}

impl Replayed {
    fn operation(&mut self, seq: u64, operation: Operation) {
        self.versions.take(&operation);
        self.forgets.extend(operation.forgets.iter().flat_map(|forgets| &forgets.records).map(|key| (*key, seq)));
        operation.changes.into_iter().for_each(|change| self.change(change));
    }

    fn change(&mut self, change: Change) {
        if let Some(before) = change.before
            && let Some(logged) = self.records.get_mut(&before.key())
        {
            logged.standing = None;
        }
        let Some(after) = change.after else { return };
        let kind = after.kind();
        let logged = self.records.entry(after.key()).or_insert_with(|| {
            let last = self.last.entry(kind).or_insert(0);
            *last += 1;
            Logged { kind, number: *last, standing: None }
        });
        logged.standing = Some(reads(&after));
    }
}

/// The digest of how a record reads.
fn reads(record: &Record) -> Digest {
    // Every record can be written: the log is made of them.
    Digest::of(&serde_json::to_vec(record).unwrap_or_default())
}

fn replay(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(Head, Replayed)> {
    let mut head = Head::START;
    let mut replayed = Replayed::default();
    log::each(connection, |seq, body, hash| {
        let mut wrong =
            |what: String| findings.push(Finding::new(format!("operation {seq}"), what).cured_by(Cure::Restore));
        if head.seq.checked_add(1) != Some(seq) {
            wrong(format!("follows operation {}; what stood between is missing", head.seq));
        }
        let stored = std::str::from_utf8(hash).ok().and_then(|hash| hash.parse().ok());
        let body = std::str::from_utf8(body).inspect_err(|_| wrong("is not text".to_owned()));
        let expected = body.map(|body| chain(&head.hash, body)).ok();
        if stored.is_none() || stored != expected {
            wrong("was changed, or something before it was: its hash does not follow".to_owned());
        }
        // The walk goes on from what is stored, so that one changed entry is one finding and not one for each after it.
        head = Head { seq, hash: stored.or(expected).unwrap_or(head.hash) };
        match body.map(|body| (forget::forgotten(body), log::read_body(seq, body))) {
            Ok((tombs, Ok(operation))) => {
                replayed.tombs.extend(tombs.into_iter().map(|owners| (seq, owners)));
                replayed.operation(seq, operation);
            }
            Ok((_, Err(error))) => wrong(format!("is not readable: {error}")),
            Err(_) => {}
        }
    })?;
    Ok((head, replayed))
}

fn compare(connection: &Connection, replayed: &Replayed, findings: &mut Vec<Finding>) -> Result<()> {
    let mut expected: BTreeMap<Kind, BTreeSet<i64>> = BTreeMap::new();
    for Logged { kind, number, standing } in replayed.records.values() {
        let Some(standing) = standing else { continue };
        expected.entry(*kind).or_default().insert(i64::from(*number));
        let mut wrong = |what: &str| findings.push(Finding::new(format!("{kind} {number}"), what));
        match records::get(connection, *kind, *number) {
            Ok(Some(found)) if reads(&found) == *standing => {
                // A cell that is no number is as wrong as another number.
                if !alike::is_kept(connection, *number, &found).unwrap_or(false) {
                    wrong("is not found by what it says");
                }
            }
            Ok(Some(_)) => wrong("reads differently from what the log says"),
            Ok(None) => wrong("is in the log and not in the record"),
            Err(error) => wrong(&format!("is not readable: {error}")),
        }
    }
    for kind in Kind::ALL {
        let expected = expected.remove(kind).unwrap_or_default();
        let mut statement = connection.prepare(&format!("SELECT id FROM {} ORDER BY id", records::table(*kind)))?;
        let numbers = statement.query_map([], |row| row.get::<_, i64>(0))?;
        for number in numbers {
            let number = number?;
            if !expected.contains(&number) {
                findings.push(Finding::new(format!("{kind} {number}"), "is in the record and not in the log"));
            }
        }
    }
    Ok(())
}

/// A handle given twice would make every reference to it in print point to another record.
fn check_numbers(connection: &Connection, replayed: &Replayed, findings: &mut Vec<Finding>) -> Result<()> {
    let kept = Kept::read(connection)?;
    let last = replayed.last.iter().map(|(kind, last)| (kind.to_string(), i64::from(*last))).collect();
    if kept.last != last {
        findings.push(Finding::new("numbers", "the last numbers given are not those of the log"));
    }
    let mut versions: BTreeMap<String, i64> = BTreeMap::new();
    for version in replayed.versions.all.values() {
        let last = versions.entry(version.source.to_string()).or_default();
        *last = i64::from(version.number).max(*last);
    }
    if kept.versions != versions {
        findings.push(Finding::new("numbers", "the last versions of sources are not those of the log"));
    }
    let gone = replayed.records.iter().filter(|(_, logged)| logged.standing.is_none());
    let retired =
        gone.map(|(key, logged)| (key.to_string(), (logged.kind.to_string(), i64::from(logged.number)))).collect();
    if kept.retired != retired {
        findings.push(Finding::new("numbers", "those set aside for undone records are not those of the log"));
    }
    Ok(())
}

fn check_contents(connection: &Connection, replayed: &Replayed, findings: &mut Vec<Finding>) {
    let empty = replayed.versions.empty();
    for (key, version) in &replayed.versions.all {
        let place = match (replayed.records.get(&version.source), replayed.records.get(key)) {
            (Some(source), _) => format!("{}v{}", Handle::new(source.kind, source.number), version.number),
            (None, logged) => format!("version {}", logged.map_or(0, |logged| logged.number)),
        };
        let mut wrong = |what: String| findings.push(Finding::new(&place, what).cured_by(Cure::Backup));
        match contents::capture(connection, &version.bytes, version.size) {
            Err(Error::Forgotten(_)) if empty.contains(&version.bytes) => {}
            Err(Error::Forgotten(_)) => wrong("its bytes are lost".to_owned()),
            Ok(_) if empty.contains(&version.bytes) => wrong("its bytes were forgotten and are there".to_owned()),
            Ok(bytes) if Digest::of(&bytes) == version.bytes => {}
            Ok(_) => wrong(format!("its bytes no longer match SHA-256 {}", version.bytes)),
            Err(Error::Corrupt(_)) => wrong(format!("its bytes cannot be unpacked, SHA-256 {}", version.bytes)),
            Err(error) => wrong(error.to_string()),
        }
        for (what, digest) in [("text", Some(version.text)), ("blocks", version.blocks)] {
            let Some(digest) = digest else { continue };
            match contents::text(connection, &digest) {
                Ok(text) if empty.contains(&digest) => {
                    if !text.is_empty() {
                        wrong(format!("its {what} was forgotten and is there"));
                    }
                }
                Ok(text) if Digest::of(text.as_bytes()) == digest => {}
                Ok(_) => wrong(format!("its {what} no longer matches SHA-256 {digest}")),
                Err(error) => wrong(error.to_string()),
            }
        }
    }
}
