//! The log of operations: appended, read back, and asked what undo and redo would take back.

use std::ops::RangeInclusive;

use claims_model::{Digest, Operation, chain};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{Error, Records, Result, records::parsed};

/// The end of the log: what the next operation is chained to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: u64,
    pub(crate) hash: Digest,
}

impl Head {
    /// The end of an empty log.
    pub(crate) const START: Self = Self { seq: 0, hash: Digest::from_bytes([0; 32]) };
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// What was done.
    pub operation: Operation,
    /// The digest that binds it to every entry before it.
    pub hash: Digest,
}

pub(crate) fn head(connection: &Connection) -> Result<Head> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM operations ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok(Head { seq: seq(row.get(0)?), hash: parsed(row, 1)? }))
        .optional()?;
    Ok(last.unwrap_or(Head::START))
}

/// An entry as it will stand in the log.
pub(crate) struct Written {
    body: String,
    head: Head,
}

impl Written {
    /// The entry of an operation, after the one at `head`.
    pub(crate) fn of(operation: &Operation, head: &Head) -> Result<Self> {
        // A record and its keys take about as much.
        let mut body = Vec::with_capacity(256 + operation.changes.len() * 512);
        serde_json::to_writer(&mut body, operation).map_err(|error| Error::Corrupt(error.to_string()))?;
        let body = String::from_utf8(body).map_err(|error| Error::Corrupt(error.to_string()))?;
        Ok(Self::again(body, head))
    }

    /// The entry of an operation as it was written once; an older release may have written it otherwise than this one.
    pub(crate) fn again(body: String, head: &Head) -> Self {
        let head = Head { seq: head.seq + 1, hash: chain(&head.hash, &body) };
        Self { body, head }
    }
}

/// Appends an entry; it is the head then.
pub(crate) fn append(connection: &Connection, entry: Written) -> Result<Head> {
    let Written { body, head } = entry;
    connection.prepare_cached("INSERT INTO operations (seq, body, hash) VALUES (?1, ?2, ?3)")?.execute(params![
        head.seq.cast_signed(),
        body,
        head.hash.to_string()
    ])?;
    Ok(head)
}

/// Calls `visit` with the number, the stored body and the stored hash of every entry, from the first.
///
/// Both come as bytes: in a file that somebody tampered with they need not be text.
pub(crate) fn each(connection: &Connection, mut visit: impl FnMut(u64, &[u8], &[u8])) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT seq, body, hash FROM operations ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cell = |column| row.get_ref(column)?.as_bytes().map_err(|error| Error::Corrupt(format!("log: {error}")));
        visit(seq(row.get(0)?), cell(1)?, cell(2)?);
    }
    Ok(())
}

/// Calls `visit` with every operation, its number and its stored body, from the first; ends at the first that fails.
pub(crate) fn each_operation(
    connection: &Connection,
    mut visit: impl FnMut(u64, &str, Operation) -> Result<()>,
) -> Result<()> {
    let mut visited = Ok(());
    each(connection, |seq, body, _| {
        if visited.is_ok() {
            let body = str::from_utf8(body).map_err(|error| Error::Corrupt(format!("log entry {seq}: {error}")));
            visited = body.and_then(|body| visit(seq, body, read_body(seq, body)?));
        }
    })?;
    visited
}

/// Walks the chain as it was written.
///
/// # Errors
/// [`Error::Corrupt`] at the first entry that is missing or is not what was written.
pub(crate) fn must_be_chained(connection: &Connection) -> Result<()> {
    let mut head = Head::START;
    let mut broken = None;
    each(connection, |seq, body, hash| {
        let next = str::from_utf8(body).ok().filter(|_| seq == head.seq + 1).map(|body| chain(&head.hash, body));
        match next.filter(|next| str::from_utf8(hash).is_ok_and(|hash| hash.parse() == Ok(*next))) {
            Some(hash) if broken.is_none() => head = Head { seq, hash },
            _ => broken = broken.or(Some(head.seq + 1)),
        }
    })?;
    match broken {
        Some(seq) => Err(Error::Corrupt(format!("the log is not what was written, from operation {seq} on"))),
        None => Ok(()),
    }
}

