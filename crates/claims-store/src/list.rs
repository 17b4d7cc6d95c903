//! Lists claims a line each, straight from the public view, however many there are.

use claims_model::{Handle, Key, Kind, Status};
use rusqlite::{Row, ToSql, params_from_iter};

use crate::{Error, Records, Result};

/// Which claims to list; every condition that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct ClaimFilter {
    /// In this state.
    pub status: Option<Status>,
    /// Made by this party.
    pub claimant: Option<Key>,
    /// With this tag.
    pub tag: Option<String>,
    /// Standing in this source.
    pub source: Option<Key>,
    /// Whose newest verdict reads so, as readers see it and whatever the case of its ASCII letters.
    pub verdict: Option<String>,
    /// At most so many, the first by number.
    pub limit: Option<u32>,
}

/// One claim in a line.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRow<'r> {
    /// Its handle.
    pub handle: Handle,
    /// Its permanent key.
    pub key: &'r str,
    /// Its state.
    pub status: &'r str,
    /// Its wording.
    pub text: &'r str,
    /// Who made it, with `; ` between several.
    pub claimants: Option<&'r str>,
    /// When it was said.
    pub said: Option<&'r str>,
    /// The newest verdict, as readers see it.
    pub verdict: Option<&'r str>,
    /// How many counter-statements it has.
    pub counters: u32,
    /// Its tags, with a space between them.
    pub tags: Option<&'r str>,
}

impl Records<'_> {
    /// Calls `visit` with every claim that `filter` lets through, by number, until it answers `false`.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn each_claim(&self, filter: &ClaimFilter, mut visit: impl FnMut(ClaimRow<'_>) -> bool) -> Result<()> {
        let mut conditions: Vec<&str> = Vec::new();
        let mut values: Vec<Box<dyn ToSql>> = Vec::new();
        let mut condition = |sql, value: Box<dyn ToSql>| {
            conditions.push(sql);
            values.push(value);
        };
        if let Some(status) = filter.status {
            condition("status = ?", Box::new(status.word()));
        }
        if let Some(party) = filter.claimant {
            condition(
                "number IN (SELECT claim FROM claimants JOIN parties ON id = party WHERE key = ?)",
                Box::new(party.to_string()),
            );
        }
        if let Some(tag) = &filter.tag {
            condition("number IN (SELECT claim FROM tags WHERE tag = ?)", Box::new(tag.clone()));
        }
        if let Some(source) = filter.source {
            condition(
                "number IN (SELECT a.claim FROM appearances AS a JOIN versions AS v ON v.id = a.version
                            JOIN sources AS s ON s.id = v.source WHERE s.key = ?)",
                Box::new(source.to_string()),
            );
        }
        if let Some(verdict) = &filter.verdict {
            condition(
                "(SELECT label FROM verdicts WHERE claim = number ORDER BY id DESC LIMIT 1) = ?",
                Box::new(verdict.clone()),
            );
        }
        let wanted = if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        values.push(Box::new(filter.limit.map_or(-1, i64::from)));
        let sql = format!(
            "SELECT number, key, status, text, claimants, said, verdict, counters, tags FROM v_claims {wanted}
             ORDER BY number LIMIT ?"
        );
        let mut statement = self.connection().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !visit(claim_row(row)?) {
                break;
            }
        }
        Ok(())
    }
}

fn claim_row<'r>(row: &'r Row<'_>) -> Result<ClaimRow<'r>> {
    let bad = |error: rusqlite::types::FromSqlError| Error::Corrupt(format!("v_claims: {error}"));
    let text = |column| row.get_ref(column)?.as_str().map_err(bad);
    let text_if = |column| row.get_ref(column)?.as_str_or_null().map_err(bad);
    Ok(ClaimRow {
        handle: Handle::new(Kind::Claim, row.get(0)?),
        key: text(1)?,
        status: text(2)?,
        text: text(3)?,
        claimants: text_if(4)?,
        said: text_if(5)?,
        verdict: text_if(6)?,
        counters: row.get(7)?,
        tags: text_if(8)?,
    })
}
