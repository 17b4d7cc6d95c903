//! Proves that the record is what was done to it: the chain holds, and the tables are what the log says.

use std::collections::BTreeMap;

use claims_model::{Digest, Key, Kind, Record, chain};
use rusqlite::Connection;

use crate::{
    Records, Result, contents,
    log::{self, Head},
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
}

impl Records<'_> {
    /// Walks the log and holds every record and every captured byte against it.
    ///
    /// # Errors
    /// When the file cannot be read; what can be read and is wrong is a finding instead.
    pub fn verify(&self) -> Result<Verified> {
        let connection = self.connection();
        let mut findings = Vec::new();
        let (head, replayed) = replay(connection, &mut findings)?;
        compare(connection, &replayed, &mut findings)?;
        check_contents(connection, &replayed, &mut findings)?;
        Ok(Verified { operations: head.seq, head: head.hash, findings })
    }
}

/// What the log says stands in the tables: each record, with the number it is filed under.
type Replayed = BTreeMap<Key, (u32, Record)>;

fn replay(connection: &Connection, findings: &mut Vec<Finding>) -> Result<(Head, Replayed)> {
    let mut head = Head::START;
    let mut standing = Replayed::new();
    let mut numbers: BTreeMap<Key, u32> = BTreeMap::new();
    let mut last: BTreeMap<Kind, u32> = BTreeMap::new();
    log::each(connection, |seq, body, hash| {
        let mut wrong = |what: String| findings.push(Finding { place: format!("operation {seq}"), what });
        if seq != head.seq + 1 {
            wrong(format!("follows operation {}; what stood between is missing", head.seq));
        }
        let expected = chain(&head.hash, body);
        if hash != expected.to_string() {
            wrong("was changed, or something before it was: its hash does not follow".to_owned());
        }
        // The walk goes on from what is stored, so that one changed entry is one finding and not one for each after it.
        head = Head { seq, hash: hash.parse().unwrap_or(expected) };
        match log::read_body(seq, body) {
            Err(error) => wrong(format!("is not readable: {error}")),
            Ok(operation) => {
                for change in operation.changes {
                    if let Some(before) = change.before {
                        standing.remove(&before.key());
                    }
                    if let Some(after) = change.after {
                        let (kind, key) = (after.kind(), after.key());
                        let number = *numbers.entry(key).or_insert_with(|| {
                            let last = last.entry(kind).or_insert(0);
                            *last += 1;
                            *last
                        });
                        standing.insert(key, (number, after));
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok((head, standing))
}

fn compare(connection: &Connection, replayed: &Replayed, findings: &mut Vec<Finding>) -> Result<()> {
    for (number, expected) in replayed.values() {
        let kind = expected.kind();
        let mut wrong = |what: &str| {
            findings.push(Finding { place: format!("{kind} {number}"), what: what.to_owned() });
        };
        match records::get(connection, kind, *number) {
            Ok(Some(found)) if found == *expected => {}
            Ok(Some(_)) => wrong("reads differently from what the log says"),
            Ok(None) => wrong("is in the log and not in the record"),
            Err(error) => wrong(&format!("is not readable: {error}")),
        }
    }
    for kind in Kind::ALL {
        let expected: std::collections::BTreeSet<u32> =
            replayed.values().filter(|(_, record)| record.kind() == *kind).map(|(number, _)| *number).collect();
        let mut statement = connection.prepare(&format!("SELECT id FROM {} ORDER BY id", records::table(*kind)))?;
        let numbers = statement.query_map([], |row| row.get::<_, u32>(0))?;
        for number in numbers {
            let number = number?;
            if !expected.contains(&number) {
                findings.push(Finding {
                    place: format!("{kind} {number}"),
                    what: "is in the record and not in the log".to_owned(),
                });
            }
        }
    }
    Ok(())
}

fn check_contents(connection: &Connection, replayed: &Replayed, findings: &mut Vec<Finding>) -> Result<()> {
    for (number, record) in replayed.values() {
        let Record::Version(version) = record else { continue };
        let mut wrong = |what: String| findings.push(Finding { place: format!("version {number}"), what });
        match contents::capture(connection, &version.bytes, version.size) {
            Ok(bytes) if Digest::of(&bytes) == version.bytes => {}
            Ok(_) => wrong(format!("its bytes no longer match SHA-256 {}", version.bytes)),
            Err(error) => wrong(error.to_string()),
        }
        match contents::text(connection, &version.text) {
            Ok(text) if Digest::of(text.as_bytes()) == version.text => {}
            Ok(_) => wrong(format!("its text no longer matches SHA-256 {}", version.text)),
            Err(error) => wrong(error.to_string()),
        }
    }
    Ok(())
}
