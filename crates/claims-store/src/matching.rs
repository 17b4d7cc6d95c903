//! Finds the claims on file that share words with a text; which of them say the same is weighed by
//! [`claims_model::matching`].
//!
//! An index holds, for each claim, the stems of all that is on file about it. A text of many words shares some with half
//! of a large casebook, so the rare ones are followed first, and only as far as a bounded number of places in the index
//! leads; the common words of the text count when the claims found so are compared with it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::RangeInclusive,
};

use claims_model::{
    Change, Handle, Key, Kind, Record, Timestamp,
    matching::{self, Entry, Filed, Frequencies, Query},
};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    Error, Records, Result,
    records::{number_of, parsed},
};

/// How many places of the index are looked at: enough that fewer than one of 200 matches is lost in a million claims
/// (`docs/accuracy.md`), and few enough to answer at once.
const PLACES: usize = 100_000;
/// How many claims are compared with the text word for word for the words in what was claimed, and as many for all words
/// on file about them: long reasons have some words of any text.
const COMPARED: usize = 150;
/// How much of the reasons of a verdict is compared, in characters.
const REASONS: u32 = 4_000;

/// Claims of which the index does not say what is on file, by number.
#[derive(Debug, Default)]
pub(crate) struct Stale {
    /// Whether it says anything of them.
    claims: BTreeMap<u32, bool>,
    /// The keys of new ones.
    new: HashSet<Key>,
}

impl Stale {
    /// Takes note of a change that was made, of the record under `number`.
    pub(crate) fn after(&mut self, connection: &Connection, number: u32, change: &Change) -> Result<()> {
        for record in [&change.before, &change.after].into_iter().flatten() {
            match record {
                Record::Claim(claim) => {
                    let is_there = change.before.is_some();
                    if !*self.claims.entry(number).or_insert(is_there) {
                        self.new.insert(claim.key);
                    }
                }
                Record::Appearance(appearance) => self.claim(connection, appearance.claim)?,
                Record::Verdict(verdict) => self.claim(connection, verdict.claim)?,
                Record::Party(_) if change.before.is_some() => {
                    let sql = "SELECT claim FROM claimants WHERE party = ?1";
                    let mut statement = connection.prepare_cached(sql)?;
                    let claims = statement.query_map([number], |row| row.get::<_, u32>(0))?;
                    for claim in claims {
                        self.claims.entry(claim?).or_insert(true);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn claim(&mut self, connection: &Connection, key: Key) -> Result<()> {
        if !self.new.contains(&key)
            && let Some(number) = number_of(connection, Kind::Claim, key)?
        {
            self.claims.entry(number).or_insert(true);
        }
        Ok(())
    }

    /// Makes the index say what is on file, in the order of its rows.
    pub(crate) fn settle(&mut self, connection: &Connection) -> Result<()> {
        let stale: Vec<(u32, bool)> = std::mem::take(self).claims.into_iter().collect();
        // Claims that follow one another are read together.
        for run in stale.chunk_by(|one, next| one.0 + 1 == next.0) {
            for (number, _) in run.iter().filter(|(_, is_there)| *is_there) {
                let rows = [row(*number, Part::Claim), row(*number, Part::Reasons)];
                connection.prepare_cached("DELETE FROM matching WHERE rowid IN (?1, ?2)")?.execute(rows)?;
                connection.prepare_cached("DELETE FROM families WHERE claim = ?1")?.execute([number])?;
            }
            if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
                enter(connection, *first..=*last)?;
            }
        }
        Ok(())
    }
}

/// Makes the index anew from the tables.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    connection.execute_batch("INSERT INTO matching (matching) VALUES ('delete-all'); DELETE FROM families")?;
    enter(connection, 0..=u32::MAX)
}

/// As for the index of [`crate::search`].
pub(crate) fn optimize(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("INSERT INTO matching (matching) VALUES ('optimize')")?)
}

/// A claim has two entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What was claimed, by whom and in which words.
    Claim,
    /// Why the desk decided as it did.
    Reasons,
}

fn row(number: u32, part: Part) -> i64 {
    i64::from(number) * 2 + i64::from(part == Part::Reasons)
}

/// Enters the claims with these numbers as they are on file, if they are.
fn enter(connection: &Connection, numbers: RangeInclusive<u32>) -> Result<()> {
    let mut claims = connection.prepare_cached(
        "SELECT id, text,
                (SELECT group_concat(name, char(10)) FROM claimants JOIN parties ON parties.id = party
                  WHERE claim = claims.id),
                (SELECT group_concat(exact, char(10)) FROM appearances WHERE claim = claims.id),
                (SELECT substr(because, 1, ?3) FROM verdicts WHERE claim = claims.id ORDER BY id DESC LIMIT 1)
         FROM claims WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut insert = connection.prepare_cached("INSERT INTO matching (rowid, stems) VALUES (?1, ?2)")?;
    // Not `OR REPLACE`: SQLite would set a savepoint for it, at which FTS5 writes out what it has gathered.
    let mut join = connection.prepare_cached("INSERT INTO families (claim, family) VALUES (?1, ?2)")?;
    let mut rows = claims.query([*numbers.start(), *numbers.end(), REASONS])?;
    while let Some(read) = rows.next()? {
        let text = |column| Ok::<_, rusqlite::Error>(read.get_ref(column)?.as_str_or_null().unwrap_or_default());
        let number = read.get(0)?;
        let claim = Entry::of([text(1)?, text(2)?, text(3)?].into_iter().flatten());
        if let Some(family) = claim.family {
            join.execute(params![number, family.cast_signed()])?;
        }
        for (part, stems) in [(Part::Claim, claim.stems), (Part::Reasons, Entry::of(text(4)?).stems)] {
            if !stems.is_empty() {
                insert.execute(params![row(number, part), stems])?;
            }
        }
    }
    Ok(())
}

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
