//! Puts together what stands in both of two texts: runs of eight words become passages. Knows places, not words.

use super::SHINGLE;

/// How many words may differ between two runs of one passage.
const GAP: usize = 4;

/// A passage that stands in both texts, but for a word here and there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its first word in the later text.
    pub(super) start: usize,
    /// The word after its last one there.
    pub(super) end: usize,
    /// The word after its last one in the earlier text.
    there: usize,
    /// How many of its words are shared.
    pub(super) words: usize,
    /// How many of those are quoted in neither text.
    pub(super) outside: usize,
    /// How many letters those have.
    pub(super) letters: usize,
}

/// The passages of two texts while one of them is read.
#[derive(Debug, Default)]
pub(super) struct Passages {
    done: Vec<Passage>,
    /// Those that can go on; few, since they must go on soon.
    open: Vec<Passage>,
}

impl Passages {
    /// Takes in that the eight words from `at` stand in the earlier text from `there` on.
    ///
    /// `letters_outside` tells of a word here and there how many letters it has if it is quoted in neither text.
    pub(super) fn take(&mut self, at: usize, there: usize, letters_outside: impl Fn(usize, usize) -> Option<usize>) {
        while let Some(past) = self.open.iter().position(|passage| passage.end + GAP < at) {
            self.done.push(self.open.swap_remove(past));
        }
        let goes_on = |passage: &&mut Passage| {
            at < passage.end + GAP && there < passage.there + GAP && passage.there < there + SHINGLE
        };
        let passage = match self.open.iter_mut().find(goes_on) {
            Some(passage) => passage,
            None => {
                self.open.push(Passage { start: at, end: at, there, words: 0, outside: 0, letters: 0 });
                let Some(passage) = self.open.last_mut() else { return };
                passage
            }
        };
        // What both runs cover is counted once, on either side.
        let covered = passage.end.saturating_sub(at).max(passage.there.saturating_sub(there));
        for word in covered..SHINGLE {
            passage.words += 1;
            if let Some(letters) = letters_outside(at + word, there + word) {
                passage.outside += 1;
                passage.letters += letters;
            }
        }
        passage.end = passage.end.max(at + SHINGLE);
        passage.there = passage.there.max(there + SHINGLE);
    }

    /// All passages.
    pub(super) fn end(mut self) -> Vec<Passage> {
        self.done.append(&mut self.open);
        self.done.sort_by_key(|passage| passage.start);
        self.done
    }
}
