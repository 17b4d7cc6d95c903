//! Tells words that a passage kept from words that are equal by chance; knows pairs and their letters, not the texts.
//!
//! Two long passages always share a few short words. Where such a one is the outermost of a quote, the quote would
//! reach over all the sentences between that word and the rest of it.

use std::ops::Range;

use super::{
    pair::Pair,
    word::{Word, letters},
};

/// The most letters of a run of words that may be equal by chance.
const MOST_BY_CHANCE: usize = 12;

/// Takes away the pairs of the old words `quote` at either end of it that make its place less like it.
///
/// A place is as like a quote as twice the letters that are kept is to the letters of both. Only short runs are taken
/// away: a long one was kept, however much was put in before it. Pairs of other old words stay.
pub(super) fn prune(old: &[Word], new: &[Word], quote: &Range<usize>, pairs: &mut Vec<Pair>) {
    let first = pairs.partition_point(|pair| pair.0 < quote.start);
    let end = pairs.partition_point(|pair| pair.0 < quote.end);
    let was = letters(&old[quote.clone()]);
    let head = first + strays(old, new, was, &pairs[first..end]);
    let turned: Vec<Pair> = pairs[head..end].iter().rev().copied().collect();
    let tail = end - strays(old, new, was, &turned);
    pairs.drain(tail..end);
    pairs.drain(first..head);
}

/// How many of the first pairs are better taken away; `pairs` rise or fall on both sides.
fn strays(old: &[Word], new: &[Word], was: usize, pairs: &[Pair]) -> usize {
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return 0 };
    let between = |one: Pair, other: Pair| letters(&new[one.1.min(other.1) + 1..one.1.max(other.1)]);
    let own = |pair: &Pair| old[pair.0].letters as usize;
    let mut kept: usize = pairs.iter().map(own).sum();
    let mut is = letters(&new[first.1.min(last.1)..=first.1.max(last.1)]);
    let (mut run, mut gone, mut passed, mut best) = (0, 0, 0, 0);
    for (at, two) in pairs.windows(2).enumerate() {
        run += own(&two[0]);
        gone += own(&two[0]);
        let gap = between(two[0], two[1]);
        passed += own(&two[0]) + gap;
        if run > MOST_BY_CHANCE {
            break;
        }
        if two[0].1.abs_diff(two[1].1) > 1 {
            run = 0;
        }
        if gap > 0 && gone * (was + is) < kept * passed {
            (kept, is) = (kept - gone, is - passed.min(is));
            (gone, passed, best) = (0, 0, at + 1);
        }
    }
    best
}
