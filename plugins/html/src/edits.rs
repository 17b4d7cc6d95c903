//! What an edit did to a text, a paragraph a row, for both sides beside each other and for one text with marks in it.
//!
//! Knows the way that the casebook's differ found, and where quotes stand; does not know how rows are drawn.

use std::ops::Range;

use claims_plugin::{Case, Diff, Version};
use serde::Serialize;

/// How many unchanged paragraphs stand around a changed one.
const AROUND: usize = 1;

/// What edits did to the versions of a source.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Edited<'a> {
    pub(crate) source: &'a str,
    pub(crate) title: &'a str,
    pub(crate) ways: Vec<Way<'a>>,
}

/// From one version to the next.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Way<'a> {
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) captured_from: &'a str,
    pub(crate) captured_to: &'a str,
    /// Whether nothing changed in the text.
    pub(crate) same: bool,
    /// Whether the differ gave up on detail somewhere.
    pub(crate) coarse: bool,
    pub(crate) rows: Vec<Row>,
}

/// A paragraph on both sides, or many that did not change.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Row {
    /// How many unchanged paragraphs it stands for; 0 for one that is shown.
    pub(crate) skipped: usize,
    pub(crate) changed: bool,
    pub(crate) old: Vec<Piece>,
    pub(crate) new: Vec<Piece>,
    /// Both in one, in reading order.
    pub(crate) both: Vec<Piece>,
}

/// Words that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Piece {
    /// `same`, `removed` or `added`.
    pub(crate) state: &'static str,
    pub(crate) text: String,
    /// The claim whose quote they are part of.
    pub(crate) claim: Option<String>,
}

/// The edits of every source that was captured more than once.
pub(crate) fn edits<'a>(case: Case<'a>) -> Vec<Edited<'a>> {
    let sources = case.sources().map(|source| Edited {
        source: source.handle(),
        title: source.title(),
        ways: source.diffs().filter_map(|diff| way(case, diff)).collect(),
    });
    sources.filter(|source| !source.ways.is_empty()).collect()
}

fn way<'a>(case: Case<'a>, diff: Diff<'a>) -> Option<Way<'a>> {
    let (earlier, later) = (diff.earlier()?, diff.later()?);
    let sides = [Side::of(case, earlier)?, Side::of(case, later)?];
    let mut rows = vec![Row::default()];
    for step in diff.steps() {
        let (old, new) = (step.old_range(), step.new_range());
        if step.is_same() {
            for (number, line) in sides[1].lines(new).into_iter().enumerate() {
                if number > 0 {
                    rows.push(Row::default());
                }
                let start = line.start;
                let offset = old.start + start - step.new_range().start;
                let row = last(&mut rows);
                let was = sides[0].pieces(offset..offset + line.len(), "same");
                let now = sides[1].pieces(line, "same");
                // The words are the same, so a quote that is known on one side stands on the other as well.
                let is_quoted = |pieces: &[Piece]| pieces.iter().any(|piece| piece.claim.is_some());
                let pieces = if is_quoted(&was) { was } else { now };
                row.old.extend(pieces.iter().cloned());
                row.both.extend(pieces.iter().cloned());
                row.new.extend(pieces);
            }
            continue;
        }
        let (old, new) = (sides[0].lines(old), sides[1].lines(new));
        for number in 0..old.len().max(new.len()) {
            if number > 0 {
                rows.push(Row::default());
            }
            let row = last(&mut rows);
            row.changed = true;
            if let Some(line) = old.get(number) {
                let pieces = sides[0].pieces(line.clone(), "removed");
                row.both.extend(pieces.iter().cloned());
                row.old.extend(pieces);
            }
            if let Some(line) = new.get(number) {
                let pieces = sides[1].pieces(line.clone(), "added");
                row.both.extend(pieces.iter().cloned());
                row.new.extend(pieces);
            }
        }
    }
    rows.retain(|row| row.changed || !row.both.is_empty());
    Some(Way {
        from: earlier.handle(),
        to: later.handle(),
        captured_from: earlier.captured(),
        captured_to: later.captured(),
        same: rows.iter().all(|row| !row.changed),
        coarse: diff.steps().any(claims_plugin::Step::is_coarse),
        rows: folded(rows),
    })
}

