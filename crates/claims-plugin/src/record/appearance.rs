//! Where claims stand, and what became of the quotes, as a plugin sees it.

use claims_abi::{Field, Relation};

use super::{Claim, Party, Version, record};
use crate::Rows;

record! {
    /// A place where a claim stands: a version and the quote in it.
    Appearance = APPEARANCE
}

impl<'a> Appearance<'a> {
    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// `direct`, `indirect` or `paraphrase`.
    pub fn manner(self) -> &'a str {
        self.0.own_text(Field::MANNER)
    }

    /// The words as they stand there; absent where there is no text.
    pub fn exact(self) -> Option<&'a str> {
        self.0.text(Field::EXACT)
    }

    /// Some words before them.
    pub fn prefix(self) -> Option<&'a str> {
        self.0.text(Field::PREFIX)
    }

    /// Some words after them.
    pub fn suffix(self) -> Option<&'a str> {
        self.0.text(Field::SUFFIX)
    }

    /// The hedge as worded: "reportedly".
    pub fn hedge(self) -> Option<&'a str> {
        self.0.text(Field::HEDGE)
    }

    /// The time in a recording, `hh:mm:ss`.
    pub fn timecode(self) -> Option<&'a str> {
        self.0.text(Field::TIMECODE)
    }

    /// The words that the quote was translated from.
    pub fn original(self) -> Option<&'a str> {
        self.0.text(Field::ORIGINAL)
    }

    /// Their language, a BCP 47 tag.
    pub fn original_language(self) -> Option<&'a str> {
        self.0.text(Field::ORIGINAL_LANGUAGE)
    }

    /// Who translated them.
    pub fn translator(self) -> Option<&'a str> {
        self.0.text(Field::TRANSLATOR)
    }

    /// The place of the quote in the version's text, in code points.
    pub fn range(self) -> Option<std::ops::Range<usize>> {
        self.0.number(Field::START)?;
        let place = |field| usize::try_from(self.0.whole(field)).unwrap_or(usize::MAX);
        Some(place(Field::START)..place(Field::END))
    }

    /// Whether it is the first known appearance of the claim.
    pub fn is_first(self) -> bool {
        self.0.whole(Field::FIRST) == 1
    }

    /// The claim that stands there.
    pub fn claim(self) -> Option<Claim<'a>> {
        self.0.one(Relation::CLAIM)
    }

    /// The version it stands in.
    pub fn version(self) -> Option<Version<'a>> {
        self.0.one(Relation::VERSION)
    }

    /// Those through whom it is told, nearest to the source first.
    pub fn via(self) -> Rows<'a, Party<'a>> {
        self.0.rows(Relation::VIA)
    }

    /// What became of the quote in later versions.
    pub fn changes(self) -> Rows<'a, Change<'a>> {
        self.0.rows(Relation::CHANGES)
    }
}

record! {
    /// What became of a quote in a later version of its source.
    Change = CHANGE
}

impl<'a> Change<'a> {
    /// `same`, `typographic`, `edited`, `moved`, `moved and edited`, `removed` or `ambiguous`.
    pub fn state(self) -> &'a str {
        self.0.own_text(Field::STATE)
    }

    /// The words that stand there now; empty when removed.
    pub fn now(self) -> &'a str {
        self.0.own_text(Field::NOW)
    }

    /// Why the later version may be no capture of the source: `shrunk`, where most of the text is gone.
    pub fn doubt(self) -> Option<&'a str> {
        self.0.text(Field::DOUBT)
    }

    /// The appearance that holds the quote.
    pub fn appearance(self) -> Option<Appearance<'a>> {
        self.0.one(Relation::APPEARANCE)
    }

    /// The later version.
    pub fn version(self) -> Option<Version<'a>> {
        self.0.one(Relation::VERSION)
    }
}
