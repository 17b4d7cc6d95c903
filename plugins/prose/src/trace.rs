//! A list of runs in order, written small while it grows; knows places and lengths, whatever they count.
//!
//! Where every other token has changed there are as many runs as tokens, and a run takes 24 bytes. Here it takes three
//! or little more: how far it is from the one before it on each side, and its length, seven bits a byte.

use crate::run::Run;

/// Runs in order, none of which touch.
#[derive(Debug)]
pub(crate) struct Trace {
    bytes: Vec<u8>,
    /// The last run, which may grow still.
    last: Run,
    /// Where the run before it ends.
    from: (usize, usize),
    count: usize,
}

/// Runs of so many items or more are not told apart by their lengths.
const LONG: usize = 64;

/// There is room for so many more, one at either end.
const ENDS: usize = 2;

impl Trace {
    pub(crate) const fn new() -> Self {
        Self { bytes: Vec::new(), last: Run { old: 0, new: 0, len: 0 }, from: (0, 0), count: 0 }
    }

    /// Adds a run behind all others, and joins it to the last where they touch.
    pub(crate) fn push(&mut self, run: Run) {
        if self.last.old_end() == run.old && self.last.new_end() == run.new {
            self.last.len += run.len;
            return;
        }
        self.end();
        self.last = run;
    }

    /// Writes the last run down.
    fn end(&mut self) {
        if self.last.len > 0 {
            for number in [self.last.old - self.from.0, self.last.new - self.from.1, self.last.len] {
                self.put(number);
            }
            self.from = (self.last.old_end(), self.last.new_end());
            self.count += 1;
        }
    }

    fn put(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The runs, and whether all of them are here: at most so many are given out, the longest.
    pub(crate) fn runs(mut self, most: usize) -> (Vec<Run>, bool) {
        self.end();
        if self.count <= most {
            let mut runs = Vec::with_capacity(self.count + ENDS);
            runs.extend(self.iter());
            return (runs, true);
        }
        let mut counts = [0; LONG + 1];
        self.iter().for_each(|run| counts[run.len.min(LONG)] += 1);
        // All runs longer than the limit, and of those as long as it the first ones.
        let mut rest = most;
        let limit = (1..=LONG).rev().find(|length| {
            let fits = counts[*length] <= rest;
            rest -= if fits { counts[*length] } else { 0 };
            !fits
        });
        let limit = limit.unwrap_or(0);
        let mut runs = Vec::with_capacity(most + ENDS);
        for run in self.iter() {
            let length = run.len.min(LONG);
            if length > limit || length == limit && rest > 0 {
                rest -= usize::from(length == limit);
                runs.push(run);
            }
        }
        (runs, false)
    }

    fn iter(&self) -> impl Iterator<Item = Run> {
        let mut bytes = self.bytes.iter();
        let mut number = move || {
            let (mut number, mut shift) = (0, 0);
            for byte in bytes.by_ref() {
                number |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if *byte < 0x80 {
                    return Some(number);
                }
            }
            None
        };
        let mut from = (0, 0);
        std::iter::from_fn(move || {
            let run = Run { old: from.0 + number()?, new: from.1 + number()?, len: number()? };
            from = (run.old_end(), run.new_end());
            Some(run)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(old: usize, new: usize, len: usize) -> Run {
        Run { old, new, len }
    }

    fn traced(runs: &[Run], most: usize) -> (Vec<Run>, bool) {
        let mut trace = Trace::new();
        runs.iter().for_each(|run| trace.push(*run));
        trace.runs(most)
    }

    #[test]
    fn runs_come_back_joined_where_they_touch() {
        let runs = [run(0, 0, 2), run(2, 2, 1), run(3, 300, 5_000), run(70_000, 5_301, 1)];
        let joined = vec![run(0, 0, 3), run(3, 300, 5_000), run(70_000, 5_301, 1)];
        assert_eq!(traced(&runs, 3), (joined, true));
        assert_eq!(traced(&[], 0), (vec![], true));
        assert_eq!(traced(&[run(0, 4, 1)], 1), (vec![run(0, 4, 1)], true));
    }

    #[test]
    fn of_too_many_the_longest_are_left() {
        let runs = [run(1, 0, 1), run(3, 2, 2), run(6, 6, 900), run(1_000, 1_001, 2), run(2_000, 2_000, 1)];
        assert_eq!(traced(&runs, 2), (vec![run(3, 2, 2), run(6, 6, 900)], false));
        assert_eq!(traced(&runs, 1).0, [run(6, 6, 900)]);
        assert_eq!(traced(&runs, 4).0, runs[..4]);
        assert_eq!(traced(&runs, 0).0, []);
    }
}
