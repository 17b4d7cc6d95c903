//! What somebody asserted, and how far the desk is with it.

use serde::{Deserialize, Serialize};

use crate::{Key, PartialDate, words};

/// Something a party asserted, worded so that it can be checked (schema.org Claim).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// The permanent key.
    pub key: Key,
    /// The wording that is checked.
    pub text: String,
    /// The life-cycle state.
    pub status: Status,
    /// Who made it; several may have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimants: Vec<Claimant>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<PartialDate>,
    /// On what occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The language of the wording, a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Words to find it by, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The claim this one is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Key>,
    /// Why the desk checks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_checked: Option<String>,
    /// Why it was withdrawn; present exactly when it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_because: Option<String>,
}

impl Claim {
    /// A claim of which nothing is known but its wording.
    pub const fn new(key: Key, text: String, status: Status) -> Self {
        Self {
            key,
            text,
            status,
            claimants: Vec::new(),
            said: None,
            occasion: None,
            place: None,
            language: None,
            tags: Vec::new(),
            part_of: None,
            why_checked: None,
            withdrawn_because: None,
        }
    }
}

/// One of the parties that made a claim, as they stood at the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimant {
    /// The party.
    pub party: Key,
    /// The role in which it spoke, such as "defence minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// The life of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Recorded, such as a counter-statement; not itself being checked.
    Noted,
    /// Under examination.
    Checking,
    /// A verdict was decided.
    Checked,
    /// The verdict went out.
    Published,
    /// Taken back, with a reason; stays in the record.
    Withdrawn,
}

words!(Status, "a status", {
    Noted = "noted", Checking = "checking", Checked = "checked", Published = "published", Withdrawn = "withdrawn",
});

impl Status {
    /// The states that may follow this one.
    ///
    /// Work goes forward a step at a time and back again until it is published;
    /// what was published can only be withdrawn, and what was withdrawn stays so.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Noted => &[Self::Checking, Self::Withdrawn],
            Self::Checking => &[Self::Noted, Self::Checked, Self::Withdrawn],
            Self::Checked => &[Self::Checking, Self::Published, Self::Withdrawn],
            Self::Published => &[Self::Withdrawn],
            Self::Withdrawn => &[],
        }
    }

    /// Whether `to` may follow this state.
    pub fn may_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }
}
