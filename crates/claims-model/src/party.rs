//! Who speaks, writes and publishes.

use serde::{Deserialize, Serialize};

use crate::{Key, words};

/// A person or an organisation (schema.org Person, Organization).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Party {
    /// The permanent key.
    pub key: Key,
    /// The name in full, or a description such as "a senior official" when the party is unnamed.
    pub name: String,
    /// What the party is.
    pub kind: PartyKind,
    /// Other names by which it is found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who this is, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Present when the name is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unnamed: Option<Unnamed>,
    /// The party that this one turned out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<Key>,
}

impl Party {
    /// Whether `name` is this party's name or one of its aliases, whatever the case.
    pub fn answers_to(&self, name: &str) -> bool {
        let wanted = name.trim().to_lowercase();
        std::iter::once(&self.name).chain(&self.aliases).any(|known| known.to_lowercase() == wanted)
    }
}

/// Why a party has no name in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unnamed {
    /// The reason for withholding the name.
    pub why: String,
    /// Who on the desk knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_to: Option<String>,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// One human being.
    Person,
    /// A state, a ministry, a company, a newsroom.
    Organization,
}

words!(PartyKind, "a kind of party", { Person = "person", Organization = "organization" });
