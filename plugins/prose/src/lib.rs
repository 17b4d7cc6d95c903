//! Tells how a later text differs from an earlier one, as an editor would mark it: by sentences, then by words.

mod abbreviation;
mod align;
mod block;
mod hunk;
mod kept;
mod known;
mod myers;
mod run;
mod sentence;
mod side;
mod slide;
mod tidy;
mod token;
mod trace;
mod unique;
mod whole;

use std::{mem, ops::Range};

use align::{Aligner, Pairing};
use claims_plugin::{Differ, Failure, Hunk, export};
use hunk::Hunks;
use known::Known;
use run::{Region, Run, join};
use side::{Side, same_ends};
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
    let mut known = Known::of(old, new);
    for part in parts {
        if part.old.end.max(part.new.end) > token::LONGEST {
            hunks.add_unread(&part);
            continue;
        }
        // What a large part needs is given back as soon as it was used, so that it is never all there at once.
        let bytes = part.items();
        let mut old = Side::of(old, part.old);
        let mut new = old.other(new, part.new);
        // Most of a part is what surrounds a change, and need not be known by number.
        let ends = same_ends(&old, &new);
        let lengths = (old.tokens.len(), new.tokens.len());
        known.clear(bytes);
        let mut olds = old.numbers(&mut known, false, ends);
        let mut news = new.numbers(&mut known, true, ends);
        let vocabulary = known.count();
        let Pairing { runs, coarse } = aligner.pair(&mut olds, &mut news, vocabulary, bytes / side::DENSE);
        drop((olds, news));
        let is_dense = old.is_dense() || new.is_dense();
        let (runs, all) = runs.runs(FEWEST_RUNS + bytes / if is_dense { DENSE_RUN } else { RUN });
        let (runs, coarse) = between(ends, lengths, runs, coarse);
        old.read();
        new.read();
        let runs = readable(runs, &old, &new, &mut allowance);
        old.forget();
        new.forget();
        hunks.add(&old, &new, (&runs, all), &coarse);
    }
    hunks.finish()
}

/// The runs and the coarse regions of what lies between the ends, `head` and `tail`, that are the same on both sides;
/// with the ends as runs, and counted from the start.
fn between(
    (head, tail): (usize, usize),
    (olds, news): (usize, usize),
    mut runs: Vec<Run>,
    mut coarse: Vec<Region>,
) -> (Vec<Run>, Vec<Region>) {
    for run in &mut runs {
        (run.old, run.new) = (run.old + head, run.new + head);
    }
    for Region { old, new } in &mut coarse {
        (*old, *new) = (old.start + head..old.end + head, new.start + head..new.end + head);
    }
    runs.insert(0, Run { old: 0, new: 0, len: head });
    runs.push(Run { old: olds - tail, new: news - tail, len: tail });
    runs.retain(|run| run.len > 0);
    (runs, coarse)
}

/// In any part so many runs are kept, and beyond them one for so many bytes of both sides: …
const FEWEST_RUNS: usize = 256;
/// … as many as a text needs in which every other word was changed, …
const RUN: usize = 12;
/// … and where a byte or two are a token, fewer.
const DENSE_RUN: usize = 20;

/// The pairing as a reader would have it; see the modules for what that means.
fn readable(runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>, allowance: &mut Allowance) -> Vec<Run> {
    let runs = slide(runs, old, new);
    let runs = merge_islands(runs, old, new, allowance);
    let runs = keep_ends(runs, old, new);
    join(replace_whole(runs, old, new, allowance))
}

/// The words, numbers and marks of `text`, in bytes and in order; what lies between them is white space.
pub fn words(text: &str) -> Vec<Range<usize>> {
    token::cut(text, 0..text.len()).map(token::Token::bytes).collect()
}

/// The sentences of `text`, in bytes and in order; what lies between them is white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut tokens = token::tokens(text, 0..text.len());
    let sentences = sentence::sentences(text, &mut tokens).into_iter();
    sentences.map(|range| tokens[range.start].start()..tokens[range.end - 1].end()).collect()
}
