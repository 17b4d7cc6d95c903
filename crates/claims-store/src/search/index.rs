//! Keeps the index equal to the tables: with every operation, and all at once.

use claims_model::{Change, Record, query};
use rusqlite::{Connection, params};

use super::shelf::{Document, SHELVES, document, first_row, joined, row};
use crate::{Result, Writing, contents};

/// Makes the index follow the changes of an operation, each to the record under its number.
///
/// They are made in the order of their rows. In any other, FTS5 would put what it gathered onto the disk each time that
/// the rows go back, which takes a bulk write several times as long.
pub(crate) fn refresh(connection: &Connection, changes: &[(u32, &Change)]) -> Result<()> {
    let mut rows: Vec<(i64, &Change)> = changes
        .iter()
        .filter_map(|(number, change)| {
            let record = change.after.as_ref().or(change.before.as_ref())?;
            Some((row(record.kind(), *number), *change))
        })
        .collect();
    rows.sort_by_key(|(row, _)| *row);
    for same in rows.chunk_by(|one, other| one.0 == other.0) {
        let [(row, first), ..] = same else { continue };
        let last = same.last().map_or(*first, |(_, last)| last);
        replace(connection, *row, first.before.as_ref(), last.after.as_ref())?;
    }
    Ok(())
}

fn replace(connection: &Connection, row: i64, before: Option<&Record>, after: Option<&Record>) -> Result<()> {
    let (old, new) = (before.and_then(document), after.and_then(document));
    if old == new {
        return Ok(());
    }
    if old.is_some() {
        connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
    }
    match new {
        Some(Document::Words(words)) => insert(connection, row, &words),
        Some(Document::Kept(digest)) => insert(connection, row, &contents::text(connection, digest)?),
        None => Ok(()),
    }
}

fn insert(connection: &Connection, row: i64, text: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![row, query::indexed(text)])?;
    Ok(())
}

/// Writes the index anew without what was deleted from it, which FTS5 else keeps until it has a reason to.
pub(crate) fn optimize(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("INSERT INTO search (search) VALUES ('optimize')")?)
}

/// Fills an empty index from the tables.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    for (place, shelf) in SHELVES.iter().enumerate() {
        let mut statement = connection.prepare(&format!("{} ORDER BY id", shelf.sql))?;
        let mut rows = statement.query([])?;
        while let Some(read) = rows.next()? {
            let (one, other): (Option<String>, Option<String>) = (read.get(1)?, read.get(2)?);
            if let Some(text) = joined(one.as_deref(), other.as_deref()) {
                insert(connection, first_row(place) + read.get::<_, i64>(0)?, &text)?;
            }
        }
    }
    Ok(())
}

impl Writing<'_> {
    /// Builds the search index anew from the records.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn index_anew(&mut self) -> Result<()> {
        // A contentless index has no way to be emptied but row by row; rows that nobody knows of would stay.
        let rows: Vec<i64> = {
            let mut statement = self.connection().prepare("SELECT rowid FROM search")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?
        };
        for row in rows {
            self.connection().prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
        }
        fill(self.connection())
    }
}
