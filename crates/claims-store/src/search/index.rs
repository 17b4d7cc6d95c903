//! Keeps the index equal to the tables: after what changed, and all at once.

use std::{collections::BTreeMap, ops::RangeInclusive};

use claims_model::{Change, Kind, query};
use rusqlite::{Connection, Row, params};

use super::shelf::{Document, SHELVES, Shelf, at, document, joined, row};
use crate::{Error, Result, Writing, contents, records::parsed};

/// Documents that the index does not have as the tables do, by row; and whether it has them at all.
#[derive(Debug, Default)]
pub(crate) struct Stale(BTreeMap<i64, bool>);

impl Stale {
    /// Takes note of a change that was made, of the record under `number`.
    pub(crate) fn after(&mut self, connection: &Connection, number: u32, change: &Change) -> Result<()> {
        let Some(record) = change.record() else { return Ok(()) };
        let (old, new) = (change.before.as_ref().and_then(document), change.after.as_ref().and_then(document));
        if old == new {
            return Ok(());
        }
        if let Some(Document::Kept(digest)) = new {
            contents::must_have_text(connection, digest)?;
        }
        self.0.entry(row(record.kind(), number)).or_insert(old.is_some());
        Ok(())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Makes the index say what the tables say.
    ///
    /// It follows the order of its rows. In any other, FTS5 would put what it gathered onto the disk each time that the
    /// rows go back, which takes a bulk write several times as long.
    pub(crate) fn settle(&mut self, connection: &Connection) -> Result<()> {
        let stale: Vec<(i64, bool)> = std::mem::take(&mut self.0).into_iter().collect();
        // Rows that follow one another are read together.
        for run in stale.chunk_by(|one, next| one.0 + 1 == next.0) {
            for (row, _) in run.iter().filter(|(_, is_there)| *is_there) {
                connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
            }
            let ends = [run.first(), run.last()].map(|end| end.and_then(|(row, _)| at(*row)));
            if let [Some((shelf, first)), Some((_, last))] = ends {
                enter(connection, shelf, first..=last)?;
            }
        }
        Ok(())
    }
}

/// Enters the documents of the records with these numbers as the tables have them, if they do.
fn enter(connection: &Connection, shelf: &Shelf, numbers: RangeInclusive<u32>) -> Result<()> {
    let sql = match shelf.kind {
        // A long text that comes as a column is in memory twice before it is ours.
        Kind::Version => "SELECT id, text, NULL FROM versions WHERE origin <> '[forgotten]'",
        _ => shelf.sql,
    };
    let mut records = connection.prepare_cached(&format!("{sql} AND id BETWEEN ?1 AND ?2 ORDER BY id"))?;
    let mut insert = connection.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
    let mut insert = |row, text: &str| insert.execute(params![row, query::indexed(text)]);
    let mut rows = records.query([numbers.start(), numbers.end()])?;
    while let Some(read) = rows.next()? {
        let row = row(shelf.kind, read.get(0)?);
        if shelf.kind == Kind::Version {
            match contents::text(connection, &parsed(read, 1)?) {
                // It is lost, which others find out.
                Err(Error::NoContent(_)) => {}
                text => _ = insert(row, &text?)?,
            }
        } else if let Some(text) = joined(part(read, 1)?, part(read, 2)?) {
            insert(row, &text)?;
        }
    }
    Ok(())
}

/// A part of a document.
fn part<'r>(read: &'r Row<'_>, column: usize) -> Result<Option<&'r str>> {
    read.get_ref(column)?.as_str_or_null().map_err(|error| Error::Corrupt(format!("search: {error}")))
}

/// Writes the index anew without what was deleted from it, which FTS5 else keeps until it has a reason to.
pub(crate) fn optimize(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("INSERT INTO search (search) VALUES ('optimize')")?)
}

/// Fills an empty index from the tables.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    SHELVES.iter().try_for_each(|shelf| enter(connection, shelf, 0..=u32::MAX))
}

impl Writing<'_> {
    /// Builds the search index anew from the records.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn index_anew(&mut self) -> Result<()> {
        let connection = self.indexed()?;
        // A contentless index has no way to be emptied but row by row; rows that nobody knows of would stay.
        let rows: Vec<i64> = {
            let mut statement = connection.prepare("SELECT rowid FROM search")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for row in rows {
            connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
        }
        fill(connection)
    }
}
