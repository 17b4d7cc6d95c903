//! One of the two texts with all that is asked about it; knows nothing of the other.

use std::{collections::HashMap, ops::Range};

use crate::{
    sentence::sentences,
    token::{Class, Token, tokens, unspaced},
};

/// A text, its words, and its sentences.
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: Vec<Token>,
    /// The tokens as numbers, equal where the tokens are, on both sides.
    pub(crate) ids: Vec<u32>,
    /// The sentences as ranges of tokens, without a gap.
    pub(crate) sentences: Vec<Range<usize>>,
    /// For each token whether a sentence begins with it; true for the end as well.
    pub(crate) begins: Vec<bool>,
    /// How many letters a reader sees before each token and before the end.
    ///
    /// Kept as sums, so that a long change costs no more to look at than a short one.
    letters_before: Vec<usize>,
}

impl<'a> Side<'a> {
    /// Reads a text; words that are `known` from the other side keep their numbers.
    pub(crate) fn of(text: &'a str, known: &mut HashMap<&'a str, u32>) -> Self {
        let tokens = tokens(text);
        let ids = numbered(tokens.iter().map(|token| &text[token.bytes.clone()]), known);
        let sentences = sentences(text, &tokens);
        let mut begins = vec![false; tokens.len() + 1];
        begins[tokens.len()] = true;
        for sentence in &sentences {
            begins[sentence.start] = true;
        }
        let sums = tokens.iter().scan(0, |sum, token| {
            *sum += weight(&text[token.bytes.clone()], token.class);
            Some(*sum)
        });
        let letters_before = std::iter::once(0).chain(sums).collect();
        Self { text, tokens, ids, sentences, begins, letters_before }
    }

    /// How many letters a reader sees between two tokens.
    pub(crate) fn letters(&self, start: usize, end: usize) -> usize {
        self.letters_before[end] - self.letters_before[start]
    }

    /// Whether a whole line is among these tokens, as in a list.
    pub(crate) fn has_line(&self, start: usize, end: usize) -> bool {
        let gap = |at: usize| {
            let before = at.checked_sub(1).map_or(0, |before| self.tokens[before].bytes.end);
            &self.text[before..self.tokens.get(at).map_or(self.text.len(), |token| token.bytes.start)]
        };
        (start..=end).filter(|at| gap(*at).contains('\n')).count() > 1
    }

    /// How many of these tokens are words or numbers.
    pub(crate) fn words(&self, start: usize, end: usize) -> usize {
        self.tokens[start..end].iter().filter(|token| token.class != Class::Mark).count()
    }
}

/// What a token counts in letters: a digit and an unspaced character are worth more than one.
fn weight(word: &str, class: Class) -> usize {
    match class {
        Class::Mark => 2,
        Class::Number => 3 + 3 * word.len(),
        Class::Word if word.starts_with(unspaced) => 3,
        Class::Word => word.chars().count(),
    }
}

/// Gives equal items equal numbers.
pub(crate) fn numbered<'a, T: ?Sized + Eq + std::hash::Hash>(
    items: impl Iterator<Item = &'a T>,
    known: &mut HashMap<&'a T, u32>,
) -> Vec<u32> {
    items
        .map(|item| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(item).or_insert(next)
        })
        .collect()
}
