//! Why a capture could not be opened: what is wrong and where, in words for people; it knows no container.

use std::fmt;

/// Why no page could be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There are no bytes.
    #[error("it is empty")]
    Empty,
    /// It is of a kind that has no text here.
    #[error("it is {what}: there is no text in it")]
    NoText {
        /// The kind, with its article: "a PNG image".
        what: String,
    },
    /// A container breaks its own rules.
    #[error("the {container} is broken at {place}: {what}")]
    Broken {
        /// The kind of container.
        container: &'static str,
        /// Where: a byte, a record, a page.
        place: Place,
        /// What is wrong.
        what: String,
    },
    /// A limit was crossed.
    #[error("the {container} is too large: more than {limit} {unit}")]
    TooLarge {
        /// The kind of container.
        container: &'static str,
        /// The limit.
        limit: u64,
        /// Of what: "bytes when decompressed", "records".
        unit: &'static str,
    },
    /// Containers lie in one another too deep.
    #[error("more than {0} containers lie in one another")]
    TooDeep(usize),
    /// There are several pages and none was asked for, or what was asked for is not there.
    #[error("{}", no_choice(.container, .wanted.as_deref(), .there))]
    NoChoice {
        /// The kind of container.
        container: &'static str,
        /// The address that was asked for.
        wanted: Option<String>,
        /// The addresses of the pages that are there, at most 100.
        there: Vec<String>,
    },
}

/// Where a container is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A byte, counted from 0, of the container.
    Byte(u64),
    /// A record, counted from 1, and the byte where it begins once it is decompressed.
    Record(usize, u64),
    /// The whole: the place is not known.
    Whole,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Byte(at) => write!(out, "byte {at}"),
            Place::Record(number, at) => write!(out, "record {number} (byte {at})"),
            Place::Whole => out.write_str("an unknown place"),
        }
    }
}

fn no_choice(container: &str, wanted: Option<&str>, there: &[String]) -> String {
    let list = there.iter().take(10).map(|address| format!("\n  {address}")).collect::<String>();
    let more = there.len().checked_sub(10).filter(|more| *more > 0).map(|more| format!("\n  and {more} more"));
    let more = more.unwrap_or_default();
    match wanted {
        _ if there.is_empty() => format!("the {container} has no page in it"),
        Some(wanted) => format!("the {container} has no page {wanted}; it has{list}{more}"),
        None => format!("the {container} has {} pages; say which address you mean{list}{more}", there.len()),
    }
}

/// The error of a limit that was crossed.
pub(super) fn too_large(container: &'static str, limit: u64, unit: &'static str) -> Unreadable {
    Unreadable::TooLarge { container, limit, unit }
}
