//! Makes a draft of a row: the claim, who made it, where it stands, and a verdict. What a cell cannot be is remarked upon
//! by its line, and the rest of the row arrives.

use std::collections::{HashMap, HashSet};

use claims_plugin::{DraftClaim, DraftVersion, Drafts, date, text::is_name};

use super::header::Cells;
use crate::cell::parted;

const STATUS: [&str; 5] = ["noted", "checking", "checked", "published", "withdrawn"];
const CORRECTION: [&str; 5] = ["changes", "keeps", "void", "spelling", "update"];
/// Where a source that a table names was captured: nowhere.
const ORIGIN: &str = "a table that names it; it was not captured";

/// The drafts so far.
#[derive(Default)]
pub(super) struct Table<'a> {
    /// The claims by their keys, and the line of each.
    keys: HashMap<String, (DraftClaim<'a>, u64)>,
    /// Those that say which claim they are a part of, by its key.
    parts: Vec<(DraftClaim<'a>, String, u64)>,
    /// The sources so far, by title and address.
    sources: HashMap<(String, String), DraftVersion<'a>>,
}

impl<'a> Table<'a> {
    /// Drafts a row.
    ///
    /// # Errors
    /// Why nothing of it can be taken.
    pub(super) fn take(&mut self, line: u64, row: &Cells<'_>, drafts: &mut Drafts<'a>) -> Result<(), String> {
        let Some(text) = row.get("text") else { return Err("it has no wording".to_owned()) };
        let key = row.get("key").map(str::to_ascii_lowercase);
        if let Some(key) = &key {
            if !is_key(key) {
                return Err(format!("the key {key:?} is not a UUID"));
            }
            if let Some((_, before)) = self.keys.get(key) {
                return Err(format!("it has the key of line {before}"));
            }
        }
        let mut remark = |column, what: String| remark(drafts, line, row, column, &what);
        let said =
            row.get("said").and_then(|said| told(said, partial(said), "a date", &mut |what| remark("said", what)));
        let mut status = row.get("status").map(str::to_lowercase);
        status = status.and_then(|word| one_of(&STATUS, word, "status", &mut |what| remark("status", what)));
        // A row of a claim that is there need not say again what was decided; whether it is there, the casebook knows.
        let is_told = row.get("key").is_none();
        let is_decided = row.get("verdict").or(row.get("verdict_label")).is_some();
        if let Some(word @ ("checked" | "published")) = status.as_deref().filter(|_| is_told && !is_decided) {
            remark(
                "status",
                format!("{word:?} needs a verdict, and the row has none; a claim that is new is checking"),
            );
        }
        let because = row.get("withdrawn_because");
        if (status.as_deref() == Some("withdrawn")) != because.is_some() {
            if status.as_deref() == Some("withdrawn") {
                remark("status", "it is withdrawn, and does not say why; the status is left out".to_owned());
                status = None;
            } else {
                let what = "it says why it was withdrawn, and is not; the reason is left out";
                remark("withdrawn_because", what.to_owned());
            }
        }
        let because = because.filter(|_| status.as_deref() == Some("withdrawn"));
        let claim = drafts.claim(text).key(key.as_deref()).status(status.as_deref()).withdrawn_because(because);
        let claim = claim.line(u32::try_from(line).unwrap_or(u32::MAX));
        let claim = claim.said(said.as_deref()).occasion(row.get("occasion")).place(row.get("place"));
        let claim = claim.language(row.get("language")).why_checked(row.get("why_checked"));
        claimants(claim, line, row, drafts);
        tags(claim, line, row, drafts);
        self.places(claim, row, drafts);
        verdict(claim, line, row, drafts);
        if let Some(whole) = row.get("part_of") {
            self.parts.push((claim, whole.to_ascii_lowercase(), line));
        }
        if let Some(key) = key {
            self.keys.insert(key, (claim, line));
        }
        Ok(())
    }

    /// Drafts what rows say of each other.
    pub(super) fn finish(&self, drafts: &mut Drafts<'a>) {
        // Where the claim of a line leads, by the line.
        let whole_of: HashMap<u64, u64> =
            self.parts.iter().filter_map(|(_, key, line)| Some((*line, self.keys.get(key)?.1))).collect();
        let mut ends: HashMap<u64, bool> = HashMap::new();
        for (part, key, line) in &self.parts {
            match self.keys.get(key) {
                Some((whole, _)) if has_end(*line, &whole_of, &mut ends) => _ = part.part_of(*whole),
                Some(_) => drafts.remark(&format!("line {line}: it would be a part of itself; that is left out")),
                None => drafts.remark(&format!(
                    "line {line}: the claim that it is a part of has no row here; that is left as it is"
                )),
            }
        }
    }

    fn places(&mut self, claim: DraftClaim<'a>, row: &Cells<'_>, drafts: &mut Drafts<'a>) {
        let list = |column| row.get(column).map(parted).unwrap_or_default();
        let (titles, addresses, quotes) = (list("sources"), list("addresses"), list("quotes"));
        for at in 0..titles.len().max(addresses.len()) {
            let own = |list: &[String]| list.get(at).cloned().unwrap_or_default();
            let (title, address) = (own(&titles), own(&addresses));
            let named = if title.is_empty() { address.clone() } else { title };
            if named.is_empty() {
                continue;
            }
            let version = *self.sources.entry((named.clone(), address.clone())).or_insert_with(|| {
                let source = drafts.source(&named).address(address.as_str());
                source.version(None).state("present").origin(ORIGIN)
            });
            match own(&quotes) {
                quote if quote.is_empty() => claim.stands_in(version),
                quote => claim.quote(version, &quote),
            };
        }
    }
}

/// Whether the way from a line to its whole, to the whole of that and so on, comes to an end; `known` is filled on the way.
fn has_end(line: u64, whole_of: &HashMap<u64, u64>, known: &mut HashMap<u64, bool>) -> bool {
    let (mut way, mut seen, mut at) = (Vec::new(), HashSet::new(), line);
    let ends = loop {
        if let Some(ends) = known.get(&at) {
            break *ends;
        }
        if !seen.insert(at) {
            break false;
        }
        way.push(at);
        match whole_of.get(&at) {
            Some(whole) => at = *whole,
            None => break true,
        }
    };
    known.extend(way.into_iter().map(|line| (line, ends)));
    ends
}

fn claimants<'a>(claim: DraftClaim<'a>, line: u64, row: &Cells<'_>, drafts: &mut Drafts<'a>) {
    let list = |column| row.get(column).map(parted).unwrap_or_default();
    let (names, roles) = (list("claimants"), list("roles"));
    let mut seen = HashSet::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if !is_name(name) {
            remark(drafts, line, row, "claimants", &format!("{name:?} is no name; the claim has one claimant less"));
        } else if !seen.insert(name.to_lowercase()) {
            remark(drafts, line, row, "claimants", &format!("{name:?} is named twice"));
        } else {
            claim.claimant(name, roles.get(at).map(String::as_str));
        }
    }
    if roles.len() > names.len() {
        remark(drafts, line, row, "roles", "there are more roles than claimants");
    }
}

