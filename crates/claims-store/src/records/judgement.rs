//! What people of the desk judged and remarked, in their tables: grades, verdicts and notes.

use claims_model::{Grade, Grading, Kind, Note, Rating, Verdict};
use rusqlite::{Connection, params};

use super::{Names, Place, named, one, parsed, parsed_if};
use crate::{Result, alike};

pub(super) fn put_grade(connection: &Names<'_>, place: Place, grade: &Grade) -> Result<()> {
    let (reliability, credibility) = match grade.grading {
        Grading::Reliability(reliability) => (Some(reliability.word()), None),
        Grading::Credibility(credibility) => (None, Some(credibility.word())),
    };
    connection
        .prepare_cached(place.sql(
            "INSERT INTO grades (id, key, subject, reliability, credibility, graded_by, graded_at, because)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            "UPDATE grades SET subject = ?3, reliability = ?4, credibility = ?5, graded_by = ?6,
                graded_at = ?7, because = ?8 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            grade.key.to_string(),
            grade.subject.to_string(),
            reliability,
            credibility,
            grade.by,
            grade.at.to_string(),
            grade.because,
        ])?;
    Ok(())
}

pub(super) fn get_grade(connection: &Connection, number: u32) -> Result<Option<Grade>> {
    let sql = "SELECT key, subject, reliability, credibility, graded_by, graded_at, because FROM grades WHERE id = ?1";
    one(connection, sql, number, |row| {
        let grading = match parsed_if(row, 2)? {
            Some(reliability) => Grading::Reliability(reliability),
            None => Grading::Credibility(parsed(row, 3)?),
        };
        Ok(Grade {
            key: parsed(row, 0)?,
            subject: parsed(row, 1)?,
            grading,
            by: row.get(4)?,
            at: parsed(row, 5)?,
            because: row.get(6)?,
        })
    })
}

pub(super) fn put_verdict(connection: &Names<'_>, place: Place, verdict: &Verdict) -> Result<()> {
    let claim = named(connection, Kind::Verdict, Kind::Claim, verdict.claim)?;
    connection
        .prepare_cached(place.sql(
            "INSERT INTO verdicts (id, key, claim, scale, label, name, worst, value, best, because, decided_by,
                decided_at, would_change, correction, address, feed, alike)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            "UPDATE verdicts SET claim = ?3, scale = ?4, label = ?5, name = ?6, worst = ?7, value = ?8,
                best = ?9, because = ?10, decided_by = ?11, decided_at = ?12, would_change = ?13, correction = ?14,
                address = ?15, feed = ?16, alike = ?17 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            &*verdict.key.text(),
            claim,
            verdict.scale,
            verdict.label,
            verdict.name,
            verdict.rating.map(|rating| rating.worst),
            verdict.rating.map(|rating| rating.value),
            verdict.rating.map(|rating| rating.best),
            verdict.because,
            verdict.by,
            verdict.at.to_string(),
            verdict.would_change,
            verdict.correction.map(claims_model::Correction::word),
            verdict.address,
            verdict.feed,
            alike::of_verdict(verdict),
        ])?;
    Ok(())
}

pub(super) fn get_verdict(connection: &Connection, number: u32) -> Result<Option<Verdict>> {
    let sql = "SELECT v.key, c.key, v.scale, v.label, v.name, v.worst, v.value, v.best, v.because, v.decided_by,
                      v.decided_at, v.would_change, v.correction, v.address, v.feed
               FROM verdicts AS v JOIN claims AS c ON c.id = v.claim WHERE v.id = ?1";
    one(connection, sql, number, |row| {
        let rating = match row.get::<_, Option<i32>>(6)? {
            Some(value) => Some(Rating { worst: row.get(5)?, value, best: row.get(7)? }),
            None => None,
        };
        Ok(Verdict {
            key: parsed(row, 0)?,
            claim: parsed(row, 1)?,
            scale: row.get(2)?,
            label: row.get(3)?,
            name: row.get(4)?,
            rating,
            because: row.get(8)?,
            by: row.get(9)?,
            at: parsed(row, 10)?,
            would_change: row.get(11)?,
            correction: parsed_if(row, 12)?,
            address: row.get(13)?,
            feed: row.get(14)?,
        })
    })
}

pub(super) fn put_note(connection: &Names<'_>, place: Place, note: &Note) -> Result<()> {
    connection
        .prepare_cached(place.sql(
            "INSERT INTO notes (id, key, subject, text, noted_by, noted_at, looked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            "UPDATE notes SET subject = ?3, text = ?4, noted_by = ?5, noted_at = ?6, looked = ?7 WHERE id = ?1",
        ))?
        .execute(params![
            place.number,
            note.key.to_string(),
            note.subject.to_string(),
            note.text,
            note.by,
            note.at.to_string(),
            note.looked,
        ])?;
    Ok(())
}

pub(super) fn get_note(connection: &Connection, number: u32) -> Result<Option<Note>> {
    let sql = "SELECT key, subject, text, noted_by, noted_at, looked FROM notes WHERE id = ?1";
    one(connection, sql, number, |row| {
        Ok(Note {
            key: parsed(row, 0)?,
            subject: parsed(row, 1)?,
            text: row.get(2)?,
            by: row.get(3)?,
            at: parsed(row, 4)?,
            looked: row.get(5)?,
        })
    })
}
