//! Takes the steps of a diff: without a gap, along the edges of characters, the same only where it is the same.

use std::ops::Range;

use crate::Hunk;

/// The steps so far.
#[derive(Debug)]
pub(super) struct Hunks<'t> {
    old: &'t str,
    new: &'t str,
    steps: Vec<Hunk>,
    old_end: usize,
    new_end: usize,
}

impl<'t> Hunks<'t> {
    pub(super) const fn new(old: &'t str, new: &'t str) -> Self {
        Self { old, new, steps: Vec::new(), old_end: 0, new_end: 0 }
    }

    pub(super) fn push(&mut self, hunk: Hunk) -> Result<(), String> {
        let was = passage("old", self.old, self.old_end, &hunk.old)?;
        let now = passage("new", self.new, self.new_end, &hunk.new)?;
        if hunk.same && was != now {
            return Err(format!(
                "it calls byte {} of the old text the same as byte {} of the new one, but what follows there differs",
                hunk.old.start, hunk.new.start
            ));
        }
        (self.old_end, self.new_end) = (hunk.old.end, hunk.new.end);
        // A step over nothing says nothing.
        if !was.is_empty() || !now.is_empty() {
            self.steps.push(hunk);
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Hunk>, String> {
        for (side, at, length) in [("old", self.old_end, self.old.len()), ("new", self.new_end, self.new.len())] {
            if at != length {
                return Err(format!("the diff ends at byte {at} of the {side} text, which is {length} long"));
            }
        }
        Ok(self.steps)
    }
}

fn passage<'t>(side: &str, text: &'t str, expected: usize, range: &Range<usize>) -> Result<&'t str, String> {
    let Range { start, end } = *range;
    if start != expected || end < start {
        return Err(format!(
            "a step of the diff goes from byte {start} to {end} of the {side} text, and should begin at {expected}"
        ));
    }
    let passage = text.get(start..end);
    passage.ok_or_else(|| format!("byte {end} of the {side} text is not the edge of a character in it"))
}
