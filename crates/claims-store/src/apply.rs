//! Makes the changes of an operation in the tables, and files new records under numbers never given before.

use claims_model::{Change, Key, Kind, Operation, Record};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, params};

use crate::{
    Error, Result,
    numbers::{self, Numbers},
    records::{self, Names, Place},
    stale::Stale,
};

/// Makes the changes of an operation, one after the other, and notes in `stale` what the indexes do not say any more,
/// which needs the texts of versions; unless nobody will search.
pub(crate) fn operation(connection: &Connection, operation: &Operation, stale: Option<&mut Stale>) -> Result<()> {
    let mut numbers = Numbers::of(connection)?;
    let names = Names::of(connection);
    let mut changed = Vec::with_capacity(operation.changes.len());
    for one in &operation.changes {
        changed.extend(change(&names, &mut numbers, one)?.map(|number| (number, one)));
    }
    numbers.keep()?;
    if let Some(stale) = stale {
        stale.after(connection, &changed)?;
    }
    operation.changes.iter().try_for_each(|one| nothing_names_what_went(connection, one))
}

/// Makes one change, if the record still reads as the change says it did; gives the number of the record.
fn change(connection: &Names<'_>, numbers: &mut Numbers<'_>, change: &Change) -> Result<Option<u32>> {
    match (&change.before, &change.after) {
        (None, Some(after)) => create(connection, numbers, after).map(Some),
        (Some(before), Some(after)) => {
            let number = as_expected(connection, before)?;
            if before.kind() != after.kind() || before.key() != after.key() {
                return Err(Error::Conflict { kind: after.kind(), key: after.key() });
            }
            subject_exists(connection, after)?;
            records::put(connection, Place { number, fresh: false }, after)?;
            Ok(Some(number))
        }
        (Some(before), None) => {
            let number = as_expected(connection, before)?;
            nothing_hangs_on(connection, before)?;
            numbers.retire(before.kind(), before.key(), number)?;
            records::remove(connection, before.kind(), number)?;
            connection.gone(before.key());
            Ok(Some(number))
        }
        (None, None) => Ok(None),
    }
}

fn create(connection: &Names<'_>, numbers: &mut Numbers<'_>, record: &Record) -> Result<u32> {
    let (kind, key) = (record.kind(), record.key());
    subject_exists(connection, record)?;
    let number = numbers.give(kind, key)?;
    match records::put(connection, Place { number, fresh: true }, record) {
        // Asked only when the table refused: a look before every insert would cost as much as the insert.
        Err(Error::Sqlite(error))
            if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
                && records::number_of(connection, kind, key)?.is_some() =>
        {
            Err(Error::Conflict { kind, key })
        }
        put => put,
    }?;
    if !records::named_by(kind).is_empty() {
        connection.given(kind, key, number);
    }
    if let Record::Version(version) = record {
        numbers::version_given(connection, version)?;
    }
    Ok(number)
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

/// Foreign keys watch the rest, but only a commit asks them; so whoever performs without one would not learn of it.
fn nothing_names_what_went(connection: &Connection, change: &Change) -> Result<()> {
    let (Some(before), None) = (&change.before, &change.after) else { return Ok(()) };
    let (kind, key) = (before.kind(), before.key());
    if records::number_of(connection, kind, key)?.is_some() {
        return Ok(());
    }
    let went: Option<u32> = connection
        .prepare_cached("SELECT number FROM retired WHERE key = ?1")?
        .query_row([key.to_string()], |row| row.get(0))
        .optional()?;
    for (from, table, column) in records::named_by(kind) {
        let sql = format!("SELECT 1 FROM {table} WHERE {column} = ?1");
        if connection.prepare_cached(&sql)?.exists(params![went])? {
            return Err(Error::Dangling { kind: *from, key });
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
