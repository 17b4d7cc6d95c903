//! How grave a finding is, and which rules were set to what.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The rule is not asked.
    Off,
    /// To be looked at.
    Warn,
    /// Not to be published so.
    Error,
}

impl Level {
    /// Every level, as settings write them.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("off", Self::Off), ("warn", Self::Warn), ("error", Self::Error)];

    /// The level that a word stands for.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Self::WORDS.iter().find(|(_, level)| level == self).map_or("", |(word, _)| word))
    }
}

/// The levels that were set, by the code of the rule; what was not set is an error.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(transparent)]
pub(crate) struct Levels(BTreeMap<String, String>);

impl Levels {
    /// The level of a rule.
    pub(crate) fn of(&self, code: &str) -> Level {
        self.0.get(code).and_then(|word| Level::of(word)).unwrap_or(Level::Error)
    }

    /// What was set, as typed: the code and the word for the level.
    pub(crate) fn set(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(code, word)| (code.as_str(), word.as_str()))
    }
}
