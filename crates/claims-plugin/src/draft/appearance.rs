//! Where claims stand, as an importer drafts it.

use std::ops::Range;

use claims_abi::{Field, Relation};

use super::{Row, texts};

/// A place where a claim stands.
#[derive(Debug, Clone, Copy)]
pub struct DraftAppearance<'a>(pub(super) Row<'a>);

impl DraftAppearance<'_> {
    texts! {
        /// How it stands there: `direct`, `indirect` or `paraphrase`.
        manner = MANNER;
        /// Some words before the quote.
        prefix = PREFIX;
        /// Some words after the quote.
        suffix = SUFFIX;
        /// The hedge as worded: "reportedly".
        hedge = HEDGE;
        /// The time in a recording, `hh:mm:ss`.
        timecode = TIMECODE;
        /// Who translated the quote.
        translator = TRANSLATOR;
    }

    /// Where the quote stands in the version's text, in code points; for those who know.
    #[expect(clippy::cast_precision_loss, reason = "no text is so long that it shows")]
    pub fn range(self, range: Range<usize>) -> Self {
        Self(self.0.number(Field::START, range.start as f64).number(Field::END, range.end as f64))
    }

    /// It is the first known appearance of the claim.
    pub fn first(self) -> Self {
        Self(self.0.number(Field::FIRST, 1))
    }

    /// The quote is a translation of these words, which are in this language, a BCP 47 tag.
    pub fn original(self, words: &str, language: &str) -> Self {
        Self(self.0.own_text(Field::ORIGINAL, words).own_text(Field::ORIGINAL_LANGUAGE, language))
    }

    /// It is told through the party of this name; call it for the one nearest to the source first.
    pub fn via(self, name: &str) -> Self {
        Self(self.0.relate(Relation::VIA, Row::party(self.0.desk, name)))
    }
}
