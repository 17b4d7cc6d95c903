//! Finds the claims on file that share words with a text; which of them say the same is weighed by
//! [`claims_model::matching`].
//!
//! A text of many words shares some with half of a large casebook, so the rare ones are followed first, and only as far as
//! a bounded number of places in the index leads; the common words of the text count when the claims found so are
//! compared with it.

use std::collections::{BTreeSet, HashMap};

use claims_model::{
    Handle, Kind, Timestamp,
    matching::{self, Filed, Frequencies, Query},
};
use rusqlite::OptionalExtension as _;

use super::REASONS;
use crate::{Error, Records, Result, records::parsed};

/// How many places of the index are looked at: enough that fewer than one of 200 matches is lost in a million claims
/// (`docs/accuracy.md`), and few enough to answer at once.
const PLACES: usize = 100_000;
/// How many claims are compared with the text word for word for the words in what was claimed, and as many for all words
/// on file about them: long reasons have some words of any text.
const COMPARED: usize = 150;
impl Records<'_> {
    /// Claims that say the same in nearly the same words: two or more of a family, by number. Withdrawn ones are left out.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn families(&self) -> Result<Vec<Vec<Handle>>> {
        let connection = self.indexed()?;
        let mut statement = connection.prepare_cached("SELECT family, claim FROM families")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?)))?;
        let mut rows: Vec<(i64, u32)> = rows.collect::<rusqlite::Result<_>>()?;
        rows.sort_unstable();
        let mut statement =
            connection.prepare_cached("SELECT 1 FROM claims WHERE id = ?1 AND status <> 'withdrawn'")?;
        let mut families: Vec<Vec<Handle>> = Vec::new();
        for family in rows.chunk_by(|a, b| a.0 == b.0).filter(|family| family.len() > 1) {
            let mut handles = Vec::with_capacity(family.len());
            for (_, claim) in family {
                if statement.exists([claim])? {
                    handles.push(Handle::new(Kind::Claim, *claim));
                }
            }
            families.extend(Some(handles).filter(|family| family.len() > 1));
        }
        families.sort();
        Ok(families)
    }

    /// Claims on file that share words with `query`, by number, and how rare its words are among all claims.
    ///
    /// No more than 300 come, those that share the rarest words. Withdrawn claims are among them.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn comparable(&self, query: &Query) -> Result<(Vec<Filed>, Frequencies)> {
        self.comparable_within(query, PLACES)
    }

    /// The same, looking at no more than `places` places of the index: what the bound costs can be measured so.
    ///
    /// # Errors
    /// See [`Records::comparable`].
    pub fn comparable_within(&self, query: &Query, places: usize) -> Result<(Vec<Filed>, Frequencies)> {
        let connection = self.indexed()?;
        // As many as were ever recorded; counting them would take longer than finding them.
        let all: Option<u32> =
            connection.prepare_cached("SELECT max(id) FROM claims")?.query_row([], |row| row.get(0))?;
        let mut with = Vec::with_capacity(query.stems().len());
        let mut count = connection.prepare_cached("SELECT doc FROM matching_stems WHERE term = ?1")?;
        for stem in query.stems() {
            with.push(count.query_row([stem], |row| row.get(0)).optional()?.unwrap_or(0));
        }
        let frequencies = Frequencies::new(all.unwrap_or(0), &with);
        let mut claims = Vec::new();
        for number in self.sharing(query, &with, &frequencies, places)? {
            claims.extend(self.filed(number)?);
        }
        Ok((claims, frequencies))
    }

    /// The numbers of the claims that share most with the query, as far as its rare words lead.
    fn sharing(&self, query: &Query, with: &[u32], frequencies: &Frequencies, places: usize) -> Result<BTreeSet<u32>> {
        let mut order: Vec<usize> = (0..with.len()).filter(|at| with[*at] > 0).collect();
        order.sort_by_key(|at| (with[*at], *at));
        // What is shared with the claim, and with all that is on file about it.
        let mut found: HashMap<u32, [f64; 2]> = HashMap::new();
        let mut left = places;
        let mut statement = self.connection().prepare_cached("SELECT rowid FROM matching WHERE matching MATCH ?1")?;
        for (nth, at) in order.into_iter().enumerate() {
            if with[at] as usize > left && nth > 0 {
                break;
            }
            let mut rows = statement.query([format!("\"{}\"", query.stems()[at].replace('"', "\"\""))])?;
            while left > 0
                && let Some(row) = rows.next()?
            {
                let row: u64 = row.get::<_, i64>(0)?.cast_unsigned();
                let number = u32::try_from(row / 2).map_err(|_| Error::Corrupt(format!("matching: row {row}")))?;
                let shared = found.entry(number).or_default();
                // A word of the claim that its reasons repeat counts twice: they are about it.
                if row.is_multiple_of(2) {
                    shared[0] += frequencies.weight(at);
                }
                shared[1] += frequencies.weight(at);
                left -= 1;
            }
        }
        let mut found: Vec<(u32, [f64; 2])> = found.into_iter().collect();
        let mut chosen = BTreeSet::new();
        for by in 0..2 {
            found.sort_unstable_by(|a, b| b.1[by].total_cmp(&a.1[by]).then(a.0.cmp(&b.0)));
            chosen.extend(found.iter().take(COMPARED).map(|(number, _)| *number));
        }
        Ok(chosen)
    }

    fn filed(&self, number: u32) -> Result<Option<Filed>> {
        let connection = self.connection();
        let found = connection
            .prepare_cached(
                "SELECT c.key, c.text, substr(v.because, 1, ?2), v.decided_at FROM claims AS c
                 LEFT JOIN verdicts AS v ON v.id = (SELECT max(id) FROM verdicts WHERE claim = c.id) WHERE c.id = ?1",
            )?
            .query_row([number, REASONS], |row| {
                let at: Option<String> = row.get(3)?;
                Ok(Filed {
                    key: parsed(row, 0)?,
                    text: row.get(1)?,
                    claimants: Vec::new(),
                    quotes: Vec::new(),
                    reasons: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
                    day: at.and_then(|at| at.parse::<Timestamp>().ok()).map(matching::day),
                })
            })
            .optional()?;
        let Some(mut filed) = found else { return Ok(None) };
        let texts = |sql: &str| -> Result<Vec<String>> {
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([number], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        filed.claimants =
            texts("SELECT name FROM claimants JOIN parties ON id = party WHERE claim = ?1 ORDER BY position")?;
        filed.quotes = texts("SELECT exact FROM appearances WHERE claim = ?1 AND exact IS NOT NULL ORDER BY id")?;
        Ok(Some(filed))
    }
}
