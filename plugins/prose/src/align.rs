//! Pairs the equal items of two sequences in order; knows numbers only, not text.
//!
//! Small regions are paired by Myers' algorithm, large ones are first cut at runs of items that are unique on both
//! sides. Every step is paid from a budget of counted work, never from a clock, so that the same input has the same
//! answer on any machine at any load; a region that the budget cannot pay is left unpaired and said to be coarse.

use std::{collections::HashMap, ops::Range};

use similar::{Algorithm, DiffOp, capture_diff};

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
}

/// A part of both sequences that is to be paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
}

impl Region {
    pub(crate) const fn of(old: usize, new: usize) -> Self {
        Self { old: 0..old, new: 0..new }
    }
}

/// The work that may still be done, in steps of about a nanosecond.
#[derive(Debug)]
pub(crate) struct Budget(u64);

/// The most work on one region: two sides of some 4,000 words and marks each, wholly different.
const REGION: u64 = 1 << 24;
/// The most work on a whole text beyond what grows with its length.
const TOTAL: u64 = 1 << 29;
/// What the search for unique runs costs per item.
const SEARCH: u64 = 32;

impl Budget {
    /// The budget for two sequences of this many items together.
    pub(crate) const fn for_items(items: usize) -> Self {
        Self(TOTAL + 4 * SEARCH * items as u64)
    }

    fn pay(&mut self, price: u64) -> bool {
        let enough = price <= self.0;
        if enough {
            self.0 -= price;
        }
        enough
    }
}

/// How a region is paired.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Method {
    /// The lengths of the unique runs at which a region is cut, one after the other.
    pub(crate) lengths: &'static [usize],
    /// Whether regions are cut even where they are small enough to be paired at once.
    pub(crate) always_cut: bool,
}

/// What was paired, and where the budget was too small; both in order.
#[derive(Debug, Default)]
pub(crate) struct Pairing {
    pub(crate) runs: Vec<Run>,
    pub(crate) coarse: Vec<Region>,
}

/// Pairs the items of `region`; `weight` tells what an item of `old` counts when two orders compete.
pub(crate) fn align(
    (old, new): (&[u32], &[u32]),
    region: Region,
    method: Method,
    weight: &dyn Fn(usize) -> u64,
    budget: &mut Budget,
    pairing: &mut Pairing,
) {
    let mut tasks = vec![Task::Pair(region, 0)];
    while let Some(task) = tasks.pop() {
        let (mut region, level) = match task {
            Task::Keep(run) => {
                pairing.runs.push(run);
                continue;
            }
            Task::Pair(region, level) => (region, level),
        };
        let (before, after) = trim(old, new, &mut region);
        pairing.runs.extend(before);
        tasks.extend(after.map(Task::Keep));
        if region.old.is_empty() || region.new.is_empty() {
            continue;
        }
        let price = price(&region);
        let small = price <= REGION;
        let mut cuts = Vec::new();
        let mut deeper = level;
        if method.always_cut || !small {
            while cuts.is_empty() && deeper < method.lengths.len() {
                let items = (region.old.len() + region.new.len()) as u64;
                if !budget.pay(SEARCH * items) {
                    break;
                }
                cuts = unique_runs(old, new, &region, method.lengths[deeper], weight);
                deeper += usize::from(cuts.is_empty());
            }
        }
        if !cuts.is_empty() {
            push_parts(&mut tasks, &region, &cuts, deeper);
        } else if small && budget.pay(price) {
            myers(old, new, &region, &mut pairing.runs);
        } else {
            pairing.coarse.push(region);
        }
    }
}

/// What is still to do, the next last.
enum Task {
    /// Pair a region, with unique runs no longer than that of this level.
    Pair(Region, usize),
    /// Give out a run that comes after the regions above it.
    Keep(Run),
}

/// Takes the equal start and the equal end off a region.
fn trim(old: &[u32], new: &[u32], region: &mut Region) -> (Option<Run>, Option<Run>) {
    let head = old[region.old.clone()].iter().zip(&new[region.new.clone()]).take_while(|(a, b)| a == b).count();
    let before = Run { old: region.old.start, new: region.new.start, len: head };
    region.old.start += head;
    region.new.start += head;
    let backwards = old[region.old.clone()].iter().rev().zip(new[region.new.clone()].iter().rev());
    let tail = backwards.take_while(|(a, b)| a == b).count();
    region.old.end -= tail;
    region.new.end -= tail;
    let after = Run { old: region.old.end, new: region.new.end, len: tail };
    ((head > 0).then_some(before), (tail > 0).then_some(after))
}

/// What Myers' algorithm costs at worst; the square of the sum, since it suffers from unequal sides.
fn price(region: &Region) -> u64 {
    let items = (region.old.len() + region.new.len()) as u64;
    items.saturating_mul(items) / 4
}

fn myers(old: &[u32], new: &[u32], region: &Region, runs: &mut Vec<Run>) {
    for op in capture_diff(Algorithm::Myers, old, region.old.clone(), new, region.new.clone()) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            runs.push(Run { old: old_index, new: new_index, len });
        }
    }
}

