//! What a scorer answers for a claim.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Key;

/// A computed value with the reasons for it: an aid to a verdict, never a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    /// The claim that was scored.
    pub claim: Key,
    /// The scorer that computed it.
    pub scorer: Cow<'static, str>,
    /// Between 0 and 1, or `None` for "undetermined".
    pub value: Option<f64>,
    /// What the value starts from, before any link is counted.
    pub base: Option<f64>,
    /// What a reader must know to trust the value, or why there is none; one sentence each.
    pub remarks: Vec<String>,
    /// What each link added or took away; together they lead from `base` to `value`.
    pub contributions: Vec<Contribution>,
}

/// The part of one link in a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contribution {
    /// The link, where one is behind it.
    pub link: Option<Key>,
    /// What it is, in a few words.
    pub because: String,
    /// What it adds to the base; negative where it takes away.
    pub amount: f64,
}
