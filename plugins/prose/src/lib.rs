//! Tells how a later text differs from an earlier one, as an editor would mark it: by sentences, then by words.

mod align;
mod hunk;
mod sentence;
mod tidy;
mod token;

use std::{collections::HashMap, ops::Range};

use align::{Budget, Method, Pairing, Region, Run, align};
use claims_plugin::{Differ, Failure, Hunk, export};
use tidy::Side;

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
    let (old_tokens, new_tokens) = (token::tokens(old), token::tokens(new));
    let old_side = Side { text: old, tokens: &old_tokens };
    let new_side = Side { text: new, tokens: &new_tokens };
    let mut known = HashMap::new();
    let old_ids = numbered(old_tokens.iter().map(|token| &old[token.bytes.clone()]), &mut known);
    let new_ids = numbered(new_tokens.iter().map(|token| &new[token.bytes.clone()]), &mut known);
    drop(known);

    let mut budget = Budget::for_items(old_ids.len() + new_ids.len());
    let kept = same_sentences(old_side, new_side, &old_ids, &new_ids, &mut budget);
    let mut pairing = Pairing::default();
    let mut done = (0, 0);
    let end = Run { old: old_ids.len(), new: new_ids.len(), len: 0 };
    for run in kept.into_iter().chain([end]) {
        let region = Region { old: done.0..run.old, new: done.1..run.new };
        align((&old_ids, &new_ids), region, WORDS, &|_| 1, &mut budget, &mut pairing);
        pairing.runs.push(run);
        done = (run.old_end(), run.new_end());
    }
    let mut runs = tidy::join(pairing.runs);
    runs.retain(|run| run.len > 0);
    let mut runs = tidy::merge_islands(&runs, old_side, new_side);
    tidy::slide(&mut runs, old_side, new_side, &old_ids, &new_ids);
    hunk::hunks(old_side, new_side, &runs, &pairing.coarse)
}

/// The sentences that stand in both texts, as runs of tokens.
fn same_sentences(old: Side<'_>, new: Side<'_>, old_ids: &[u32], new_ids: &[u32], budget: &mut Budget) -> Vec<Run> {
    let old_sentences = sentence::sentences(old.text, old.tokens);
    let new_sentences = sentence::sentences(new.text, new.tokens);
    let mut known = HashMap::new();
    let olds = numbered(old_sentences.iter().map(|range| &old_ids[range.clone()]), &mut known);
    let news = numbered(new_sentences.iter().map(|range| &new_ids[range.clone()]), &mut known);
    let mut pairing = Pairing::default();
    let weight = |at: usize| old_sentences[at].len() as u64;
    align((&olds, &news), Region::of(olds.len(), news.len()), SENTENCES, &weight, budget, &mut pairing);
    pairing.runs.iter().map(|run| in_tokens(*run, &old_sentences, &new_sentences)).collect()
}

/// A run of sentences as a run of tokens.
fn in_tokens(run: Run, old: &[Range<usize>], new: &[Range<usize>]) -> Run {
    let start = old[run.old].start;
    Run { old: start, new: new[run.new].start, len: old[run.old_end() - 1].end - start }
}

/// Gives equal items equal numbers.
fn numbered<'a, T: ?Sized + Eq + std::hash::Hash>(
    items: impl Iterator<Item = &'a T>,
    known: &mut HashMap<&'a T, u32>,
) -> Vec<u32> {
    items
        .map(|item| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(item).or_insert(next)
        })
        .collect()
}
