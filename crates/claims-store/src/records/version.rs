//! Versions in their tables; their bytes and texts are kept apart, by digest.

use claims_model::{Archive, Detail, Kind, Version};
use rusqlite::{Connection, params};

use super::{Names, Place, count, list, named, one, parsed, parsed_if, put_list, stored};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, version: &Version) -> Result<()> {
    let source = named(connection, Kind::Version, Kind::Source, version.source)?;
    connection
        .prepare_cached(place.sql(
            "INSERT INTO versions
                (id, key, source, number, state, captured, origin, media_type, size, bytes, text, extractor,
                 seen, blocks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            "UPDATE versions SET source = ?3, number = ?4, state = ?5, captured = ?6, origin = ?7,
                media_type = ?8, size = ?9, bytes = ?10, text = ?11, extractor = ?12, seen = ?13, blocks = ?14
             WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            version.key.to_string(),
            source,
            version.number,
            version.state.word(),
            version.captured.to_string(),
            version.origin,
            version.media_type,
            stored(version.size),
            version.bytes.to_string(),
            version.text.to_string(),
            version.extractor,
            version.seen.map(|seen| seen.to_string()),
            version.blocks.map(|blocks| blocks.to_string()),
        ])?;
    put_list(
        connection,
        place,
        "DELETE FROM version_archives WHERE version = ?1",
        "INSERT INTO version_archives (version, position, address, recorded) VALUES (?1, ?2, ?3, ?4)",
        &version.archives,
        |statement, position, archive| {
            let recorded = archive.recorded.to_string();
            Ok(statement.execute(params![place.number, position as i64, archive.address, recorded]).map(|_| ())?)
        },
    )?;
    put_list(
        connection,
        place,
        "DELETE FROM version_details WHERE version = ?1",
        "INSERT INTO version_details (version, position, name, value, told_by) VALUES (?1, ?2, ?3, ?4, ?5)",
        &version.details,
        |statement, position, detail| {
            let row = params![place.number, position as i64, detail.name.word(), detail.value, detail.told_by];
            Ok(statement.execute(row).map(|_| ())?)
        },
    )
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Version>> {
    let sql = "SELECT v.key, s.key, v.number, v.state, v.captured, v.origin, v.media_type, v.size, v.bytes, v.text,
                      v.extractor, v.seen, v.blocks
               FROM versions AS v JOIN sources AS s ON s.id = v.source WHERE v.id = ?1";
    let version = one(connection, sql, number, |row| {
        Ok(Version {
            key: parsed(row, 0)?,
            source: parsed(row, 1)?,
            number: row.get(2)?,
            state: parsed(row, 3)?,
            captured: parsed(row, 4)?,
            origin: row.get(5)?,
            media_type: row.get(6)?,
            size: count(row, 7)?,
            bytes: parsed(row, 8)?,
            text: parsed(row, 9)?,
            extractor: row.get(10)?,
            archives: Vec::new(),
            seen: parsed_if(row, 11)?,
            blocks: parsed_if(row, 12)?,
            details: Vec::new(),
        })
    })?;
    let Some(mut version) = version else { return Ok(None) };
    let archives = "SELECT address, recorded FROM version_archives WHERE version = ?1 ORDER BY position";
    version.archives =
        list(connection, archives, number, |row| Ok(Archive { address: row.get(0)?, recorded: parsed(row, 1)? }))?;
    let details = "SELECT name, value, told_by FROM version_details WHERE version = ?1 ORDER BY position";
    version.details = list(connection, details, number, |row| {
        Ok(Detail { name: parsed(row, 0)?, value: row.get(1)?, told_by: row.get(2)? })
    })?;
    Ok(Some(version))
}
