//! Pairs the equal items of two sequences in order; knows numbers only, not text.
//!
//! Large regions are first cut at runs of items that are unique on both sides, then the shortest way is looked for.
//! Every step is paid from counted work, never from a clock, so that the same input has the same answer on any machine
//! at any load; where the count does not suffice, a way is found all the same, and the region is said to be coarse.

use crate::{
    kept::Kept,
    myers::{Myers, trim},
    run::{Region, Run, heaviest_chain},
    trace::Trace,
    unique::unique_runs,
};

/// The most steps of all paths together, but for those of [`LEAST_STEPS`].
const WORK: usize = 1 << 26;
/// So many steps a path may take in any text.
const LEAST_STEPS: usize = 32;
/// Regions of fewer items are not cut: their shortest way is soon found.
const LARGE: usize = 4096;
/// The lengths of the unique runs at which a region is cut, one after the other.
const LENGTHS: [usize; 3] = [24, 8, 4];
/// How much a run must say beyond what chance can, in bits.
const CERTAIN: u32 = 6;
/// How many items may be searched for unique runs, in times of all items.
const SEARCHES: usize = 12;

/// Pairs regions of one pair of texts; keeps count of the work.
#[derive(Debug)]
pub(crate) struct Aligner {
    myers: Myers,
    /// How many steps a path may take where there are no more items than expected.
    steps: usize,
    /// How many items may still be searched for unique runs.
    searches: usize,
    /// Something counted for each item; all 0 between uses.
    counts: Vec<u32>,
    /// Which items of a region stand on both sides of it: for the old side and the new one.
    kept: [Kept; 2],
}

/// What was paired, and where the work did not suffice; both in order.
#[derive(Debug)]
pub(crate) struct Pairing {
    pub(crate) runs: Trace,
    pub(crate) coarse: Vec<Region>,
}

impl Aligner {
    /// For texts of so many items together.
    pub(crate) fn for_items(items: usize) -> Self {
        let steps = (WORK / items.max(1)).max(LEAST_STEPS);
        Self {
            myers: Myers::default(),
            steps,
            searches: items.saturating_mul(SEARCHES),
            counts: Vec::new(),
            kept: Default::default(),
        }
    }

    /// Pairs the items of `old` and `new`, numbers below `vocabulary`; both are moved about as the work goes on.
    ///
    /// Where there are more of them than `most`, paths are the shorter, for the work is the product of both.
    pub(crate) fn pair(&mut self, old: &mut [u32], new: &mut [u32], vocabulary: usize, most: usize) -> Pairing {
        let items = (old.len() + new.len()).max(1);
        let steps = if items > most { self.steps.saturating_mul(most) / items } else { self.steps };
        self.myers.allow(i32::try_from(steps).unwrap_or(i32::MAX));
        let mut pairing = Pairing { runs: Trace::new(), coarse: Vec::new() };
        if self.counts.len() < vocabulary {
            self.counts.resize(vocabulary, 0);
        }
        let mut tasks = vec![Task::Pair(Region { old: 0..old.len(), new: 0..new.len() }, 0)];
        while let Some(task) = tasks.pop() {
            let (mut region, level) = match task {
                Task::Keep(run) => {
                    pairing.runs.push(run);
                    continue;
                }
                Task::Pair(region, level) => (region, level),
            };
            let (before, after) = trim(old, new, &mut region);
            before.into_iter().for_each(|run| pairing.runs.push(run));
            tasks.extend(after.map(Task::Keep));
            if region.old.is_empty() || region.new.is_empty() {
                continue;
            }
            let (cuts, level) = self.cuts(old, new, &region, level);
            if cuts.is_empty() {
                self.solve(old, new, region, &mut pairing);
            } else {
                push_parts(&mut tasks, &region, &cuts, level);
            }
        }
        pairing
    }

    /// The unique runs at which to cut a large region, and the level they were found at.
    fn cuts(&mut self, old: &[u32], new: &[u32], region: &Region, mut level: usize) -> (Vec<Run>, usize) {
        while region.items() > LARGE && level < LENGTHS.len() && self.searches >= region.items() {
            self.searches -= region.items();
            let runs = unique_runs(old, new, region, LENGTHS[level]);
            let cuts = chain(self.telling(old, new, region, runs));
            if !cuts.is_empty() {
                return (cuts, level);
            }
            level += 1;
        }
        (Vec::new(), level)
    }

    /// Those of the runs that are not likely to be the same by chance: a run of words that are frequent here tells
    /// little, however long it is.
    fn telling(&mut self, old: &[u32], new: &[u32], region: &Region, mut runs: Vec<Run>) -> Vec<Run> {
        let items = || old[region.old.clone()].iter().chain(&new[region.new.clone()]);
        for item in items() {
            self.counts[*item as usize] += 1;
        }
        // In bits: how many there are to choose from, and what each item of a run says.
        let pairs = region.old.len().ilog2() + region.new.len().ilog2();
        let said =
            |item: &u32| region.items().checked_div(self.counts[*item as usize] as usize).map_or(0, usize::ilog2);
        runs.retain(|run| old[run.old..run.old_end()].iter().map(said).sum::<u32>() >= pairs + CERTAIN);
        for item in items() {
            self.counts[*item as usize] = 0;
        }
        runs
    }

