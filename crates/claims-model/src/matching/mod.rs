//! Which of the claims on file say the same as a text: a post, a sentence of a speech, a headline.
//!
//! Claims are found by the words they share with the text (the store does that) and weighed here: rare words count for
//! more, words in the same order for more still. The weights were fitted to posts and speeches that people had matched
//! with fact-checks; `docs/accuracy.md` tells how well that does, on data that was not used for the fit.
//! No model of meaning is used: a text that shares no word with a claim is not found.

mod confidence;
mod day;
mod entry;
mod part;
mod query;
mod rank;

mod stem;
mod stop;
mod traits;
mod weights;
mod words;

use jiff::Timestamp;

pub use entry::{Entry, Indexer};
pub use query::Query;

pub use confidence::Signs;
pub use rank::{Difference, LIKELY, Likeness, Match, rank, traits};
pub use traits::{COUNT, Traits};
pub use weights::{CONFIDENCE, WEIGHTS};

use crate::Key;

/// A claim on file, with what is on file about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed {
    /// The claim.
    pub key: Key,
    /// Its wording.
    pub text: String,
    /// The names of those who made it.
    pub claimants: Vec<String>,
    /// The quotes that it rests on.
    pub quotes: Vec<String>,
    /// The reasons of its newest verdict.
    pub reasons: String,
    /// The day of that verdict, in days since 1970.
    pub day: Option<i64>,
}

/// The day of a time, in days since 1970.
pub fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

/// How rare the words of a query are among the claims on file.
#[derive(Debug, Clone)]
pub struct Frequencies {
    /// What each stem of the query is worth: the logarithm of how rare it is.
    weights: Vec<f64>,
    /// How many claims there are.
    claims: f64,
    /// How many of them have each stem.
    with: Vec<u32>,
}

impl Frequencies {
    /// From the number of claims on file and, for each of [`Query::stems`], the number of those that have it.
    ///
    /// A word is taken to be in one of 10,000 claims until the claims on file tell otherwise: in a small casebook most
    /// words are there once or never, and that says little of how rare they are.
    pub fn new(claims: u32, with: &[u32]) -> Self {
        const PRIOR: f64 = 10_000.0;
        let all = f64::from(claims) + PRIOR;
        let weight = |with: &u32| (1.0 + (all - f64::from(*with)) / (f64::from(*with) + 1.0)).ln();
        Self { weights: with.iter().map(weight).collect(), claims: f64::from(claims), with: with.to_vec() }
    }

    /// As if only this share of the claims were on file.
    pub fn of_share(&self, share: f64) -> Self {
        let part = |count: f64| (count * share).round() as u32;
        Self::new(part(self.claims), &self.with.iter().map(|with| part(f64::from(*with))).collect::<Vec<_>>())
    }

    /// What the stem at this place of [`Query::stems`] is worth.
    pub fn weight(&self, place: usize) -> f64 {
        self.weights[place]
    }

    /// What all stems of the query are worth together.
    fn all(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// The sentences of a text, roughly: what stands between two of them is not compared as one.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '\n' | '。' | '！' | '？' | '؟' | '।');
    let mut rest = text;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let end = rest
                .char_indices()
                .find(|(at, c)| {
                    let after = &rest[at + c.len_utf8()..];
                    is_end(*c) && (!c.is_ascii() || *c == '\n' || after.starts_with([' ', '\n', '"', '”', '»']))
                })
                .map_or(rest.len(), |(at, c)| at + c.len_utf8());
            let (sentence, after) = rest.split_at(end);
            rest = after;
            if sentence.chars().any(char::is_alphanumeric) {
                return Some(sentence);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_two_texts_can_be_compared(text in "\\PC{0,80}", wording in ".{0,80}", reasons in ".{0,200}") {
            let claim = Filed {
                key: Key::new(uuid::Uuid::from_u128(1)),
                text: wording,
                claimants: vec![text.clone()],
                quotes: vec![reasons.clone()],
                reasons,
                day: Some(0),
            };
            let query = Query::of(&text);
            let frequencies = Frequencies::new(1, &vec![1; query.stems().len()]);
            for found in rank(&query, &frequencies, std::slice::from_ref(&claim), &[]) {
                prop_assert!((0.0..=1.0).contains(&found.confidence), "{}", found.confidence);
            }
            let entry = Indexer::default().entry([text.as_str()]);
            prop_assert_eq!(entry.stems.is_empty(), entry.family.is_none());
            // What a text is looked for by is what it is found by.
            for stem in query.stems() {
                prop_assert!(entry.stems.split(' ').any(|one| one == stem), "{stem:?} in {:?}", entry.stems);
            }
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        let found: Vec<&str> =
            sentences("It cost 3.5 million. \"Why?\" he asked.\nNobody knows 。是").map(str::trim).collect();
        assert_eq!(found, ["It cost 3.5 million.", "\"Why?", "\" he asked.", "Nobody knows 。", "是"]);
    }
}
