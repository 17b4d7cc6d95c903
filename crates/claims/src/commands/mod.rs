//! One verb, one file: what can be typed, and what it does.

pub(crate) mod add;
pub(crate) mod anchor;
pub(crate) mod appear;
pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod edit;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod grade;
pub(crate) mod graph;
pub(crate) mod help;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod link;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod matching;
pub(crate) mod merge;
pub(crate) mod note;
pub(crate) mod party;
pub(crate) mod plugin;
pub(crate) mod reply;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod score;
pub(crate) mod seal;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod source;
pub(crate) mod split;
pub(crate) mod suggest;
pub(crate) mod tag;
pub(crate) mod template;
mod tree;
pub(crate) mod undo;
pub(crate) mod verdict;
pub(crate) mod verify;
pub(crate) mod what_if;
pub(crate) mod withdraw;

use crate::failure::{Exit, Failure, Outcome};

/// A record that was just written.
fn required<T>(found: Option<T>) -> Outcome<T> {
    found.ok_or_else(|| Failure::new(Exit::Data, "a record that was just written is not there").hint("claims doctor"))
}
