//! Takes the steps of a diff: without a gap, along the edges of characters, the same only where it is the same.

use std::ops::Range;

use claims_model::anchor::Hunk;

use crate::{Fault, Unit};

/// The steps so far.
pub(super) struct Hunks<'a> {
    old: &'a str,
    new: &'a str,
    steps: Vec<Hunk>,
    old_end: usize,
    new_end: usize,
}

impl<'a> Hunks<'a> {
    pub(super) const fn new(old: &'a str, new: &'a str) -> Self {
        Self { old, new, steps: Vec::new(), old_end: 0, new_end: 0 }
    }

    pub(super) fn push(&mut self, hunk: Hunk) -> Result<(), Fault> {
        let was = passage("old", self.old, self.old_end, &hunk.old)?;
        let now = passage("new", self.new, self.new_end, &hunk.new)?;
        if hunk.same && was != now {
            return Err(Fault::NotTheSame { unit: Unit::Byte, old: hunk.old.start, new: hunk.new.start });
        }
        (self.old_end, self.new_end) = (hunk.old.end, hunk.new.end);
        // A step over nothing says nothing.
        if !was.is_empty() || !now.is_empty() {
            self.steps.push(hunk);
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Hunk>, Fault> {
        for (side, at, length) in [("old", self.old_end, self.old.len()), ("new", self.new_end, self.new.len())] {
            if at != length {
                return Err(Fault::Unfinished { unit: Unit::Byte, side, at, length });
            }
        }
        Ok(self.steps)
    }
}

fn passage<'t>(side: &'static str, text: &'t str, expected: usize, range: &Range<usize>) -> Result<&'t str, Fault> {
    if range.start != expected || range.end < range.start {
        return Err(Fault::Gap { side, expected, start: range.start, end: range.end });
    }
    text.get(range.clone()).ok_or(Fault::NotAnEdge { side, at: range.end })
}
