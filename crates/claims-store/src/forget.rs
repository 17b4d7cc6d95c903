//! Forgets records: their texts go out of the log, the tables, the indexes and the captures, and tombstones stay.
//!
//! What goes, and what a tombstone is, [`claims_model::forget`] says. Here it is made sure that nothing else of the record
//! changes, and that nothing of what went is left in the file.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use claims_model::{Change, Digest, Key, Kind, Operation, Record, Version, canonical, forget};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    Casebook, Cure, Error, Finding, Records, Result, Writing,
    copy::to_read,
    log, matching,
    records::{self, Names, Place},
    search,
    stale::Stale,
};

/// The trigger that keeps the log as it is.
const GUARD: &str = "operations_are_never_changed";

impl Records<'_> {
    /// The records that go when the one with this key is forgotten, standing or undone, itself among them.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the log does not read as operations.
    pub fn goes_with(&self, root: Key) -> Result<BTreeMap<Key, Kind>> {
        let (mut keys, mut kinds) = (BTreeSet::from([root]), BTreeMap::new());
        // What hung on a record before it was merged into one that goes is found by a further walk.
        let mut known = 0;
        while known < keys.len() {
            known = keys.len();
            log::each_operation(self.connection(), |_, _, operation| {
                for record in operation.changes.iter().flat_map(|change| [&change.before, &change.after]).flatten() {
                    if keys.contains(&record.key()) || record.goes_with(&keys) {
                        keys.insert(record.key());
                        kinds.insert(record.key(), record.kind());
                    }
                }
                Ok(())
            })?;
        }
        Ok(kinds)
    }
}

impl Writing<'_> {
    /// Forgets what the operation says, and appends it to the log. Answers which other versions, standing or
    /// undone, have bytes or texts of the forgotten as well; these stay.
    ///
    /// After one that fails, nothing can be committed.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the log does not read as operations.
    pub fn forget(&mut self, operation: &Operation) -> Result<Vec<Version>> {
        let Some(forgets) = &operation.forgets else { return Ok(Vec::new()) };
        let connection = self.indexed()?;
        let gone = (|| {
            // What is deleted from here on is written over with zeros.
            connection.pragma_update(None, "secure_delete", true)?;
            entomb(connection, &forgets.records)?;
            let shared = empty_contents(connection, &forgets.records)?;
            rewrite(connection, &forgets.records)?;
            connection.execute_batch("INSERT OR IGNORE INTO owed (what) VALUES ('sweep')")?;
            search::optimize(connection)?;
            matching::optimize(connection)?;
            Ok(shared)
        })();
        let done = gone.and_then(|shared| self.perform(operation).map(|()| shared));
        if done.is_err() {
            self.break_off();
        }
        done
    }
}

impl Casebook {
    /// Takes out of the file what deleted rows left in it, in free pages and in the file beside it.
    ///
    /// # Errors
    /// [`Error::Locked`] while others have a view open.
    pub fn sweep(&mut self) -> Result<()> {
        sweep(self.connection())
    }
}

/// Whether words that were forgotten may still lie in free pages, since the command that forgot them was stopped.
pub(crate) fn owes_a_sweep(connection: &Connection) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM owed WHERE what = 'sweep'")?.exists([])?)
}

pub(crate) fn sweep(connection: &Connection) -> Result<()> {
    connection.execute_batch("VACUUM; DELETE FROM owed WHERE what = 'sweep'")?;
    let is_busy = |row: &rusqlite::Row<'_>| row.get::<_, bool>(0);
    if connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], is_busy)? {
        return Err(Error::locked());
    }
    Ok(())
}

impl Records<'_> {
    /// Whether there are texts of these records that are not forgotten.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn has_texts_of(&self, keys: &BTreeSet<Key>) -> Result<bool> {
        has_texts_of(self.connection(), keys)
    }
}

/// Whether the record at `path`, such as a backup, has texts of these records that are not forgotten there.
///
/// # Errors
/// As for [`Casebook::open`].
pub fn still_holds(path: &Path, keys: &BTreeSet<Key>) -> Result<bool> {
    has_texts_of(&to_read(path)?, keys)
}

fn has_texts_of(connection: &Connection, keys: &BTreeSet<Key>) -> Result<bool> {
    let mut holds = false;
    log::each(connection, |_, body, _| {
        holds |= str::from_utf8(body).is_ok_and(|body| forget::forget(body, keys).is_some());
    })?;
    Ok(holds)
}

/// Puts tombstones into the log.
fn entomb(connection: &Connection, keys: &BTreeSet<Key>) -> Result<()> {
    let mut changed = Vec::new();
    let mut differs = None;
    log::each(connection, |seq, body, _| {
        let Ok(body) = str::from_utf8(body) else { return };
        if let Some(stored) = forget::forget(body, keys) {
            if canonical(&stored) != canonical(body) {
                differs = Some(seq);
            }
            changed.push((seq, stored));
        }
    })?;
    if let Some(seq) = differs {
        return Err(Error::Corrupt(format!("log entry {seq} cannot be forgotten without breaking the chain")));
    }
    let guard: Option<String> = connection
        .query_row("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1", [GUARD], |row| row.get(0))
        .optional()?;
    connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {GUARD}"))?;
    for (seq, body) in changed {
        connection
            .prepare_cached("UPDATE operations SET body = ?2 WHERE seq = ?1")?
            .execute(params![seq.cast_signed(), body])?;
    }
    guard.map_or(Ok(()), |guard| Ok(connection.execute_batch(&guard)?))
}

