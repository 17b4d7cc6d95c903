//! Write a scorer over the argument graph: give the formula, and have the rest.
//!
//! A *gradual semantics* gives every claim a strength from 0 to 1: it starts from a base, what its grades stand for, and
//! is moved by those who speak for it and against it, as strong as they are themselves. What differs from one semantics
//! to the next is one formula, the [`Semantics`]; all else is the same and done here:
//!
//! - what grades stand for ([`base_of`]): a statement's credibility and its maker's reliability, unknown staying unknown;
//! - who counts: not what was withdrawn, and supporters whose sources were taken from the same origins once, by the
//!   strongest of them;
//! - links that are under attack themselves: who speaks through one counts for as much less as it bears ([`bearing`]);
//! - claims made of parts: no stronger than the weakest part, unless a grade says otherwise;
//! - circles: followed in time until they rest, or said not to;
//! - the explanation: what each link adds or takes away, which adds up to the way from the base to the value.
//!
//! ```
//! use claims_plugin::{Case, Failure, Score, Scorer, export, gradual};
//!
//! /// Only the strongest on each side counts.
//! #[derive(Default)]
//! struct Loudest;
//!
//! impl gradual::Semantics for Loudest {
//!     fn strength(&self, base: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
//!         let loudest = |side: &[f64]| side.iter().copied().fold(0.0, f64::max);
//!         let difference = loudest(supporters) - loudest(attackers);
//!         if difference < 0.0 { base + base * difference } else { base + (1.0 - base) * difference }
//!     }
//! }
//!
//! impl Scorer for Loudest {
//!     fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
//!         Ok(gradual::score(case, self))
//!     }
//! }
//!
//! export!(loudest: scorer Loudest);
//! # fn main() {}
//! ```

mod argument;
mod base;
mod components;
mod explain;
mod graph;
mod settle;

use crate::{Case, Score};

pub use base::{PRIOR, of_claim as base_of};
pub use graph::{Edge, Graph, Node, Strengths};

/// How strong a claim is, by what it starts from and by those who speak to it.
pub trait Semantics {
    /// The strength, from 0 to 1, of a claim with base `base`, of the strengths of those who support and attack it.
    ///
    /// Everything is from 0 to 1. The same values in another order must give the same answer to the last bit: sort them
    /// before they are added or multiplied.
    fn strength(&self, base: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64;

    /// What each on one side weighs in the movement, of their strengths; on the other side the same with a minus.
    ///
    /// The movement is divided among all links in proportion to their weights. The strengths themselves, where a
    /// semantics moves a claim by the difference of two sums.
    fn weights(&self, side: &[f64]) -> Vec<f64> {
        side.to_vec()
    }
}

/// Scores the subjects of a case by a semantics, and explains each score.
pub fn score<'a>(case: Case<'a>, semantics: &impl Semantics) -> Vec<Score<'a>> {
    let argument = argument::Argument::of(case);
    let strengths = argument.graph.strengths(semantics);
    case.subjects().map(|claim| explain::score(claim, &argument, &strengths, semantics)).collect()
}

/// `1 − Π (1 − v)`: how likely at least one of independent things is, of how likely each is.
///
/// Taken in the order of size, so that the order of the record cannot show in the last digit.
pub fn probabilistic_sum(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    1.0 - values.iter().fold(1.0, |left, value| left * (1.0 - value))
}

/// The strength of a link with base `w`, of those who support its bearing and those who undercut it.
///
/// An undercut of full strength says that the one claim does not bear on the other at all, so the aggregation of DF-QuAD
/// (A. Rago et al., "Discontinuity-Free Decision Support with Quantitative Argumentation Debates", KR 2016) is taken in
/// every semantics: no undercut leaves the base, a full one leaves nothing, and supporters outweigh undercuts.
pub fn bearing(w: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
    let difference = probabilistic_sum(supporters) - probabilistic_sum(attackers);
    let toward = if difference < 0.0 { w } else { 1.0 - w };
    (w + toward * difference).clamp(0.0, 1.0)
}
