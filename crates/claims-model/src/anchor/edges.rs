//! Decides where a followed quote begins and ends when its own first or last words have changed.
//!
//! Knows the pairs of words and where sentences begin, not how the pairs were found. What was put in or exchanged at
//! an edge belongs to the quote as far as its sentence reaches: a quote that began a sentence begins one still.

use std::ops::Range;

use super::{
    pair::Pair,
    word::{Borders, Word, letters},
};

/// The old and the new words around a quote, and which of them are equal.
pub(super) struct Paired<'w> {
    /// The quote with what stands around it.
    pub(super) old: &'w [Word],
    /// Which of the old words are the quote's.
    pub(super) quote: Range<usize>,
    /// The passage in which the quote is looked for, with what stands around it.
    pub(super) new: &'w [Word],
    /// Which of the new words are the passage's.
    pub(super) passage: Range<usize>,
    /// Equal words of the old words and the passage, in order.
    pub(super) pairs: &'w [Pair],
    /// What begins after the last old word, and after the last new one.
    pub(super) after: (Borders, Borders),
}

impl Paired<'_> {
    /// The new words that stand for the quote; `None` when none of its words was kept.
    pub(super) fn place(&self) -> Option<Range<usize>> {
        let within = |pair: &&Pair| self.quote.contains(&pair.0);
        let is_word = |pair: &&Pair| within(pair) && self.old[pair.0].letters > 0;
        let first = self.pairs.iter().find(is_word).or_else(|| self.pairs.iter().find(within))?;
        let last = self.pairs.iter().rev().find(is_word).or_else(|| self.pairs.iter().rev().find(within))?;
        let (first, last) = (self.first(*first), self.last(*last));
        Some(self.start(first)..self.end(last))
    }

    /// The new words from the first that was kept to the last.
    pub(super) fn bare(&self) -> Option<Range<usize>> {
        let within = |pair: &&Pair| self.quote.contains(&pair.0);
        Some(self.pairs.iter().find(within)?.1..self.pairs.iter().rev().find(within)?.1 + 1)
    }

    /// The first pair with the marks of the quote before it, where they still stand before it.
    fn first(&self, first: Pair) -> Pair {
        let marks = self.old[self.quote.start..first.0].iter().take_while(|word| word.letters == 0).count();
        let lost = first.0 - self.quote.start - marks;
        let least = first.1.saturating_sub(2 * lost + marks + 2);
        let mut at = first.1;
        let mut found = first;
        for mark in (self.quote.start..self.quote.start + marks).rev() {
            let ends = |now: &usize| *now < self.passage.start && self.new[*now].letters > 0;
            let near = (least..at).rev().take_while(|now| !ends(now));
            let Some(now) = self.mark(mark, self.quote.start + marks..first.0, near) else { break };
            (at, found) = (now, (mark, now));
        }
        found
    }

    /// The last pair with the marks of the quote after it, where they still stand after it.
    fn last(&self, last: Pair) -> Pair {
        let behind = &self.old[last.0 + 1..self.quote.end];
        let marks = behind.iter().rev().take_while(|word| word.letters == 0).count();
        let lost = behind.len() - marks;
        let most = (last.1 + 1 + 2 * lost + marks + 2).min(self.new.len());
        let mut from = last.1 + 1;
        let mut found = last;
        for mark in self.quote.end - marks..self.quote.end {
            // Beyond the passage stand the words of others.
            let ends = |now: &usize| self.new[*now].begins || *now >= self.passage.end && self.new[*now].letters > 0;
            let near = (from..most).take_while(|now| !ends(now));
            let Some(now) = self.mark(mark, last.0 + 1..self.quote.end - marks, near) else { continue };
            (from, found) = (now + 1, (mark, now));
        }
        found
    }

    /// Which of the new words `near` is the old mark, when so many of the `lost` words are written as it is: marks that open
    /// and marks that close may be written alike, and then the nearest is the other one.
    fn mark(&self, mark: usize, lost: Range<usize>, near: impl Iterator<Item = usize>) -> Option<usize> {
        let id = self.old[mark].id;
        let alike = self.old[lost].iter().filter(|word| word.id == id).count();
        near.filter(|now| self.new[*now].id == id).take(alike + 1).last()
    }

    fn start(&self, first: Pair) -> usize {
        let before = self.pairs.iter().rev().find(|pair| pair.0 < self.quote.start && pair.1 < first.1);
        let (old_gap, new_gap) = before.map_or((0, self.passage.start), |pair| (pair.0 + 1, pair.1 + 1));
        let is_border = self.border();
        let side = Side {
            room: first.1.saturating_sub(new_gap),
            reach: if before.is_some() || self.old[0].begins { 0 } else { first.1 },
            lost: first.0 - self.quote.start,
            foreign: self.quote.start - old_gap.min(self.quote.start),
            whole: is_border(self.borders(self.old, self.quote.start, self.after.0)),
            inner: self.inner(self.quote.start + 1..first.0 + 1),
            letters: letters(&self.old[self.quote.clone()]),
        };
        let taken_letters = |taken: usize| letters(&self.new[first.1 - taken..first.1]);
        first.1 - side.taken(|taken| is_border(self.borders(self.new, first.1 - taken, self.after.1)), taken_letters)
    }

    fn end(&self, last: Pair) -> usize {
        let after = self.pairs.iter().find(|pair| pair.0 >= self.quote.end && pair.1 > last.1);
        let (old_gap, new_gap) = after.copied().unwrap_or((self.old.len(), self.passage.end));
        let is_border = self.border();
        let from = last.1 + 1;
        let side = Side {
            room: new_gap.saturating_sub(from),
            reach: if after.is_some() || self.after.0.begins { 0 } else { self.new.len() - from },
            lost: self.quote.end - (last.0 + 1),
            foreign: old_gap - self.quote.end,
            whole: is_border(self.borders(self.old, self.quote.end, self.after.0)),
            inner: self.inner(last.0 + 1..self.quote.end),
            letters: letters(&self.old[self.quote.clone()]),
        };
        let taken_letters = |taken: usize| letters(&self.new[from..from + taken]);
        from + side.taken(|taken| is_border(self.borders(self.new, from + taken, self.after.1)), taken_letters)
    }

    /// What begins with the word at a position.
    fn borders(&self, words: &[Word], at: usize, after: Borders) -> Borders {
        words.get(at).map_or(after, |word| Borders { begins: word.begins, line: word.line })
    }

    /// What the quote is cut by: a quote of whole paragraphs by lines, any other by sentences.
    fn border(&self) -> impl Fn(Borders) -> bool + use<> {
        let sentences = self.old[self.quote.start + 1..self.quote.end].iter().filter(|word| word.begins).count();
        let ends = self.borders(self.old, self.quote.start, self.after.0).line
            && self.borders(self.old, self.quote.end, self.after.0).line;
        let by_lines = sentences > 0 && ends;
        move |borders| if by_lines { borders.line } else { borders.begins }
    }

    /// How many of these old words have what cuts the quote before them.
    fn inner(&self, range: Range<usize>) -> usize {
        let is_border = self.border();
        range.filter(|at| is_border(self.borders(self.old, *at, self.after.0))).count()
    }
}

