//! What can be cited, and the immutable captures of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Digest, Key, PartialDate, words};

/// Anything citable (schema.org CreativeWork).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The permanent key.
    pub key: Key,
    /// Its title or, where it has none, how the desk calls it.
    pub title: String,
    /// What it is.
    pub kind: SourceKind,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Key>,
    /// Who wrote or made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Key>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// Its live address, a URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its language, a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The sources it repeats, such as a wire report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derived_from: Vec<Key>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A news article.
    Article,
    /// A study or an official report.
    Report,
    /// Moving pictures.
    Video,
    /// A picture.
    Image,
    /// Sound alone.
    Audio,
    /// Figures.
    Dataset,
    /// A post on a social network.
    Post,
    /// The desk's own notes of a conversation.
    Interview,
    /// Any other document.
    Document,
}

words!(SourceKind, "a kind of source", {
    Article = "article", Report = "report", Video = "video", Image = "image", Audio = "audio",
    Dataset = "dataset", Post = "post", Interview = "interview", Document = "document",
});

/// One capture of a source; its bytes and its text are kept by digest and never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Version {
    /// The permanent key.
    pub key: Key,
    /// The source that was captured.
    pub source: Key,
    /// Its number within the source, from 1, never given twice.
    pub number: u32,
    /// Whether there was something to capture.
    pub state: VersionState,
    /// When it was captured.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub captured: Timestamp,
    /// Where the bytes came from: a file name, an address, or `-` for standard input.
    pub origin: String,
    /// The media type of the bytes, such as `text/html`.
    pub media_type: String,
    /// How many bytes there are.
    pub size: u64,
    /// SHA-256 of the bytes as captured.
    pub bytes: Digest,
    /// SHA-256 of the text taken from them, in UTF-8.
    pub text: Digest,
    /// What took the text from the bytes, with its version: `plain/1`.
    pub extractor: String,
    /// Copies that others keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archives: Vec<Archive>,
    /// When the same bytes were last found there again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub seen: Option<Timestamp>,
    /// SHA-256 of the blocks that the capture falls into, those of the text and those set apart from it, one JSON object
    /// a line; absent where nothing was set apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Digest>,
    /// What the capture says of itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
}

/// Something that a capture says of itself, as it says it; what holds of the source is decided by people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Detail {
    /// What it is about.
    pub name: DetailName,
    /// What is said.
    pub value: String,
    /// Which part of the capture says so: `json-ld`, `og:title` and the like.
    pub told_by: String,
}

/// What a capture can say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DetailName {
    /// Its title.
    Title,
    /// One of those who wrote it.
    Author,
    /// Who published it.
    Publisher,
    /// When it was published, a date or a time.
    Published,
    /// When it was last changed, a date or a time.
    Modified,
    /// Its canonical address.
    Address,
    /// Its language, a BCP 47 tag.
    Language,
}

words!(DetailName, "a detail", {
    Title = "title", Author = "author", Publisher = "publisher", Published = "published", Modified = "modified",
    Address = "address", Language = "language",
});

/// Whether a capture found the source (Memento, RFC 7089: a missing resource is a state too).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VersionState {
    /// There were bytes.
    Present,
    /// It was deleted or answered 404 or 410.
    Gone,
}

words!(VersionState, "a state of a version", { Present = "present", Gone = "gone" });

/// A memento: a copy of a version in a public archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archive {
    /// Its address, a URL.
    pub address: String,
    /// When the desk recorded it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub recorded: Timestamp,
}
