//! Gives every record its number: never one twice, and the same again to a record that comes back.

use std::collections::BTreeMap;

use claims_model::{Key, Kind};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::Result;

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

/// The highest number that was ever given to a record of `kind`; 0 if none was.
pub(crate) fn last_given(connection: &Connection, kind: Kind) -> Result<u32> {
    let last = connection
        .prepare_cached("SELECT last FROM numbers WHERE kind = ?1")?
        .query_row([kind.word()], |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// The numbers that are set aside for undone records.
pub(crate) fn set_aside(connection: &Connection) -> Result<BTreeMap<(Kind, u32), Key>> {
    let mut statement = connection.prepare_cached("SELECT kind, number, key FROM retired")?;
    let rows = statement.query_map([], |row| {
        use crate::records::parsed;
        Ok(((parsed(row, 0)?, row.get(1)?), parsed(row, 2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
