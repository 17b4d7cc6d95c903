//! Admiralty grades: how reliable is who says it, how credible is what is said; judged apart.
//!
//! NATO AJP-2.1: A to E and 1 to 5 are ordered, F and 6 mean that it cannot be judged.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// One judgement; the newest of a subject counts, the older ones stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grade {
    /// The permanent key.
    pub key: Key,
    /// The party or source that is reliable, or the claim or link that is credible.
    pub subject: Key,
    /// The judgement.
    pub grading: Grading,
    /// Who judged.
    pub by: String,
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// What was judged, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Grading {
    /// Of a party or a source.
    Reliability(Reliability),
    /// Of a claim or of a link's bearing.
    Credibility(Credibility),
}

impl Grading {
    /// The letter or the digit.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reliability(grade) => grade.word(),
            Self::Credibility(grade) => grade.word(),
        }
    }
}

/// How reliable a party or a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged: unknown, not a middle value.
    F,
}

words!(Reliability, "a reliability", { A = "A", B = "B", C = "C", D = "D", E = "E", F = "F" });

impl Reliability {
    /// The words of the scale.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

/// How credible a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credibility {
    /// Confirmed by other sources.
    One,
    /// Probably true.
    Two,
    /// Possibly true.
    Three,
    /// Doubtful.
    Four,
    /// Improbable.
    Five,
    /// Truth cannot be judged: unknown, not a middle value.
    Six,
}

words!(Credibility, "a credibility", { One = "1", Two = "2", Three = "3", Four = "4", Five = "5", Six = "6" });

impl Credibility {
    /// The words of the scale.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::One => "confirmed by other sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }
}
