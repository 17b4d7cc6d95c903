//! Keeps the index equal to the tables: for each claim, the stems of all that is on file about it.

use std::{
    collections::{BTreeMap, HashSet},
    ops::RangeInclusive,
};

use claims_model::{Change, Key, Kind, Record, matching::Indexer};
use rusqlite::{Connection, params};

use super::{
    REASONS,
    stems::{self, Stems, Texts},
};
use crate::{Result, records::number_of};

/// Claims of which the index does not say what is on file, by number.
#[derive(Default)]
pub(crate) struct Stale {
    /// Whether it says anything of them.
    claims: BTreeMap<u32, bool>,
    /// The keys of new ones.
    new: HashSet<Key>,
    indexer: Indexer,
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
        self.new.clear();
        let stale: Vec<(u32, bool)> = std::mem::take(&mut self.claims).into_iter().collect();
        // Claims that follow one another are read together.
        for run in stale.chunk_by(|one, next| one.0 + 1 == next.0) {
            for (number, _) in run.iter().filter(|(_, is_there)| *is_there) {
                let rows = [row(*number, Part::Claim), row(*number, Part::Reasons)];
                connection.prepare_cached("DELETE FROM matching WHERE rowid IN (?1, ?2)")?.execute(rows)?;
                connection.prepare_cached("DELETE FROM families WHERE claim = ?1")?.execute([number])?;
            }
            if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
                enter(connection, *first..=*last, &mut self.indexer)?;
            }
        }
        Ok(())
    }
}

/// Makes the index anew from the tables.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    connection.execute_batch("INSERT INTO matching (matching) VALUES ('delete-all'); DELETE FROM families")?;
    enter(connection, 0..=u32::MAX, &mut Indexer::default())
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
fn enter(connection: &Connection, numbers: RangeInclusive<u32>, indexer: &mut Indexer) -> Result<()> {
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
    let are_few = numbers.end() - numbers.start() < stems::BATCH;
    let rows = claims.query_map([*numbers.start(), *numbers.end(), REASONS], |row| {
        // What is no text, in a file that others wrote to, has no words.
        let text = |column| {
            Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null().unwrap_or_default().map(str::to_owned))
        };
        Ok(Texts { number: row.get(0)?, said: [text(1)?, text(2)?, text(3)?], reasons: text(4)? })
    })?;
    let texts = rows.map(|row| Ok(row?));
    stems::each(texts, are_few, indexer, &mut |Stems { number, claim, reasons }| {
        if let Some(family) = claim.family {
            join.execute(params![number, family.cast_signed()])?;
        }
        for (part, stems) in [(Part::Claim, claim.stems), (Part::Reasons, reasons)] {
            if !stems.is_empty() {
                insert.execute(params![row(number, part), stems])?;
            }
        }
        Ok(())
    })
}