fn tags<'a>(claim: DraftClaim<'a>, line: u64, row: &Cells<'_>, drafts: &mut Drafts<'a>) {
    for tag in row.get("tags").map(parted).unwrap_or_default().iter().filter(|tag| !tag.is_empty()) {
        // What a casebook takes for one.
        if tag.starts_with(char::is_alphanumeric) && !tag.contains(|c: char| c.is_whitespace() || c.is_control()) {
            claim.tag(tag);
        } else {
            remark(drafts, line, row, "tags", &format!("{tag:?} is no tag, which is one word; it is left out"));
        }
    }
}

fn verdict<'a>(claim: DraftClaim<'a>, line: u64, row: &Cells<'_>, drafts: &mut Drafts<'a>) {
    let (name, label) = (row.get("verdict"), row.get("verdict_label"));
    let Some(shown) = name.or(label) else { return };
    let mut remark = |column, what: String| remark(drafts, line, row, column, &what);
    let verdict = claim.verdict(shown).label(label).scale(row.get("verdict_scale"));
    let verdict = verdict.because(row.get("verdict_because")).by(row.get("verdict_by"));
    let verdict = verdict.would_change(row.get("verdict_would_change"));
    let at =
        row.get("verdict_at").and_then(|at| told(at, moment(at), "a time", &mut |what| remark("verdict_at", what)));
    let correction = row.get("verdict_correction").map(str::to_lowercase);
    let correction = correction
        .and_then(|word| one_of(&CORRECTION, word, "correction", &mut |what| remark("verdict_correction", what)));
    let verdict = verdict.at(at.as_deref()).correction(correction.as_deref());
    let cells = ["verdict_worst", "verdict_value", "verdict_best"].map(|column| row.get(column));
    match cells.map(|cell| cell.and_then(whole)) {
        [Some(worst), Some(value), Some(best)] if worst <= value && value <= best => {
            verdict.rating(worst, value, best);
        }
        _ if cells == [None; 3] => {}
        _ => {
            let what = "the number of the verdict is not whole, or not on its scale; it is left out";
            remark("verdict_value", what.to_owned());
        }
    }
}

