//! A statement that bears on a claim, who made it and where it stands.

use serde::Serialize;

/// A statement that bears on a claim, a reply to one, or what speaks to its bearing.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement<'a> {
    /// How far from the claim, from 0.
    pub depth: usize,
    /// `rebuts`, `supports`, `context` or `other`.
    pub stance: &'static str,
    /// Whether it speaks to the link before it, and not to the statement.
    pub on_link: bool,
    /// The link, by its handle.
    pub link: &'a str,
    /// The statement, by its handle.
    pub handle: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Whether it was withdrawn and counts for nothing.
    pub withdrawn: bool,
    /// Who made it.
    pub claimants: Vec<Speaker<'a>>,
    /// When: `2023-08-15`, `before 2023-08`, …
    pub said: Option<&'a str>,
    /// How it bears on the claim.
    pub note: Option<&'a str>,
    /// How credible it is.
    pub grade: Option<Judgement<'a>>,
    /// How well it bears on what it speaks to.
    pub bearing: Option<Judgement<'a>>,
    /// Where it stands.
    pub appearances: Vec<Place<'a>>,
    /// Whether it stands further up with all that speaks to it.
    pub shown_above: bool,
}

/// Somebody who made a claim, as they stood at the time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker<'a> {
    /// The name, or what stands for it.
    pub name: &'a str,
    /// The role in which they spoke.
    pub role: Option<&'a str>,
    /// Why the name is withheld.
    pub why_unnamed: Option<&'a str>,
    /// How reliable they are.
    pub grade: Option<Judgement<'a>>,
}

/// An Admiralty grade.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judgement<'a> {
    /// `A` to `F` for reliability, `1` to `6` for credibility.
    pub grade: &'a str,
    /// Why.
    pub because: Option<&'a str>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place<'a> {
    /// The source, by its number.
    pub source: usize,
    /// The version, by its handle.
    pub version: &'a str,
    /// `direct`, `indirect` or `paraphrase`.
    pub manner: &'a str,
    /// The words as they stand there.
    pub quote: Option<&'a str>,
    /// Some words before them.
    pub prefix: Option<&'a str>,
    /// Some words after them.
    pub suffix: Option<&'a str>,
    /// The time in a recording, `hh:mm:ss`.
    pub timecode: Option<&'a str>,
    /// Those through whom it is told, nearest to the source first.
    pub via: Vec<&'a str>,
    /// The hedge as worded: "reportedly".
    pub hedge: Option<&'a str>,
    /// The words that the quote was translated from.
    pub original: Option<&'a str>,
    /// Their language, a BCP 47 tag.
    pub original_language: Option<&'a str>,
    /// Who translated them.
    pub translator: Option<&'a str>,
    /// Whether it is the first known appearance of the claim.
    pub first: bool,
}
