//! Turns paired tokens into hunks that cover both texts, white space included.

use std::ops::Range;

use claims_plugin::Hunk;

use crate::{
    run::{Region, Run},
    side::Side,
};

/// The hunks of a pair of texts, made part by part; what no part covers is the same.
pub(crate) struct Hunks<'a> {
    old: &'a str,
    new: &'a str,
    hunks: Vec<Hunk>,
    at: (usize, usize),
}

impl<'a> Hunks<'a> {
    pub(crate) const fn new(old: &'a str, new: &'a str) -> Self {
        Self { old, new, hunks: Vec::new(), at: (0, 0) }
    }

    /// Adds a part: `runs` are the same but perhaps in their white space, all else has changed.
    pub(crate) fn add(&mut self, old: &Side<'_>, new: &Side<'_>, runs: &[Run], coarse: &[Region]) {
        self.same_until(old.part.start, new.part.start);
        self.hunks.reserve(2 * runs.len() + 1);
        let mut coarse = coarse.iter().peekable();
        let mut done = (0, 0);
        for run in runs {
            let mut rough = reaches(&mut coarse, done, (run.old, run.new));
            for (was, now) in old.tokens[run.old..run.old_end()].iter().zip(&new.tokens[run.new..run.new_end()]) {
                self.changed_until(was.start(), now.start(), rough);
                self.same_until(was.end(), now.end());
                rough = false;
            }
            done = (run.old_end(), run.new_end());
        }
        let rough = reaches(&mut coarse, done, (old.tokens.len(), new.tokens.len()));
        self.changed_until(old.part.end, new.part.end, rough);
    }

    /// Adds a part of which nothing is known.
    pub(crate) fn add_unread(&mut self, part: &Region) {
        self.same_until(part.old.start, part.new.start);
        self.push(false, true, part.old.end, part.new.end);
    }

    pub(crate) fn finish(mut self) -> Vec<Hunk> {
        self.same_until(self.old.len(), self.new.len());
        self.hunks
    }

    /// Everything up to the two places has changed, but for as many ends of lines as stand on both sides.
    fn changed_until(&mut self, old_end: usize, new_end: usize, coarse: bool) {
        let at = self.at;
        let (was, now) = (&self.old[at.0..old_end], &self.new[at.1..new_end]);
        let (olds, news) = (line_ends(was), line_ends(now));
        let same = |(one, other): (&Range<usize>, &Range<usize>)| was[one.clone()] == now[other.clone()];
        if !coarse && olds.len() == news.len() && olds.iter().zip(&news).all(same) {
            for (one, other) in olds.iter().zip(&news) {
                self.replaced_until(at.0 + one.start, at.1 + other.start, false);
                self.same_until(at.0 + one.end, at.1 + other.end);
            }
        }
        self.replaced_until(old_end, new_end, coarse);
    }

    /// Everything up to the two places has changed, but for white space at either end of it.
    fn replaced_until(&mut self, old_end: usize, new_end: usize, coarse: bool) {
        let (was, now) = (&self.old[self.at.0..old_end], &self.new[self.at.1..new_end]);
        if was == now {
            return self.same_until(old_end, new_end);
        }
        let head = equal_space(was.chars(), now.chars());
        let tail = equal_space(was[head..].chars().rev(), now[head..].chars().rev());
        self.same_until(self.at.0 + head, self.at.1 + head);
        self.push(false, coarse, old_end - tail, new_end - tail);
        self.same_until(old_end, new_end);
    }

    fn same_until(&mut self, old_end: usize, new_end: usize) {
        match self.hunks.last_mut() {
            Some(last) if last.same => {
                last.old.end = old_end;
                last.new.end = new_end;
                self.at = (old_end, new_end);
            }
            _ => self.push(true, false, old_end, new_end),
        }
    }

    fn push(&mut self, same: bool, coarse: bool, old_end: usize, new_end: usize) {
        let hunk = Hunk { same, coarse, old: self.at.0..old_end, new: self.at.1..new_end };
        if !hunk.old.is_empty() || !hunk.new.is_empty() {
            self.hunks.push(hunk);
        }
        self.at = (old_end, new_end);
    }
}

/// Whether a coarse region lies in the change between two pairs of tokens; takes those that do.
fn reaches<'a>(
    coarse: &mut std::iter::Peekable<impl Iterator<Item = &'a Region>>,
    from: (usize, usize),
    to: (usize, usize),
) -> bool {
    let mut any = false;
    while let Some(region) = coarse.peek() {
        if region.old.start >= to.0.max(from.0 + 1) || region.new.start >= to.1.max(from.1 + 1) {
            break;
        }
        any = true;
        coarse.next();
    }
    any
}

/// The stretches of white space in which a line ends.
fn line_ends(text: &str) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut after = 0;
    for (at, _) in text.match_indices('\n') {
        if at >= after {
            let start = text[..at].trim_end().len().max(after);
            after = text.len() - text[at..].trim_start().len();
            ends.push(start..after);
        }
    }
    ends
}

/// The length in bytes of the white space with which both begin.
fn equal_space(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b && a.is_whitespace()).map(|(a, _)| a.len_utf8()).sum()
}
