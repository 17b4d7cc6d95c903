//! Which texts repeat each other: passages that stand in two of them nearly word for word. Knows texts, not sources.
//!
//! A passage counts from [`LEAST_WORDS`] words on that stand outside of quotation marks in both texts: that two
//! reporters quote the same speech says nothing of one having read the other, that they found the same words around it
//! does. Case, typography and punctuation make no difference, and neither does a word changed here and there.
//!
//! No text is compared with another. Every eight words in a row are looked up in an index that remembers only the first
//! few texts that have them, and forgets those that many have, so the work grows with the length of the texts.

mod passage;
mod quoted;
mod text;

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
};

use passage::{Passage, Passages};
use text::Text;

/// How many words in a row are looked up.
const SHINGLE: usize = 8;
/// The fewest words outside of quotation marks that make a passage.
pub const LEAST_WORDS: usize = 25;
/// The same in letters, so that 25 characters of a script without spaces are not enough.
pub const LEAST_LETTERS: usize = 75;
/// What stands in more texts than these is a footer or a saying, and tells nothing.
pub const COMMON: usize = 64;
/// How many texts the index remembers for the same words: the first ones, since an echo is of what was there before.
const REMEMBERED: usize = 8;

/// Two texts that repeat each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The text that comes first.
    pub earlier: usize,
    /// The text that comes later.
    pub later: usize,
    /// How many words they share in passages.
    pub shared: usize,
    /// How many words the shorter of the two has.
    pub shorter: usize,
    /// The longest passage, in bytes of the later text.
    pub longest: Range<usize>,
    /// How many words of it are shared.
    pub longest_words: usize,
}

/// What was found, and what it took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Echoes {
    /// The pairs, by the later text and then the earlier one.
    pub pairs: Vec<Echo>,
    /// How many runs of eight words were left alone because more than [`COMMON`] texts have them.
    pub common: usize,
    /// How many look-ups it took.
    pub work: usize,
}

/// The pairs among `texts`, which stand in the order in which they appeared.
///
/// Of a passage that stands in many texts, each is paired with the first few of them and not with all others.
pub fn echoes<T: AsRef<str>>(texts: &[T]) -> Echoes {
    let texts: Vec<Text> = texts.iter().map(|text| Text::of(text.as_ref())).collect();
    let mut found = Echoes::default();
    let mut index = index(&texts, &mut found);
    for (later, text) in texts.iter().enumerate() {
        // By earlier text; in order, so that the same texts always give the same pairs.
        let mut shared: HashMap<usize, Passages> = HashMap::new();
        for (at, shingle) in text.shingles() {
            found.work += 1;
            let Some(places) = index.get_mut(&shingle) else { continue };
            for place in places.iter() {
                found.work += 1;
                if place.text != later {
                    let earlier = &texts[place.text];
                    let passages = shared.entry(place.text).or_default();
                    passages.take(at, place.at, |one, other| text.letters_outside(one, earlier, other));
                }
            }
            if places.len() < REMEMBERED && places.last().is_none_or(|place| place.text != later) {
                places.push(Place { text: later, at });
            }
        }
        let mut pairs: Vec<Echo> = shared
            .into_iter()
            .filter_map(|(earlier, passages)| echo(&texts, earlier, later, &passages.end()))
            .collect();
        pairs.sort_by_key(|pair| pair.earlier);
        found.pairs.extend(pairs);
    }
    found
}

/// The pairs without those that follow from others, the strongest first.
///
/// Of texts that are all copies of one, each is left with the one it is most like; a pair whose two texts are joined
/// already, by `joined` or by stronger pairs, tells nothing new.
pub fn strongest(mut pairs: Vec<Echo>, texts: usize, joined: impl IntoIterator<Item = (usize, usize)>) -> Vec<Echo> {
    let mut groups = Groups((0..texts).collect());
    for (one, other) in joined {
        groups.join(one, other);
    }
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.shared), pair.earlier, pair.later));
    pairs.retain(|pair| groups.join(pair.earlier, pair.later));
    pairs
}

/// Which texts belong together: each names another of its group, or itself.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&mut self, mut text: usize) -> usize {
        while self.0[text] != text {
            self.0[text] = self.0[self.0[text]];
            text = self.0[text];
        }
        text
    }

    /// Joins the groups of two texts; answers whether they were apart.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
        one != other
    }
}

/// Where a shingle stands first in a text.
struct Place {
    text: usize,
    at: usize,
}

/// An empty entry for every shingle that more than one text has, but not too many.
fn index(texts: &[Text], found: &mut Echoes) -> HashMap<u64, Vec<Place>> {
    // The last text that has it, and how many have.
    let mut seen: HashMap<u64, (usize, usize)> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for (_, shingle) in text.shingles() {
            found.work += 1;
            match seen.entry(shingle) {
                Entry::Vacant(entry) => _ = entry.insert((at, 1)),
                Entry::Occupied(mut entry) => {
                    let (last, count) = entry.get_mut();
                    *count += usize::from(*last != at);
                    *last = at;
                }
            }
        }
    }
    found.common = seen.values().filter(|(_, count)| *count > COMMON).count();
    let several = seen.into_iter().filter(|(_, (_, count))| (2..=COMMON).contains(count));
    several.map(|(shingle, _)| (shingle, Vec::new())).collect()
}

fn echo(texts: &[Text], earlier: usize, later: usize, passages: &[Passage]) -> Option<Echo> {
    let counts = |passage: &&Passage| passage.outside >= LEAST_WORDS && passage.letters >= LEAST_LETTERS;
    let longest = passages.iter().filter(counts).max_by_key(|passage| passage.words)?;
    let text = &texts[later];
    let shorter = text.words.len().min(texts[earlier].words.len());
    // A passage that stands twice in one text is in the other only once.
    let shared = passages.iter().filter(counts).map(|passage| passage.words).sum::<usize>().min(shorter);
    Some(Echo {
        earlier,
        later,
        shared,
        shorter,
        longest: text.words[longest.start].bytes.start..text.words[longest.end - 1].bytes.end,
        longest_words: longest.words,
    })
}

#[cfg(test)]
mod tests;
