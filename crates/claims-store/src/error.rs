//! What can go wrong with a casebook file, in words a person can act on.

use std::path::PathBuf;

use claims_model::{Key, Kind};
use rusqlite::ffi;

use crate::{Hold, Holder, waiting::PATIENCE};

/// Why the store could not do what was asked. Whatever it was, nothing was written, but for [`Error::Unsure`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No file stands where the record should be.
    #[error("there is no record at {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A file stands where a new record should be made.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The file is no casebook.
    #[error("{} is not a casebook: {why}", path.display())]
    NotACasebook {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        why: String,
    },
    /// The file was written by a newer program.
    #[error("{} has schema {found}; this program knows schemas up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i32,
        /// The newest schema known here.
        known: i32,
    },
    /// Another process held the casebook for longer than anyone should wait.
    #[error("{}", locked(*seconds, holder.as_ref(), *turns))]
    Locked {
        /// How long was waited.
        seconds: u64,
        /// Who held it last, where that could be seen.
        holder: Option<Holder>,
        /// Whether it was not one process all the while.
        turns: bool,
    },
    /// The record lies on a disk that several machines share.
    #[error("the casebook is on a disk that several machines share: {kind}")]
    NetworkDisk {
        /// What the file system is called.
        kind: String,
    },
    /// The disk does not lock files, or does not share them as memory, so that processes cannot take turns.
    #[error("the disk under this casebook does not lock files: {0}")]
    NoLocks(String),
    /// The disk had no room; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The disk failed while a commit was waited for. What was committed is there or not, all of it or nothing, and only
    /// who opens the casebook again can tell.
    #[error("the disk failed while this was saved: {0}")]
    Unsure(String),
    /// The file or its folder cannot be written.
    #[error("the casebook cannot be written: {0}")]
    ReadOnly(String),
    /// The record is a copy, which is only looked into.
    #[error("{} is a copy of a casebook, and is only looked into", path.display())]
    Copy {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("the casebook is damaged: {0}")]
    Corrupt(String),
    /// A record that an operation speaks of reads differently now.
    #[error("the {kind} {key} was changed by someone else in the meantime")]
    Conflict {
        /// Its kind.
        kind: Kind,
        /// Its key.
        key: Key,
    },
    /// A record names another that does not exist.
    #[error("a {kind} names a record that does not exist: {key}")]
    Dangling {
        /// The kind of the record that names.
        kind: Kind,
        /// The key that is not there.
        key: Key,
    },
    /// One of several operations that belong together failed, and they were to be kept all the same.
    #[error("a part of it failed, so that nothing of it can be kept")]
    Broken,
    /// Nothing is left to undo or redo.
    #[error("nothing to {0}")]
    NothingTo(&'static str),
    /// A text that was asked for is not kept.
    #[error("the content {0} is not in the casebook")]
    NoContent(claims_model::Digest),
    /// The bytes that were asked for were forgotten.
    #[error("the content {0} was forgotten")]
    Forgotten(claims_model::Digest),
    /// Anything else that SQLite answered.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
    /// The file system refused.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Who kept others waiting, and for how long they waited.
fn locked(seconds: u64, holder: Option<&Holder>, turns: bool) -> String {
    let within = format!("within {seconds} second{}", if seconds == 1 { "" } else { "s" });
    match holder {
        None => format!("another process is at work in this casebook and did not finish {within}"),
        Some(last) if turns => {
            format!("others are at work in this casebook, {last} last, and no turn came {within}")
        }
        Some(holder @ Holder { hold: Hold::Writing, .. }) => {
            format!("{holder} is writing to this casebook and did not finish {within}")
        }
        Some(holder @ Holder { hold: Hold::All, .. }) => {
            format!("{holder} keeps this casebook to itself and did not let go of it {within}")
        }
        Some(holder @ Holder { hold: Hold::Open, .. }) => {
            format!("{holder} has this casebook open and did not close it {within}")
        }
    }
}

/// What SQLite answers where a disk does not do what its processes need of each other.
const NO_LOCKS: [i32; 5] = [
    ffi::SQLITE_IOERR_LOCK,
    ffi::SQLITE_IOERR_RDLOCK,
    ffi::SQLITE_IOERR_CHECKRESERVEDLOCK,
    ffi::SQLITE_IOERR_SHMLOCK,
    ffi::SQLITE_IOERR_SHMMAP,
];

impl Error {
    /// [`Error::Locked`] where nobody looked by whom.
    pub(crate) const fn locked() -> Self {
        Self::Locked { seconds: PATIENCE.as_secs(), holder: None, turns: false }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        if error.sqlite_error().is_some_and(|error| NO_LOCKS.contains(&error.extended_code)) {
            return Self::NoLocks(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed) => {
                Self::Locked { seconds: PATIENCE.as_secs(), holder: None, turns: false }
            }
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => Self::ReadOnly(error.to_string()),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Corrupt(error.to_string()),
            _ => match error {
                // A cell that does not read as what the schema says was not written by this program.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => Self::Corrupt(error.to_string()),
                other => Self::Sqlite(other),
            },
        }
    }
}
