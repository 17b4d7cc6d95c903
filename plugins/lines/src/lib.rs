//! Tells which whole lines of a text were taken out and put in, as plain diff tools do; knows nothing of words.

mod align;

use std::collections::HashMap;

use align::align;
use claims_plugin::{Differ, Failure, Hunk, export};

/// The differ `lines`.
#[derive(Debug, Default)]
pub struct Lines;

impl Differ for Lines {
    fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
        Ok(compare(old, new))
    }
}

export!(lines: differ Lines);

/// The way from `old` to `new` by whole lines: hunks in order that cover both texts without a gap.
///
/// Where a stretch is too long for the shortest way and has no line that stands once on each side, its change is
/// [coarse](Hunk::coarse). What is too long is a count of lines, the same on any machine.
pub fn compare(old: &str, new: &str) -> Vec<Hunk> {
    let mut known = HashMap::new();
    let (olds, news) = (numbered(old, &mut known), numbered(new, &mut known));
    drop(known);
    let (old_starts, new_starts) = (starts(old), starts(new));
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut at = (0, 0);
    let mut step = |same: bool, coarse: bool, end: (usize, usize)| {
        let (was, now) = (old_starts[at.0]..old_starts[end.0], new_starts[at.1]..new_starts[end.1]);
        at = end;
        match hunks.last_mut() {
            _ if was.is_empty() && now.is_empty() => {}
            Some(last) if last.same == same => {
                (last.old.end, last.new.end) = (was.end, now.end);
                last.coarse |= coarse;
            }
            _ => hunks.push(Hunk { same, coarse, old: was, new: now }),
        }
    };
    for part in align(&olds, &news) {
        step(false, part.coarse, (part.old, part.new));
        step(true, false, (part.old + part.same, part.new + part.same));
    }
    hunks
}

/// A number for each line, equal where the lines are; the end of a line belongs to it.
fn numbered<'a>(text: &'a str, known: &mut HashMap<&'a str, usize>) -> Vec<usize> {
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| {
            let next = known.len();
            *known.entry(line).or_insert(next)
        })
        .collect()
}

/// Where each line starts, and where the last one ends.
fn starts(text: &str) -> Vec<usize> {
    let ends = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}
