//! Finds records that a file may tell of again, by the numbers of texts that are alike; and makes those numbers anew for
//! a file of before they were kept. Whether two records are one, the caller decides.

use claims_model::{Claim, Filed, Key, Kind, Record, Source, Verdict, alike};
use rusqlite::{Connection, Row, params};

use crate::{Records, Result, records};

/// A verdict of another desk, and what it is on.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The verdict.
    pub verdict: Filed<Verdict>,
    /// The claim.
    pub claim: Filed<Claim>,
}

impl Records<'_> {
    /// The claims whose wording has the letters and digits of `text`, by number.
    ///
    /// # Errors
    /// When the casebook cannot be read; so for every function here.
    pub fn claims_worded(&self, text: &str) -> Result<Vec<Filed<Claim>>> {
        self.select("SELECT id FROM claims WHERE alike = ?1 ORDER BY id", [alike::wording(text)])
    }

    /// The sources that may have this address, by number; some of them may have another.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn sources_at(&self, address: &str) -> Result<Vec<Filed<Source>>> {
        self.select("SELECT id FROM sources WHERE alike = ?1 ORDER BY id", [alike::addressed(address)])
    }

    /// The sources without an address that may have this title, by number.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn sources_titled(&self, title: &str) -> Result<Vec<Filed<Source>>> {
        self.select("SELECT id FROM sources WHERE alike = ?1 AND address IS NULL ORDER BY id", [alike::wording(title)])
    }

    /// Whether a verdict that may be a review of this desk at this address is there.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn has_review(&self, address: &str, desk: &str) -> Result<bool> {
        let mut statement = self.connection().prepare_cached("SELECT 1 FROM verdicts WHERE alike = ?1 LIMIT 1")?;
        Ok(statement.exists([alike::review(address, desk)])?)
    }

    /// The verdicts that may be reviews of this desk at this address, by number.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn reviews_at(&self, address: &str, desk: &str) -> Result<Vec<Review>> {
        let verdicts: Vec<Filed<Verdict>> =
            self.select("SELECT id FROM verdicts WHERE alike = ?1 ORDER BY id", [alike::review(address, desk)])?;
        let mut reviews = Vec::with_capacity(verdicts.len());
        for verdict in verdicts {
            let claim = self.find::<Claim>(verdict.claim)?;
            reviews.extend(claim.map(|claim| Review { verdict, claim }));
        }
        Ok(reviews)
    }

    /// Calls `visit` with the number of each verdict that has the address of a review, the key of its claim's and the
    /// feed, from the first to the one numbered `last`, until it answers `false`.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn each_review(&self, last: u32, mut visit: impl FnMut(u32, u32, Option<&str>) -> bool) -> Result<()> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id, claim, feed FROM verdicts WHERE alike IS NOT NULL AND id <= ?1 ORDER BY id")?;
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            let feed = row.get_ref(2)?.as_str_or_null();
            let feed = feed.map_err(|error| crate::Error::Corrupt(format!("verdicts: {error}")))?;
            if !visit(row.get(0)?, row.get(1)?, feed) {
                break;
            }
        }
        Ok(())
    }

    /// The number under which a verdict is filed, if it is.
    ///
    /// # Errors
    /// See [`Records::claims_worded`].
    pub fn verdict_number(&self, key: Key) -> Result<Option<u32>> {
        Ok(self.handle(Kind::Verdict, key)?.map(|handle| handle.number))
    }
}

/// The number of a source.
pub(crate) fn of_source(source: &Source) -> i64 {
    source.address.as_deref().map_or_else(|| alike::wording(&source.title), alike::addressed)
}

/// The number of a verdict, if it has an address.
pub(crate) fn of_verdict(verdict: &Verdict) -> Option<i64> {
    verdict.address.as_deref().map(|address| alike::review(address, &verdict.by))
}

/// Whether the numbers that are kept for a record are its own.
pub(crate) fn is_kept(connection: &Connection, number: u32, record: &Record) -> Result<bool> {
    let own = match record {
        Record::Claim(claim) => Some(alike::wording(&claim.text)),
        Record::Source(source) => Some(of_source(source)),
        Record::Party(party) => Some(alike::cased(&party.name)),
        Record::Verdict(verdict) => of_verdict(verdict),
        _ => return Ok(true),
    };
    let sql = format!("SELECT alike FROM {} WHERE id = ?1", records::table(record.kind()));
    let kept: Option<i64> = connection.prepare_cached(&sql)?.query_row([number], |row| row.get(0))?;
    let Record::Party(party) = record else { return Ok(kept == own) };
    let mut statement =
        connection.prepare_cached("SELECT alike FROM party_aliases WHERE party = ?1 ORDER BY position")?;
    let aliases: Vec<Option<i64>> =
        statement.query_map([number], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(kept == own && aliases.into_iter().eq(party.aliases.iter().map(|alias| Some(alike::cased(alias)))))
}

/// Makes the numbers of a file that was written before they were kept.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    each(connection, "SELECT id, text FROM claims", "UPDATE claims SET alike = ?2 WHERE id = ?1", alike::wording)?;
    each(connection, "SELECT id, name FROM parties", "UPDATE parties SET alike = ?2 WHERE id = ?1", alike::cased)?;
    each(
        connection,
        "SELECT id, title FROM sources WHERE address IS NULL",
        "UPDATE sources SET alike = ?2 WHERE id = ?1",
        alike::wording,
    )?;
    each(
        connection,
        "SELECT id, address FROM sources WHERE address IS NOT NULL",
        "UPDATE sources SET alike = ?2 WHERE id = ?1",
        alike::addressed,
    )?;
    let mut ask = connection.prepare("SELECT DISTINCT alias FROM party_aliases")?;
    let mut keep = connection.prepare("UPDATE party_aliases SET alike = ?2 WHERE alias = ?1")?;
    let aliases: Vec<String> = ask.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for alias in aliases {
        keep.execute(params![alias, alike::cased(&alias)])?;
    }
    Ok(())
}

fn each(connection: &Connection, ask: &str, keep: &str, number: fn(&str) -> i64) -> Result<()> {
    let mut ask = connection.prepare(ask)?;
    let mut keep = connection.prepare(keep)?;
    let of = |row: &Row<'_>| Ok((row.get::<_, u32>(0)?, number(&row.get::<_, String>(1)?)));
    let numbers: Vec<(u32, i64)> = ask.query_map([], of)?.collect::<rusqlite::Result<_>>()?;
    for (id, number) in numbers {
        keep.execute(params![id, number])?;
    }
    Ok(())
}
