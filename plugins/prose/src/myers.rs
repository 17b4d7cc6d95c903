//! The shortest way from one sequence of numbers to another, and a short one where the shortest is too far.
//!
//! Myers' algorithm in linear space (E. Myers, "An O(ND) difference algorithm and its variations", 1986, section 4b):
//! paths from both ends meet in the middle, and each half is solved in turn. The paths take at most a given number of
//! steps; if they have not met by then, the farther one is kept. So the work is at most the number of items times the
//! number of steps, and something is always found.

use crate::run::{Region, Run};

/// A diagonal that no path has reached.
const NOWHERE: i32 = i32::MIN / 2;

/// Finds pairs of equal items; keeps its memory from one region to the next.
#[derive(Debug, Default)]
pub(crate) struct Myers {
    /// How many steps a path may take.
    most_steps: i32,
    forward: Vec<i32>,
    backward: Vec<i32>,
}

/// Where a region is divided.
struct Split {
    old: usize,
    new: usize,
    /// Whether a shortest way leads through it.
    is_sure: bool,
}

impl Myers {
    /// Paths may take so many steps from now on, and one in any case.
    pub(crate) fn allow(&mut self, most_steps: i32) {
        self.most_steps = most_steps.max(1);
    }

    /// Calls `keep` with each run of equal items in order; answers whether the way is a shortest one.
    pub(crate) fn solve(&mut self, old: &[u32], new: &[u32], mut keep: impl FnMut(Run)) -> bool {
        let mut is_shortest = true;
        let mut tasks = vec![Task::Solve(Region { old: 0..old.len(), new: 0..new.len() })];
        while let Some(task) = tasks.pop() {
            let mut region = match task {
                Task::Keep(run) => {
                    keep(run);
                    continue;
                }
                Task::Solve(region) => region,
            };
            let (before, after) = trim(old, new, &mut region);
            before.into_iter().for_each(&mut keep);
            tasks.extend(after.map(Task::Keep));
            if region.old.is_empty() || region.new.is_empty() {
                continue;
            }
            let split = self.split(&old[region.old.clone()], &new[region.new.clone()]);
            is_shortest &= split.is_sure;
            let middle = (region.old.start + split.old, region.new.start + split.new);
            tasks.push(Task::Solve(Region { old: middle.0..region.old.end, new: middle.1..region.new.end }));
            tasks.push(Task::Solve(Region { old: region.old.start..middle.0, new: region.new.start..middle.1 }));
        }
        is_shortest
    }

    /// A place through which a short way leads; the sides are not empty, and differ at both ends.
    fn split(&mut self, old: &[u32], new: &[u32]) -> Split {
        let (olds, news) = (length(old), length(new));
        let delta = olds - news;
        // The paths meet after at most half of all the items.
        let most = self.most_steps.min((olds + news + 1) / 2);
        let mut forward = Paths::start(&mut self.forward, most, (olds, news));
        let mut backward = Paths::start(&mut self.backward, most, (olds, news));
        for steps in 0..=most {
            forward.widen(steps);
            for k in diagonals(steps, olds, news) {
                let Some(mut x) = forward.step(k) else { continue };
                x += number(same_start(&old[index(x)..], &new[index(x - k)..]));
                forward.reach(k, x);
                let other = delta - k;
                if delta % 2 != 0 && other.abs() < steps && x + backward.at(other) >= olds {
                    return Split { old: index(x), new: index(x - k), is_sure: true };
                }
            }
            backward.widen(steps);
            for k in diagonals(steps, olds, news) {
                let Some(mut x) = backward.step(k) else { continue };
                x += number(same_end(&old[..index(olds - x)], &new[..index(news - (x - k))]));
                backward.reach(k, x);
                let other = delta - k;
                if delta % 2 == 0 && other.abs() <= steps && x + forward.at(other) >= olds {
                    return Split { old: index(olds - x), new: index(news - (x - k)), is_sure: true };
                }
            }
        }
        let (from_start, from_end) = (forward.farthest(most), backward.farthest(most));
        if from_start.0 + from_start.1 >= from_end.0 + from_end.1 {
            Split { old: index(from_start.0), new: index(from_start.1), is_sure: false }
        } else {
            Split { old: index(olds - from_end.0), new: index(news - from_end.1), is_sure: false }
        }
    }
}

/// What is still to do, the next last.
enum Task {
    Solve(Region),
    /// Give out a run that comes after the regions above it.
    Keep(Run),
}

/// The paths from one end: how many items of `old` each diagonal `k` = old items - new items has passed.
struct Paths<'a> {
    reached: &'a mut [i32],
    most: i32,
    olds: i32,
    news: i32,
}

