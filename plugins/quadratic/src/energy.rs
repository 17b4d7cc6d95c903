//! The formulas, on plain numbers.
//!
//! Sums and products are taken in the order of size, so that the order of the record cannot show in the last digit.

/// How far a claim with base `w` moves under the energy `e`: `σ = w + (1 − w)·h(e) − w·h(−e)`.
pub(crate) fn moved(w: f64, e: f64) -> f64 {
    fn h(x: f64) -> f64 {
        let square = x.max(0.0).powi(2);
        // From here on the quotient is 1 to the last digit, and the square could overflow.
        if square > 1e30 { 1.0 } else { square / (1.0 + square) }
    }
    (w + (1.0 - w) * h(e) - w * h(-e)).clamp(0.0, 1.0)
}

/// The energy of supporters and attackers.
pub(crate) fn energy(supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
    sum(supporters) - sum(attackers)
}

/// The strength of a link with base `w`, of those who support its bearing and those who undercut it.
///
/// Quadratic energy lets no single attacker take more than half of a base of 1, but an undercut of full strength says
/// that the one claim does not bear on the other at all. So links are combined as in DF-QuAD (Rago et al., KR 2016),
/// which meets both ends: no undercut leaves the base, a full one leaves nothing, and supporters outweigh undercuts.
pub(crate) fn bearing(w: f64, supporters: &mut [f64], attackers: &mut [f64]) -> f64 {
    let difference = together(supporters) - together(attackers);
    let toward = if difference < 0.0 { w } else { 1.0 - w };
    (w + toward * difference).clamp(0.0, 1.0)
}

/// `1 − Π (1 − v)`.
fn together(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    1.0 - values.iter().fold(1.0, |left, value| left * (1.0 - value))
}

fn sum(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_moves_towards_what_is_said_of_it() {
        assert!((moved(0.4, 0.0) - 0.4).abs() < 1e-15);
        // h(1) = 1/2: half of the way to 1, or to 0.
        assert!((moved(0.4, 1.0) - 0.7).abs() < 1e-15);
        assert!((moved(0.4, -1.0) - 0.2).abs() < 1e-15);
        assert!((moved(0.4, f64::MAX) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_full_undercut_silences_a_link_and_support_brings_it_back() {
        assert_eq!(bearing(1.0, &mut [], &mut []), 1.0);
        assert_eq!(bearing(1.0, &mut [], &mut [1.0]), 0.0);
        assert_eq!(bearing(1.0, &mut [1.0], &mut [1.0]), 1.0);
        assert!((bearing(1.0, &mut [], &mut [0.5, 0.5]) - 0.25).abs() < 1e-15);
    }
}
