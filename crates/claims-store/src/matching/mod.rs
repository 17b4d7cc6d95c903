//! The claims on file that share words with a text: what the index keeps of them, and how they are found by it.

mod find;
mod index;
mod stems;

pub(crate) use index::{Stale, fill, optimize};

/// How much of the reasons of a verdict is compared, in characters.
const REASONS: u32 = 4_000;
