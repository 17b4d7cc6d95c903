//! The difference of two texts as a person reads it, in one of several shapes.
//!
//! The steps of a differ become paragraphs of old, new and unchanged words; each shape shows those its own way.

mod html;
mod markdown;
mod paragraph;
mod sentences;
mod side;
mod words;

use claims_model::anchor::Change;

pub(crate) use html::page as html;
pub(crate) use markdown::list as markdown;
pub(crate) use paragraph::{Moved, Paragraph, Part, Span, paragraphs};
pub(crate) use sentences::lines as sentences;
pub(crate) use side::columns as side_by_side;
pub(crate) use words::{changes as words, line};

/// A quote as it stands now on one line, old and new words marked.
pub(crate) fn quote(old: &str, new: &str, place: &std::ops::Range<usize>, changes: &[Change]) -> String {
    line(&paragraph::quote(old, new, place, changes))
}
