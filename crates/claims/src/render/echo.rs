//! Two sources that may repeat each other, as a person reads it and as JSON.

use std::fmt::Write as _;

use claims_model::{Filed, Source};
use serde_json::{Value, json};

use super::{FAINT, STRONG, quoted, safe, short, styled};

/// How much of a passage is shown; JSON has the whole.
const PASSAGE_COLUMNS: usize = 200;

/// Two sources that may repeat each other.
pub(crate) struct Likely<'s> {
    /// The one that was first, as far as that is known.
    pub(crate) first: &'s Filed<Source>,
    pub(crate) second: &'s Filed<Source>,
    pub(crate) known: Known,
    /// When each of them was published or captured.
    pub(crate) times: [String; 2],
    /// How many words they share, of how many the shorter has.
    pub(crate) shared: usize,
    pub(crate) shorter: usize,
    /// The longest passage that both have, and how many words of it they share.
    pub(crate) passage: &'s str,
    pub(crate) passage_words: usize,
}

/// By what it is known which of two was first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Published,
    Captured,
    No,
}

impl Likely<'_> {
    /// What would record it.
    fn command(&self) -> String {
        format!("claims edit {} --derived-from {}", self.second.handle, self.first.handle)
    }

    fn passage(&self) -> String {
        self.passage.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// As an object.
pub(crate) fn json(likely: &Likely<'_>) -> Value {
    let known = match likely.known {
        Known::Published => Some("published"),
        Known::Captured => Some("captured"),
        Known::No => None,
    };
    json!({
        "schema": "claims/echo/1",
        "first": likely.first.handle,
        "second": likely.second.handle,
        "first_known_by": known,
        "words_shared": likely.shared,
        "words_shorter": likely.shorter,
        "share": likely.shared as f64 / likely.shorter as f64,
        "passage": likely.passage(),
        "passage_words": likely.passage_words,
        "command": likely.command(),
    })
}

/// As lines.
pub(crate) fn text(likely: &Likely<'_>) -> String {
    let mut out = String::new();
    for source in [likely.first, likely.second] {
        let _ = writeln!(out, "{}  {}", styled(STRONG, &source.handle.to_string()), safe(&source.title));
    }
    // A share rounded up to the whole would say that nothing differs.
    let percent = likely.shared * 100 / likely.shorter.max(1);
    let _ = writeln!(out, "    {} words shared, {percent}% of the shorter text", likely.shared);
    let passage = likely.passage();
    let passage = short(&passage, PASSAGE_COLUMNS);
    let _ = writeln!(out, "    longest passage, {} words: {}", likely.passage_words, quoted(&safe(&passage)));
    let (first, second) = (likely.first.handle, likely.second.handle);
    let [one, other] = &likely.times;
    let _ = match likely.known {
        Known::Published => writeln!(out, "    {first} was published first: {one}, {second} {other}"),
        Known::Captured => {
            writeln!(out, "    {first} was captured first: {one}, {second} {other}; that need not be who wrote first")
        }
        Known::No => writeln!(out, "    which was first is not recorded; if it was {second}, record it the other way"),
    };
    let _ = writeln!(out, "    {} {}", styled(FAINT, "to record it:"), likely.command());
    out
}