/// Pushes the runs and the regions between them, the last first.
fn push_parts(tasks: &mut Vec<Task>, region: &Region, cuts: &[Run], level: usize) {
    let mut end = (region.old.end, region.new.end);
    for cut in cuts.iter().rev() {
        tasks.push(Task::Pair(Region { old: cut.old_end()..end.0, new: cut.new_end()..end.1 }, level));
        tasks.push(Task::Keep(*cut));
        end = (cut.old, cut.new);
    }
    tasks.push(Task::Pair(Region { old: region.old.start..end.0, new: region.new.start..end.1 }, level));
}

/// The heaviest chain, in order on both sides, of runs of `length` items that occur once on each side.
fn unique_runs(old: &[u32], new: &[u32], region: &Region, length: usize, weight: &dyn Fn(usize) -> u64) -> Vec<Run> {
    let olds = places(old, &region.old, length);
    let news = places(new, &region.new, length);
    let mut pairs: Vec<Run> = olds
        .iter()
        .filter_map(|(hash, at)| {
            let run = Run { old: (*at)?, new: (*news.get(hash)?)?, len: length };
            (old[run.old..run.old_end()] == new[run.new..run.new_end()]).then_some(run)
        })
        .collect();
    pairs.sort_unstable_by_key(|run| run.old);
    without_overlap(heaviest_chain(&pairs, &region.new, weight))
}

/// Where each run of `length` items stands; `None` for one that stands twice.
fn places(items: &[u32], range: &Range<usize>, length: usize) -> HashMap<u64, Option<usize>> {
    let part = &items[range.clone()];
    let mut places = HashMap::with_capacity(part.len());
    for (at, window) in (range.start..).zip(part.windows(length)) {
        let hash = window
            .iter()
            .fold(0, |hash: u64, item| (hash.rotate_left(23) ^ u64::from(*item)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        places.entry(hash).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Of `pairs`, sorted by their old place, those that are in order on the new side and weigh the most together.
fn heaviest_chain(pairs: &[Run], new: &Range<usize>, weight: &dyn Fn(usize) -> u64) -> Vec<Run> {
    // A tree over the new places (Fenwick): the heaviest chain that ends at or before a place.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); new.len() + 1];
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let mut best: (u64, Option<usize>) = (0, None);
    for (index, pair) in pairs.iter().enumerate() {
        let place = pair.new - new.start;
        let mut heaviest = (0, None);
        let mut at = place;
        while at > 0 {
            if tree[at].0 > heaviest.0 {
                heaviest = tree[at];
            }
            at &= at - 1;
        }
        previous.push(heaviest.1);
        let chain = (heaviest.0 + weight(pair.old).max(1), Some(index));
        let mut at = place + 1;
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
    while let Some(index) = next {
        chain.push(pairs[index]);
        next = previous[index];
    }
    chain.reverse();
    chain
}

/// Cuts off of each run what the runs before it cover, and joins those that touch.
fn without_overlap(chain: Vec<Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(chain.len());
    for mut run in chain {
        if let Some(last) = runs.last_mut() {
            let covered = last.old_end().saturating_sub(run.old).max(last.new_end().saturating_sub(run.new));
            if covered >= run.len {
                continue;
            }
            run = Run { old: run.old + covered, new: run.new + covered, len: run.len - covered };
            if last.old_end() == run.old && last.new_end() == run.new {
                last.len += run.len;
                continue;
            }
        }
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHOD: Method = Method { lengths: &[4, 1], always_cut: true };

    fn paired(old: &[u32], new: &[u32]) -> Vec<(usize, usize, usize)> {
        let mut pairing = Pairing::default();
        let mut budget = Budget::for_items(old.len() + new.len());
        align((old, new), Region::of(old.len(), new.len()), METHOD, &|_| 1, &mut budget, &mut pairing);
        assert!(pairing.coarse.is_empty());
        pairing.runs.iter().map(|run| (run.old, run.new, run.len)).collect()
    }

    #[test]
    fn equal_items_are_paired_in_order() {
        assert_eq!(paired(&[1, 2, 3], &[1, 9, 3]), [(0, 0, 1), (2, 2, 1)]);
        assert_eq!(paired(&[1, 2], &[3, 4]), []);
        assert_eq!(paired(&[], &[1]), []);
    }

    #[test]
    fn what_is_unique_is_paired_before_what_is_frequent() {
        assert_eq!(paired(&[8, 0, 0, 5, 0, 8], &[9, 0, 5, 0, 0, 9]), [(2, 1, 1), (3, 2, 1), (4, 3, 1)]);
    }

    #[test]
    fn the_heavier_of_two_orders_is_kept() {
        let pairs = [Run { old: 0, new: 2, len: 1 }, Run { old: 1, new: 0, len: 1 }, Run { old: 2, new: 1, len: 1 }];
        let kept = |weights: [u64; 3]| heaviest_chain(&pairs, &(0..3), &|at| weights[at]).len();
        assert_eq!(kept([1, 1, 1]), 2);
        assert_eq!(kept([9, 1, 1]), 1);
    }

    #[test]
    fn a_region_beyond_the_budget_is_coarse() {
        let old = vec![1; 5000];
        let new = vec![2; 5000];
        let mut pairing = Pairing::default();
        align((&old, &new), Region::of(5000, 5000), METHOD, &|_| 1, &mut Budget::for_items(10_000), &mut pairing);
        assert_eq!((pairing.runs.len(), pairing.coarse.len()), (0, 1));
    }
}
