//! Where two sequences agree and what is still to be compared: places and lengths, whatever they count.

use std::ops::Range;

/// Items that are the same on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) len: usize,
}

impl Run {
    pub(crate) const fn old_end(self) -> usize {
        self.old + self.len
    }

    pub(crate) const fn new_end(self) -> usize {
        self.new + self.len
    }

    /// Whether `later` goes on in step with this one: the same distance between the sides.
    pub(crate) const fn in_step(self, later: Self) -> bool {
        self.old.wrapping_sub(self.new) == later.old.wrapping_sub(later.new)
    }
}

/// A part of both sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

impl Region {
    pub(crate) fn items(&self) -> usize {
        self.old.len() + self.new.len()
    }
}

/// Joins the runs that touch.
pub(crate) fn join(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.old_end() == run.old && last.new_end() == run.new => last.len += run.len,
            _ => joined.push(run),
        }
    }
    joined
}

/// Of `runs`, sorted by their old place, those that are in order on the new side too and weigh the most together.
///
/// `place` gives each run's rank on the new side, below `ranks`.
pub(crate) fn heaviest_chain(
    runs: &[Run],
    ranks: usize,
    place: impl Fn(usize) -> usize,
    weight: impl Fn(Run) -> u64,
) -> Vec<Run> {
    if runs.is_sorted_by(|one, next| one.new < next.new) {
        return runs.to_vec();
    }
    const NONE: u32 = u32::MAX;
    // A tree over the ranks (Fenwick): the heaviest chain that ends at or before a rank.
    let mut tree: Vec<(u64, u32)> = vec![(0, NONE); ranks + 1];
    let mut previous: Vec<u32> = Vec::with_capacity(runs.len());
    let mut best = (0, NONE);
    for ((index, run), number) in runs.iter().enumerate().zip(0_u32..) {
        let rank = place(index);
        let mut heaviest = (0, NONE);
        let mut at = rank;
        while at > 0 {
            if tree[at].0 > heaviest.0 {
                heaviest = tree[at];
            }
            at &= at - 1;
        }
        previous.push(heaviest.1);
        let chain = (heaviest.0 + weight(*run).max(1), number);
        let mut at = rank + 1;
        while at < tree.len() {
            if chain.0 > tree[at].0 {
                tree[at] = chain;
            }
            at += at & at.wrapping_neg();
        }
        if chain.0 > best.0 {
            best = chain;
        }
    }
    let mut chain = Vec::new();
    let mut next = best.1;
    while next != NONE {
        chain.push(runs[next as usize]);
        next = previous[next as usize];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_touch_are_one() {
        let runs = vec![Run { old: 0, new: 1, len: 2 }, Run { old: 2, new: 3, len: 1 }, Run { old: 3, new: 5, len: 1 }];
        assert_eq!(join(runs), [Run { old: 0, new: 1, len: 3 }, Run { old: 3, new: 5, len: 1 }]);
    }

    #[test]
    fn the_heavier_of_two_orders_is_kept() {
        let runs = [Run { old: 0, new: 2, len: 1 }, Run { old: 1, new: 0, len: 1 }, Run { old: 2, new: 1, len: 1 }];
        let kept = |weights: [u64; 3]| heaviest_chain(&runs, 3, |at| runs[at].new, |run| weights[run.old]).len();
        assert_eq!(kept([1, 1, 1]), 2);
        assert_eq!(kept([9, 1, 1]), 1);
    }
}
