//! Runs of items that stand once on each side, where two long sequences can safely be cut; knows numbers only.

use std::{collections::HashMap, ops::Range};

use foldhash::fast::RandomState;

use crate::run::{Region, Run};

/// The runs of `length` items or more that occur once on each side, by their old places.
pub(crate) fn unique_runs(old: &[u32], new: &[u32], region: &Region, length: usize) -> Vec<Run> {
    let olds = places(old, &region.old, length);
    let mut news: HashMap<u64, u32, RandomState> = HashMap::with_capacity_and_hasher(0, RandomState::default());
    for (hash, at) in hashes(new, &region.new, length) {
        if olds.contains_key(&hash) {
            news.entry(hash).and_modify(|place| *place = TWICE).or_insert(at);
        }
    }
    let mut runs: Vec<Run> = news
        .iter()
        .filter(|(_, at)| **at != TWICE)
        .filter_map(|(hash, at)| {
            let run = Run { old: *olds.get(hash).filter(|at| **at != TWICE)? as usize, new: *at as usize, len: length };
            (old[run.old..run.old_end()] == new[run.new..run.new_end()]).then_some(run)
        })
        .collect();
    drop((olds, news));
    runs.sort_unstable_by_key(|run| run.old);
    in_step(runs)
}

/// Stands for a run that occurs more than once.
const TWICE: u32 = u32::MAX;

/// Where each run of `length` items stands.
fn places(items: &[u32], range: &Range<usize>, length: usize) -> HashMap<u64, u32, RandomState> {
    // Room for all would be many times what is needed where the same runs come again and again.
    let mut places = HashMap::with_capacity_and_hasher(0, RandomState::default());
    for (hash, at) in hashes(items, range, length) {
        places.entry(hash).and_modify(|place| *place = TWICE).or_insert(at);
    }
    places
}

/// A number for each run of `length` items, with its place.
fn hashes(items: &[u32], range: &Range<usize>, length: usize) -> impl Iterator<Item = (u64, u32)> {
    let mixed = |window: &[u32]| {
        window
            .iter()
            .fold(0, |hash: u64, item| (hash.rotate_left(23) ^ u64::from(*item)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    };
    (range.start..).zip(items[range.clone()].windows(length)).filter_map(move |(at, window)| {
        let hash = mixed(window);
        // One in four is enough to find its neighbours by, and which ones depends on the items alone.
        (hash >> 62 == 0).then_some((hash, u32::try_from(at).unwrap_or(TWICE)))
    })
}

/// Joins each run with the one before if they overlap in step.
fn in_step(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len() / 4);
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.in_step(run) && last.old_end() >= run.old => last.len = run.old_end() - last.old,
            _ => joined.push(run),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_counts_only_where_it_stands_once_on_each_side() {
        let part: Vec<u32> = (0..200).collect();
        let region = |old: &[u32], new: &[u32]| Region { old: 0..old.len(), new: 0..new.len() };
        let later: Vec<u32> = (500..520).chain(part.iter().copied()).collect();
        let runs = unique_runs(&part, &later, &region(&part, &later), 4);
        // One run in four is looked at; all of them are in step.
        assert!(runs.len() > 5 && runs.iter().all(|run| run.new == run.old + 20 && run.len >= 4), "{runs:?}");
        let twice = [later.clone(), later].concat();
        assert_eq!(unique_runs(&part, &twice, &region(&part, &twice), 4), []);
    }
}
