//! How sure it is that a claim says the same as a text: a likelihood, from how alike they are and how far ahead of the
//! others the claim is.

use super::{
    Frequencies, Query,
    traits::{Shared, Traits},
    weights::{BIAS, CONFIDENCE},
};

/// How many signs there are.
pub(super) const COUNT: usize = 13;

/// What the confidence rests on, in the order of [`CONFIDENCE`].
pub type Signs = [f64; COUNT];

/// The signs of the claim with this rank and these traits; `other` is the best rank that another claim has.
pub(super) fn signs(
    query: &Query,
    frequencies: &Frequencies,
    shared: &Shared,
    traits: &Traits,
    rank: f64,
    other: f64,
) -> Signs {
    // What smaller casebooks are like was not fitted.
    let size = frequencies.claims.max(50.0).ln_1p();
    let [_, words, _, own, wording, _, passage, letters, _, run, .., time] = *traits;
    [
        rank,
        (rank - other).clamp(-10.0, 10.0),
        words,
        wording.max(passage),
        run,
        time,
        (query.stems().len() as f64).ln_1p(),
        size,
        (shared.whole.distinct().count() as f64).ln_1p(),
        own,
        letters,
        rank * size / 10.0,
        (rank - other).clamp(-10.0, 10.0) * size / 10.0,
    ]
}

/// The likelihood, from 0 to 1.
pub(super) fn likelihood(signs: &Signs) -> f64 {
    let odds: f64 = signs.iter().zip(CONFIDENCE).map(|(sign, (_, weight))| sign * weight).sum();
    1.0 / (1.0 + (-odds - BIAS).exp())
}
