//! Why a plugin gave no answer, each way told apart; the words are those that claims has for it.

use std::fmt;

/// Why there is no answer, as claims would see it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The plugin is not of this kind: `scorer`, `differ`, `exporter`, `importer` or `finder`.
    NotThisKind(&'static str),
    /// The plugin says that it cannot answer, in its own words.
    Failed(String),
    /// The plugin panicked, with this message.
    Panicked(String),
    /// The answer cannot be right, and why not.
    Wrong(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThisKind(kind) => write!(f, "it is no {kind}"),
            Self::Failed(message) => write!(f, "it failed: {message}"),
            Self::Panicked(message) => write!(f, "it stopped at a bug of its own: {message}"),
            Self::Wrong(why) => write!(f, "it gave a wrong answer: {why}"),
        }
    }
}

impl std::error::Error for Error {}
