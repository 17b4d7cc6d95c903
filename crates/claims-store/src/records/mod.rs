//! How each kind of record stands in its tables: put, taken away, and read back whole.

mod appearance;
mod claim;
mod judgement;
mod link;
mod names;
mod party;
mod reply;
mod source;
mod version;

use claims_model::{Kind, Record};
use rusqlite::{Connection, OptionalExtension as _, Row, types::FromSql};

use crate::Result;
pub(crate) use names::{Names, named_by, number_of};
use names::{named, named_if};

/// The table of a kind.
pub(crate) const fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Claim => "claims",
        Kind::Source => "sources",
        Kind::Link => "links",
        Kind::Party => "parties",
        Kind::Version => "versions",
        Kind::Appearance => "appearances",
        Kind::Grade => "grades",
        Kind::Verdict => "verdicts",
        Kind::Note => "notes",
        Kind::Reply => "replies",
    }
}

/// Where a record is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// The number it is filed under.
    pub(crate) number: u32,
    /// Whether nothing stands there yet.
    pub(crate) fresh: bool,
}

impl Place {
    /// The statement that writes here.
    const fn sql(self, insert: &'static str, update: &'static str) -> &'static str {
        if self.fresh { insert } else { update }
    }
}

/// Writes `record` in its place, over what stands there unless the place is fresh.
pub(crate) fn put(connection: &Names<'_>, place: Place, record: &Record) -> Result<()> {
    match record {
        Record::Claim(claim) => claim::put(connection, place, claim),
        Record::Source(source) => source::put(connection, place, source),
        Record::Link(link) => link::put(connection, place, link),
        Record::Party(party) => party::put(connection, place, party),
        Record::Version(version) => version::put(connection, place, version),
        Record::Appearance(appearance) => appearance::put(connection, place, appearance),
        Record::Grade(grade) => judgement::put_grade(connection, place, grade),
        Record::Verdict(verdict) => judgement::put_verdict(connection, place, verdict),
        Record::Note(note) => judgement::put_note(connection, place, note),
        Record::Reply(reply) => reply::put(connection, place, reply),
    }
}

/// Takes the record under `number` away, with the rows that belong to it.
pub(crate) fn remove(connection: &Connection, kind: Kind, number: u32) -> Result<()> {
    connection.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", table(kind)))?.execute([number])?;
    Ok(())
}

/// A kind of record that can be read back whole.
///
/// Sealed: the records of the model are all there are.
pub trait Stored: Sized + sealed::Sealed {
    /// The kind of these records.
    const KIND: Kind;
}

mod sealed {
    use super::{Connection, Result};

    pub trait Sealed: Sized {
        /// The record under `number`.
        fn get(connection: &Connection, number: u32) -> Result<Option<Self>>;
    }
}
pub(crate) use sealed::Sealed;

macro_rules! stored {
    ($($type:ident by $get:path),+ $(,)?) => { $(
        impl Stored for claims_model::$type {
            const KIND: Kind = Kind::$type;
        }

        impl Sealed for claims_model::$type {
            fn get(connection: &Connection, number: u32) -> Result<Option<Self>> {
                $get(connection, number)
            }
        }
    )+

        /// The record of `kind` under `number`.
        pub(crate) fn get(connection: &Connection, kind: Kind, number: u32) -> Result<Option<Record>> {
            Ok(match kind { $(Kind::$type => $get(connection, number)?.map(Record::from),)+ })
        }
    };
}

stored! {
    Claim by claim::get,
    Source by source::get,
    Link by link::get,
    Party by party::get,
    Version by version::get,
    Appearance by appearance::get,
    Grade by judgement::get_grade,
    Verdict by judgement::get_verdict,
    Note by judgement::get_note,
    Reply by reply::get,
}

/// Replaces the rows of a list that belong to a record, in order.
fn put_list<T>(
    connection: &Names<'_>,
    place: Place,
    clear: &str,
    insert: &str,
    items: &[T],
    mut bind: impl FnMut(&mut rusqlite::Statement<'_>, usize, &T) -> Result<()>,
) -> Result<()> {
    if !place.fresh {
        connection.prepare_cached(clear)?.execute([place.number])?;
    }
    if items.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(insert)?;
    for (position, item) in items.iter().enumerate() {
        bind(&mut statement, position, item)?;
    }
    Ok(())
}

/// The rows of a list that belongs to the record under `number`.
fn list<T>(
    connection: &Connection,
    sql: &str,
    number: u32,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([number], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One row by number, read by `read`.
fn one<T>(
    connection: &Connection,
    sql: &str,
    number: u32,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    Ok(connection.prepare_cached(sql)?.query_row([number], read).optional()?)
}

/// A cell that holds a word, a key, a date or a digest in its text form.
pub(crate) fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text = row.get_ref(column)?;
    let text = String::column_result(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, text.data_type(), Box::new(error)))?;
    text.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// The same for a cell that may be empty.
pub(crate) fn parsed_if<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => parsed(row, column).map(Some),
    }
}

/// A count that the schema keeps as SQLite's signed integer.
fn count<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let value: i64 = row.get(column)?;
    T::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// A length or position as SQLite keeps it; nothing here comes near the limit.
fn stored(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}
