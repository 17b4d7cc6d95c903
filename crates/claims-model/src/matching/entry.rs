//! What an index keeps of a claim, so that it is found by the words of a text.

use foldhash::{HashMap, HashSet, HashSetExt as _};

use super::{stop, words};
use crate::alike::Hash;

/// What an index keeps of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Their stems, each once, with a space between them.
    pub stems: String,
    /// A number that two texts share if they say the same but for order, endings and words that are in every text: it
    /// is taken of the different stems of the first text, and of whether that text denies what it says. There is none
    /// for a text that has no other words.
    ///
    /// It is the sum of the digests of the stems, so that their order makes no difference.
    pub family: Option<u64>,
}

/// Makes entries, and remembers how the words of the texts so far were taken: those of a language come again and again.
#[derive(Default)]
pub struct Indexer {
    known: HashMap<Box<str>, Chunk>,
}

impl Indexer {
    /// The entry of texts; the first is a wording.
    pub fn entry<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Entry {
        let mut entry = Entry::default();
        let mut seen = HashSet::new();
        for (nth, text) in texts.into_iter().enumerate() {
            let (mut sum, mut is_negated) = (None, false);
            self.each_chunk(text, |chunk| {
                is_negated ^= chunk.is_negated;
                for (stem, digest) in &chunk.stems {
                    if !seen.insert(*digest) {
                        continue;
                    }
                    sum = Some(digest.wrapping_add(sum.unwrap_or_default()));
                    if !entry.stems.is_empty() {
                        entry.stems.push(' ');
                    }
                    entry.stems.push_str(stem);
                }
            });
            if nth == 0 {
                entry.family = sum.map(|sum: u64| sum.wrapping_add(u64::from(is_negated)));
            }
        }
        entry
    }

    /// Calls `visit` with each chunk of a text, in order.
    fn each_chunk(&mut self, text: &str, mut visit: impl FnMut(&Chunk)) {
        /// How many chunks are remembered, and how long they are at most: some megabytes in all.
        const KEPT: usize = 1 << 15;
        const LONGEST: usize = 32;
        for chunk in words::chunks(text) {
            if let Some(known) = self.known.get(chunk) {
                visit(known);
                continue;
            }
            let found = Chunk::of(chunk);
            visit(&found);
            if chunk.len() <= LONGEST {
                if self.known.len() >= KEPT {
                    self.known.clear();
                }
                self.known.insert(chunk.into(), found);
            }
        }
    }
}

/// What stands between two spaces of a text, as an entry takes it.
struct Chunk {
    /// Its stems with their digests.
    stems: Vec<(String, u64)>,
    /// Whether it turns what it stands with into its opposite.
    is_negated: bool,
}

impl Chunk {
    fn of(chunk: &str) -> Self {
        let (mut stems, mut is_negated) = (Vec::new(), false);
        words::each_of_chunk(chunk, |word| {
            is_negated ^= stop::is_negation(word.text);
            word.stem(|stem| stems.push((stem.to_owned(), digest(stem))));
        });
        Self { stems, is_negated }
    }
}

fn digest(stem: &str) -> u64 {
    let mut hash = Hash::new();
    stem.chars().for_each(|c| hash.take(c));
    hash.finish().cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_says_the_same_in_nearly_the_same_words() {
        let mut indexer = Indexer::default();
        let mut family = |text: &str| indexer.entry([text, "something else"]).family;
        let wording = family("The new bridge cost 4 million crowns");
        assert!(wording.is_some());
        assert_eq!(wording, family("A new Bridge has cost the 4 million crowns!"));
        for other in
            ["The new bridge did not cost 4 million crowns", "The new bridge cost 5 million crowns", "The new bridge"]
        {
            assert_ne!(wording, family(other), "{other}");
        }
        assert_eq!(family("It is what it is."), None);
    }

    #[test]
    fn stems_are_there_once() {
        assert_eq!(Indexer::default().entry(["Bridges and a bridge", "The bridge cost"]).stems, "bridg cost");
    }
}
