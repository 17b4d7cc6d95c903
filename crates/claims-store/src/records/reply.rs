//! Requests for a reply in their table.

use claims_model::{Answer, Kind, Reply};
use rusqlite::{Connection, params};

use super::{Names, Place, named, one, parsed, parsed_if};
use crate::Result;

pub(super) fn put(connection: &Names<'_>, place: Place, reply: &Reply) -> Result<()> {
    let claim = named(connection, Kind::Reply, Kind::Claim, reply.claim)?;
    let party = named(connection, Kind::Reply, Kind::Party, reply.party)?;
    let answer = reply.answer.as_ref();
    connection
        .prepare_cached(place.sql(
            "INSERT INTO replies
                (id, key, claim, party, through, asked, due, answered, answer, recorded_by, recorded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            "UPDATE replies SET claim = ?3, party = ?4, through = ?5, asked = ?6, due = ?7, answered = ?8,
                answer = ?9, recorded_by = ?10, recorded_at = ?11 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            reply.key.to_string(),
            claim,
            party,
            reply.through,
            reply.asked.to_string(),
            reply.due.map(|due| due.to_string()),
            answer.map(|answer| answer.on.to_string()),
            answer.and_then(|answer| answer.text.as_ref()),
            reply.by,
            reply.at.to_string(),
        ])?;
    Ok(())
}

pub(super) fn get(connection: &Connection, number: u32) -> Result<Option<Reply>> {
    let sql = "SELECT r.key, c.key, p.key, r.through, r.asked, r.due, r.answered, r.answer, r.recorded_by,
                      r.recorded_at
               FROM replies AS r JOIN claims AS c ON c.id = r.claim JOIN parties AS p ON p.id = r.party
               WHERE r.id = ?1";
    one(connection, sql, number, |row| {
        let text = row.get(7)?;
        Ok(Reply {
            key: parsed(row, 0)?,
            claim: parsed(row, 1)?,
            party: parsed(row, 2)?,
            through: row.get(3)?,
            asked: parsed(row, 4)?,
            due: parsed_if(row, 5)?,
            answer: parsed_if(row, 6)?.map(|on| Answer { on, text }),
            by: row.get(8)?,
            at: parsed(row, 9)?,
        })
    })
}
