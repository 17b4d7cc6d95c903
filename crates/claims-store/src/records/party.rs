//! Parties in their tables.

use claims_model::{Kind, Party, Unnamed, alike};
use rusqlite::{Connection, params};

use super::{Names, Place, list, named_if, one, parsed, parsed_if, put_list};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, party: &Party) -> Result<()> {
    let merged_into = named_if(connection, Kind::Party, Kind::Party, party.merged_into)?;
    let unnamed = party.unnamed.as_ref();
    connection
        .prepare_cached(place.sql(
            "INSERT INTO parties (id, key, name, kind, description, why_unnamed, known_to, merged_into, alike)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            "UPDATE parties SET name = ?3, kind = ?4, description = ?5, why_unnamed = ?6, known_to = ?7,
                merged_into = ?8, alike = ?9 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            party.key.to_string(),
            party.name,
            party.kind.word(),
            party.description,
            unnamed.map(|unnamed| &unnamed.why),
            unnamed.and_then(|unnamed| unnamed.known_to.as_ref()),
            merged_into,
            alike::cased(&party.name),
        ])?;
    put_list(
        connection,
        place,
        "DELETE FROM party_aliases WHERE party = ?1",
        "INSERT INTO party_aliases (party, position, alias, alike) VALUES (?1, ?2, ?3, ?4)",
        &party.aliases,
        |statement, position, alias| {
            Ok(statement.execute(params![place.number, position as i64, alias, alike::cased(alias)]).map(|_| ())?)
        },
    )
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Party>> {
    let sql = "SELECT p.key, p.name, p.kind, p.description, p.why_unnamed, p.known_to, other.key
               FROM parties AS p LEFT JOIN parties AS other ON other.id = p.merged_into WHERE p.id = ?1";
    let party = one(connection, sql, number, |row| {
        let known_to = row.get(5)?;
        Ok(Party {
            key: parsed(row, 0)?,
            name: row.get(1)?,
            kind: parsed(row, 2)?,
            aliases: Vec::new(),
            description: row.get(3)?,
            unnamed: row.get::<_, Option<String>>(4)?.map(|why| Unnamed { why, known_to }),
            merged_into: parsed_if(row, 6)?,
        })
    })?;
    let Some(mut party) = party else { return Ok(None) };
    let aliases = "SELECT alias FROM party_aliases WHERE party = ?1 ORDER BY position";
    party.aliases = list(connection, aliases, number, |row| row.get(0))?;
    Ok(Some(party))
}
