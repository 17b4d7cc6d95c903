//! What a report is about, as plain values in reading order, with sources numbered: what templates are given.
//!
//! Nothing here is a sentence in any language, and nothing is escaped; [`Words`](super::Words) and the template of a
//! format do that. Dates and times are as in the record, in ISO 8601.

mod claim;
mod source;
mod statement;

pub use claim::{
    Asked, Changed, Checked, Corrected, Decision, Disagreement, Finding, Named, Part, Rating, Remarked, Unknown,
    Weighed,
};
pub use source::{Capture, Cited};
pub use statement::{Judgement, Place, Speaker, Statement};

use serde::Serialize;

/// The whole report.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report<'a> {
    /// How the casebook is called.
    pub casebook: Option<&'a str>,
    /// The source that the report is about, by its number, where it is about one.
    pub about: Option<usize>,
    /// The claims that were asked about, in the order asked.
    pub claims: Vec<Checked<'a>>,
    /// Every source that bears on them.
    pub sources: Vec<Cited<'a>>,
}
