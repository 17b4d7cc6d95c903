//! Decides where a followed quote begins and ends when its own first or last words have changed.
//!
//! Knows the pairs of words and where sentences begin, not how the pairs were found. What was put in or exchanged at
//! an edge belongs to the quote as far as its sentence reaches: a quote that began a sentence begins one still.

use std::ops::Range;

use super::{pair::Pair, word::Word};

/// The old and the new words around a quote, and which of them are equal.
pub(super) struct Paired<'w> {
    /// The quote with what stands around it.
    pub(super) old: &'w [Word],
    /// Which of the old words are the quote's.
    pub(super) quote: Range<usize>,
    /// The passage in which the quote is looked for.
    pub(super) new: &'w [Word],
    /// Equal words of both, in order.
    pub(super) pairs: &'w [Pair],
    /// Whether a sentence begins after the last old word, and after the last new one.
    pub(super) begins_after: (bool, bool),
}

impl Paired<'_> {
    /// The new words that stand for the quote; `None` when none of its words was kept.
    pub(super) fn place(&self) -> Option<Range<usize>> {
        let within = |pair: &&Pair| self.quote.contains(&pair.0);
        let first = *self.pairs.iter().find(within)?;
        let last = *self.pairs.iter().rev().find(within)?;
        Some(self.start(first)..self.end(last))
    }

    fn start(&self, first: Pair) -> usize {
        let before = self.pairs.iter().rev().find(|pair| pair.0 < self.quote.start);
        let (old_gap, new_gap) = before.map_or((0, 0), |pair| (pair.0 + 1, pair.1 + 1));
        let side = Side {
            room: first.1 - new_gap,
            lost: first.0 - self.quote.start,
            foreign: self.quote.start - old_gap.min(self.quote.start),
            whole: self.old[self.quote.start].begins,
            inner: count(self.old, self.quote.start + 1..first.0 + 1),
            most: self.most_added(),
        };
        let letters = |taken: usize| sum(&self.new[first.1 - taken..first.1]);
        first.1 - side.taken(|taken| self.new[first.1 - taken].begins, letters)
    }

    fn end(&self, last: Pair) -> usize {
        let after = self.pairs.iter().find(|pair| pair.0 >= self.quote.end);
        let (old_gap, new_gap) = after.copied().unwrap_or((self.old.len(), self.new.len()));
        let begins = |words: &[Word], at: usize, after: bool| words.get(at).map_or(after, |word| word.begins);
        let side = Side {
            room: new_gap - (last.1 + 1),
            lost: self.quote.end - (last.0 + 1),
            foreign: old_gap - self.quote.end,
            whole: begins(self.old, self.quote.end, self.begins_after.0),
            inner: count(self.old, last.0 + 1..self.quote.end),
            most: self.most_added(),
        };
        let letters = |taken: usize| sum(&self.new[last.1 + 1..last.1 + 1 + taken]);
        last.1 + 1 + side.taken(|taken| begins(self.new, last.1 + 1 + taken, self.begins_after.1), letters)
    }

    /// A quote does not grow by more than half at an edge.
    fn most_added(&self) -> usize {
        sum(&self.old[self.quote.clone()]) / 2 + 12
    }
}

/// One edge of a quote: words that may be taken beyond the outermost one that was kept.
struct Side {
    /// How many new words lie between that one and the nearest that is somebody else's.
    room: usize,
    /// How many of the quote's own words beyond that one are not in the new text.
    lost: usize,
    /// How many old words next to the quote are not in the new text either.
    foreign: usize,
    /// Whether the quote ended with its sentence here.
    whole: bool,
    /// How many sentences begin among the quote's words that are lost.
    inner: usize,
    /// How many letters may be taken.
    most: usize,
}

impl Side {
    /// How many words are taken; `is_border(n)` tells whether a sentence ends after `n` of them.
    fn taken(&self, is_border: impl Fn(usize) -> bool, letters: impl Fn(usize) -> usize) -> usize {
        let bounded = |taken: usize| if letters(taken) <= self.most + self.lost * 12 { taken } else { 0 };
        if self.whole {
            let mut borders = (0..=self.room).filter(|taken| is_border(*taken));
            if let Some(taken) = borders.nth(self.inner) {
                return bounded(taken);
            }
        }
        if self.lost == 0 {
            return 0;
        }
        let border = (1..=self.room).find(|taken| is_border(*taken)).unwrap_or(self.room);
        let taken = if self.foreign == 0 { border } else { border.min(self.lost) };
        if letters(taken) <= self.most + self.lost * 12 { taken } else { taken.min(self.lost) }
    }
}

/// How many sentences begin with one of these words.
fn count(words: &[Word], range: Range<usize>) -> usize {
    words[range].iter().filter(|word| word.begins).count()
}

fn sum(words: &[Word]) -> usize {
    words.iter().map(|word| word.letters as usize).sum()
}
