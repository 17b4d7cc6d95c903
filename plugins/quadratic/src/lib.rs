//! Weighs claims by quadratic energy over what speaks for them and against them.
//!
//! The semantics is that of N. Potyka, "Continuous Dynamical Systems for Weighted Bipolar Argumentation" (KR 2018):
//! a claim starts from a base that its grades give, and is moved by the energy of those who speak to it,
//!
//! > E = Σ supporters − Σ attackers, h(x) = max(x, 0)² / (1 + max(x, 0)²), σ = w + (1 − w)·h(E) − w·h(−E).
//!
//! Who speaks through a link that is itself under attack counts for less: a supporter counts with its own strength times
//! that of the link. Supporters whose sources were taken from the same origins count once, by the strongest of them.
//! Claims that were withdrawn do not count. The files say the rest: `energy.rs` the formulas, `base.rs` what grades stand
//! for, `explain.rs` how a value is divided among the links.

mod base;
mod components;
mod energy;
mod explain;
mod graph;
mod read;

use claims_plugin::{Case, Failure, Score, Scorer, export};

/// The scorer `quadratic`.
#[derive(Debug, Default)]
pub struct Quadratic;

impl Scorer for Quadratic {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        let argument = read::Argument::of(case);
        let strengths = argument.graph.strengths();
        Ok(case.subjects().map(|claim| explain::score(claim, &argument, &strengths)).collect())
    }
}

export!(quadratic: scorer Quadratic);