fn last(rows: &mut Vec<Row>) -> &mut Row {
    if rows.is_empty() {
        rows.push(Row::default());
    }
    let end = rows.len() - 1;
    &mut rows[end]
}

/// Leaves out what did not change, but for what stands beside a change and what is quoted.
fn folded(rows: Vec<Row>) -> Vec<Row> {
    let is_told = |row: &Row| row.changed || row.both.iter().chain(&row.old).any(|piece| piece.claim.is_some());
    let told: Vec<bool> = rows.iter().map(is_told).collect();
    let is_near = |at: usize| told[at.saturating_sub(AROUND)..(at + AROUND + 1).min(told.len())].contains(&true);
    let mut folded: Vec<Row> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if is_near(at) {
            folded.push(row);
        } else if let Some(last) = folded.last_mut().filter(|row| row.skipped > 0) {
            last.skipped += 1;
        } else {
            folded.push(Row { skipped: 1, ..Row::default() });
        }
    }
    folded
}

/// A text with the quotes in it.
struct Side {
    chars: Vec<char>,
    /// By where they start; none begins before another ends.
    quotes: Vec<(Range<usize>, String)>,
}

impl Side {
    fn of(case: Case<'_>, version: Version<'_>) -> Option<Self> {
        let text = version.text()?;
        let mut quotes: Vec<(Range<usize>, String)> = Vec::new();
        for appearance in case.appearances() {
            let Some(claim) = appearance.claim().filter(|claim| claim.is_subject()) else { continue };
            if appearance.version() == Some(version) {
                quotes.extend(appearance.range().map(|range| (range, claim.handle().to_owned())));
            }
            let now = appearance.changes().filter(|change| change.version() == Some(version));
            for change in now {
                quotes.extend(only(text, change.now()).map(|range| (range, claim.handle().to_owned())));
            }
        }
        quotes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        quotes.retain(|(range, _)| {
            let is_free = range.start >= end && range.start < range.end;
            if is_free {
                end = range.end;
            }
            is_free
        });
        Some(Self { chars: text.chars().collect(), quotes })
    }

    /// A range in its lines, without what ends them.
    fn lines(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let range = range.start.min(self.chars.len())..range.end.min(self.chars.len());
        let mut start = range.start;
        let mut lines = Vec::new();
        for at in range.clone() {
            if self.chars[at] == '\n' {
                lines.push(start..at);
                start = at + 1;
            }
        }
        lines.push(start..range.end);
        lines
    }

    /// A range in pieces that each belong to one quote or to none.
    fn pieces(&self, range: Range<usize>, state: &'static str) -> Vec<Piece> {
        let range = range.start.min(self.chars.len())..range.end.min(self.chars.len());
        let mut pieces = Vec::new();
        let mut at = range.start;
        let mut add = |from: usize, to: usize, claim: Option<&String>| {
            if from < to {
                let text = self.chars[from..to].iter().collect();
                pieces.push(Piece { state, text, claim: claim.cloned() });
            }
        };
        let first = self.quotes.partition_point(|(quote, _)| quote.end <= range.start);
        for (quote, claim) in self.quotes[first..].iter().take_while(|(quote, _)| quote.start < range.end) {
            let (from, to) = (quote.start.max(at), quote.end.min(range.end));
            add(at, from, None);
            add(from, to, Some(claim));
            at = to;
        }
        add(at, range.end, None);
        pieces
    }
}

/// Where words stand in a text, in code points, if they stand there once.
fn only(text: &str, words: &str) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let at = text.find(words)?;
    let again = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    if text[again..].contains(words) {
        return None;
    }
    let start = text[..at].chars().count();
    Some(start..start + words.chars().count())
}
