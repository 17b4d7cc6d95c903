//! The words of a language that tell who speaks, one data file a language; knows no text.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

/// What a word can be, as bits: most words are nothing, some are several things.
pub(crate) type Class = u32;

/// A verb of speech with a subject of its own: "said".
pub(crate) const SAID: Class = 1;
/// A verb of speech that borrows its subject: "saying".
pub(crate) const SAYING: Class = 1 << 1;
/// The word before indirect speech: "that".
pub(crate) const THAT: Class = 1 << 2;
/// A pronoun for a man, a woman, several or a thing.
pub(crate) const HE: Class = 1 << 3;
pub(crate) const SHE: Class = 1 << 4;
pub(crate) const THEY: Class = 1 << 5;
/// "I", "we" and "you": nobody whom an article names so.
pub(crate) const FIRST: Class = 1 << 6;
/// "who".
pub(crate) const WHO: Class = 1 << 7;
/// "the", "his": somebody known.
pub(crate) const DEFINITE: Class = 1 << 8;
/// "a", "some": somebody new.
pub(crate) const DETERMINER: Class = 1 << 9;
pub(crate) const PREPOSITION: Class = 1 << 10;
pub(crate) const AND: Class = 1 << 11;
/// What never is a name, although it may begin a sentence.
pub(crate) const STOP: Class = 1 << 12;
/// What may stand between a subject and its verb: "has", "later".
pub(crate) const SKIP: Class = 1 << 13;
/// Days and months.
pub(crate) const DAY: Class = 1 << 14;
/// What stands before a name and is none: "Senator".
pub(crate) const TITLE: Class = 1 << 15;
/// What somebody is: "minister".
pub(crate) const ROLE: Class = 1 << 16;
/// The last word of an institution's name.
pub(crate) const GROUP: Class = 1 << 17;
/// The first word of "according to".
pub(crate) const ACCORDING: Class = 1 << 18;
/// A verb of speech that needs no "that" before what is said.
pub(crate) const CLAUSE: Class = 1 << 19;
/// Small words within names: "van".
pub(crate) const PARTICLE: Class = 1 << 20;
/// Given names, and titles that tell as much.
pub(crate) const MALE: Class = 1 << 21;
pub(crate) const FEMALE: Class = 1 << 22;
/// Words that make a sentence worth checking, and words that do not.
pub(crate) const NUMBER: Class = 1 << 23;
pub(crate) const COMPARE: Class = 1 << 24;
pub(crate) const CAUSE: Class = 1 << 25;
pub(crate) const SUPERLATIVE: Class = 1 << 26;
pub(crate) const OPINION: Class = 1 << 27;
pub(crate) const PROMISE: Class = 1 << 28;
pub(crate) const WISH: Class = 1 << 29;
/// A word that a point behind it belongs to: "Sen.".
pub(crate) const ABBREVIATION: Class = 1 << 30;

/// A word that ends like a verb: "goes", "talked".
pub(crate) const VERB: Class = 1 << 31;

/// What the lists of a data file are called.
const LISTS: [(&str, Class); 30] = [
    ("said", SAID),
    ("saying", SAYING),
    ("that", THAT),
    ("he", HE),
    ("she", SHE),
    ("they", THEY),
    ("first", FIRST),
    ("who", WHO),
    ("definite", DEFINITE),
    ("determiner", DETERMINER),
    ("preposition", PREPOSITION),
    ("and", AND),
    ("stop", STOP),
    ("skip", SKIP),
    ("day", DAY),
    ("title", TITLE),
    ("role", ROLE),
    ("group", GROUP),
    ("clause", CLAUSE),
    ("particle", PARTICLE),
    ("male", MALE),
    ("mr", MALE),
    ("female", FEMALE),
    ("mrs", FEMALE),
    ("number", NUMBER),
    ("compare", COMPARE),
    ("cause", CAUSE),
    ("superlative", SUPERLATIVE),
    ("opinion", OPINION),
    ("promise", PROMISE),
];

/// The languages; another one is a file beside these and a line here.
const FILES: [&str; 5] = [
    include_str!("../languages/en.txt"),
    include_str!("../languages/de.txt"),
    include_str!("../languages/fr.txt"),
    include_str!("../languages/es.txt"),
    include_str!("../languages/ru.txt"),
];

/// How many words of a text are looked at to tell its language.
const SAMPLE: usize = 300;
/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

/// The words of a language.
pub(crate) struct Lexicon {
    words: HashMap<&'static str, Class, FixedState>,
    /// Phrases that mean "according to", each a list of words.
    pub(crate) according: Vec<Vec<&'static str>>,
    /// What an apostrophe may cut off a word: the "l" of "l'eau".
    elisions: Vec<&'static str>,
    /// What words of the kind "recently" end in.
    adverbs: Vec<&'static str>,
    /// What verbs end in, where that can be told.
    verbs: Vec<&'static str>,
    /// Whether all nouns are capitalised, not names alone.
    pub(crate) has_capital_nouns: bool,
    /// Whether a hyphen may join a verb and its subject: "dit-il".
    pub(crate) inverts: bool,
}

