//! The plugins that are at hand: the bundled ones, each linked in through the entry a library would export.

use claims_host::Plugin;

use crate::{
    failure::{Exit, Failure, Outcome},
    refs,
};

/// What a plugin can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Scorer,
    Differ,
    Exporter,
}

impl Kind {
    /// Its one word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Scorer => "scorer",
            Self::Differ => "differ",
            Self::Exporter => "exporter",
        }
    }
}
