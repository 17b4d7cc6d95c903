//! What is asked about, made ready for comparison with many claims: its words as numbers, and how they follow each
//! other.

use std::collections::HashSet;

use foldhash::HashMap;

use super::{
    day,
    part::Part,
    stop,
    words::{self, Sort},
};

/// How long the stretches of letters are that are compared on their own, so that a typing error spoils only some.
pub(super) const GRAM: usize = 4;

/// How many words after a word such as "not" what it denies comes at the latest.
const REACH: u32 = 5;

/// What is asked about: a post, a sentence of a speech, a headline.
#[derive(Debug, Clone, Default)]
pub struct Query {
    stems: Vec<String>,
    /// A folded word of the text for each stem.
    shown: Vec<String>,
    /// The place of each stem in `stems`.
    places: HashMap<String, u32>,
    /// A number for each folded word, those of every text among them.
    texts: HashMap<String, u32>,
    /// The stems that stand side by side, but for words of every text between them.
    pairs: HashSet<(u32, u32)>,
    /// The words that stand side by side.
    steps: HashSet<(u32, u32)>,
    pub(super) grams: HashSet<[char; GRAM]>,
    /// For each stem, whether it is of a name.
    pub(super) is_name: Vec<bool>,
    /// For each stem, whether it is a number.
    pub(super) is_number: Vec<bool>,
    /// The day that it names last, in days since 1970.
    pub(super) day: Option<i64>,
    /// The stems that it denies, as often as it does.
    denied: Vec<u32>,
}

impl Query {
    /// Reads a text of any length; no more than its first 20,000 characters are looked at.
    pub fn of(text: &str) -> Self {
        const READ: usize = 20_000;
        let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        let mut query = Self { grams: grams(text), day: day::last(text), ..Self::default() };
        let (mut stem_before, mut text_before) = (None, None);
        words::each(text, |word| {
            let next = query.texts.len() as u32;
            let text = *query.texts.entry(word.text.to_owned()).or_insert(next);
            query.steps.extend(text_before.replace(text).map(|before| (before, text)));
            let Some(place) = word.stem(|stem| query.place(stem, word.text)) else { return };
            query.is_name[place as usize] |= word.sort == Sort::Name;
            query.is_number[place as usize] |= word.sort == Sort::Number;
            query.pairs.extend(stem_before.replace(place).map(|before| (before, place)));
        });
        query.denied = query.part(text).denied;
        query
    }

    /// Whether one of the two denies a word that both have, and the other does not.
    pub(super) fn is_denied_by(&self, part: &Part) -> bool {
        let shared = |stem: &&u32| part.hits.binary_search(stem).is_ok();
        (self.denied.iter().filter(shared).count() + part.denied.len()) % 2 == 1
    }

    /// What its words come down to, each once: those are looked for.
    pub fn stems(&self) -> &[String] {
        &self.stems
    }

    /// The stems at these places, a word of the text each.
    pub(super) fn shown(&self, places: impl Iterator<Item = u32>) -> Vec<String> {
        places.map(|place| self.shown[place as usize].clone()).collect()
    }

    fn place(&mut self, stem: &str, shown: &str) -> u32 {
        if let Some(place) = self.places.get(stem) {
            return *place;
        }
        let place = self.stems.len() as u32;
        self.stems.push(stem.to_owned());
        self.shown.push(shown.to_owned());
        self.places.insert(stem.to_owned(), place);
        self.is_name.push(false);
        self.is_number.push(false);
        place
    }

    /// What a text shares with the query.
    pub(super) fn part(&self, text: &str) -> Part {
        let mut part = Part::default();
        let (mut stem_before, mut text_before, mut run) = (None, None, 0);
        // How many more words a negation reaches.
        let mut denies = 0_u32;
        words::each(text, |word| {
            let text = self.texts.get(word.text).copied();
            let follows = text_before.zip(text).is_some_and(|step| self.steps.contains(&step));
            run = if follows { run + 1 } else { 0 };
            part.run = part.run.max(run);
            text_before = text;
            let negates = stop::is_negation(word.text);
            denies = if negates { REACH } else { denies.saturating_sub(1) };
            let Some(place) = word.stem(|stem| self.places.get(stem).copied()) else { return };
            part.size += 1;
            part.has_number |= word.sort == Sort::Number;
            part.hits.extend(place);
            // "Not true that …" denies what follows.
            if denies > 0 && !negates && word.text != "true" {
                part.denied.extend(place);
                denies = 0;
            }
            part.pairs.extend(stem_before.zip(place).filter(|pair| self.pairs.contains(pair)));
            stem_before = place;
        });
        part.hits.sort_unstable();
        part.pairs.sort_unstable();
        part.pairs.dedup();
        part
    }

    /// How alike a text is letter by letter, from 0 to 1 (Dice's coefficient of the stretches of letters).
    pub(super) fn letters(&self, text: &str) -> f64 {
        let other = grams(text);
        let shared = other.iter().filter(|gram| self.grams.contains(*gram)).count();
        let both = self.grams.len() + other.len();
        if both == 0 { 0.0 } else { 2.0 * shared as f64 / both as f64 }
    }

    /// The number of different pairs of neighbours.
    pub(super) fn pairs(&self) -> usize {
        self.pairs.len()
    }
}

/// The stretches of letters of a text.
fn grams(text: &str) -> HashSet<[char; GRAM]> {
    let mut letters: Vec<char> = Vec::with_capacity(text.len());
    words::each(text, |word| {
        letters.extend(word.text.chars());
        letters.push(' ');
    });
    letters.windows(GRAM).filter_map(|window| window.try_into().ok()).collect()
}
