//! A claim that was checked, and what came of that.

use serde::Serialize;

use super::{Judgement, Place, Speaker, Statement};

/// One claim that was asked about.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checked<'a> {
    /// What the desk calls it: `c12`.
    pub handle: &'a str,
    /// Its permanent key, a UUID.
    pub key: &'a str,
    /// The wording that was checked.
    pub text: &'a str,
    /// `noted`, `checking`, `checked`, `published`, `withdrawn` or `other`.
    pub status: &'static str,
    /// Why it was withdrawn.
    pub withdrawn_because: Option<&'a str>,
    /// When the check was published, RFC 3339.
    pub published: Option<&'a str>,
    /// When it was withdrawn, RFC 3339.
    pub withdrawn: Option<&'a str>,
    /// Why the desk checked it.
    pub why_checked: Option<&'a str>,
    /// Who made it.
    pub claimants: Vec<Speaker<'a>>,
    /// When it was said: `2023-08-15`, `2023`, `before 2023-08`, …
    pub said: Option<&'a str>,
    /// On what occasion.
    pub occasion: Option<&'a str>,
    /// Where.
    pub place: Option<&'a str>,
    /// Words to find it by.
    pub tags: Vec<&'a str>,
    /// The claim it was split from.
    pub part_of: Option<Named<'a>>,
    /// The claims it was split into.
    pub parts: Vec<Named<'a>>,
    /// The decision that counts.
    pub verdict: Option<Decision<'a>>,
    /// The decision that counts on the other question: on a picture or recording, beside one on what is claimed.
    pub beside: Option<Decision<'a>>,
    /// The decisions before these, newest first.
    pub earlier: Vec<Decision<'a>>,
    /// What was changed after it was published, oldest first.
    pub corrections: Vec<Corrected<'a>>,
    /// How credible it is.
    pub grade: Option<Judgement<'a>>,
    /// Where it stands.
    pub appearances: Vec<Place<'a>>,
    /// Who was asked for a reply.
    pub replies: Vec<Asked<'a>>,
    /// What speaks against it, each followed by what speaks to that in turn.
    pub against: Vec<Statement<'a>>,
    /// What speaks for it, in the same way.
    pub support: Vec<Statement<'a>>,
    /// What explains it, in the same way.
    pub context: Vec<Statement<'a>>,
    /// What became of its quotes in later versions.
    pub history: Vec<Changed<'a>>,
    /// What a scorer made of it.
    pub score: Option<Weighed<'a>>,
    /// Where score and verdict lean apart.
    pub disagreement: Option<Disagreement>,
    /// What the record does not say.
    pub unknowns: Vec<Unknown<'a>>,
    /// What `claims check` finds, where the exporter asks for it: for the desk and not for readers.
    pub findings: Vec<Finding<'a>>,
    /// Remarks that hang on it, oldest first: for the desk and not for readers.
    pub notes: Vec<Remarked<'a>>,
}

/// A claim by its name.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Named<'a> {
    /// What the desk calls it.
    pub handle: &'a str,
    /// The wording.
    pub text: &'a str,
}

/// A verdict.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision<'a> {
    /// The label as readers see it.
    pub name: &'a str,
    /// The same as typed, where the scale is one that every casebook has, so that a language has words for it; several
    /// where several hold.
    pub labels: Vec<&'a str>,
    /// The scale it lies on.
    pub scale: &'a str,
    /// Whether it is on a picture, a film or a recording, and not on what is claimed.
    pub on_media: bool,
    /// Its number; absent off the scale.
    pub rating: Option<Rating>,
    /// The reasons.
    pub because: &'a str,
    /// The first paragraph of them.
    pub gist: &'a str,
    /// Who decided.
    pub by: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
    /// What would change it.
    pub would_change: Option<&'a str>,
}

/// The number of a label, as ClaimReview has it: `worst` ≤ `value` ≤ `best`.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rating {
    /// The number.
    pub value: f64,
    /// The least on the scale.
    pub worst: f64,
    /// The greatest on it.
    pub best: f64,
}

/// A change to a verdict that was published.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Corrected<'a> {
    /// `changes`, `keeps`, `void`, `spelling` or `update`.
    pub class: &'a str,
    /// The label before, where it was another.
    pub before: Option<&'a str>,
    /// The same as typed, as for a verdict.
    pub before_labels: Vec<&'a str>,
    /// The label after.
    pub after: &'a str,
    /// The same as typed, as for a verdict.
    pub after_labels: Vec<&'a str>,
    /// The reasons.
    pub because: &'a str,
    /// Who decided.
    pub by: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
}

/// A request for a reply about a claim, and what came of it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Asked<'a> {
    /// What the desk calls it: `r1`.
    pub handle: &'a str,
    /// Who was asked.
    pub of: Option<&'a str>,
    /// Through what.
    pub through: &'a str,
    /// When.
    pub asked: &'a str,
    /// By when an answer was asked for.
    pub due: Option<&'a str>,
    /// When it was answered, or found not to be.
    pub answered: Option<&'a str>,
    /// The answer.
    pub answer: Option<&'a str>,
}

/// What became of a quote in a later version.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changed<'a> {
    /// The source, by its number.
    pub source: usize,
    /// The version that the quote was taken from.
    pub from: &'a str,
    /// The later one.
    pub to: &'a str,
    /// When that was captured, RFC 3339.
    pub captured: &'a str,
    /// `same`, `typographic`, `edited`, `moved`, `moved and edited`, `removed` or `ambiguous`.
    pub state: &'a str,
    /// The quote.
    pub was: &'a str,
    /// The words that stand there now; empty when removed.
    pub now: &'a str,
    /// Whether the later version may be no capture of the source.
    pub doubted: bool,
}

/// What a scorer made of a claim.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weighed<'a> {
    /// The scorer's name.
    pub scorer: &'a str,
    /// From 0 to 1; absent where it is undetermined.
    pub value: Option<f64>,
    /// What it starts from.
    pub base: Option<f64>,
    /// What moved it.
    pub contributions: Vec<Part<'a>>,
    /// What to know about it, in the scorer's own words.
    pub remarks: Vec<&'a str>,
}

/// What moved a score.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part<'a> {
    /// By how much, with its sign.
    pub amount: f64,
    /// The link behind it.
    pub link: Option<&'a str>,
    /// Why, in the scorer's own words.
    pub because: &'a str,
}

/// Where score and verdict lean apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Disagreement {
    /// The score leans towards the claim, the verdict against it.
    ScoreHigher,
    /// The score leans against the claim, the verdict towards it.
    ScoreLower,
}

/// Something that the record does not say, where that matters to a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unknown<'a> {
    /// `claimant`, `said`, `source`, `counter-statement`, `credibility`, `reliability` or `reply`.
    pub what: &'static str,
    /// Of which records, where not of the claim as such.
    pub handles: Vec<&'a str>,
}

/// Something that a rule of the desk asks to be looked at before publication.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding<'a> {
    /// `error` or `warn`.
    pub level: &'a str,
    /// The rule, as `claims check --rules` names it.
    pub rule: &'a str,
    /// What is wrong, in the words of the rule.
    pub what: &'a str,
    /// The command that mends it.
    pub fix: &'a str,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remarked<'a> {
    /// What it says.
    pub text: &'a str,
    /// Who wrote it.
    pub by: &'a str,
    /// When, RFC 3339.
    pub at: &'a str,
}
