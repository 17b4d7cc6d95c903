//! Tells how a later text differs from an earlier one, as an editor would mark it: by sentences, then by words.

mod abbreviation;
mod align;
mod block;
mod hunk;
mod myers;
mod run;
mod sentence;
mod side;
mod slide;
mod tidy;
mod token;
mod unique;
mod whole;

use std::{mem, ops::Range};

use align::{Aligner, Pairing};
use claims_plugin::{Differ, Failure, Hunk, export};
use hunk::Hunks;
use run::{Region, Run, join};
use side::{Known, Side};
use slide::slide;
use tidy::{Allowance, merge_islands};
use whole::{keep_ends, replace_whole};

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
/// The way back is the same with the sides changed. The work is bounded by a count, never by a clock; where the count
/// did not suffice for the shortest way, the changes are [coarse](Hunk::coarse).
pub fn compare(old: &str, new: &str) -> Vec<Hunk> {
    // Where two ways are equally good, one is chosen; that must not depend on which text is called the old one.
    if (old.len(), old) <= (new.len(), new) {
        return way(old, new);
    }
    let mut hunks = way(new, old);
    for hunk in &mut hunks {
        mem::swap(&mut hunk.old, &mut hunk.new);
    }
    hunks
}

fn way(old: &str, new: &str) -> Vec<Hunk> {
    let parts = block::regions(old, new);
    // A token has four bytes or more, white space included, in most scripts.
    let items = parts.iter().map(Region::items).sum::<usize>() / 4;
    let mut aligner = Aligner::for_items(items);
    let mut allowance = Allowance::new();
    let mut hunks = Hunks::new(old, new);
    for part in parts {
        if part.old.end.max(part.new.end) > token::LONGEST {
            hunks.add_unread(&part);
            continue;
        }
        let mut known = Known::default();
        let mut old = Side::of(old, part.old, &mut known);
        let mut new = Side::of(new, part.new, &mut known);
        let vocabulary = known.len();
        drop(known);
        let Pairing { runs, coarse } = aligner.pair(&old.ids, &new.ids, vocabulary);
        let runs = readable(runs, &old, &new, &mut allowance);
        // Hunks are large and may be many; what is not needed for them makes room.
        old.forget_numbers();
        new.forget_numbers();
        hunks.add(&old, &new, &runs, &coarse);
    }
    hunks.finish()
}

/// The pairing as a reader would have it; see the modules for what that means.
fn readable(runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>, allowance: &mut Allowance) -> Vec<Run> {
    let runs = slide(join(runs), old, new);
    let runs = merge_islands(runs, old, new, allowance);
    let runs = keep_ends(runs, old, new);
    join(replace_whole(runs, old, new, allowance))
}

/// The words, numbers and marks of `text`, in bytes and in order; what lies between them is white space.
pub fn words(text: &str) -> Vec<Range<usize>> {
    token::tokens(text, 0..text.len()).into_iter().map(token::Token::bytes).collect()
}

/// The sentences of `text`, in bytes and in order; what lies between them is white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let tokens = token::tokens(text, 0..text.len());
    let sentences = sentence::sentences(text, &tokens).into_iter();
    sentences.map(|range| tokens[range.start].start()..tokens[range.end - 1].end()).collect()
}
