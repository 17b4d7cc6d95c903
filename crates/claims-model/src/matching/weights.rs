//! What each trait is worth; it does not know how traits are found.
//!
//! Fitted by `cargo bench -p claims-store --bench matching -- FOLDER --fit`, and then `--confidence`, which print these
//! tables anew.

use super::{confidence, traits::COUNT};

/// The weights, in the order of the traits: what each adds to the rank of a claim.
pub const WEIGHTS: [(&str, f64); COUNT] = [
    ("words", 0.1710),
    ("words, of all", 0.7470),
    ("wording", 0.5183),
    ("wording, of its own", 2.3924),
    ("wording, cosine", -2.0676),
    ("best passage", 1.8507),
    ("best passage, cosine", 1.1806),
    ("wording, letters", 9.8348),
    ("wording, in a row", -0.3277),
    ("in a row", 0.8932),
    ("wording, neighbours", -1.4512),
    ("neighbours", 0.7473),
    ("rarest word", 0.4543),
    ("second rarest word", 0.0801),
    ("numbers", -1.6082),
    ("names", 0.1955),
    ("length", -0.2045),
    ("time", 3.3250),
];

/// What the confidence starts from.
pub(super) const BIAS: f64 = -4.3836;

/// What each sign adds to the logarithm of the odds that the claim says the same.
pub const CONFIDENCE: [(&str, f64); confidence::COUNT] = [
    ("rank", 0.4428),
    ("ahead", 0.2772),
    ("words, of all", -1.6122),
    ("best cosine", 1.7670),
    ("in a row", 0.0450),
    ("time", 0.3331),
    ("length of the text", -1.1651),
    ("claims", 0.2250),
    ("shared words", -0.9416),
    ("wording, of its own", 0.5024),
    ("wording, letters", -0.7676),
    ("rank, by claims", -0.0796),
    ("ahead, by claims", 0.2869),
];
