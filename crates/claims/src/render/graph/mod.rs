//! An argument graph in the forms it is given out in; each form has a file of its own, and all draw the same value.
//! Argdown, a format to go on with, is written by the exporter of that name.

mod dot;
mod json;
mod line;
mod mermaid;
mod tree;

pub(crate) use dot::dot;
pub(crate) use json::json;
pub(crate) use mermaid::{MOST_EDGES as MOST_MERMAID_EDGES, mermaid};
pub(crate) use tree::tree;

use std::borrow::Cow;

use claims_model::Status;

use super::{safe, short};
use crate::graph::Node;

/// How much of a wording stands in a box; the whole of it is in the record.
const BOX_COLUMNS: usize = 160;
/// How much of the names.
const NAMES_COLUMNS: usize = 60;

/// Who made a claim, safe to print.
fn names(claim: &Node) -> String {
    claim.by.iter().map(|name| safe(name)).collect::<Vec<_>>().join(", ")
}

/// How a claim stands: withdrawn, else its verdict, else its state.
fn standing(claim: &Node) -> Cow<'_, str> {
    match &claim.verdict {
        Some(verdict) if claim.status != Status::Withdrawn => safe(verdict),
        _ => Cow::Borrowed(claim.status.word()),
    }
}

/// What stands in the box of a claim, line by line, each of them on one line and made harmless.
fn in_box(claim: &Node) -> [String; 3] {
    let names = names(claim);
    let head = if names.is_empty() {
        claim.handle.to_string()
    } else {
        format!("{} · {}", claim.handle, short(&names, NAMES_COLUMNS))
    };
    [head, short(&safe(&claim.text), BOX_COLUMNS).into_owned(), short(&standing(claim), NAMES_COLUMNS).into_owned()]
}

#[cfg(test)]
mod made;
