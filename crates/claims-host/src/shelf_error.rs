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
    /// Its manifest gives it another name than the one that it was added by.
    #[error("what was added as {name:?} calls itself {now:?} now")]
    Renamed {
        /// The name that it was added by.
        name: String,
        /// Its name now.
        now: String,
        /// Where it lies.
        folder: PathBuf,
    },
    /// A part of it is no file of its own.
    #[error("{} is no file but a link, a folder, a pipe or a device", .0.display())]
    NotAFile(PathBuf),
    /// A part of it is longer than any can be.
    #[error("{} is longer than {most} bytes", path.display())]
    TooLong {
        /// The part.
        path: PathBuf,
        /// How long it may be.
        most: u64,
    },
    /// What its manifest names as its interpreter is not there.
    #[error("interpreter: {} is not there", .0.display())]
    NoInterpreter(PathBuf),
    /// It has to be built first.
    #[error("{}: no such file", path.display())]
    NotBuilt {
        /// What is built.
        path: PathBuf,
        /// What builds it: a program and its arguments.
        build: Vec<String>,
    },
    /// It is to be let into this process, and is a program.
    #[error("{0} is a program, which runs in a process of its own always")]
    NoLibrary(String),
    /// It is not trusted.
    #[error("{0} is not trusted")]
    NotTrusted(String),
    /// It was changed since it was trusted.
    #[error("{name} was changed since it was trusted: it was {trusted} and {}", is_now(now.as_ref()))]
    Changed {
        /// The plugin.
        name: String,
        /// The digest that was trusted.
        trusted: Digest,
        /// The digest now; `None` where it is no file any more.
        now: Option<Digest>,
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

impl ShelfError {
    /// Whether a part is not there, rather than something else.
    pub(crate) fn is_absence(&self) -> bool {
        match self {
            Self::NotBuilt { .. } => true,
            Self::Io { error, .. } => error.kind() == io::ErrorKind::NotFound,
            _ => false,
        }
    }
}

/// What a part is that was changed.
pub(crate) fn is_now(now: Option<&Digest>) -> String {
    now.map_or("is no file any more".to_owned(), |now| format!("is {now}"))
}

/// What the system says, without the number of its error.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(reason, _)| reason.to_lowercase())
}
