//! What a plugin is shown: a closed part of a casebook, as plain values.

use std::{ops::Range, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Appearance, Claim, Doubt, Filed, Grade, Key, Link, Note, Party, Reply, Score, Source, Verdict, Version,
    anchor::AnchorState, beside,
};

/// Some claims and everything that bears on them.
///
/// Every key that a record in the case names is the key of another record in the case,
/// except the subjects of notes and grades that hang on records outside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Case {
    /// The claims that were asked about, in the order asked; each is among `claims`.
    pub subjects: Vec<Key>,
    /// The subjects and all claims that reach them by links.
    pub claims: Vec<Filed<Claim>>,
    /// The links between them.
    pub links: Vec<Filed<Link>>,
    /// Everybody named.
    pub parties: Vec<Filed<Party>>,
    /// The sources the claims appear in, and those they derive from.
    pub sources: Vec<Filed<Source>>,
    /// All versions of those sources, by source and number.
    pub versions: Vec<CaseVersion>,
    /// Where the claims stand.
    pub appearances: Vec<Appearance>,
    /// Every grade of a record in the case, oldest first.
    pub grades: Vec<Grade>,
    /// Every verdict on a claim in the case, oldest first.
    pub verdicts: Vec<Verdict>,
    /// Every note on a record in the case, oldest first.
    pub notes: Vec<Note>,
    /// Every request for a reply about a claim in the case, oldest first.
    pub replies: Vec<Filed<Reply>>,
    /// Scores that were computed before the call, for exporters.
    pub scores: Vec<Score>,
    /// What became of quotes in later versions, for exporters.
    pub changes: Vec<QuoteChange>,
    /// From each version of a source to the next, for exporters that ask for texts.
    pub diffs: Vec<VersionDiff>,
    /// What the desk's rules ask to be looked at, for exporters that ask for it.
    pub findings: Vec<CaseFinding>,
    /// When checks of claims were published and withdrawn, for exporters that ask for it.
    pub publications: Vec<Publication>,
}

/// When the check of a claim went out and, where it did, was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// The claim.
    pub claim: Key,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub published: Option<Timestamp>,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub withdrawn: Option<Timestamp>,
}

/// A version with its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseVersion {
    /// The record.
    #[serde(flatten)]
    pub version: Version,
    /// The text, where the call needs it; in JSON `content`.
    #[serde(rename = "content", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Arc<str>>,
}

impl<'de> Deserialize<'de> for CaseVersion {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (version, text) = beside::read::<_, _, Option<Arc<str>>>(deserializer, "content")?;
        Ok(Self { version, text: text.flatten() })
    }
}

/// What became of a quote in a later version of its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteChange {
    /// The appearance that holds the quote.
    pub appearance: Key,
    /// The later version.
    pub version: Key,
    /// What became of it.
    pub state: AnchorState,
    /// The words that stand there now; empty when removed.
    pub now: String,
    /// Why the later version may be no capture of the source, so that nobody need have removed anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

/// The way from one version of a source to a later one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VersionDiff {
    /// The earlier version.
    pub from: Key,
    /// The later one.
    pub to: Key,
    /// The steps, which cover both texts from start to end.
    pub hunks: Vec<PointHunk>,
}

/// A step from one text to another, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PointHunk {
    /// What it is.
    pub state: HunkState,
    /// Where it stands in the old text.
    #[serde(deserialize_with = "range")]
    pub old: Range<usize>,
    /// Where it stands in the new text.
    #[serde(deserialize_with = "range")]
    pub new: Range<usize>,
}

/// A range as any record is read: members that are not known are left unread.
fn range<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Range<usize>, D::Error> {
    #[derive(Deserialize)]
    struct Span {
        start: usize,
        end: usize,
    }
    let Span { start, end } = Span::deserialize(deserializer)?;
    Ok(start..end)
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HunkState {
    /// Both sides are the same.
    Same,
    /// The one became the other.
    Changed,
    /// The same, where the differ gave up on detail.
    Coarse,
}

impl HunkState {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Coarse => "coarse",
        }
    }
}

/// Something that a rule of the desk asks to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseFinding {
    /// The claim.
    pub claim: Key,
    /// `error` or `warn`.
    pub level: String,
    /// The rule, by its code.
    pub rule: String,
    /// What is wrong.
    pub what: String,
    /// What mends it, a command.
    pub fix: String,
}
