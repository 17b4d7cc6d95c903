//! What one claim does to another claim, or to a link.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// From a claim to a claim or to a link.
///
/// A claim with a `rebuts` link is a counter-statement; a `rebuts` on a link is an undercut:
/// it says that the one claim does not bear on the other, without saying which is true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The permanent key.
    pub key: Key,
    /// The claim that speaks.
    pub from: Key,
    /// What it speaks to.
    pub to: Target,
    /// What it does to it.
    pub stance: Stance,
    /// Who drew the link.
    pub by: String,
    /// When.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub at: Timestamp,
    /// Why the one bears on the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The far end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// A claim.
    Claim(Key),
    /// Another link: the stance is about its bearing.
    Link(Key),
}

impl Target {
    /// The key at the far end, of whichever kind.
    pub const fn key(self) -> Key {
        match self {
            Self::Claim(key) | Self::Link(key) => key,
        }
    }
}

/// What a claim does to what it is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Speaks against it.
    Rebuts,
    /// Speaks for it.
    Supports,
    /// Neither; needed to understand it.
    Context,
}

words!(Stance, "a stance", { Rebuts = "rebuts", Supports = "supports", Context = "context" });
