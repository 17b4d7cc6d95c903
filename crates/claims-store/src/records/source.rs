//! Sources in their tables.

use claims_model::{Kind, Source};
use rusqlite::{Connection, params};

use super::{Names, Place, list, named, named_if, one, parsed, parsed_if, put_list};
use crate::{Result, alike};

pub(super) fn put(connection: &Names<'_>, place: Place, source: &Source) -> Result<()> {
    let publisher = named_if(connection, Kind::Source, Kind::Party, source.publisher)?;
    connection
        .prepare_cached(place.sql(
            "INSERT INTO sources (id, key, title, kind, publisher, published, address, language, alike)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            "UPDATE sources SET title = ?3, kind = ?4, publisher = ?5, published = ?6, address = ?7,
                language = ?8, alike = ?9 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            source.key.to_string(),
            source.title,
            source.kind.word(),
            publisher,
            source.published.map(|date| date.to_string()),
            source.address,
            source.language,
            alike::of_source(source),
        ])?;
    put_list(
        connection,
        place,
        "DELETE FROM source_authors WHERE source = ?1",
        "INSERT INTO source_authors (source, position, party) VALUES (?1, ?2, ?3)",
        &source.authors,
        |statement, position, author| {
            let party = named(connection, Kind::Source, Kind::Party, *author)?;
            Ok(statement.execute(params![place.number, position as i64, party]).map(|_| ())?)
        },
    )?;
    put_list(
        connection,
        place,
        "DELETE FROM source_origins WHERE source = ?1",
        "INSERT INTO source_origins (source, position, origin) VALUES (?1, ?2, ?3)",
        &source.derived_from,
        |statement, position, origin| {
            let origin = named(connection, Kind::Source, Kind::Source, *origin)?;
            Ok(statement.execute(params![place.number, position as i64, origin]).map(|_| ())?)
        },
    )
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Source>> {
    let sql = "SELECT s.key, s.title, s.kind, p.key, s.published, s.address, s.language
               FROM sources AS s LEFT JOIN parties AS p ON p.id = s.publisher WHERE s.id = ?1";
    let source = one(connection, sql, number, |row| {
        Ok(Source {
            key: parsed(row, 0)?,
            title: row.get(1)?,
            kind: parsed(row, 2)?,
            publisher: parsed_if(row, 3)?,
            authors: Vec::new(),
            published: parsed_if(row, 4)?,
            address: row.get(5)?,
            language: row.get(6)?,
            derived_from: Vec::new(),
        })
    })?;
    let Some(mut source) = source else { return Ok(None) };
    let authors = "SELECT p.key FROM source_authors AS a JOIN parties AS p ON p.id = a.party
                   WHERE a.source = ?1 ORDER BY a.position";
    source.authors = list(connection, authors, number, |row| parsed(row, 0))?;
    let origins = "SELECT s.key FROM source_origins AS o JOIN sources AS s ON s.id = o.origin
                   WHERE o.source = ?1 ORDER BY o.position";
    source.derived_from = list(connection, origins, number, |row| parsed(row, 0))?;
    Ok(Some(source))
}
