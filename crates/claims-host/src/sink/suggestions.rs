//! Takes suggestions: passages of the text, along the edges of characters, of a confidence that there is.

use std::str;

use claims_model::Suggestion;

use super::room::Room;
use crate::{Fault, Unit};

/// More than there are sentences in a long book.
const MOST: usize = 100_000;
const MOST_BYTES: usize = 64 << 20;

/// The suggestions so far.
pub(crate) struct Suggestions<'a> {
    text: &'a str,
    found: Vec<Suggestion>,
    room: Room,
}

impl<'a> Suggestions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let room = Room::new(("suggestions", MOST), ("bytes of wordings and names", MOST_BYTES));
        Self { text, found: Vec::new(), room }
    }

    pub(crate) fn suggest(
        &mut self,
        start: usize,
        end: usize,
        wording: Option<&[u8]>,
        claimant: Option<&[u8]>,
        confidence: f64,
    ) -> Result<(), Fault> {
        let passage = self.passage(start, end)?;
        if !(0.0..=1.0).contains(&confidence) {
            return Err(Fault::NotAConfidence(confidence));
        }
        self.room.piece()?;
        let wording = wording.unwrap_or(passage.as_bytes());
        let wording = self.words("wording", wording)?;
        let claimant = claimant.map(|name| self.words("claimant", name)).transpose()?;
        self.found.push(Suggestion { at: start..end, wording, claimant, confidence });
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<Suggestion> {
        self.found
    }

    fn passage(&self, start: usize, end: usize) -> Result<&'a str, Fault> {
        let wrong = |why| Fault::NotAPassage { unit: Unit::Byte, start, end, why };
        let why = if end > self.text.len() { "is beyond its end" } else { "cuts a character" };
        match self.text.get(start..end) {
            _ if start > end => Err(wrong("goes back")),
            None => Err(wrong(why)),
            Some(passage) if passage.trim().is_empty() => Err(wrong("is blank")),
            Some(passage) => Ok(passage),
        }
    }

    fn words(&mut self, what: &'static str, words: &[u8]) -> Result<String, Fault> {
        self.room.bytes(words.len())?;
        let words = str::from_utf8(words).map_err(|_| Fault::NotUtf8)?;
        if words.trim().is_empty() {
            return Err(Fault::Blank(what));
        }
        Ok(words.to_owned())
    }
}
