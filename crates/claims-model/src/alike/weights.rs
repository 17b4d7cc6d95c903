//! What each trait is worth; it does not know how traits are found.
//!
//! Fitted by `cargo bench -p claims-store --bench matching -- FOLDER --fit`, and then `--confidence`, which print these
//! tables anew.

use super::{confidence, traits::COUNT};

/// The weights, in the order of the traits: what each adds to the rank of a claim.
pub const WEIGHTS: [(&str, f64); COUNT] = [
    ("words", 0.1968),
    ("words, of all", 0.2302),
    ("wording", 0.6707),
    ("wording, of its own", 2.3272),
    ("wording, cosine", -2.2194),
    ("best passage", 2.1313),
    ("best passage, cosine", 1.2688),
    ("wording, letters", 10.2846),
    ("wording, in a row", -0.3960),
    ("in a row", 0.9396),
    ("wording, neighbours", -1.5289),
    ("neighbours", 0.6362),
    ("rarest word", 0.5073),
    ("second rarest word", 0.0734),
    ("numbers", -1.9580),
    ("names", 0.0770),
    ("length", -0.0314),
    ("time", 3.4260),
];

/// What the confidence starts from.
pub(super) const BIAS: f64 = 0.0;

/// What each sign adds to the logarithm of the odds that the claim says the same.
pub const CONFIDENCE: [(&str, f64); confidence::COUNT] = [
    ("rank", 0.0),
    ("ahead", 0.0),
    ("words, of all", 0.0),
    ("best cosine", 0.0),
    ("in a row", 0.0),
    ("time", 0.0),
    ("length of the text", 0.0),
    ("claims", 0.0),
];
