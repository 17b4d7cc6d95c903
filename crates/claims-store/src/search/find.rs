//! Finds documents, best first, and says of each what a person wants to know of it.

use std::collections::HashSet;

use claims_model::{
    Handle, Kind, PartialDate,
    query::{Place, Query, Snippet},
};
use rusqlite::{OptionalExtension as _, params_from_iter};

use super::{
    conditions::{self, Asked, OF_CLAIM, OF_ROW, Values},
    expression::{any, expression},
    shelf::{self, SHELVES, Shelf, first_row, shelf_of},
};
use crate::{
    Records, Result,
    records::{parsed, parsed_if},
};

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// What was found, best first, each claim and each source once.
    pub hits: Vec<Hit>,
    /// Whether more was found than was asked for.
    pub more: bool,
    /// Whether so many match that only some were looked at: this many claims, or what is left after them.
    pub bound: Option<u32>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The claim, the source, the party or the link that it stands in or hangs on.
    pub handle: Handle,
    /// The numbers of the versions whose text it is, the newest first; none where it stands elsewhere.
    pub versions: Vec<u32>,
    /// Where the words stand.
    pub place: Place,
    /// The words, with those around them.
    pub snippet: Snippet,
    /// The newest verdict on the claim, as readers see it.
    pub verdict: Option<String>,
    /// Who made the claim, or wrote the source, or published it where no author is known.
    pub by: Vec<String>,
    /// When the claim was said, or the source published.
    pub date: Option<PartialDate>,
    /// The title of the source.
    pub title: Option<String>,
}

/// So many documents are ranked at most; the newest of those that match, claims before texts.
const RANKED: u32 = 10_000;
/// So many names come before what else was found.
const NAMES: u32 = 3;

