//! What is done with input that nobody would write, a reader a file; each file holds what must be true of any answer.
//!
//! It knows no fuzzer: `fuzz/targets` gives these functions to libFuzzer, and `tests/fuzz.rs` gives them to `proptest`,
//! so that what a long run found is looked for by every short one. A property that does not hold is a panic.

pub mod anchor;
pub mod calls;
pub mod capture;
pub mod casebook;
pub mod claimreview;
pub mod diff;
pub mod log;
pub mod matching;
pub mod operation;
pub mod page;
pub mod query;
pub mod quote;
pub mod table;
pub mod template;
pub mod text;

/// What stands between the texts of an input: a byte that UTF-8 never has.
pub const BETWEEN: u8 = 0xff;

/// The texts of an input, empty where it has no more; what is no UTF-8 is replaced.
fn texts<const N: usize>(data: &[u8]) -> [String; N] {
    let mut parts = data.splitn(N, |byte| *byte == BETWEEN);
    std::array::from_fn(|_| String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned())
}

/// The letters and digits of a text, however they are composed.
fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().filter(|c| c.is_alphanumeric()).collect()
}

/// A passage of a text by two numbers, each a share of its characters in 256 parts.
fn passage(text: &str, ends: [u8; 2]) -> std::ops::Range<usize> {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let border = |share: u8| borders[(borders.len() - 1) * usize::from(share) / 255];
    let (one, other) = (border(ends[0]), border(ends[1]));
    one.min(other)..one.max(other)
}