impl Records<'_> {
    /// The digest of the newest entry and how many entries there are; zeros for an empty log.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn head(&self) -> Result<(u64, Digest)> {
        let head = head(self.connection())?;
        Ok((head.seq, head.hash))
    }

    /// The newest entries, newest first, from the entry numbered `from` downwards.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an entry does not read as an operation.
    pub fn entries(&self, from: Option<u64>, limit: usize) -> Result<Vec<Entry>> {
        let from = from.map_or(i64::MAX, u64::cast_signed);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self
            .connection()
            .prepare_cached("SELECT seq, body, hash FROM operations WHERE seq <= ?1 ORDER BY seq DESC LIMIT ?2")?;
        let rows = statement
            .query_map([from, limit], |row| Ok((seq(row.get(0)?), row.get::<_, String>(1)?, parsed(row, 2)?)))?;
        rows.map(|row| {
            let (seq, body, hash) = row?;
            let operation = read_body(seq, &body)?;
            Ok(Entry { seq, operation, hash })
        })
        .collect()
    }

    /// Calls `visit` with every entry as it is kept, from the first: the JSON of the operation, and the digest that binds
    /// it to the entries before it. What `visit` answers instead of going on is given back.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an entry is no text.
    pub fn each_entry<E: From<Error>>(
        &self,
        mut visit: impl FnMut(&str, &str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut visited = Ok(());
        each(self.connection(), |seq, body, hash| {
            if visited.is_err() {
                return;
            }
            let text = |bytes| {
                str::from_utf8(bytes).map_err(|error| E::from(Error::Corrupt(format!("log entry {seq}: {error}"))))
            };
            visited = text(body).and_then(|body| visit(body, text(hash)?));
        })?;
        visited
    }

    /// The entry numbered `seq`.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when there is none or it does not read as an operation.
    pub fn entry(&self, seq: u64) -> Result<Entry> {
        let found = self.entries(Some(seq), 1)?.pop().filter(|entry| entry.seq == seq);
        found.ok_or_else(|| Error::Corrupt(format!("the log has no entry {seq}")))
    }

    /// The digest that binds the entry numbered `seq` to those before it.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when there is none.
    pub fn hash(&self, seq: u64) -> Result<Digest> {
        let mut statement = self.connection().prepare_cached("SELECT hash FROM operations WHERE seq = ?1")?;
        let found = statement.query_row([seq.cast_signed()], |row| parsed(row, 0)).optional()?;
        found.ok_or_else(|| Error::Corrupt(format!("the log has no entry {seq}")))
    }

    /// The numbers of the entries that are one deed with the entry numbered `seq`, the last of them: what it goes on with.
    ///
    /// # Errors
    /// As for [`Records::entry`].
    pub fn run_to(&self, seq: u64) -> Result<RangeInclusive<u64>> {
        let mut statement =
            self.connection().prepare_cached("SELECT body ->> '$.continues' FROM operations WHERE seq = ?1")?;
        let mut first = seq;
        while statement.query_row([first.cast_signed()], |row| row.get::<_, Option<bool>>(0))? == Some(true)
            && first > 1
        {
            first -= 1;
        }
        Ok(first..=seq)
    }

    /// The entry that an undo would take back now: the newest that is not taken back already. Those before it that are
    /// one deed with it, [`Records::run_to`] has.
    ///
    /// # Errors
    /// [`Error::NothingTo`] when there is none.
    pub fn undo_target(&self) -> Result<Entry> {
        let mut at = self.head()?.0;
        // An undo of n leaves the record as it was before n, so the search goes on just before n;
        // a redo leaves it as it was after n.
        while at > 0 {
            let entry = self.entry(at)?;
            // What was forgotten cannot be brought back.
            if entry.operation.forgets.is_some() {
                at -= 1;
                continue;
            }
            let Some(undone) = entry.operation.undoes else { return Ok(entry) };
            let undone = self.entry(undone)?;
            match undone.operation.undoes {
                None => at = undone.seq - 1,
                Some(redone) => return self.entry(redone),
            }
        }
        Err(Error::NothingTo("undo"))
    }

    /// The undo that a redo would take back now: the newest since the last new operation that is not taken back; with
    /// those before it, as for [`Records::undo_target`].
    ///
    /// # Errors
    /// [`Error::NothingTo`] when there is none.
    pub fn redo_target(&self) -> Result<Entry> {
        let mut at = self.head()?.0;
        while at > 0 {
            let entry = self.entry(at)?;
            if entry.operation.forgets.is_some() {
                at -= 1;
                continue;
            }
            let Some(undone) = entry.operation.undoes else { break };
            let undone = self.entry(undone)?;
            match undone.operation.undoes {
                None => return Ok(entry),
                // The entry is a redo of the undo `undone`; what could be redone before that undo can be again.
                Some(_) => at = undone.seq - 1,
            }
        }
        Err(Error::NothingTo("redo"))
    }
}

pub(crate) fn read_body(seq: u64, body: &str) -> Result<Operation> {
    Operation::read(body).map_err(|error| Error::Corrupt(format!("log entry {seq}: {error}")))
}

fn seq(value: i64) -> u64 {
    value.cast_unsigned()
}
