//! How records name each other: by key in an operation, by number in the tables.

use std::{cell::RefCell, collections::HashMap, ops::Deref};

use claims_model::{Key, Kind};
use rusqlite::{Connection, OptionalExtension as _};

use crate::{Error, Result};

/// The number under which the record with `key` is filed.
pub(crate) fn number_of(connection: &Connection, kind: Kind, key: Key) -> Result<Option<u32>> {
    // Spelled out, since a bulk write asks this for every name in every record.
    let sql = match kind {
        Kind::Claim => "SELECT id FROM claims WHERE key = ?1",
        Kind::Source => "SELECT id FROM sources WHERE key = ?1",
        Kind::Link => "SELECT id FROM links WHERE key = ?1",
        Kind::Party => "SELECT id FROM parties WHERE key = ?1",
        Kind::Version => "SELECT id FROM versions WHERE key = ?1",
        Kind::Appearance => "SELECT id FROM appearances WHERE key = ?1",
        Kind::Grade => "SELECT id FROM grades WHERE key = ?1",
        Kind::Verdict => "SELECT id FROM verdicts WHERE key = ?1",
        Kind::Note => "SELECT id FROM notes WHERE key = ?1",
        Kind::Reply => "SELECT id FROM replies WHERE key = ?1",
    };
    Ok(connection.prepare_cached(sql)?.query_row([&*key.text()], |row| row.get(0)).optional()?)
}

/// The connection while an operation is performed, and the numbers that were found or given in it: a bulk write names the
/// same records again and again.
pub(crate) struct Names<'c> {
    connection: &'c Connection,
    known: RefCell<HashMap<Key, (Kind, u32)>>,
}

impl<'c> Names<'c> {
    pub(crate) fn of(connection: &'c Connection) -> Self {
        Self { connection, known: RefCell::default() }
    }

    /// That a record is filed under a number.
    pub(crate) fn given(&self, kind: Kind, key: Key, number: u32) {
        self.known.borrow_mut().insert(key, (kind, number));
    }

    /// That a record is filed no more.
    pub(crate) fn gone(&self, key: Key) {
        self.known.borrow_mut().remove(&key);
    }
}

impl Deref for Names<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

/// The number of a record that another record, of kind `from`, names.
pub(super) fn named(names: &Names<'_>, from: Kind, kind: Kind, key: Key) -> Result<u32> {
    if let Some((_, number)) = names.known.borrow().get(&key).filter(|(known, _)| *known == kind) {
        return Ok(*number);
    }
    let number = number_of(names, kind, key)?.ok_or(Error::Dangling { kind: from, key })?;
    names.given(kind, key, number);
    Ok(number)
}

/// The number of a record that another record may name.
pub(super) fn named_if(names: &Names<'_>, from: Kind, kind: Kind, key: Option<Key>) -> Result<Option<u32>> {
    key.map(|key| named(names, from, kind, key)).transpose()
}

/// Where records of a kind are named by number: the kind that names them, its table and its column.
///
/// Grades and notes name any record, by key; they are not here.
pub(crate) const fn named_by(kind: Kind) -> &'static [(Kind, &'static str, &'static str)] {
    match kind {
        Kind::Party => &[
            (Kind::Claim, "claimants", "party"),
            (Kind::Source, "sources", "publisher"),
            (Kind::Source, "source_authors", "party"),
            (Kind::Appearance, "appearance_via", "party"),
            (Kind::Party, "parties", "merged_into"),
            (Kind::Reply, "replies", "party"),
        ],
        Kind::Source => &[(Kind::Version, "versions", "source"), (Kind::Source, "source_origins", "origin")],
        Kind::Version => &[(Kind::Appearance, "appearances", "version")],
        Kind::Claim => &[
            (Kind::Claim, "claims", "part_of"),
            (Kind::Appearance, "appearances", "claim"),
            (Kind::Link, "links", "from_claim"),
            (Kind::Link, "links", "to_claim"),
            (Kind::Verdict, "verdicts", "claim"),
            (Kind::Reply, "replies", "claim"),
        ],
        Kind::Link => &[(Kind::Link, "links", "to_link")],
        Kind::Appearance | Kind::Grade | Kind::Verdict | Kind::Note | Kind::Reply => &[],
    }
}