/// Says what is wrong with a cell, by its line and by what the file calls its column.
fn remark(drafts: &mut Drafts<'_>, line: u64, row: &Cells<'_>, column: &'static str, what: &str) {
    drafts.remark(&format!("line {line}, column {:?}: {what}", row.name(column)));
}

/// What a cell was read as; a remark where it could not be.
fn told(cell: &str, read: Option<String>, what: &str, remark: &mut dyn FnMut(String)) -> Option<String> {
    if read.is_none() {
        remark(format!("{cell:?} is not {what}; it is left out"));
    }
    read
}

fn one_of(words: &[&str], word: String, what: &str, remark: &mut dyn FnMut(String)) -> Option<String> {
    if words.contains(&word.as_str()) {
        return Some(word);
    }
    remark(format!("{word:?} is no {what}; it is left out"));
    None
}

/// A date of the world, as exact as it is known.
fn partial(cell: &str) -> Option<String> {
    let bound = ["before ", "after "].into_iter().find_map(|bound| Some((bound, cell.strip_prefix(bound)?)));
    let (bound, rest) = bound.unwrap_or(("", cell));
    Some(format!("{bound}{}", date::day(rest)?))
}

/// A moment with its fraction of a second.
fn moment(cell: &str) -> Option<String> {
    let moment = date::moment(cell)?;
    let fraction = cell.strip_suffix('Z').and_then(|cell| cell.split_once('.')).map(|(_, fraction)| fraction);
    let fraction = fraction.filter(|it| (1..=9).contains(&it.len()) && it.bytes().all(|c| c.is_ascii_digit()));
    match (fraction, moment.strip_suffix('Z')) {
        (Some(fraction), Some(whole)) => Some(format!("{whole}.{fraction}Z")),
        _ => Some(moment),
    }
}

/// A whole number, also as spreadsheets write one: `3.0`.
fn whole(cell: &str) -> Option<i32> {
    let digits = cell.split_once('.').map_or(cell, |(whole, zeros)| {
        if !zeros.is_empty() && zeros.bytes().all(|c| c == b'0') { whole } else { cell }
    });
    digits.parse().ok()
}

/// A UUID in its usual form.
fn is_key(text: &str) -> bool {
    let parts = text.split('-').map(|part| (part.len(), part.bytes().all(|c| c.is_ascii_hexdigit())));
    parts.eq([(8, true), (4, true), (4, true), (4, true), (12, true)])
}
