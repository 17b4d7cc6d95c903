//! How records name each other: by key in an operation, by number in the tables.

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
    Ok(connection.prepare_cached(sql)?.query_row([key.to_string()], |row| row.get(0)).optional()?)
}

/// The number of a record that another record, of kind `from`, names.
pub(super) fn named(connection: &Connection, from: Kind, kind: Kind, key: Key) -> Result<u32> {
    number_of(connection, kind, key)?.ok_or(Error::Dangling { kind: from, key })
}

/// The number of a record that another record may name.
pub(super) fn named_if(connection: &Connection, from: Kind, kind: Kind, key: Option<Key>) -> Result<Option<u32>> {
    key.map(|key| named(connection, from, kind, key)).transpose()
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
