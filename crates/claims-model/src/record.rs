//! Any record, whatever its kind.

use serde::{Deserialize, Serialize};

use crate::{Appearance, Claim, Grade, Key, Kind, Link, Note, Party, Reply, Source, Target, Verdict, Version};

/// One record of a casebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Record {
    /// A claim.
    Claim(Claim),
    /// A source.
    Source(Source),
    /// A link.
    Link(Link),
    /// A party.
    Party(Party),
    /// A version.
    Version(Version),
    /// An appearance.
    Appearance(Appearance),
    /// A grade.
    Grade(Grade),
    /// A verdict.
    Verdict(Verdict),
    /// A note.
    Note(Note),
    /// A request for a reply.
    Reply(Reply),
}

impl Record {
    /// What sort of record this is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Claim(_) => Kind::Claim,
            Self::Source(_) => Kind::Source,
            Self::Link(_) => Kind::Link,
            Self::Party(_) => Kind::Party,
            Self::Version(_) => Kind::Version,
            Self::Appearance(_) => Kind::Appearance,
            Self::Grade(_) => Kind::Grade,
            Self::Verdict(_) => Kind::Verdict,
            Self::Note(_) => Kind::Note,
            Self::Reply(_) => Kind::Reply,
        }
    }

    /// Its permanent key.
    pub const fn key(&self) -> Key {
        match self {
            Self::Claim(record) => record.key,
            Self::Source(record) => record.key,
            Self::Link(record) => record.key,
            Self::Party(record) => record.key,
            Self::Version(record) => record.key,
            Self::Appearance(record) => record.key,
            Self::Grade(record) => record.key,
            Self::Verdict(record) => record.key,
            Self::Note(record) => record.key,
            Self::Reply(record) => record.key,
        }
    }

    /// The keys of the records that this one cannot stand without.
    pub fn needs(&self) -> Vec<Key> {
        match self {
            Self::Claim(claim) => claim.claimants.iter().map(|claimant| claimant.party).chain(claim.part_of).collect(),
            Self::Source(source) => {
                source.publisher.iter().chain(&source.authors).chain(&source.derived_from).copied().collect()
            }
            Self::Link(link) => vec![link.from, link.to.key()],
            Self::Party(party) => party.merged_into.into_iter().collect(),
            Self::Version(version) => vec![version.source],
            Self::Appearance(appearance) => {
                [appearance.claim, appearance.version].iter().chain(&appearance.via).copied().collect()
            }
            Self::Grade(grade) => vec![grade.subject],
            Self::Verdict(verdict) => vec![verdict.claim],
            Self::Note(note) => vec![note.subject],
            Self::Reply(reply) => vec![reply.claim, reply.party],
        }
    }
}

macro_rules! from {
    ($($kind:ident),+) => { $(
        impl From<$kind> for Record {
            fn from(record: $kind) -> Self { Self::$kind(record) }
        }
    )+ };
}
from!(Claim, Source, Link, Party, Version, Appearance, Grade, Verdict, Note, Reply);

impl From<Target> for Key {
    fn from(target: Target) -> Self {
        target.key()
    }
}
