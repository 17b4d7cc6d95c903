//! One of the two texts, or a part of it, with all that is asked about it; knows nothing of the other.

use std::{collections::HashMap, ops::Range};

use foldhash::fast::RandomState;

use crate::{
    sentence,
    token::{Class, Token, tokens, unspaced},
};

/// The words that were seen so far on either side, with their numbers.
pub(crate) type Known<'a> = HashMap<&'a str, u32, RandomState>;

/// A part of a text, its words, and where its sentences begin.
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    /// The part, in bytes.
    pub(crate) part: Range<usize>,
    pub(crate) tokens: Vec<Token>,
    /// The tokens as numbers, equal where the tokens are, on both sides.
    pub(crate) ids: Vec<u32>,
    /// For each token whether a sentence begins with it; true for the end as well.
    pub(crate) begins: Vec<bool>,
    /// How many letters a reader sees before each token and before the end, beyond 2³² from the start.
    ///
    /// Kept as sums, so that a long change costs no more to look at than a short one.
    letters_before: Vec<u32>,
}

impl<'a> Side<'a> {
    /// Reads a part of a text; words that are `known` from the other side keep their numbers.
    pub(crate) fn of(text: &'a str, part: Range<usize>, known: &mut Known<'a>) -> Self {
        let tokens = tokens(text, part.clone());
        let ids = numbered(text, &tokens, known);
        let begins = sentence::begins(text, &tokens);
        let mut sum = 0_u32;
        let mut letters_before = Vec::with_capacity(tokens.len() + 1);
        letters_before.push(0);
        for token in &tokens {
            sum = sum.wrapping_add(weight(&text[token.bytes()], token.class()));
            letters_before.push(sum);
        }
        Self { text, part, tokens, ids, begins, letters_before }
    }

    /// Frees what only the pairing needs; the words and where they stand remain.
    pub(crate) fn forget_numbers(&mut self) {
        (self.ids, self.begins, self.letters_before) = (Vec::new(), Vec::new(), Vec::new());
    }

    /// How many letters a reader sees between two tokens.
    pub(crate) fn letters(&self, start: usize, end: usize) -> usize {
        self.letters_before[end].wrapping_sub(self.letters_before[start]) as usize
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

/// Gives equal words equal numbers.
fn numbered<'a>(text: &'a str, tokens: &[Token], known: &mut Known<'a>) -> Vec<u32> {
    let mut ids = Vec::with_capacity(tokens.len());
    for token in tokens {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        ids.push(*known.entry(&text[token.bytes()]).or_insert(next));
    }
    ids
}
