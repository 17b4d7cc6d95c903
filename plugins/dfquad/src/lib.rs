//! Weighs claims by DF-QuAD over what speaks for them and against them.
//!
//! The semantics is that of A. Rago, F. Toni, M. Aurisicchio and P. Baroni, "Discontinuity-Free Decision Support with
//! Quantitative Argumentation Debates" (KR 2016): each side counts as at least one of its members does,
//!
//! > F(v…) = 1 − Π (1 − v), and with the sides va and vs: σ = w − w·(va − vs) if va ≥ vs, else w + (1 − w)·(vs − va).
//!
//! One certain voice decides a side here: those who are beside it make no difference any more.

use claims_plugin::{
    Case, Failure, Score, Scorer, export,
    gradual::{self, probabilistic_sum},
};

/// The scorer `dfquad`, and its semantics.
#[derive(Debug, Default)]
pub struct Dfquad;

impl Scorer for Dfquad {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(gradual::score(case, self))
    }
}

impl gradual::Semantics for Dfquad {
    fn strength(&self, base: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
        let difference = probabilistic_sum(supporters) - probabilistic_sum(attackers);
        let toward = if difference < 0.0 { base } else { 1.0 - base };
        base + toward * difference
    }

    /// Aumann and Shapley's value of F, `∫ v Π (1 − t·v')` over t from 0 to 1 with the others' strengths v': what a voice
    /// adds while all of its side rise together from nothing. The values of a side add up to F.
    fn weights(&self, side: &[f64]) -> Vec<f64> {
        // In the order of size, so that the order of the record cannot show in the last digit.
        let mut sorted = side.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut weights = vec![0.0; side.len()];
        for panel in 0..PANELS {
            for (node, share) in GAUSS {
                let t = (f64::from(panel) + 0.5 + node / 2.0) / f64::from(PANELS);
                let left: f64 = sorted.iter().map(|v| 1.0 - t * v).product();
                for (weight, v) in weights.iter_mut().zip(side) {
                    *weight += v * left / (1.0 - t * v) * share / 2.0 / f64::from(PANELS);
                }
            }
        }
        weights
    }
}

export!(dfquad: scorer Dfquad);

/// The interval is cut into so many, so that many strong voices, of which the first few decide all, are seen as well.
const PANELS: u32 = 16;

/// Gauss and Legendre's rule of five points on [−1, 1]: where, and with what weight (Abramowitz and Stegun, 25.4.29).
const GAUSS: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
    (-0.538_469_310_105_683, 0.478_628_670_499_366_47),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683, 0.478_628_670_499_366_47),
    (0.906_179_845_938_664, 0.236_926_885_056_189_08),
];

#[cfg(test)]
mod tests {
    use claims_plugin::gradual::Semantics as _;

    use super::*;

    #[test]
    fn the_values_of_a_side_add_up_to_what_the_side_counts() {
        for side in [vec![0.3], vec![0.5, 0.5], vec![0.9, 0.1, 0.4], vec![1.0, 0.2], vec![0.6; 40]] {
            let sum: f64 = Dfquad.weights(&side).iter().sum();
            assert!((sum - probabilistic_sum(&mut side.clone())).abs() < 1e-9, "{side:?}: {sum}");
        }
        // Two voices: v1 (1 − v2 / 2) and v2 (1 − v1 / 2).
        let two = Dfquad.weights(&[0.8, 0.5]);
        assert!((two[0] - 0.6).abs() < 1e-12 && (two[1] - 0.3).abs() < 1e-12, "{two:?}");
    }
}
