//! Gives equal words equal numbers, on both sides of a pair of texts; knows where each was seen first, not its letters.
//!
//! A table of our own: it takes a third of the memory of one that holds the words, and is emptied for the next part
//! without being given back.

use std::{
    hash::{BuildHasher as _, Hasher as _},
    ops::Range,
};

use foldhash::fast::RandomState;

/// The words that were seen so far on either side, with their numbers.
pub(crate) struct Known<'a> {
    old: &'a str,
    new: &'a str,
    hash: RandomState,
    /// A number plus one at the first free place from that of its word's hash on; 0 where there is none.
    ///
    /// There are more places than words, so the highest bits are free for some of the hash: words that only meet in the
    /// table are told apart without a look at the text.
    slots: Vec<u32>,
    /// Where each number's word was seen first.
    places: Vec<Place>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    /// The length times two, and one if it is the new text.
    length: u32,
}

/// A table of so many places is kept for the next part; a larger one is given back.
const KEPT: usize = 1 << 14;
/// The fewest places of a table.
const FEWEST: usize = 64;
/// A table has a place for so many bytes to begin with; few texts have more different words.
const BYTES: usize = 8;

impl<'a> Known<'a> {
    /// Knows no word of either text.
    pub(crate) fn of(old: &'a str, new: &'a str) -> Self {
        Self { old, new, hash: RandomState::default(), slots: Vec::new(), places: Vec::new() }
    }

    /// Forgets all words, and makes ready for a part of so many bytes.
    pub(crate) fn clear(&mut self, bytes: usize) {
        self.places.clear();
        self.slots.clear();
        self.slots.resize((bytes / BYTES).next_power_of_two().clamp(FEWEST, KEPT), 0);
    }

    /// How many different words there are; gives back what a large part took.
    pub(crate) fn count(&mut self) -> usize {
        let count = self.places.len();
        if self.slots.capacity().max(self.places.capacity()) > KEPT {
            (self.slots, self.places) = (Vec::new(), Vec::new());
        }
        count
    }

    /// The number of the word at a place of the old text or the new one; a word that is not known gets the next.
    pub(crate) fn number(&mut self, is_new: bool, bytes: Range<usize>) -> u32 {
        let text = if is_new { self.new } else { self.old };
        let word = &text[bytes.clone()];
        let (mut slot, tag, mask) = self.find(word);
        loop {
            let found = self.slots[slot];
            if found == 0 {
                break;
            }
            let number = (found & mask) - 1;
            if found & !mask == tag && self.word(number) == word {
                return number;
            }
            slot = (slot + 1) & mask as usize;
        }
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let number = small(self.places.len());
        self.slots[slot] = tag | (number + 1);
        self.places.push(Place { start: small(bytes.start), length: small(bytes.len()) << 1 | u32::from(is_new) });
        if self.places.len() * 4 > self.slots.len() * 3 {
            self.widen();
        }
        number
    }

    fn word(&self, number: u32) -> &'a str {
        let Place { start, length } = self.places[number as usize];
        let text = if length & 1 == 1 { self.new } else { self.old };
        &text[start as usize..(start + (length >> 1)) as usize]
    }

    /// Where to begin to look for a word, what is kept of its hash, and which bits of a place are the number's.
    #[allow(clippy::cast_possible_truncation, reason = "any bits of a hash will do")]
    fn find(&self, word: &str) -> (usize, u32, u32) {
        let mut hasher = self.hash.build_hasher();
        hasher.write(word.as_bytes());
        let (hash, mask) = (hasher.finish(), self.slots.len() as u32 - 1);
        ((hash as u32 & mask) as usize, (hash >> 32) as u32 & !mask, mask)
    }

    /// Doubles the table.
    fn widen(&mut self) {
        let length = 2 * self.slots.len();
        self.slots = Vec::new();
        self.slots.resize(length, 0);
        for number in (0..).take(self.places.len()) {
            let (mut slot, tag, mask) = self.find(self.word(number));
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask as usize;
            }
            self.slots[slot] = tag | (number + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_equal_numbers_on_both_sides_however_many_there_are() {
        let old: String = (0..5_000).map(|at| format!("w{at:04}")).collect();
        let new: String = (2_500..7_500).map(|at| format!("w{at:04}")).collect();
        let mut known = Known::of(&old, &new);
        for _ in 0..2 {
            known.clear(100);
            let olds: Vec<u32> = (0..5_000).map(|at| known.number(false, at * 5..at * 5 + 5)).collect();
            let news: Vec<u32> = (0..5_000).map(|at| known.number(true, at * 5..at * 5 + 5)).collect();
            assert!(olds.iter().copied().eq(0..5_000) && news.iter().copied().eq(2_500..7_500));
            assert_eq!(known.count(), 7_500);
        }
    }
}