/// All languages, and the commonest words of each to tell them apart.
struct Languages {
    lexicons: Vec<Lexicon>,
    common: HashMap<&'static str, u32, FixedState>,
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut languages = Languages { lexicons: Vec::new(), common: HashMap::default() };
    for (at, file) in FILES.iter().enumerate() {
        languages.lexicons.push(Lexicon::read(file));
        for word in list(file, "common") {
            *languages.common.entry(word).or_default() |= 1 << at;
        }
    }
    languages
});

impl Lexicon {
    /// The words of the language that a text is in, as far as its beginning tells; the first language if it does not.
    pub(crate) fn of(text: &str) -> &'static Self {
        let mut counts = [0_u32; FILES.len()];
        let mut buffer = [0; LONGEST];
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        for word in words.take(SAMPLE) {
            let known = lower(word, &mut buffer).and_then(|word| LANGUAGES.common.get(word));
            if let Some(mask) = known {
                counts.iter_mut().enumerate().for_each(|(at, count)| *count += mask >> at & 1);
            }
        }
        let mut best = 0;
        for (at, count) in counts.iter().enumerate() {
            if *count > counts[best] {
                best = at;
            }
        }
        &LANGUAGES.lexicons[best]
    }

    /// What a word can be, in any case of its letters.
    pub(crate) fn class(&self, word: &str) -> Class {
        let mut buffer = [0; LONGEST];
        let Some(word) = lower(word, &mut buffer) else { return 0 };
        match self.words.get(word) {
            Some(class) => *class,
            None if word.len() > 4 && self.adverbs.iter().any(|end| word.ends_with(end)) => SKIP | STOP,
            None if self.verbs.iter().any(|end| word.ends_with(end)) => VERB,
            None => 0,
        }
    }

    /// Whether a point behind the word belongs to it.
    pub(crate) fn is_abbreviation(&self, word_with_point: &str) -> bool {
        self.class(word_with_point) & ABBREVIATION != 0
    }

    /// Whether an apostrophe behind the word cuts it off.
    pub(crate) fn is_elision(&self, word: &str) -> bool {
        self.elisions.iter().any(|elision| elision.eq_ignore_ascii_case(word))
    }

    fn read(file: &'static str) -> Self {
        let mut words: HashMap<&str, Class, FixedState> = HashMap::default();
        for (name, class) in LISTS.into_iter().chain([("wish", WISH), ("abbreviation", ABBREVIATION)]) {
            list(file, name)
                .filter(|word| !word.contains('_'))
                .for_each(|word| *words.entry(word).or_default() |= class);
        }
        let according: Vec<Vec<&str>> = list(file, "according").map(|phrase| phrase.split('_').collect()).collect();
        according.iter().for_each(|phrase| *words.entry(phrase[0]).or_default() |= ACCORDING);
        let has_capital_nouns = list(file, "capitals").any(|word| word == "nouns");
        let inverts = list(file, "inversions").next().is_some();
        Self {
            words,
            according,
            elisions: list(file, "elisions").collect(),
            adverbs: list(file, "adverbs").collect(),
            verbs: list(file, "verbs").collect(),
            has_capital_nouns,
            inverts,
        }
    }
}

/// The words of all lists of a name.
fn list<'f>(file: &'f str, name: &str) -> impl Iterator<Item = &'f str> {
    let lines = file.lines().filter_map(|line| line.split_once(':'));
    lines.filter(move |(named, _)| *named == name).flat_map(|(_, words)| words.split_whitespace())
}

/// A word in small letters, in `buffer`; `None` for one that is too long for it.
fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    if word.len() > LONGEST {
        return None;
    }
    let mut length = 0;
    if word.is_ascii() {
        length = word.len();
        buffer[..length].copy_from_slice(word.as_bytes());
        buffer[..length].make_ascii_lowercase();
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            if length + c.len_utf8() > LONGEST {
                return None;
            }
            // One form of the apostrophe is enough for the lists.
            length += c.encode_utf8(&mut buffer[length..]).len();
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_every_file_is_known() {
        let names =
            ["common", "according", "elisions", "adverbs", "capitals", "verbs", "inversions", "wish", "abbreviation"];
        for file in FILES {
            for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let name = line.split(':').next().unwrap_or_default();
                assert!(LISTS.iter().any(|(known, _)| *known == name) || names.contains(&name), "{line}");
            }
        }
    }

    #[test]
    fn a_language_is_told_by_its_small_words() {
        let said = |text: &str, word: &str| Lexicon::of(text).class(word) & SAID != 0;
        assert!(said("The harbour is open to all ships, he said.", "SAID"));
        assert!(said("Der Hafen ist für alle Schiffe offen, sagte er.", "sagte"));
        assert!(said("Le port est ouvert à tous les navires, a-t-il déclaré.", "déclaré"));
        assert!(said("El puerto no se cerrará, dijo la ministra.", "dijo"));
        assert!(said("Он сказал, что порт открыт для всех и будет открыт.", "Сказал"));
        assert!(!said("", "sagte"));
    }
}