impl Records<'_> {
    /// What `query` asks for where all that is `asked` holds too, best first; at most `limit` claims, sources and names.
    ///
    /// All words must stand in one place: a wording, a quote, a reason, a text. A search without words finds claims, the
    /// newest first. The query's own conditions are typed, and not looked at here: `asked` has them resolved.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn search(&self, query: &Query, asked: &[Asked], limit: u32) -> Result<Found> {
        let Some(expression) = expression(query) else { return self.claims_only(query, asked, limit) };
        let bound = RANKED.max(limit.saturating_mul(2));
        let shelves: Vec<usize> = (0..SHELVES.len()).filter(|shelf| query.looks_at(SHELVES[*shelf].place)).collect();
        let rows = self.ranked(&expression, &shelves, asked, bound)?;
        let mut found = Found { bound: (rows.len() >= bound as usize).then_some(bound), ..Found::default() };
        let (names, others): (Vec<i64>, Vec<i64>) =
            rows.iter().partition(|row| **row >= first_row(shelf_of(Kind::Party)));
        let most = if query.places == [Place::Names] { limit } else { NAMES.min(limit) };
        self.add_each_once(&names, query, most, &mut found)?;
        // More names come with `in:names` only, however many are asked for.
        found.more &= most == limit;
        self.add_each_once(&others, query, limit, &mut found)?;
        Ok(found)
    }

    /// Adds the hits of these rows, the best of each claim and of each source.
    fn add_each_once(&self, rows: &[i64], query: &Query, limit: u32, found: &mut Found) -> Result<()> {
        let all: HashSet<i64> = rows.iter().copied().collect();
        let mut seen: HashSet<Handle> = found.hits.iter().map(|hit| hit.handle).collect();
        for row in rows {
            let Some(handle) = self.owner(*row)?.filter(|handle| !seen.contains(handle)) else { continue };
            if found.hits.len() >= limit as usize {
                found.more = true;
                break;
            }
            seen.insert(handle);
            found.hits.extend(self.hit(*row, query, &all)?);
        }
        Ok(())
    }

    /// The rows that match, best first.
    fn ranked(&self, expression: &str, shelves: &[usize], asked: &[Asked], bound: u32) -> Result<Vec<i64>> {
        let (Some(first), Some(last)) = (shelves.first(), shelves.last()) else { return Ok(Vec::new()) };
        let mut values: Values =
            vec![Box::new(expression.to_owned()), Box::new(first_row(*first)), Box::new(first_row(last + 1) - 1)];
        // Ranking looks at every document that it ranks, so it must not be given a million of them.
        let weights: String =
            SHELVES.iter().enumerate().map(|(at, shelf)| format!(" WHEN {at} THEN {:?}", shelf.weight)).collect();
        let mut sql = format!(
            "SELECT rowid FROM (SELECT rowid, rank * (CASE rowid >> 32{weights} END) AS score FROM search
             WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
        );
        if last - first + 1 > shelves.len() {
            let among: Vec<String> = shelves.iter().map(usize::to_string).collect();
            sql.push_str(&format!(" AND rowid >> 32 IN ({})", among.join(", ")));
        }
        conditions::add(asked, OF_ROW, &mut sql, &mut values);
        sql.push_str(" ORDER BY rowid DESC LIMIT ?) ORDER BY score, rowid DESC");
        values.push(Box::new(bound));
        self.rows(&sql, values)
    }

    /// The claims for which all that is asked holds, the newest first.
    fn claims_only(&self, query: &Query, asked: &[Asked], limit: u32) -> Result<Found> {
        let claims = first_row(shelf_of(Kind::Claim));
        let mut sql = format!("SELECT id + {claims} FROM claims WHERE TRUE");
        let mut values = Values::new();
        conditions::add(asked, OF_CLAIM, &mut sql, &mut values);
        if let Some(unwanted) = any(&query.unwanted) {
            sql.push_str(
                " AND id NOT IN (SELECT rowid & 0xffffffff FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?)",
            );
            let last = first_row(shelf_of(Kind::Claim) + 1) - 1;
            values.extend([Box::new(unwanted) as Box<_>, Box::new(claims) as Box<_>, Box::new(last) as Box<_>]);
        }
        sql.push_str(" ORDER BY id DESC LIMIT ?");
        values.push(Box::new(i64::from(limit) + 1));
        let rows = self.rows(&sql, values)?;
        let mut found = Found::default();
        self.add_each_once(&rows, query, limit, &mut found)?;
        Ok(found)
    }

    fn rows(&self, sql: &str, values: Values) -> Result<Vec<i64>> {
        let mut statement = self.indexed()?.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What a row of the index belongs to, as people call it.
    fn owner(&self, row: i64) -> Result<Option<Handle>> {
        let Some((shelf, number)) = shelf::at(row) else { return Ok(None) };
        let (kind, sql) = match shelf.kind {
            kind @ (Kind::Claim | Kind::Source | Kind::Party | Kind::Link) => {
                return Ok(Some(Handle::new(kind, number)));
            }
            Kind::Appearance => (Kind::Claim, "SELECT claim FROM appearances WHERE id = ?1"),
            Kind::Verdict => (Kind::Claim, "SELECT claim FROM verdicts WHERE id = ?1"),
            Kind::Reply => (Kind::Claim, "SELECT claim FROM replies WHERE id = ?1"),
            Kind::Version => (Kind::Source, "SELECT source FROM versions WHERE id = ?1"),
            Kind::Grade => return self.subject("SELECT subject FROM grades WHERE id = ?1", number),
            Kind::Note => return self.subject("SELECT subject FROM notes WHERE id = ?1", number),
        };
        let number = self.connection().prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
        Ok(number.map(|number| Handle::new(kind, number)))
    }

    fn subject(&self, sql: &str, number: u32) -> Result<Option<Handle>> {
        let key = self.connection().prepare_cached(sql)?.query_row([number], |row| parsed(row, 0)).optional()?;
        key.map_or(Ok(None), |key| self.handle_of_any(key))
    }

    /// What there is to say of a row; `found` are all that match, among which the wording and the newest version are
    /// shown rather than others.
    fn hit(&self, row: i64, query: &Query, found: &HashSet<i64>) -> Result<Option<Hit>> {
        let Some(handle) = self.owner(row)? else { return Ok(None) };
        // By its wording a claim is known again, so that is shown wherever it has the words too.
        let wording = shelf::row(Kind::Claim, handle.number);
        let row = if handle.kind == Kind::Claim && found.contains(&wording) { wording } else { row };
        let Some((shelf, number)) = shelf::at(row) else { return Ok(None) };
        let (versions, shelf, number) = match shelf.kind {
            Kind::Version | Kind::Source => {
                self.version_shown(handle, row, found)?.unwrap_or((Vec::new(), shelf, number))
            }
            _ => (Vec::new(), shelf, number),
        };
        let text = self
            .connection()
            .prepare_cached(&format!("{} AND id = ?1", shelf.sql))?
            .query_row([number], |row| Ok((row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?)))
            .optional()?;
        let text = text.and_then(|(one, other)| match (shelf.kind, one, other) {
            (Kind::Party, Some(name), Some(others)) => Some(format!("{name} ({others})")),
            (_, one, other) => shelf::joined(one.as_deref(), other.as_deref()).map(|text| text.into_owned()),
        });
        let Some(text) = text else { return Ok(None) };
        let mut hit = Hit {
            handle,
            versions,
            place: shelf.place,
            snippet: query.snippet(&text),
            verdict: None,
            by: Vec::new(),
            date: None,
            title: None,
        };
        match handle.kind {
            Kind::Claim => self.add_of_claim(&mut hit)?,
            Kind::Source => self.add_of_source(&mut hit)?,
            _ => {}
        }
        Ok(Some(hit))
    }

    /// The numbers of the versions of a source that match, the newest first, and where the text of that one is kept.
    fn version_shown(
        &self,
        source: Handle,
        row: i64,
        found: &HashSet<i64>,
    ) -> Result<Option<(Vec<u32>, &'static Shelf, u32)>> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id, number FROM versions WHERE source = ?1 ORDER BY number DESC")?;
        let versions: Vec<(u32, u32)> = statement
            .query_map([source.number], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let matches = |version: u32| {
            let its = shelf::row(Kind::Version, version);
            its == row || found.contains(&its)
        };
        let (ids, numbers): (Vec<u32>, Vec<u32>) = versions.into_iter().filter(|(id, _)| matches(*id)).unzip();
        let newest = ids.first().map(|id| shelf::row(Kind::Version, *id)).and_then(shelf::at);
        Ok(newest.map(|(shelf, id)| (numbers, shelf, id)))
    }

    fn add_of_claim(&self, hit: &mut Hit) -> Result<()> {
        let sql = "SELECT said, (SELECT name FROM verdicts WHERE claim = claims.id ORDER BY id DESC LIMIT 1)
                   FROM claims WHERE id = ?1";
        let claim = hit.handle.number;
        (hit.date, hit.verdict) =
            self.connection().prepare_cached(sql)?.query_row([claim], |row| Ok((parsed_if(row, 0)?, row.get(1)?)))?;
        hit.by = self.texts(
            "SELECT p.name FROM claimants AS c JOIN parties AS p ON p.id = c.party WHERE c.claim = ?1 ORDER BY c.position",
            claim,
        )?;
        Ok(())
    }

    fn add_of_source(&self, hit: &mut Hit) -> Result<()> {
        let source = hit.handle.number;
        let sql = "SELECT title, published FROM sources WHERE id = ?1";
        let (title, date) =
            self.connection().prepare_cached(sql)?.query_row([source], |row| Ok((row.get(0)?, parsed_if(row, 1)?)))?;
        (hit.title, hit.date) = (Some(title), date);
        hit.by = self.texts(
            "SELECT p.name FROM source_authors AS a JOIN parties AS p ON p.id = a.party WHERE a.source = ?1
             ORDER BY a.position",
            source,
        )?;
        if hit.by.is_empty() {
            let publisher = "SELECT p.name FROM sources AS s JOIN parties AS p ON p.id = s.publisher WHERE s.id = ?1";
            hit.by = self.texts(publisher, source)?;
        }
        Ok(())
    }

    fn texts(&self, sql: &str, number: u32) -> Result<Vec<String>> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let texts = statement.query_map([number], |row| row.get(0))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }
}