/// One edge of a quote: words that may be taken beyond the outermost one that was kept.
struct Side {
    /// How many new words lie between that one and the nearest that is somebody else's.
    room: usize,
    /// How many lie between it and the end of what is known, if the rest of another sentence stands there.
    reach: usize,
    /// How many of the quote's own words beyond that one are not in the new text.
    lost: usize,
    /// How many old words next to the quote are not in the new text either.
    foreign: usize,
    /// Whether the quote ended with its sentence or paragraph here.
    whole: bool,
    /// How many sentences, or lines, begin among the quote's words that are lost.
    inner: usize,
    /// How many letters the quote has.
    letters: usize,
}

impl Side {
    /// How many words are taken; `is_border(n)` tells whether a sentence ends after `n` of them.
    fn taken(&self, is_border: impl Fn(usize) -> bool, letters: impl Fn(usize) -> usize) -> usize {
        // A quote grows by its own length at most.
        let fits = |taken: usize| letters(taken) <= self.letters + 12;
        if self.whole {
            let within = (0..=self.room).filter(|taken| is_border(*taken)).nth(self.inner);
            // Its sentence may have been joined to one that did not change.
            let beyond = || (self.room + 1..=self.reach).find(|taken| is_border(*taken)).filter(|_| self.lost > 0);
            if let Some(taken) = within.or_else(beyond).filter(|taken| fits(*taken)) {
                return taken;
            }
        }
        if self.lost == 0 {
            return 0;
        }
        let border = (1..=self.room).find(|taken| is_border(*taken)).unwrap_or(self.room);
        let taken = if self.foreign == 0 { border } else { border.min(self.lost) };
        if fits(taken) { taken } else { taken.min(self.lost) }
    }
}
