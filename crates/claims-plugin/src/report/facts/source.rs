//! A source in the numbered list, and the captures of it.

use serde::Serialize;

use super::Judgement;

/// A source in the numbered list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cited<'a> {
    /// Its number in the list, from 1.
    pub number: usize,
    /// What the desk calls it: `s3`.
    pub handle: &'a str,
    /// Its title.
    pub title: &'a str,
    /// `article`, `report`, `video`, `image`, `audio`, `dataset`, `post`, `interview` or `document`.
    pub kind: &'a str,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// Who wrote or made it.
    pub authors: Vec<&'a str>,
    /// When: `2023-08-15`, `before 2023-08`, …
    pub published: Option<&'a str>,
    /// Its live address. From outside: only http and https may become links.
    pub address: Option<&'a str>,
    /// How reliable it is.
    pub grade: Option<Judgement<'a>>,
    /// The sources that it repeats, by their numbers.
    pub derived_from: Vec<usize>,
    /// Its captures, by number.
    pub versions: Vec<Capture<'a>>,
}

/// A version of a source.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Capture<'a> {
    /// What the desk calls it: `s1v2`.
    pub handle: &'a str,
    /// Whether there was nothing any more.
    pub gone: bool,
    /// When, RFC 3339.
    pub captured: &'a str,
    /// A file name, an address, or `-` for standard input.
    pub origin: &'a str,
    /// How many bytes there are.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: &'a str,
    /// Copies that others keep, by their addresses.
    pub archives: Vec<&'a str>,
}