    /// Finds a short way through a region, among the items that stand on both sides of it.
    fn solve(&mut self, old: &mut [u32], new: &mut [u32], region: Region, pairing: &mut Pairing) {
        const OLD: u32 = 1;
        const NEW: u32 = 2;
        let (olds, news) = (&mut old[region.old.clone()], &mut new[region.new.clone()]);
        let counts = &mut self.counts;
        olds.iter().for_each(|item| counts[*item as usize] = OLD);
        news.iter().for_each(|item| counts[*item as usize] |= NEW);
        let [was, now] = &mut self.kept;
        was.mark(olds, |item| counts[item as usize] == OLD | NEW);
        now.mark(news, |item| counts[item as usize] == OLD | NEW);
        olds.iter().chain(&*news).for_each(|item| counts[*item as usize] = 0);
        // Nobody looks at a region again, so its place may as well be taken by what is left of it.
        let (olds, news) = (was.gather(olds), now.gather(news));
        let olds = &old[region.old.start..region.old.start + olds];
        let news = &new[region.new.start..region.new.start + news];
        let (mut was, mut now) = (was.places(), now.places());
        let is_shortest = self.myers.solve(olds, news, |run| {
            for at in 0..run.len {
                let (old, new) = (region.old.start + was.of(run.old + at), region.new.start + now.of(run.new + at));
                pairing.runs.push(Run { old, new, len: 1 });
            }
        });
        if !is_shortest {
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

/// The longest chain of runs that are in order on both sides.
fn chain(runs: Vec<Run>) -> Vec<Run> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_unstable_by_key(|at| runs[*at].new);
    let mut ranks = vec![0; runs.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank;
    }
    without_overlap(heaviest_chain(&runs, runs.len(), |at| ranks[at], |run| run.len as u64))
}

/// Cuts off of each run what the runs before it cover.
fn without_overlap(chain: Vec<Run>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(chain.len());
    for run in chain {
        let end = runs.last().map_or((0, 0), |last| (last.old_end(), last.new_end()));
        let covered = end.0.saturating_sub(run.old).max(end.1.saturating_sub(run.new));
        if covered < run.len {
            runs.push(Run { old: run.old + covered, new: run.new + covered, len: run.len - covered });
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(old: &[u32], new: &[u32]) -> Vec<(usize, usize, usize)> {
        let (mut olds, mut news) = (old.to_vec(), new.to_vec());
        let pairing = Aligner::for_items(old.len() + new.len()).pair(&mut olds, &mut news, 10_001, usize::MAX);
        assert!(pairing.coarse.is_empty());
        pairing.runs.runs(usize::MAX).0.iter().map(|run| (run.old, run.new, run.len)).collect()
    }

    #[test]
    fn equal_items_are_paired_in_order() {
        assert_eq!(paired(&[1, 2, 3], &[1, 9, 3]), [(0, 0, 1), (2, 2, 1)]);
        assert_eq!(paired(&[1, 2], &[3, 4]), []);
        assert_eq!(paired(&[], &[1]), []);
    }

    #[test]
    fn what_stands_on_one_side_only_costs_nothing() {
        let (mut old, mut new) = (vec![1; 100_000], vec![2; 100_000]);
        (old[70_000], new[20]) = (3, 3);
        assert_eq!(paired(&old, &new), [(70_000, 20, 1)]);
    }

    #[test]
    fn a_large_region_is_cut_where_both_sides_are_unique() {
        let old: Vec<u32> = (0..10_000).collect();
        let mut new = old.clone();
        new[5_000] = 10_000;
        new.drain(100..200);
        assert_eq!(paired(&old, &new), [(0, 0, 100), (200, 100, 4_800), (5_001, 4_901, 4_999)]);
    }

    #[test]
    fn too_much_work_is_coarse_and_still_finds_something() {
        let numbers = |factor: u32| -> Vec<u32> {
            (0..60_000_u32).map(|at| ((at + 9).wrapping_mul(factor) ^ at.wrapping_mul(at) >> 7) % 1009 % 50).collect()
        };
        let (mut old, mut new) = (numbers(0x9e37_79b1), numbers(0x85eb_ca77));
        let pairing = Aligner::for_items(4_000_000).pair(&mut old, &mut new, 50, usize::MAX);
        assert!(!pairing.coarse.is_empty());
        assert!(pairing.runs.runs(usize::MAX).0.iter().map(|run| run.len).sum::<usize>() > 10_000);
    }
}
