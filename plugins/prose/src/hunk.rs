//! Turns paired tokens into hunks that cover both texts, white space included.

use std::ops::Range;

use claims_plugin::Hunk;

use crate::{
    run::{Region, Run},
    side::Side,
};

/// So many bytes of both texts have one hunk at most, beyond [`SPARE`], where ends of lines make them.
const BYTES: usize = 6;
/// How many hunks any texts may have.
const SPARE: usize = 512;

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
    ///
    /// Where not `all` of the runs are there, every change of the part is coarse.
    pub(crate) fn add(&mut self, old: &Side<'_>, new: &Side<'_>, (runs, all): (&[Run], bool), coarse: &[Region]) {
        self.same_until(old.part.start, new.part.start);
        self.hunks.reserve(2 * runs.len() + 1);
        let mut coarse = coarse.iter().peekable();
        let (mut olds, mut news) = (old.walk(), new.walk());
        let mut done = (0, 0);
        for run in runs {
            let rough = reaches(&mut coarse, done, (run.old, run.new)) || !all;
            let skip = (run.old - done.0, run.new - done.1);
            let (Some(was), Some(now)) = (olds.nth(skip.0), news.nth(skip.1)) else { break };
            self.changed_until(was.start(), now.start(), rough);
            // Most runs are the same with all their white space.
            let (mut all_olds, mut all_news) = (olds.clone(), news.clone());
            let last = run.len.checked_sub(2).and_then(|more| all_olds.nth(more).zip(all_news.nth(more)));
            if let Some((last_was, last_now)) = last
                && self.old[was.start()..last_was.end()] == self.new[now.start()..last_now.end()]
            {
                self.same_until(last_was.end(), last_now.end());
                (olds, news) = (all_olds, all_news);
            } else {
                self.same_until(was.end(), now.end());
                for _ in 1..run.len {
                    let (Some(was), Some(now)) = (olds.next(), news.next()) else { break };
                    self.changed_until(was.start(), now.start(), false);
                    self.same_until(was.end(), now.end());
                }
            }
            done = (run.old_end(), run.new_end());
        }
        let rough = reaches(&mut coarse, done, (usize::MAX, usize::MAX)) || !all;
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
    fn changed_until(&mut self, old_end: usize, new_end: usize, mut coarse: bool) {
        let at = self.at;
        let (was, now) = (&self.old[at.0..old_end], &self.new[at.1..new_end]);
        if was == now {
            return self.same_until(old_end, new_end);
        }
        let ends = || line_ends(was).zip(line_ends(now));
        let is_same = || line_ends(was).map(|end| &was[end]).eq(line_ends(now).map(|end| &now[end]));
        if !coarse && was.contains('\n') && is_same() {
            let count = 2 * ends().count();
            coarse = self.hunks.len() + count > SPARE + (self.old.len() + self.new.len()) / BYTES;
            self.hunks.reserve(if coarse { 0 } else { count + 1 });
            for (one, other) in ends().filter(|_| !coarse) {
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
fn line_ends(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut after = 0;
    std::iter::from_fn(move || {
        let at = after + text[after..].find('\n')?;
        let start = after + text[after..at].trim_end().len();
        after = text.len() - text[at..].trim_start().len();
        Some(start..after)
    })
}

/// The length in bytes of the white space with which both begin.
fn equal_space(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b && a.is_whitespace()).map(|(a, _)| a.len_utf8()).sum()
}