impl<'a> Paths<'a> {
    fn start(memory: &'a mut Vec<i32>, most: i32, (olds, news): (i32, i32)) -> Self {
        let width = index(2 * most + 3);
        if memory.len() < width {
            memory.resize(width, NOWHERE);
        }
        Self { reached: &mut memory[..width], most, olds, news }
    }

    fn place(&self, k: i32) -> usize {
        index(k + self.most + 1)
    }

    fn at(&self, k: i32) -> i32 {
        self.reached[self.place(k)]
    }

    fn reach(&mut self, k: i32, x: i32) {
        let place = self.place(k);
        self.reached[place] = x;
    }

    /// Forgets what an earlier region left on the diagonals beside those of this step.
    fn widen(&mut self, steps: i32) {
        self.reach(-steps - 1, NOWHERE);
        // The first step comes from here and stands at the start.
        self.reach(steps + 1, if steps == 0 { 0 } else { NOWHERE });
    }

    /// One item farther, from the better of the two diagonals beside `k`; `None` where that is outside.
    fn step(&mut self, k: i32) -> Option<i32> {
        let place = self.place(k);
        let (down, along) = (self.reached[place + 1], self.reached[place - 1] + 1);
        let down = if down - k <= self.news { down } else { NOWHERE };
        let along = if along <= self.olds { along } else { NOWHERE };
        let x = down.max(along);
        if x < 0 {
            self.reached[place] = NOWHERE;
        }
        (x >= 0).then_some(x)
    }

    /// The most items of both sides together that were passed.
    fn farthest(&self, steps: i32) -> (i32, i32) {
        let ends = diagonals(steps, self.olds, self.news).map(|k| (self.at(k), self.at(k) - k));
        ends.filter(|end| end.0 >= 0).max_by_key(|end| end.0 + end.1).unwrap_or((0, 0))
    }
}

/// The diagonals that can be reached in so many steps and do not lie outside.
fn diagonals(steps: i32, olds: i32, news: i32) -> impl Iterator<Item = i32> {
    let within = |items: i32| if steps <= items { steps } else { items - (steps - items) % 2 };
    (-within(news)..=within(olds)).step_by(2)
}

/// Takes the equal start and the equal end off a region.
pub(crate) fn trim(old: &[u32], new: &[u32], region: &mut Region) -> (Option<Run>, Option<Run>) {
    let head = same_start(&old[region.old.clone()], &new[region.new.clone()]);
    let before = Run { old: region.old.start, new: region.new.start, len: head };
    region.old.start += head;
    region.new.start += head;
    let tail = same_end(&old[region.old.clone()], &new[region.new.clone()]);
    region.old.end -= tail;
    region.new.end -= tail;
    let after = Run { old: region.old.end, new: region.new.end, len: tail };
    ((head > 0).then_some(before), (tail > 0).then_some(after))
}

fn same_start(old: &[u32], new: &[u32]) -> usize {
    old.iter().zip(new).take_while(|(a, b)| a == b).count()
}

fn same_end(old: &[u32], new: &[u32]) -> usize {
    old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Places are counted with a sign, since diagonals have one; a text has fewer than 2³¹ words.
fn length(items: &[u32]) -> i32 {
    i32::try_from(items.len()).unwrap_or(i32::MAX)
}

fn index(place: i32) -> usize {
    usize::try_from(place).unwrap_or(0)
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn solved(old: &[u32], new: &[u32], most_steps: i32) -> (usize, bool) {
        let mut at = (0, 0);
        let mut kept = 0;
        let mut myers = Myers::default();
        myers.allow(most_steps);
        let is_shortest = myers.solve(old, new, |run| {
            assert!(run.old >= at.0 && run.new >= at.1 && run.len > 0);
            assert_eq!(old[run.old..run.old_end()], new[run.new..run.new_end()]);
            at = (run.old_end(), run.new_end());
            kept += run.len;
        });
        (kept, is_shortest)
    }

    /// The length of the longest common subsequence, by the table that everybody knows.
    fn longest(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for a in old {
            let mut corner = 0;
            for (at, b) in new.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if a == b { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row[new.len()]
    }

    #[test]
    fn few_steps_find_something_and_say_so() {
        let old: Vec<u32> = (0..400).map(|at| at * 7 % 31).collect();
        let new: Vec<u32> = (0..400).map(|at| at * 11 % 29).collect();
        let (kept, is_shortest) = solved(&old, &new, 3);
        assert!(kept > 0 && !is_shortest);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_way_is_the_shortest(
            old in prop::collection::vec(0..6_u32, 0..40),
            new in prop::collection::vec(0..6_u32, 0..40),
        ) {
            prop_assert_eq!(solved(&old, &new, i32::MAX), (longest(&old, &new), true));
            let (kept, is_shortest) = solved(&old, &new, 2);
            prop_assert!(kept <= longest(&old, &new));
            prop_assert!(!is_shortest || kept == longest(&old, &new));
        }
    }
}
