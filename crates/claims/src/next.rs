//! A command to type next that comes to the same records as the one that was typed: it repeats what chose them.

use std::fmt;

use crate::{args::Global, render::safe};

/// A command line, made word by word; each is quoted for a shell where it has to be.
pub(crate) struct Next(String);

impl Next {
    /// The command, in the casebook that was named.
    pub(crate) fn of(global: &Global, verb: &str) -> Self {
        let casebook = global.casebook.as_ref().map(|folder| folder.display().to_string());
        Self("claims".to_owned()).option("-C", casebook).word(verb)
    }

    pub(crate) fn word(self, word: &str) -> Self {
        // An option and its value are quoted for what stands in them alone.
        let is_plain = word.split_once('=').is_some_and(|(name, value)| {
            let is_plain = |part: &str| !part.is_empty() && shell_words::quote(part) == part;
            is_plain(name) && is_plain(value)
        });
        let word = if is_plain { word.into() } else { shell_words::quote(word) };
        Self(format!("{} {word}", self.0))
    }

    /// An option with each of its values; nothing where it was not given.
    pub(crate) fn option<T: ToString>(self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        values.into_iter().fold(self, |next, value| next.word(name).word(&value.to_string()))
    }
}

impl fmt::Display for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_can_be_typed() {
        let global = Global { casebook: Some("port news".into()), ..Global::default() };
        let next = Next::of(&global, "suggest").word("s1").option("--finder", Some("num"));
        let next = next.option("--set", ["most=3", "words=it's"]).option("--take", None::<u32>);
        assert_eq!(
            next.to_string(),
            r"claims -C 'port news' suggest s1 --finder num --set most=3 --set 'words=it'\''s'"
        );
        let words = shell_words::split(&next.to_string()).expect("a command line");
        assert_eq!(words.last().map(String::as_str), Some("words=it's"));
    }
}
