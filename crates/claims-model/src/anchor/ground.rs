//! Two texts with their difference, and the part of both in which a quote is looked for; knows hunks, not words.

use std::{borrow::Cow, ops::Range};

use super::{
    Hunk,
    checked::{cover, is_short, whole},
};

/// Two texts and the hunks from one to the other.
#[derive(Debug)]
pub(super) struct Ground<'t> {
    pub(super) old: &'t str,
    pub(super) new: &'t str,
    /// They cover both texts in order.
    pub(super) hunks: Cow<'t, [Hunk]>,
}

/// The part of both texts in which a quote is carried along.
pub(super) struct Region {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    /// The new passage without what lies beyond an island.
    pub(super) core: Range<usize>,
}

/// The most islands at either end of a region that are taken into it.
const MOST_ISLANDS: usize = 4;

impl<'t> Ground<'t> {
    /// Hunks that cannot be right are taken for none.
    pub(super) fn of(old: &'t str, new: &'t str, hunks: &'t [Hunk]) -> Self {
        let hunks = if cover(old, new, hunks) { Cow::Borrowed(hunks) } else { Cow::Owned(whole(old, new)) };
        Self { old, new, hunks }
    }

    /// The hunks that hold a part of `at`.
    pub(super) fn touched(&self, at: &Range<usize>) -> Range<usize> {
        let first = self.hunks.partition_point(|hunk| hunk.old.end <= at.start);
        let end = first + self.hunks[first..].partition_point(|hunk| hunk.old.start < at.end);
        first..end
    }

    /// The place of `at` when one unchanged hunk holds all of it.
    pub(super) fn unchanged(&self, at: &Range<usize>) -> Option<Range<usize>> {
        match &self.hunks[self.touched(at)] {
            [hunk] if hunk.same => {
                let start = hunk.new.start + (at.start - hunk.old.start);
                Some(start..start + at.len())
            }
            _ => None,
        }
    }

    /// The share of a quote, in bytes, that the difference itself keeps.
    pub(super) fn kept(&self, at: &Range<usize>) -> f64 {
        let same = self.hunks[self.touched(at)].iter().filter(|hunk| hunk.same);
        let kept: usize = same.map(|hunk| hunk.old.end.min(at.end) - hunk.old.start.max(at.start)).sum();
        kept as f64 / at.len().max(1) as f64
    }

    /// The hunks that hold `at` and no others, cut to it where they are the same.
    pub(super) fn narrow(&self, at: &Range<usize>) -> Region {
        self.cut(at, self.touched(at))
    }

    /// The hunks that hold `at`, with changes that border on it.
    pub(super) fn wide(&self, at: &Range<usize>) -> Region {
        let Range { start: mut first, end: mut last } = self.touched(at);
        let blank = |range: Range<usize>| self.old[range].trim().is_empty();
        while let Some(before) = first.checked_sub(1).map(|before| &self.hunks[before])
            && !before.same
            && blank(before.old.end..at.start.max(before.old.end))
        {
            first -= 1;
        }
        while let Some(after) = self.hunks.get(last)
            && !after.same
            && blank(at.end.min(after.old.start)..after.old.start)
        {
            last += 1;
        }
        let core = match &self.hunks[first..last] {
            [head, .., tail] => head.new.start..tail.new.end,
            [one] => one.new.clone(),
            [] => 0..0,
        };
        // An island between two changes may be the quote's own word that was paired with another's.
        let is_island = |island: usize, next: usize| {
            let (island, next) = (self.hunks.get(island), self.hunks.get(next));
            island.is_some_and(|one| one.same && is_short(&self.old[one.old.clone()]))
                && next.is_some_and(|one| !one.same)
        };
        // There is no hunk at `first` where nothing, at the end of the text, is looked for.
        let is_change = |hunk: usize| self.hunks.get(hunk).is_some_and(|hunk| !hunk.same);
        for _ in 0..MOST_ISLANDS {
            if first >= 2 && is_change(first) && is_island(first - 1, first - 2) {
                first -= 2;
            }
            if last > first && is_change(last - 1) && is_island(last, last + 1) {
                last += 2;
            }
        }
        Region { core, ..self.cut(at, first..last) }
    }

    /// Some hunks, cut to `at` at the ends where they are the same.
    fn cut(&self, at: &Range<usize>, hunks: Range<usize>) -> Region {
        let hunks = &self.hunks[hunks];
        let (Some(head), Some(tail)) = (hunks.first(), hunks.last()) else {
            return Region { old: at.clone(), new: 0..0, core: 0..0 };
        };
        let cut = if head.same { at.start.saturating_sub(head.old.start) } else { 0 };
        let cut_end = if tail.same { tail.old.end.saturating_sub(at.end) } else { 0 };
        Region {
            old: head.old.start + cut..tail.old.end - cut_end,
            new: head.new.start + cut..tail.new.end - cut_end,
            core: head.new.start..tail.new.end,
        }
    }

    /// The border of a character at or before a byte of the new text.
    pub(super) fn floor(&self, mut at: usize) -> usize {
        while !self.new.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reaches_over_what_changed_beside_the_quote_and_no_further() {
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let hunks = [hunk(true, 0..4, 0..4), hunk(false, 4..8, 4..6), hunk(true, 8..15, 6..13)];
        let ground = Ground::of("one two three. ", "one 2 three. ", &hunks);
        let (wide, narrow) = (ground.wide(&(8..13)), ground.narrow(&(8..13)));
        assert_eq!((wide.old, wide.new, wide.core), (4..13, 4..11, 4..13));
        assert_eq!((narrow.old, narrow.new), (8..13, 6..11));
        assert_eq!((ground.unchanged(&(8..13)), ground.unchanged(&(6..13))), (Some(6..11), None));
        assert!((ground.kept(&(4..14)) - 0.6).abs() < 1e-9);
    }

    #[test]
    fn nothing_at_the_end_of_a_text_has_a_region() {
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let hunks = [hunk(false, 0..4, 0..0), hunk(true, 4..8, 0..4)];
        let ground = Ground::of("the the ", "the ", &hunks);
        assert!(ground.wide(&(8..8)).core.is_empty());
    }

    #[test]
    fn hunks_that_cannot_be_right_are_taken_for_none() {
        let hunk = Hunk { same: true, coarse: false, old: 0..3, new: 0..3 };
        let ground = Ground::of("one", "two", std::slice::from_ref(&hunk));
        assert!(ground.hunks.len() == 1 && !ground.hunks[0].same);
    }
}
