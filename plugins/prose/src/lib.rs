//! Tells how a later text differs from an earlier one, as an editor would mark it: by sentences, then by words.

mod align;
mod hunk;
mod sentence;
mod side;
mod slide;
mod tidy;
mod token;
mod whole;

use std::{collections::HashMap, ops::Range};

use align::{Budget, Method, Pairing, Region, Run, align};
use claims_plugin::{Differ, Failure, Hunk, export};
use side::{Side, numbered};
use slide::slide;
use tidy::{join, merge_islands};
use whole::{keep_ends, replace_whole};

/// Sentences are cut at those that stand once in both texts, the longer ones first in case of doubt.
const SENTENCES: Method = Method { lengths: &[1], always_cut: true };
/// Words are paired at once where they are few, else cut at runs that stand once in both texts.
const WORDS: Method = Method { lengths: &[24, 8, 4], always_cut: false };

/// The differ `prose`.
#[derive(Debug, Default)]
pub struct Prose;

impl Differ for Prose {
    fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
        Ok(compare(old, new))
    }
}

export!(prose: differ Prose);

/// The way from `old` to `new`: hunks in order that cover both texts without a gap.
///
/// The work is bounded by a count, never by a clock; see [`Hunk::coarse`].
pub fn compare(old: &str, new: &str) -> Vec<Hunk> {
    if old == new {
        return if old.is_empty() { Vec::new() } else { vec![Hunk::same(0..old.len(), 0..new.len())] };
    }
    let mut known = HashMap::new();
    let (old, new) = (Side::of(old, &mut known), Side::of(new, &mut known));
    drop(known);
    let (runs, coarse) = paired(&old, &new);
    let runs = slide(runs, &old, &new);
    let runs = merge_islands(runs, &old, &new);
    let runs = keep_ends(runs, &old, &new);
    let runs = replace_whole(runs, &old, &new);
    hunk::hunks(&old, &new, &join(runs), &coarse)
}

/// The words, numbers and marks of `text`, in bytes and in order; what lies between them is white space.
pub fn words(text: &str) -> Vec<Range<usize>> {
    token::tokens(text).into_iter().map(|token| token.bytes).collect()
}

/// The sentences of `text`, in bytes and in order; what lies between them is white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let tokens = token::tokens(text);
    let sentences = sentence::sentences(text, &tokens).into_iter();
    sentences.map(|range| tokens[range.start].bytes.start..tokens[range.end - 1].bytes.end).collect()
}

/// The tokens that stand in both texts: whole sentences first, then the words between them.
fn paired(old: &Side<'_>, new: &Side<'_>) -> (Vec<Run>, Vec<Region>) {
    let mut budget = Budget::for_items(old.ids.len() + new.ids.len());
    let mut pairing = Pairing::default();
    let mut done = (0, 0);
    let end = Run { old: old.ids.len(), new: new.ids.len(), len: 0 };
    for run in same_sentences(old, new, &mut budget).into_iter().chain([end]) {
        let region = Region { old: done.0..run.old, new: done.1..run.new };
        align((&old.ids, &new.ids), region, WORDS, &|_| 1, &mut budget, &mut pairing);
        pairing.runs.push(run);
        done = (run.old_end(), run.new_end());
    }
    let mut runs = join(pairing.runs);
    runs.retain(|run| run.len > 0);
    (runs, pairing.coarse)
}

/// The sentences that stand in both texts, as runs of tokens.
fn same_sentences(old: &Side<'_>, new: &Side<'_>, budget: &mut Budget) -> Vec<Run> {
    let mut known = HashMap::new();
    let olds = numbered(old.sentences.iter().map(|range| &old.ids[range.clone()]), &mut known);
    let news = numbered(new.sentences.iter().map(|range| &new.ids[range.clone()]), &mut known);
    let mut pairing = Pairing::default();
    let weight = |at: usize| old.sentences[at].len() as u64;
    align((&olds, &news), Region::of(olds.len(), news.len()), SENTENCES, &weight, budget, &mut pairing);
    pairing.runs.iter().map(|run| in_tokens(*run, &old.sentences, &new.sentences)).collect()
}

/// A run of sentences as a run of tokens.
fn in_tokens(run: Run, old: &[Range<usize>], new: &[Range<usize>]) -> Run {
    let start = old[run.old].start;
    Run { old: start, new: new[run.new].start, len: old[run.old_end() - 1].end - start }
}
