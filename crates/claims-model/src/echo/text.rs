//! A text as words that are compared, each known to be quoted or not, and the runs they make. Knows no other text.

use std::ops::Range;

use super::{SHINGLE, quoted};
use crate::anchor::word;

/// A text as it is compared: its words without the marks between them.
pub(super) struct Text {
    pub(super) words: Vec<Word>,
}

/// A word or a number.
pub(super) struct Word {
    id: u64,
    pub(super) bytes: Range<usize>,
    letters: usize,
    is_quoted: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut quoted = quoted::quotations(text).into_iter().peekable();
        let mut words = Vec::new();
        for word in word::words(text, 0..text.len()) {
            if word.letters == 0 {
                continue;
            }
            while quoted.next_if(|range| range.end <= word.start).is_some() {}
            words.push(Word {
                id: word.id,
                bytes: word.start..word.end,
                letters: word.letters as usize,
                is_quoted: quoted.peek().is_some_and(|range| range.start <= word.start),
            });
        }
        Self { words }
    }

    /// Every eight words in a row as one number, with the place of the first.
    pub(super) fn shingles(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.words.windows(SHINGLE).enumerate().map(|(at, words)| {
            let mix = |hash: u64, word: &Word| (hash.rotate_left(5) ^ word.id).wrapping_mul(0x517c_c1b7_2722_0a95);
            (at, words.iter().fold(0, mix))
        })
    }

    /// How many letters a word has that is the same in both texts and quoted in neither.
    pub(super) fn letters_outside(&self, at: usize, other: &Self, there: usize) -> Option<usize> {
        let (here, there) = (&self.words[at], &other.words[there]);
        (!here.is_quoted && !there.is_quoted).then_some(here.letters)
    }
}
