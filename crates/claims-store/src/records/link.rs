//! Links in their table.

use claims_model::{Key, Kind, Link, Target};
use rusqlite::{Connection, params};

use super::{Names, Place, named, one, parsed, parsed_if};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, link: &Link) -> Result<()> {
    let from = named(connection, Kind::Link, Kind::Claim, link.from)?;
    let (to_claim, to_link) = match link.to {
        Target::Claim(key) => (Some(named(connection, Kind::Link, Kind::Claim, key)?), None),
        Target::Link(key) => (None, Some(named(connection, Kind::Link, Kind::Link, key)?)),
    };
    connection
        .prepare_cached(place.sql(
            "INSERT INTO links (id, key, from_claim, to_claim, to_link, stance, linked_by, linked_at, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            "UPDATE links SET from_claim = ?3, to_claim = ?4, to_link = ?5, stance = ?6, linked_by = ?7,
                linked_at = ?8, note = ?9 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            link.key.to_string(),
            from,
            to_claim,
            to_link,
            link.stance.word(),
            link.by,
            link.at.to_string(),
            link.note,
        ])?;
    Ok(())
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Link>> {
    let sql = "SELECT l.key, f.key, c.key, t.key, l.stance, l.linked_by, l.linked_at, l.note
               FROM links AS l JOIN claims AS f ON f.id = l.from_claim
               LEFT JOIN claims AS c ON c.id = l.to_claim LEFT JOIN links AS t ON t.id = l.to_link
               WHERE l.id = ?1";
    one(connection, sql, number, |row| {
        let to = match parsed_if::<Key>(row, 2)? {
            Some(claim) => Target::Claim(claim),
            None => Target::Link(parsed(row, 3)?),
        };
        Ok(Link {
            key: parsed(row, 0)?,
            from: parsed(row, 1)?,
            to,
            stance: parsed(row, 4)?,
            by: row.get(5)?,
            at: parsed(row, 6)?,
            note: row.get(7)?,
        })
    })
}
