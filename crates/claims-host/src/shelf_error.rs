//! All that can go wrong with a user's plugins before any of them runs.

use std::{io, path::PathBuf};

use claims_model::Digest;

/// Why the shelf could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ShelfError {
    /// No plugin of that name was added.
    #[error("no plugin called {0:?} was added")]
    Unknown(String),
    /// One of that name was added from elsewhere.
    #[error("a plugin called {name:?} was added already, from {}", folder.display())]
    Taken {
        /// The name.
        name: String,
        /// Where that one lies.
        folder: PathBuf,
    },
    /// It has no manifest, or one that does not read.
    #[error("{}: {why}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// It is not trusted.
    #[error("{0} is not trusted")]
    NotTrusted(String),
    /// It was changed since it was trusted.
    #[error("{name} was changed since it was trusted: it was {trusted} and is {now}")]
    Changed {
        /// The plugin.
        name: String,
        /// The digest that was trusted.
        trusted: Digest,
        /// The digest now.
        now: Digest,
    },
    /// The copy is not what was trusted.
    #[error("the copy of {0} that was trusted is damaged")]
    Damaged(String),
    /// The disk answered otherwise.
    #[error("{}: {}", path.display(), reason(error))]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

/// What the system says, without the number of its error.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(reason, _)| reason.to_lowercase())
}
