//! Appearances in their tables.

use claims_model::{Appearance, Kind, Quote, Translation};
use rusqlite::{Connection, params};

use super::{Names, Place, count, list, named, one, parsed, put_list, stored};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, appearance: &Appearance) -> Result<()> {
    let claim = named(connection, Kind::Appearance, Kind::Claim, appearance.claim)?;
    let version = named(connection, Kind::Appearance, Kind::Version, appearance.version)?;
    let quote = appearance.quote.as_ref();
    let original = appearance.original.as_ref();
    connection
        .prepare_cached(place.sql(
            "INSERT INTO appearances (id, key, claim, version, manner, first, exact, prefix, suffix, start_at, end_at,
                timecode, hedge, original, original_language, translator)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            "UPDATE appearances SET claim = ?3, version = ?4, manner = ?5, first = ?6, exact = ?7, prefix = ?8,
                suffix = ?9, start_at = ?10, end_at = ?11, timecode = ?12, hedge = ?13, original = ?14,
                original_language = ?15, translator = ?16 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            appearance.key.to_string(),
            claim,
            version,
            appearance.manner.word(),
            appearance.first,
            quote.map(|quote| &quote.exact),
            quote.map(|quote| &quote.prefix),
            quote.map(|quote| &quote.suffix),
            quote.map(|quote| stored(quote.start)),
            quote.map(|quote| stored(quote.end)),
            appearance.timecode,
            appearance.hedge,
            original.map(|original| &original.text),
            original.map(|original| &original.language),
            original.and_then(|original| original.translator.as_ref()),
        ])?;
    put_list(
        connection,
        place,
        "DELETE FROM appearance_via WHERE appearance = ?1",
        "INSERT INTO appearance_via (appearance, position, party) VALUES (?1, ?2, ?3)",
        &appearance.via,
        |statement, position, via| {
            let party = named(connection, Kind::Appearance, Kind::Party, *via)?;
            Ok(statement.execute(params![place.number, position as i64, party]).map(|_| ())?)
        },
    )
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Appearance>> {
    let sql = "SELECT a.key, c.key, v.key, a.manner, a.first, a.exact, a.prefix, a.suffix, a.start_at, a.end_at,
                      a.timecode, a.hedge, a.original, a.original_language, a.translator
               FROM appearances AS a JOIN claims AS c ON c.id = a.claim JOIN versions AS v ON v.id = a.version
               WHERE a.id = ?1";
    let appearance = one(connection, sql, number, |row| {
        let quote = match row.get::<_, Option<String>>(5)? {
            Some(exact) => Some(Quote {
                exact,
                prefix: row.get(6)?,
                suffix: row.get(7)?,
                start: count(row, 8)?,
                end: count(row, 9)?,
            }),
            None => None,
        };
        let original = match row.get::<_, Option<String>>(12)? {
            Some(text) => Some(Translation { text, language: row.get(13)?, translator: row.get(14)? }),
            None => None,
        };
        Ok(Appearance {
            key: parsed(row, 0)?,
            claim: parsed(row, 1)?,
            version: parsed(row, 2)?,
            manner: parsed(row, 3)?,
            first: row.get(4)?,
            quote,
            timecode: row.get(10)?,
            via: Vec::new(),
            hedge: row.get(11)?,
            original,
        })
    })?;
    let Some(mut appearance) = appearance else { return Ok(None) };
    let via = "SELECT p.key FROM appearance_via AS a JOIN parties AS p ON p.id = a.party
               WHERE a.appearance = ?1 ORDER BY a.position";
    appearance.via = list(connection, via, number, |row| parsed(row, 0))?;
    Ok(Some(appearance))
}
