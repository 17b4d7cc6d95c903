//! Why a command stopped: what, where, and what to type next; and the exit code that says so to a script.

use std::fmt;

use claims_host::{Crash, Heard};

use crate::again::Again;

/// The exit codes, as `claims help exit-codes` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The answer is "no".
    No = 1,
    /// Wrong use.
    Usage = 2,
    /// Not found, or ambiguous.
    NotFound = 3,
    /// Refused.
    Refused = 4,
    /// The data cannot be read or written.
    Data = 5,
    /// The network, or a server on it.
    Network = 6,
    /// A plugin failed.
    Plugin = 7,
}

/// What every command answers.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// A command that stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The code the process ends with.
    pub(crate) exit: Exit,
    /// What happened, in one line; empty when the answer is simply "no".
    pub(crate) what: String,
    /// Where in a file, drawn with a caret, or a list of places.
    pub(crate) place: Option<String>,
    /// What to do next, a line each.
    pub(crate) hints: Vec<String>,
    /// The reader of our output went away; nothing is wrong.
    pub(crate) closed_pipe: bool,
    /// A server asks to be left alone for a while.
    pub(crate) again: Option<Again>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, what: impl Into<String>) -> Self {
        Self { exit, what: what.into(), place: None, hints: Vec::new(), closed_pipe: false, again: None }
    }

    /// The answer is "no", and it was given already.
    pub(crate) fn no() -> Self {
        Self::new(Exit::No, "")
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::NotFound } else { Exit::Data };
        Self::new(exit, format!("{}: {}", path.display(), reason(error)))
    }
}

/// What the system says, without the number of its error.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(reason, _)| reason.to_lowercase())
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        if let Some(place) = &self.place {
            write!(f, "\n{place}")?;
        }
        self.hints.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))
    }
}

impl From<claims_store::Error> for Failure {
    fn from(error: claims_store::Error) -> Self {
        use claims_store::Error as Store;
        let what = error.to_string();
        match error {
            Store::Missing { path } => Self::new(Exit::Data, what)
                .hint("was there one? restore it from a backup")
                .hint(format!("or start an empty one: {}", init_at(&path))),
            Store::NotACasebook { .. } => Self::new(Exit::Data, what),
            Store::Newer { .. } => Self::new(Exit::Data, what)
                .hint("this casebook was used with a newer claims; install that version or a later one"),
            Store::Locked { holder, .. } => {
                let failure = Self::new(Exit::Data, what).hint("nothing was written; try again when it is done");
                let failure = match holder {
                    Some(holder) if cfg!(unix) && holder.process != std::process::id() => {
                        failure.hint(format!("what it is, and since when: ps -o pid,lstart,args -p {}", holder.process))
                    }
                    _ => failure,
                };
                failure.hint("to wait longer, set CLAIMS_PATIENCE to a number of seconds")
            }
            Store::NetworkDisk { .. } => Self::new(Exit::Refused, what)
                .hint("a record on such a disk is damaged sooner or later: it cannot be locked from two machines")
                .hint("keep the casebook on a disk of this machine, and share what it says: claims export --to git -o DIR")
                .hint("if no other machine ever opens it there, set CLAIMS_ANY_DISK=1 (claims help scripting)"),
            Store::NoLocks(_) => Self::new(Exit::Data, what)
                .hint("nothing was written; keep the casebook on a disk of this machine"),
            Store::Copy { path } => Self::new(Exit::Refused, what)
                .hint(format!("make a casebook of it: claims restore {} DIR", path.display())),
            Store::DiskFull => Self::new(Exit::Data, what).hint("nothing was written; make room and try again"),
            Store::Unsure(_) => Self::new(Exit::Data, what)
                .hint("it was kept wholly or not at all; see which: claims log")
                .hint("look after the disk, and make a copy of the casebook elsewhere: claims backup FILE"),
            Store::ReadOnly(_) => {
                Self::new(Exit::Data, what).hint("nothing was written; check the permissions of its folder")
            }
            Store::Corrupt(_) | Store::NoContent(_) => {
                Self::new(Exit::Data, what).hint("see what is damaged: claims doctor")
            }
            Store::Forgotten(_) => Self::new(Exit::Refused, what).hint("when and why: claims log"),
            Store::Conflict { .. } => {
                Self::new(Exit::Data, what).hint("nothing was written; look at it again and repeat")
            }
            Store::NothingTo(_) => Self::new(Exit::No, what),
            Store::Exists { .. } => Self::new(Exit::Refused, what),
            Store::Broken | Store::Dangling { .. } | Store::Sqlite(_) | Store::Io { .. } => Self::new(Exit::Data, what),
        }
    }
}

/// The command that makes the record which is missing at `path`.
fn init_at(path: &std::path::Path) -> String {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => format!("claims init {}", folder.display()),
        None => "claims init".to_owned(),
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        let mut failure = Self::new(Exit::Data, format!("writing the output: {}", reason(&error)));
        failure.closed_pipe = error.kind() == std::io::ErrorKind::BrokenPipe;
        failure
    }
}

impl From<claims_model::UnknownWord> for Failure {
    fn from(error: claims_model::UnknownWord) -> Self {
        Self::new(Exit::Usage, error.to_string())
    }
}

/// What a plugin may have had a say in: no more than fits on a screen or two, and no line of it begins as one of ours does.
fn told(text: &str) -> String {
    const MOST: usize = 8_000;
    let cut = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let more = if cut < text.len() { "…" } else { "" };
    text[..cut].replace('\n', "\n    ") + more
}

impl From<claims_host::Error> for Failure {
    fn from(error: claims_host::Error) -> Self {
        match error {
            claims_host::Error::Write(error) => error.into(),
            claims_host::Error::Read(error) => Self::new(Exit::Data, format!("reading the file: {}", reason(&error))),
            other => {
                let failure = Self::new(Exit::Plugin, told(&other.to_string())).hint("nothing was written");
                let claims_host::Error::Crashed { why, .. } = &other else { return failure };
                match why {
                    Crash::Late { heard: Heard::Nothing, .. } => {
                        failure.hint("for its author: each answer must be let go of at once, such as by flush")
                    }
                    Crash::Late { heard: Heard::NoNewline, .. } => failure
                        .hint("for its author: it wrote something, and an answer is there once a newline ends it"),
                    Crash::Garbled(_) => failure.hint("for its author: what is no answer belongs on standard error"),
                    _ => failure,
                }
            }
        }
    }
}
