//! What the template is given: plain values in reading order, with sources numbered.
//!
//! Nothing here is Markdown; the template and [`crate::escape`] make it so.

use serde::Serialize;

/// The whole report.
#[derive(Serialize)]
pub(crate) struct Report<'a> {
    pub(crate) casebook: Option<&'a str>,
    pub(crate) claims: Vec<Checked<'a>>,
    pub(crate) sources: Vec<Cited<'a>>,
}

/// One claim that was asked about.
#[derive(Serialize)]
pub(crate) struct Checked<'a> {
    pub(crate) handle: &'a str,
    pub(crate) key: &'a str,
    pub(crate) text: &'a str,
    pub(crate) status: &'static str,
    pub(crate) withdrawn_because: Option<&'a str>,
    pub(crate) why_checked: Option<&'a str>,
    pub(crate) claimants: Vec<Speaker<'a>>,
    pub(crate) said: Option<&'a str>,
    pub(crate) occasion: Option<&'a str>,
    pub(crate) place: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
    pub(crate) part_of: Option<Named<'a>>,
    pub(crate) parts: Vec<Named<'a>>,
    pub(crate) verdict: Option<Decision<'a>>,
    pub(crate) earlier: Vec<Decision<'a>>,
    pub(crate) corrections: Vec<Corrected<'a>>,
    pub(crate) grade: Option<Judgement<'a>>,
    pub(crate) appearances: Vec<Place<'a>>,
    pub(crate) replies: Vec<Asked<'a>>,
    pub(crate) against: Vec<Statement<'a>>,
    pub(crate) support: Vec<Statement<'a>>,
    pub(crate) context: Vec<Statement<'a>>,
    pub(crate) history: Vec<Changed<'a>>,
    pub(crate) score: Option<Weighed<'a>>,
    pub(crate) disagreement: Option<&'static str>,
    pub(crate) unknowns: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Named<'a> {
    pub(crate) handle: &'a str,
    pub(crate) text: &'a str,
}

#[derive(Serialize)]
pub(crate) struct Speaker<'a> {
    pub(crate) name: &'a str,
    pub(crate) role: Option<&'a str>,
    pub(crate) why_unnamed: Option<&'a str>,
    pub(crate) grade: Option<Judgement<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Judgement<'a> {
    pub(crate) grade: &'a str,
    pub(crate) meaning: &'a str,
    pub(crate) because: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct Decision<'a> {
    pub(crate) name: &'a str,
    pub(crate) scale: &'a str,
    pub(crate) rating: Option<String>,
    pub(crate) because: &'a str,
    pub(crate) by: &'a str,
    pub(crate) at: &'a str,
    pub(crate) would_change: Option<&'a str>,
}

/// A change to a verdict that was published.
#[derive(Serialize)]
pub(crate) struct Corrected<'a> {
    pub(crate) what: &'static str,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: &'a str,
    pub(crate) because: &'a str,
    pub(crate) by: &'a str,
    pub(crate) at: &'a str,
}

/// Where a claim stands.
#[derive(Serialize)]
pub(crate) struct Place<'a> {
    pub(crate) source: usize,
    pub(crate) version: &'a str,
    pub(crate) manner: &'static str,
    pub(crate) quote: Option<&'a str>,
    pub(crate) timecode: Option<&'a str>,
    pub(crate) via: Vec<&'a str>,
    pub(crate) hedge: Option<&'a str>,
    pub(crate) original: Option<&'a str>,
    pub(crate) original_language: Option<&'a str>,
    pub(crate) translator: Option<&'a str>,
    pub(crate) first: bool,
}

/// A request for a reply about a claim, and what came of it.
#[derive(Serialize)]
pub(crate) struct Asked<'a> {
    pub(crate) handle: &'a str,
    pub(crate) of: Option<&'a str>,
    pub(crate) through: &'a str,
    pub(crate) asked: &'a str,
    pub(crate) due: Option<&'a str>,
    pub(crate) answered: Option<&'a str>,
    pub(crate) answer: Option<&'a str>,
}

/// A statement that bears on a claim, a reply, or an undercut; `depth` counts from 0.
#[derive(Serialize)]
pub(crate) struct Statement<'a> {
    pub(crate) depth: usize,
    pub(crate) relation: &'static str,
    pub(crate) link: &'a str,
    pub(crate) handle: &'a str,
    pub(crate) text: &'a str,
    pub(crate) withdrawn: bool,
    pub(crate) claimants: Vec<Speaker<'a>>,
    pub(crate) said: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    pub(crate) grade: Option<Judgement<'a>>,
    pub(crate) bearing: Option<Judgement<'a>>,
    pub(crate) appearances: Vec<Place<'a>>,
    pub(crate) shown_above: bool,
}

/// What became of a quote in a later version.
#[derive(Serialize)]
pub(crate) struct Changed<'a> {
    pub(crate) source: usize,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) captured: &'a str,
    pub(crate) state: &'a str,
    pub(crate) was: &'a str,
    pub(crate) now: &'a str,
    /// Whether the later version may be no capture of the source.
    pub(crate) doubted: bool,
}

#[derive(Serialize)]
pub(crate) struct Weighed<'a> {
    pub(crate) scorer: &'a str,
    pub(crate) value: Option<f64>,
    pub(crate) base: Option<f64>,
    pub(crate) contributions: Vec<Part<'a>>,
    pub(crate) remarks: Vec<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct Part<'a> {
    pub(crate) amount: f64,
    pub(crate) link: Option<&'a str>,
    pub(crate) because: &'a str,
}

/// A source in the numbered list.
#[derive(Serialize)]
pub(crate) struct Cited<'a> {
    pub(crate) number: usize,
    pub(crate) handle: &'a str,
    pub(crate) title: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) publisher: Option<&'a str>,
    pub(crate) authors: Vec<&'a str>,
    pub(crate) published: Option<&'a str>,
    pub(crate) address: Option<&'a str>,
    pub(crate) grade: Option<Judgement<'a>>,
    pub(crate) derived_from: Vec<usize>,
    pub(crate) versions: Vec<Capture<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Capture<'a> {
    pub(crate) handle: &'a str,
    pub(crate) gone: bool,
    pub(crate) captured: &'a str,
    pub(crate) origin: &'a str,
    pub(crate) size: u64,
    pub(crate) sha256: &'a str,
    pub(crate) archives: Vec<&'a str>,
}
