//! Why a plugin has no answer.

use std::{error::Error, fmt};

/// Why there is no answer, in words for the user; the host adds the plugin's name.
///
/// Every error becomes one by `?`.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that says `why`.
    pub fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        use fmt::Write as _;
        let mut why = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            // Writing to a string does not fail.
            let _ = write!(why, ": {cause}");
            source = cause.source();
        }
        Self(why)
    }
}
