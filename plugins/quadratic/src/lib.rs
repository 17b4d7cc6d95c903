//! Weighs claims by quadratic energy over what speaks for them and against them.
//!
//! The semantics is that of N. Potyka, "Continuous Dynamical Systems for Weighted Bipolar Argumentation" (KR 2018):
//! a claim starts from a base that its grades give, and is moved by the energy of those who speak to it,
//!
//! > E = Σ supporters − Σ attackers, h(x) = max(x, 0)² / (1 + max(x, 0)²), σ = w + (1 − w)·h(E) − w·h(−E).
//!
//! Many weak voices add up here, and no number of them makes a claim certain.

use claims_plugin::{Case, Failure, Score, Scorer, export, gradual};

/// The scorer `quadratic`, and its semantics.
#[derive(Debug, Default)]
pub struct Quadratic;

impl Scorer for Quadratic {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(gradual::score(case, self))
    }
}

impl gradual::Semantics for Quadratic {
    fn strength(&self, base: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
        moved(base, sum(supporters) - sum(attackers))
    }
}

export!(quadratic: scorer Quadratic);

/// How far a claim with base `w` moves under the energy `e`.
fn moved(w: f64, e: f64) -> f64 {
    fn h(x: f64) -> f64 {
        let square = x.max(0.0).powi(2);
        // From here on the quotient is 1 to the last digit, and the square could overflow.
        if square > 1e30 { 1.0 } else { square / (1.0 + square) }
    }
    w + (1.0 - w) * h(e) - w * h(-e)
}

/// The sum in the order of size, so that the order of the record cannot show in the last digit.
fn sum(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_claim_moves_towards_what_is_said_of_it() {
        assert!((moved(0.4, 0.0) - 0.4).abs() < 1e-15);
        // h(1) = 1/2: half of the way to 1, or to 0.
        assert!((moved(0.4, 1.0) - 0.7).abs() < 1e-15);
        assert!((moved(0.4, -1.0) - 0.2).abs() < 1e-15);
        assert!((moved(0.4, f64::MAX) - 1.0).abs() < 1e-15);
    }
}
