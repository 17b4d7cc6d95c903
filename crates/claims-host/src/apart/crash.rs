//! What can go wrong with a plugin's process, in words.

use std::time::Duration;

use super::wire::PROTOCOL;

/// What went wrong with a plugin's process.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Crash {
    /// It could not be started.
    #[error("it could not be started: {0}")]
    NotStarted(String),
    /// It did not answer in time.
    #[error("no answer within {}", seconds(*deadline))]
    Late {
        /// How long it had, in seconds.
        deadline: u64,
        /// What of an answer there was.
        heard: Heard,
    },
    /// It ended before it had answered.
    #[error("it ended in the middle of an answer: {0}")]
    Died(String),
    /// It ended within the line of its answer.
    #[error("it ended in the middle of an answer: {0}, and what it had written does not end with a newline")]
    DiedWithin(String),
    /// Its answer is longer than any can be.
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    /// It was told that nothing more comes, and does not end.
    #[error("it goes on after its input has ended")]
    Lingers,
    /// It ended as it should, when nothing more came, and yet not well.
    #[error("when its input had ended: {0}")]
    Unwell(String),
    /// What it wrote is not the protocol.
    #[error("what it wrote is not the protocol: {0}")]
    Garbled(String),
    /// What it wrote is a message, and not one of the protocol.
    #[error("what it wrote is not the protocol: {0}")]
    Malformed(String),
    /// It speaks other versions of the protocol.
    #[error("it speaks versions {theirs:?} of the protocol, this claims version {PROTOCOL}")]
    OtherProtocol {
        /// The versions.
        theirs: Vec<u32>,
    },
}

/// What there was of an answer that did not come in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing, of a library, whose answers this program writes.
    NothingOfLibrary,
    /// Nothing, of a program, which may not have let go of what it wrote.
    Nothing,
    /// The beginning of a line.
    NoNewline,
}

/// So many seconds, in words.
fn seconds(count: u64) -> String {
    if count == 1 { "1 second".to_owned() } else { format!("{count} seconds") }
}

/// How long a process that has closed its output may take to end, and so to tell how; the others are ended at once.
pub(super) const fn last_wait(why: &Crash) -> Duration {
    match why {
        Crash::Died(_) | Crash::DiedWithin(_) => Duration::from_secs(2),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_told_in_good_english() {
        let late = |deadline| Crash::Late { deadline, heard: Heard::Nothing }.to_string();
        assert_eq!(
            (late(1), late(30)),
            ("no answer within 1 second".to_owned(), "no answer within 30 seconds".to_owned())
        );
    }
}
