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
pub(super) const MOST_BY_CHANCE: usize = 12;

/// Takes away the pairs of the old words `quote` at either end of it that make its place less like it.
///
/// A place is as like a quote as twice the letters that are kept is to the letters of both. Only runs of at most `most`
/// letters are taken away: a longer one was kept, however much was put in before it. Pairs of other old words stay.
pub(super) fn prune(old: &[Word], new: &[Word], quote: &Range<usize>, most: usize, pairs: &mut Vec<Pair>) {
    let first = pairs.partition_point(|pair| pair.0 < quote.start);
    let end = pairs.partition_point(|pair| pair.0 < quote.end);
    let was = letters(&old[quote.clone()]);
    let head = first + strays(old, new, was, most, &pairs[first..end]);
    let turned: Vec<Pair> = pairs[head..end].iter().rev().copied().collect();
    let tail = end - strays(old, new, was, most, &turned);
    pairs.drain(tail..end);
    pairs.drain(first..head);
}

/// How many of the first pairs are better taken away; `pairs` rise or fall on both sides.
fn strays(old: &[Word], new: &[Word], was: usize, most: usize, pairs: &[Pair]) -> usize {
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
        if run > most {
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

#[cfg(test)]
mod tests {
    use super::{super::word::words, *};

    /// The new words that are paired with the quote, before and after.
    fn pruned(old: &str, new: &str, pairs: &[Pair]) -> Vec<usize> {
        let (old, new) = (words(old, 0..old.len()), words(new, 0..new.len()));
        let mut pairs = pairs.to_vec();
        prune(&old, &new, &(0..old.len()), MOST_BY_CHANCE, &mut pairs);
        pairs.into_iter().map(|pair| pair.1).collect()
    }

    #[test]
    fn a_short_word_far_from_the_rest_is_taken_away() {
        let old = "the council paid for it";
        let new = "the lighthouse was closed in a storm years ago and council paid for it";
        assert_eq!(pruned(old, new, &[(0, 0), (1, 10), (2, 11), (3, 12), (4, 13)]), [10, 11, 12, 13]);
        let new = "council paid for a ferry with seats and a bar upstairs and it";
        assert_eq!(pruned(old, new, &[(1, 0), (2, 1), (3, 2), (4, 11)]), [0, 1, 2]);
    }

    #[test]
    fn what_was_put_in_between_long_parts_takes_none_of_them_away() {
        let old = "yesterday evening the council paid";
        let new = "yesterday evening after a long debate about the price of ferries the council paid";
        let pairs = [(0, 0), (1, 1), (2, 11), (3, 12), (4, 13)];
        assert_eq!(pruned(old, new, &pairs), [0, 1, 11, 12, 13]);
        assert_eq!(pruned(old, new, &[(2, 11), (3, 12), (4, 13)]), [11, 12, 13]);
        assert_eq!(pruned(old, new, &[]), Vec::<usize>::new());
    }
}
