//! Gives every record its number: never one twice, and the same again to a record that comes back.

use std::collections::BTreeMap;

use claims_model::{Handle, Key, Kind, Version};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::{Result, records::parsed};

/// The numbers given during one operation.
pub(crate) struct Numbers<'c> {
    connection: &'c Connection,
    /// The last number of each kind that got one, written back in one go: an operation may file many records.
    last: BTreeMap<Kind, u32>,
    /// Whether any record is retired; in most casebooks none is.
    any_retired: bool,
}

impl<'c> Numbers<'c> {
    pub(crate) fn of(connection: &'c Connection) -> Result<Self> {
        let any_retired = connection.prepare_cached("SELECT 1 FROM retired LIMIT 1")?.exists([])?;
        Ok(Self { connection, last: BTreeMap::new(), any_retired })
    }

    /// A number for the record with `key`: the one it had before it was undone, else the next.
    pub(crate) fn give(&mut self, kind: Kind, key: Key) -> Result<u32> {
        if let Some(number) = self.unretire(key)? {
            return Ok(number);
        }
        let last = match self.last.get(&kind) {
            Some(last) => *last,
            None => last_given(self.connection, kind)?,
        };
        self.last.insert(kind, last + 1);
        Ok(last + 1)
    }

    /// Sets the number of an undone record aside for it.
    pub(crate) fn retire(&mut self, kind: Kind, key: Key, number: u32) -> Result<()> {
        self.any_retired = true;
        self.connection
            .prepare_cached("INSERT INTO retired (key, kind, number) VALUES (?1, ?2, ?3)")?
            .execute(params![key.to_string(), kind.word(), number])?;
        Ok(())
    }

    fn unretire(&mut self, key: Key) -> Result<Option<u32>> {
        if !self.any_retired {
            return Ok(None);
        }
        let key = key.to_string();
        let number = self
            .connection
            .prepare_cached("SELECT number FROM retired WHERE key = ?1")?
            .query_row([&key], |row| row.get(0))
            .optional()?;
        if number.is_some() {
            self.connection.prepare_cached("DELETE FROM retired WHERE key = ?1")?.execute([&key])?;
        }
        Ok(number)
    }

    /// Makes the numbers given here count for the operations that follow.
    pub(crate) fn keep(self) -> Result<()> {
        for (kind, last) in self.last {
            self.connection
                .prepare_cached(
                    "INSERT INTO numbers (kind, last) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET last = ?2",
                )?
                .execute(params![kind.word(), last])?;
        }
        Ok(())
    }
}

/// The handle that is set aside for the record with `key`.
pub(crate) fn retired(connection: &Connection, key: Key) -> Result<Option<Handle>> {
    let found = connection
        .prepare_cached("SELECT kind, number FROM retired WHERE key = ?1")?
        .query_row([key.to_string()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))
        .optional()?;
    // A kind of a newer program has no handle here.
    Ok(found.and_then(|(kind, number)| Some(Handle::new(kind.parse().ok()?, number))))
}

/// The key of the record for which a handle is set aside.
pub(crate) fn retired_key(connection: &Connection, handle: Handle) -> Result<Option<Key>> {
    let key = connection
        .prepare_cached("SELECT key FROM retired WHERE kind = ?1 AND number = ?2")?
        .query_row(params![handle.kind.word(), handle.number], |row| parsed(row, 0))
        .optional()?;
    Ok(key)
}

/// Remembers the number of a version, which counts within its source and is not given again either.
pub(crate) fn version_given(connection: &Connection, version: &Version) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO version_numbers (source, last) VALUES (?1, ?2)
             ON CONFLICT (source) DO UPDATE SET last = max(last, ?2)",
        )?
        .execute(params![version.source.to_string(), version.number])?;
    Ok(())
}

/// The highest number that was ever given to a record of `kind`; 0 if none was.
fn last_given(connection: &Connection, kind: Kind) -> Result<u32> {
    let last = connection
        .prepare_cached("SELECT last FROM numbers WHERE kind = ?1")?
        .query_row([kind.word()], |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// What is kept about numbers, as a verification compares it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The last of each kind.
    pub(crate) last: BTreeMap<String, i64>,
    /// The last version of each source, by its key.
    pub(crate) versions: BTreeMap<String, i64>,
    /// Those set aside for undone records, by their keys.
    pub(crate) retired: BTreeMap<String, (String, i64)>,
}

impl Kept {
    /// Reads whatever stands there, even if this program would not have written it.
    pub(crate) fn read(connection: &Connection) -> Result<Self> {
        let text = |row: &Row<'_>, column| {
            let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
            Ok::<_, rusqlite::Error>(String::from_utf8_lossy(bytes).into_owned())
        };
        let last = |sql| {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| Ok((text(row, 0)?, row.get(1)?)))?;
            rows.collect::<rusqlite::Result<_>>()
        };
        let mut retired = connection.prepare_cached("SELECT key, kind, number FROM retired")?;
        let retired = retired.query_map([], |row| Ok((text(row, 0)?, (text(row, 1)?, row.get(2)?))))?;
        Ok(Self {
            last: last("SELECT kind, last FROM numbers")?,
            versions: last("SELECT source, last FROM version_numbers")?,
            retired: retired.collect::<rusqlite::Result<_>>()?,
        })
    }
}
