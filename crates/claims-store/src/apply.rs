//! Makes the changes of an operation in the tables, and files new records under numbers never given before.

use claims_model::{Change, Key, Kind, Record};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{Error, Result, records, search};

/// Makes one change, if the record still reads as the change says it did.
pub(crate) fn change(connection: &Connection, change: &Change) -> Result<()> {
    match (&change.before, &change.after) {
        (None, Some(after)) => create(connection, after),
        (Some(before), Some(after)) => {
            let number = as_expected(connection, before)?;
            if before.kind() != after.kind() || before.key() != after.key() {
                return Err(Error::Conflict { kind: after.kind(), key: after.key() });
            }
            records::put(connection, number, after)?;
            search::refresh(connection, number, Some(before), Some(after))
        }
        (Some(before), None) => {
            let number = as_expected(connection, before)?;
            retire(connection, before.kind(), before.key(), number)?;
            search::refresh(connection, number, Some(before), None)?;
            records::remove(connection, before.kind(), number)
        }
        (None, None) => Ok(()),
    }
}

fn create(connection: &Connection, record: &Record) -> Result<()> {
    let (kind, key) = (record.kind(), record.key());
    if records::number_of(connection, kind, key)?.is_some() {
        return Err(Error::Conflict { kind, key });
    }
    // Grades and notes hang on records of several kinds, where no foreign key can watch.
    if let Record::Grade(_) | Record::Note(_) = record {
        for subject in record.needs() {
            if !exists(connection, subject)? {
                return Err(Error::Dangling { kind, key: subject });
            }
        }
    }
    let number = match retired(connection, key)? {
        Some(number) => number,
        None => next_number(connection, kind)?,
    };
    records::put(connection, number, record)?;
    search::refresh(connection, number, None, Some(record))
}

/// The number of a record that reads exactly as `expected`.
fn as_expected(connection: &Connection, expected: &Record) -> Result<u32> {
    let (kind, key) = (expected.kind(), expected.key());
    let number = records::number_of(connection, kind, key)?.ok_or(Error::Conflict { kind, key })?;
    if records::get(connection, kind, number)?.as_ref() == Some(expected) {
        Ok(number)
    } else {
        Err(Error::Conflict { kind, key })
    }
}

fn exists(connection: &Connection, key: Key) -> Result<bool> {
    for kind in Kind::ALL {
        if records::number_of(connection, *kind, key)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn next_number(connection: &Connection, kind: Kind) -> Result<u32> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO numbers (kind, last) VALUES (?1, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1
             RETURNING last",
        )?
        .query_row([kind.word()], |row| row.get(0))?)
}

fn retire(connection: &Connection, kind: Kind, key: Key, number: u32) -> Result<()> {
    connection.prepare_cached("INSERT INTO retired (key, kind, number) VALUES (?1, ?2, ?3)")?.execute(params![
        key.to_string(),
        kind.word(),
        number
    ])?;
    Ok(())
}

/// The number that a record had before it was undone; it is no longer retired then.
fn retired(connection: &Connection, key: Key) -> Result<Option<u32>> {
    Ok(connection
        .prepare_cached("DELETE FROM retired WHERE key = ?1 RETURNING number")?
        .query_row([key.to_string()], |row| row.get(0))
        .optional()?)
}
