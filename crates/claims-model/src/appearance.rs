//! Where a claim stands, and in whose words.

use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// A place where a claim stands: a version and the quote in it (schema.org `appearance`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Appearance {
    /// The permanent key.
    pub key: Key,
    /// The claim that stands there.
    pub claim: Key,
    /// The version it stands in.
    pub version: Key,
    /// How it stands there.
    pub manner: Manner,
    /// The first known appearance of the claim (schema.org `firstAppearance`).
    #[serde(default)]
    pub first: bool,
    /// The words; absent where the source has no text, such as a video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The time in a video or a recording, as `hh:mm:ss`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timecode: Option<String>,
    /// Parties through whom it is told, nearest to the source first: "according to state media".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Key>,
    /// The hedge as worded: "reportedly", "possibly".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
    /// Present when the quote is a translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Translation>,
}

/// How a claim stands in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// In quotation marks, the claimant's own words.
    Direct,
    /// "X said that …".
    Indirect,
    /// In the reporter's words.
    Paraphrase,
}

words!(Manner, "a manner", { Direct = "direct", Indirect = "indirect", Paraphrase = "paraphrase" });

/// A W3C TextQuoteSelector and TextPositionSelector in one.
///
/// Positions count Unicode code points of the version's text; `start` is inside the quote, `end` is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// The words exactly as they stand in the version.
    pub exact: String,
    /// Up to 32 code points before them.
    pub prefix: String,
    /// Up to 32 code points after them.
    pub suffix: String,
    /// Position of the first code point.
    pub start: usize,
    /// Position after the last code point.
    pub end: usize,
}

/// The words a quote was translated from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Translation {
    /// The original words.
    pub text: String,
    /// Their language, a BCP 47 tag.
    pub language: String,
    /// Who translated them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
}
