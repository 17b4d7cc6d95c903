//! One of the two texts, or a part of it, with all that is asked about it; knows nothing of the other.
//!
//! A text in which nearly every byte is a token, as of brackets, would need many times its size. Of such a part the
//! tokens are not kept while they are paired as numbers, nor while the hunks are made: they are cut anew.

use std::{cell::OnceCell, ops::Range, slice};

use crate::{
    known::Known,
    sentence,
    token::{Class, Cut, Token, cut, tokens, tokens_like, unspaced},
};

/// A part with fewer bytes for each token is dense.
pub(crate) const DENSE: usize = 3;
/// A part of fewer bytes is never dense: there is nothing to save.
const SMALL: usize = 1 << 12;
/// How many tokens lie between two for which the sum of letters is kept.
const STRIDE: usize = 8;

/// A part of a text, its words, and where its sentences begin.
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    /// The part, in bytes.
    pub(crate) part: Range<usize>,
    /// The tokens; none while they are not kept.
    pub(crate) tokens: Vec<Token>,
    /// Whether they are kept only while they are looked at in any order.
    is_dense: bool,
    /// How many letters a reader sees before each [`STRIDE`]th token, beyond 2³² from the start.
    ///
    /// Kept as sums, so that a long change costs no more to look at than a short one; counted when first asked for.
    letters_before: OnceCell<Vec<u32>>,
}

impl<'a> Side<'a> {
    /// Cuts a part of a text.
    pub(crate) fn of(text: &'a str, part: Range<usize>) -> Self {
        let tokens = tokens(text, part.clone());
        Self::with(text, part, tokens)
    }

    /// Cuts the part of the other text that belongs to this one.
    pub(crate) fn other<'b>(&self, text: &'b str, part: Range<usize>) -> Side<'b> {
        let tokens = tokens_like(text, part.clone(), (self.text, self.part.clone(), &self.tokens));
        Side::with(text, part, tokens)
    }

    fn with(text: &'a str, part: Range<usize>, tokens: Vec<Token>) -> Self {
        let is_dense = part.len() >= SMALL && tokens.len() > part.len() / DENSE;
        Self { text, part, tokens, is_dense, letters_before: OnceCell::new() }
    }

    /// The tokens as numbers, which are equal where the tokens are, on both sides; all but some at the start and the end.
    pub(crate) fn numbers(&mut self, known: &mut Known<'a>, is_new: bool, (head, tail): (usize, usize)) -> Vec<u32> {
        let tokens = &self.tokens[head..self.tokens.len() - tail];
        let numbers = tokens.iter().map(|token| known.number(is_new, token.bytes())).collect();
        self.forget();
        numbers
    }

    /// Finds out where sentences begin.
    pub(crate) fn read(&mut self) {
        if self.is_dense {
            self.tokens = tokens(self.text, self.part.clone());
        }
        sentence::mark(self.text, &mut self.tokens);
    }

    /// Forgets what need not be kept for [`Side::walk`].
    pub(crate) fn forget(&mut self) {
        self.letters_before.take();
        if self.is_dense {
            self.tokens = Vec::new();
        }
    }

    /// The tokens from the first to the last.
    pub(crate) fn walk(&self) -> Walk<'_> {
        if self.is_dense { Walk::Anew(cut(self.text, self.part.clone())) } else { Walk::Kept(self.tokens.iter()) }
    }

    /// Whether a dense part needs care with what is kept for each of its tokens.
    pub(crate) const fn is_dense(&self) -> bool {
        self.is_dense
    }

    /// The word, number or mark at a place.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].bytes()]
    }

    /// Whether a sentence begins with a token; the end is one as well.
    pub(crate) fn begins(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.begins())
    }

    /// How many letters a reader sees between two tokens.
    pub(crate) fn letters(&self, start: usize, end: usize) -> usize {
        if end - start <= STRIDE {
            return self.sum(&self.tokens[start..end]) as usize;
        }
        let before = |at: usize| {
            let mark = at / STRIDE;
            self.letters_before()[mark].wrapping_add(self.sum(&self.tokens[mark * STRIDE..at]))
        };
        before(end).wrapping_sub(before(start)) as usize
    }

    fn letters_before(&self) -> &[u32] {
        self.letters_before.get_or_init(|| {
            let mut sum = 0_u32;
            let mut sums = Vec::with_capacity(self.tokens.len() / STRIDE + 1);
            sums.push(0);
            for tokens in self.tokens.chunks_exact(STRIDE) {
                sum = sum.wrapping_add(self.sum(tokens));
                sums.push(sum);
            }
            sums
        })
    }

    fn sum(&self, tokens: &[Token]) -> u32 {
        tokens.iter().fold(0, |sum, token| sum.wrapping_add(weight(&self.text[token.bytes()], token.class())))
    }

    /// The white space before a token, or at the end.
    pub(crate) fn gap(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(self.part.start, |before| self.tokens[before].end());
        &self.text[start..self.tokens.get(at).map_or(self.part.end, |token| token.start())]
    }

    /// Whether a whole line is among these tokens, as in a list.
    pub(crate) fn has_line(&self, start: usize, end: usize) -> bool {
        (start..=end).filter(|at| self.gap(*at).contains('\n')).count() > 1
    }

    /// How many of these tokens are words or numbers.
    pub(crate) fn words(&self, start: usize, end: usize) -> usize {
        self.tokens[start..end].iter().filter(|token| token.class() != Class::Mark).count()
    }
}

/// How many tokens are the same at the start of two sides, and how many of the others at the end.
pub(crate) fn same_ends(old: &Side<'_>, new: &Side<'_>) -> (usize, usize) {
    let (olds, news) = (old.tokens.len(), new.tokens.len());
    let most = olds.min(news);
    let head = (0..most).take_while(|at| old.word(*at) == new.word(*at)).count();
    let tail = (1..=most - head).take_while(|back| old.word(olds - back) == new.word(news - back)).count();
    (head, tail)
}

/// Tokens in order, as they were kept or as they are cut anew.
#[derive(Clone)]
pub(crate) enum Walk<'s> {
    Kept(slice::Iter<'s, Token>),
    Anew(Cut<'s>),
}

impl Iterator for Walk<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        match self {
            Self::Kept(tokens) => tokens.next().copied(),
            Self::Anew(cut) => cut.next(),
        }
    }

    fn nth(&mut self, n: usize) -> Option<Token> {
        match self {
            Self::Kept(tokens) => tokens.nth(n).copied(),
            Self::Anew(cut) => cut.nth(n),
        }
    }
}

/// What a token counts in letters: a digit and an unspaced character are worth more than one.
fn weight(word: &str, class: Class) -> u32 {
    let length = u32::try_from(word.len()).unwrap_or(u32::MAX >> 2);
    match class {
        Class::Mark => 2,
        Class::Number => 3 + 3 * length,
        Class::Word if word.is_ascii() => length,
        Class::Word if word.starts_with(unspaced) => 3,
        Class::Word => u32::try_from(word.chars().count()).unwrap_or(length),
    }
}
