//! Claims in their tables.

use claims_model::{Claim, Claimant, Kind, alike};
use rusqlite::{Connection, params};

use super::{Names, Place, list, named, named_if, one, parsed, parsed_if, put_list};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, claim: &Claim) -> Result<()> {
    let part_of = named_if(connection, Kind::Claim, Kind::Claim, claim.part_of)?;
    connection
        .prepare_cached(place.sql(
            "INSERT INTO claims (id, key, text, status, said, occasion, place, language, part_of, why_checked,
                withdrawn_because, alike)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            "UPDATE claims SET text = ?3, status = ?4, said = ?5, occasion = ?6, place = ?7,
                language = ?8, part_of = ?9, why_checked = ?10, withdrawn_because = ?11, alike = ?12
             WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            &*claim.key.text(),
            claim.text,
            claim.status.word(),
            claim.said.map(|date| date.to_string()),
            claim.occasion,
            claim.place,
            claim.language,
            part_of,
            claim.why_checked,
            claim.withdrawn_because,
            alike::wording(&claim.text),
        ])?;
    put_list(
        connection,
        place,
        "DELETE FROM claimants WHERE claim = ?1",
        "INSERT INTO claimants (claim, position, party, role) VALUES (?1, ?2, ?3, ?4)",
        &claim.claimants,
        |statement, position, claimant| {
            let party = named(connection, Kind::Claim, Kind::Party, claimant.party)?;
            Ok(statement.execute(params![place.number, position as i64, party, claimant.role]).map(|_| ())?)
        },
    )?;
    put_list(
        connection,
        place,
        "DELETE FROM tags WHERE claim = ?1",
        "INSERT INTO tags (claim, tag) VALUES (?1, ?2)",
        &claim.tags,
        |statement, _, tag| Ok(statement.execute(params![place.number, tag]).map(|_| ())?),
    )
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Claim>> {
    let sql = "SELECT c.key, c.text, c.status, c.said, c.occasion, c.place, c.language, whole.key, c.why_checked,
                      c.withdrawn_because
               FROM claims AS c LEFT JOIN claims AS whole ON whole.id = c.part_of WHERE c.id = ?1";
    let claim = one(connection, sql, number, |row| {
        Ok(Claim {
            key: parsed(row, 0)?,
            text: row.get(1)?,
            status: parsed(row, 2)?,
            claimants: Vec::new(),
            said: parsed_if(row, 3)?,
            occasion: row.get(4)?,
            place: row.get(5)?,
            language: row.get(6)?,
            tags: Vec::new(),
            part_of: parsed_if(row, 7)?,
            why_checked: row.get(8)?,
            withdrawn_because: row.get(9)?,
        })
    })?;
    let Some(mut claim) = claim else { return Ok(None) };
    let claimants = "SELECT p.key, c.role FROM claimants AS c JOIN parties AS p ON p.id = c.party
                     WHERE c.claim = ?1 ORDER BY c.position";
    claim.claimants =
        list(connection, claimants, number, |row| Ok(Claimant { party: parsed(row, 0)?, role: row.get(1)? }))?;
    claim.tags = list(connection, "SELECT tag FROM tags WHERE claim = ?1 ORDER BY tag", number, |row| row.get(0))?;
    Ok(Some(claim))
}
