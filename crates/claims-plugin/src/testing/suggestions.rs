//! What a finder answered, and the rules for it: passages of the text, of a confidence that there is.

use std::ops::Range;

use super::room::Room;

/// More than there are sentences in a long book.
const MOST: usize = 100_000;
const MOST_BYTES: usize = 64 << 20;

/// A passage that makes a claim, as a finder found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'t> {
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
    /// The passage.
    pub passage: &'t str,
    /// The claim in words that can be checked; those of the passage where the finder gave no others.
    pub wording: String,
    /// Who makes it, by name.
    pub claimant: Option<String>,
    /// How sure the finder is that it makes a claim, from 0 to 1.
    pub confidence: f64,
}

/// The suggestions so far.
#[derive(Debug)]
pub(super) struct Suggestions<'t> {
    text: &'t str,
    pub(super) found: Vec<Found<'t>>,
    room: Room,
}

impl<'t> Suggestions<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let room = Room::new(("suggestions", MOST), ("bytes of wordings and names", MOST_BYTES));
        Self { text, found: Vec::new(), room }
    }

    pub(super) fn suggest(
        &mut self,
        at: Range<usize>,
        wording: Option<&[u8]>,
        claimant: Option<&[u8]>,
        confidence: f64,
    ) -> Result<(), String> {
        let passage = self.passage(&at)?;
        if !(0.0..=1.0).contains(&confidence) {
            return Err(format!("the confidence {confidence} of a suggestion is not from 0 to 1"));
        }
        self.room.piece()?;
        let wording = self.words("wording", wording.unwrap_or(passage.as_bytes()))?;
        let claimant = claimant.map(|name| self.words("claimant", name)).transpose()?;
        self.found.push(Found { at, passage, wording, claimant, confidence });
        Ok(())
    }

    fn passage(&self, at: &Range<usize>) -> Result<&'t str, String> {
        let Range { start, end } = *at;
        let wrong = |why| Err(format!("a suggestion goes from byte {start} to {end} of the text, which {why}"));
        match self.text.get(start..end) {
            _ if start > end => wrong("goes back"),
            None if end > self.text.len() => wrong("is beyond its end"),
            None => wrong("cuts a character"),
            Some(passage) if passage.trim().is_empty() => wrong("is blank"),
            Some(passage) => Ok(passage),
        }
    }

    fn words(&mut self, what: &str, words: &[u8]) -> Result<String, String> {
        self.room.bytes(words.len())?;
        let words = str::from_utf8(words).map_err(|_| "a text in it is not UTF-8".to_owned())?;
        if words.trim().is_empty() {
            return Err(format!("the {what} of a suggestion is blank"));
        }
        Ok(words.to_owned())
    }
}