/// Empties what forgotten versions name and no other version does; answers the others.
fn empty_contents(connection: &Connection, keys: &BTreeSet<Key>) -> Result<Vec<Version>> {
    let mut versions = Versions::default();
    log::each_operation(connection, |_, _, operation| {
        versions.take(&operation);
        Ok(())
    })?;
    versions.forgotten.extend(keys);
    for digest in versions.empty() {
        connection.execute("UPDATE captures SET zstd = x'' WHERE digest = ?1", [digest.to_string()])?;
        connection.execute("UPDATE texts SET text = '' WHERE digest = ?1", [digest.to_string()])?;
    }
    let gone = versions.all.values().filter(|version| keys.contains(&version.key)).flat_map(digests);
    let gone: BTreeSet<Digest> = gone.filter(|digest| *digest != Digest::of(b"")).collect();
    let shares = |version: &&Version| {
        !versions.forgotten.contains(&version.key) && digests(version).any(|digest| gone.contains(&digest))
    };
    Ok(versions.all.values().filter(shares).cloned().collect())
}

/// Writes the standing records anew, as they read without what was forgotten.
fn rewrite(connection: &Connection, keys: &BTreeSet<Key>) -> Result<()> {
    let names = Names::of(connection);
    let mut places = BTreeSet::new();
    for key in keys {
        for kind in Kind::ALL {
            let Some(number) = records::number_of(connection, *kind, *key)? else { continue };
            places.insert((*kind, number));
            if *kind == Kind::Party {
                let mut statement = connection.prepare_cached("SELECT claim FROM claimants WHERE party = ?1")?;
                for claim in statement.query_map([number], |row| row.get(0))? {
                    places.insert((Kind::Claim, claim?));
                }
            }
        }
    }
    let mut changes = Vec::new();
    for (kind, number) in places {
        let Some(before) = records::get(connection, kind, number)? else { continue };
        let after = before.forgotten(keys).ok_or_else(|| Error::Corrupt(format!("{kind} {number} does not read")))?;
        if before != after {
            records::put(&names, Place { number, fresh: false }, &after)?;
            changes.push((number, Change::update(before, after)));
        }
    }
    let changes: Vec<(u32, &Change)> = changes.iter().map(|(number, change)| (*number, change)).collect();
    let mut stale = Stale::default();
    stale.after(connection, &changes)?;
    stale.settle(connection)
}

/// Every version that ever stood, and which of them are forgotten.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    /// By key.
    pub(crate) all: BTreeMap<Key, Version>,
    forgotten: BTreeSet<Key>,
}

impl Versions {
    /// Takes note of an operation.
    pub(crate) fn take(&mut self, operation: &Operation) {
        for change in &operation.changes {
            if let Some(Record::Version(version)) = &change.after {
                self.all.insert(version.key, version.clone());
            }
        }
        self.forgotten.extend(operation.forgets.iter().flat_map(|forgets| &forgets.records));
    }

    /// The digests of what must not be there any more.
    pub(crate) fn empty(&self) -> BTreeSet<Digest> {
        let kept = self.kept();
        let gone = self.all.values().filter(|version| self.forgotten.contains(&version.key)).flat_map(digests);
        gone.filter(|digest| !kept.contains(digest)).collect()
    }

    /// The digests of what must be there, and of nothing at all, which cannot be forgotten.
    fn kept(&self) -> BTreeSet<Digest> {
        let kept = self.all.values().filter(|version| !self.forgotten.contains(&version.key)).flat_map(digests);
        kept.chain([Digest::of(b"")]).collect()
    }
}

fn digests(version: &Version) -> impl Iterator<Item = Digest> + use<> {
    [Some(version.bytes), Some(version.text), version.blocks].into_iter().flatten()
}

/// What does not hold between what was forgotten and what is there: `forgets` are the operations that forget, by number,
/// and `tombs` the owners of each tombstone with the number of the operation that it stands in.
pub(crate) fn check(
    connection: &Connection,
    forgets: &BTreeMap<Key, u64>,
    tombs: &[(u64, Vec<Key>)],
    findings: &mut Vec<Finding>,
) -> Result<()> {
    for (seq, owners) in tombs {
        if !owners.iter().any(|owner| forgets.get(owner).is_some_and(|later| later > seq)) {
            findings.push(
                Finding::new(format!("operation {seq}"), "has a text taken out that nobody forgot")
                    .cured_by(Cure::Restore),
            );
        }
    }
    if forgets.is_empty() {
        return Ok(());
    }
    log::each(connection, |seq, body, _| {
        let keys = forgets.iter().filter(|(_, later)| **later > seq).map(|(key, _)| *key).collect();
        if str::from_utf8(body).is_ok_and(|body| forget::forget(body, &keys).is_some()) {
            findings.push(
                Finding::new(format!("operation {seq}"), "has a text that was forgotten").cured_by(Cure::Restore),
            );
        }
    })
}
