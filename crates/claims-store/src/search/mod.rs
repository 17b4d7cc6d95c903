//! Full-text search over all that people wrote and captured, in any script.
//!
//! What a word is, and which spellings of it are one, [`claims_model::query`] says; the index is given words that are
//! taken apart already, and so is every question to it. FTS5 alone would find no Korean word within a sentence.

mod conditions;
mod expression;
mod find;
mod functions;
mod index;
mod names;
mod shelf;

pub(crate) use functions::add as add_functions;
pub(crate) use index::{Stale, fill, optimize};

pub use conditions::{Asked, Known};
pub use find::{Found, Hit};
