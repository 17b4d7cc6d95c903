//! What a single word is about: a number, a name or a negation; knows no second wording.
//!
//! Names are told by their capitals, so a script without capitals has none; negations are known in a few languages
//! only. Numbers are digits of any script, with their sign, currency and percent sign, and English words for them.

use std::ops::Range;

use super::word::{self, Word, folded};
use crate::words;

/// What a changed word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// A number, in digits or as an English word.
    Number,
    /// A word with a capital that does not begin a sentence, or that has a capital within.
    Name,
    /// A word such as `not`.
    Negation,
}

words!(Matter, "what a change is about", { Number = "number", Name = "name", Negation = "negation" });

/// The words of a passage, with each number and its sign, currency and percent sign as one.
pub(super) fn units(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut units: Vec<Word> = Vec::new();
    for mut word in word::words(text, range) {
        let said = &text[word.start..word.end];
        if said.contains(char::is_numeric) {
            while let Some(mark) = units.last().copied()
                && mark.end == word.start
                && is_before_number(&text[mark.start..mark.end])
                // Between words it is a hyphen.
                && !units.len().checked_sub(2).is_some_and(|at| units[at].end == mark.start && units[at].letters > 0)
            {
                units.pop();
                word = joined(mark, word);
            }
        } else if matches!(said, "%" | "‰" | "°" | "€" | "£")
            && let Some(number) = units.last_mut()
            && number.end == word.start
            && text[number.start..number.end].ends_with(char::is_numeric)
        {
            *number = joined(*number, word);
            continue;
        }
        units.push(word);
    }
    units
}

fn joined(one: Word, other: Word) -> Word {
    let id = one.id.rotate_left(17) ^ other.id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Word { id, end: other.end, letters: one.letters + other.letters, ..one }
}

fn is_before_number(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2212}" | "\u{2013}" | "+" | "$" | "€" | "£" | "¥" | "₩" | "." | "±" | "<" | ">")
}

/// What a word is about.
pub(super) fn matters(text: &str, unit: &Word) -> Vec<Matter> {
    let said = &text[unit.start..unit.end];
    let plain = folded(said);
    let mut matters = Vec::new();
    if said.contains(char::is_numeric) || NUMBERS.contains(&plain.as_str()) {
        matters.push(Matter::Number);
    }
    let upper = said.chars().filter(|c| c.is_uppercase()).count();
    let begins_large = said.starts_with(char::is_uppercase) && !unit.begins;
    let is_name = begins_large || upper > 1 || upper == 1 && !said.starts_with(char::is_uppercase);
    if unit.letters > 0 && is_name && plain != "i" && !plain.starts_with("i'") {
        matters.push(Matter::Name);
    }
    if NEGATIONS.contains(&plain.as_str()) || plain.ends_with("n't") {
        matters.push(Matter::Negation);
    }
    matters
}

const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "dozen",
    "dozens",
    "half",
    "third",
    "quarter",
    "twice",
    "double",
    "triple",
];

/// Words that deny, in English, German, French, Spanish and Russian, and that mean little else there.
const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "none",
    "nobody",
    "nothing",
    "nowhere",
    "neither",
    "nor",
    "without",
    "cannot",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "keinem",
    "nie",
    "niemals",
    "niemand",
    "nichts",
    "ohne",
    "jamais",
    "aucun",
    "aucune",
    "rien",
    "sans",
    "nunca",
    "nadie",
    "ninguno",
    "ninguna",
    "sin",
    "не",
    "нет",
    "никогда",
    "никто",
    "ничего",
    "без",
];
