//! Makes the changes of an operation in the tables, and files new records under numbers never given before.

use claims_model::{Change, Key, Kind, Operation, Record};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{Error, Result, records, search};

/// Makes the changes of an operation, one after the other.
pub(crate) fn operation(connection: &Connection, operation: &Operation) -> Result<()> {
    operation.changes.iter().try_for_each(|one| change(connection, one))
}

/// Makes one change, if the record still reads as the change says it did.
fn change(connection: &Connection, change: &Change) -> Result<()> {
    match (&change.before, &change.after) {
        (None, Some(after)) => create(connection, after),
        (Some(before), Some(after)) => {
            let number = as_expected(connection, before)?;
            if before.kind() != after.kind() || before.key() != after.key() {
                return Err(Error::Conflict { kind: after.kind(), key: after.key() });
            }
            subject_exists(connection, after)?;
            records::put(connection, number, after)?;
            search::refresh(connection, number, Some(before), Some(after))
        }
        (Some(before), None) => {
            let number = as_expected(connection, before)?;
            nothing_hangs_on(connection, before)?;
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
    subject_exists(connection, record)?;
    let number = match retired(connection, key)? {
        Some(number) => number,
        None => next_number(connection, kind)?,
    };
    records::put(connection, number, record)?;
    search::refresh(connection, number, None, Some(record))
}

/// Grades and notes hang on records of several kinds, where no foreign key can watch.
fn subject_exists(connection: &Connection, record: &Record) -> Result<()> {
    let (Record::Grade(_) | Record::Note(_)) = record else { return Ok(()) };
    for subject in record.needs() {
        if !exists(connection, subject)? {
            return Err(Error::Dangling { kind: record.kind(), key: subject });
        }
    }
    Ok(())
}

/// The other end of [`subject_exists`]: a record is not taken away from under its grades and notes.
fn nothing_hangs_on(connection: &Connection, record: &Record) -> Result<()> {
    let subject = record.key();
    for kind in [Kind::Grade, Kind::Note] {
        let sql = format!("SELECT 1 FROM {} WHERE subject = ?1 AND key <> ?1", records::table(kind));
        if connection.prepare_cached(&sql)?.exists([subject.to_string()])? {
            return Err(Error::Dangling { kind, key: subject });
        }
    }
    Ok(())
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
