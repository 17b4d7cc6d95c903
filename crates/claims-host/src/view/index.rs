//! Finds the row of a key.

use std::sync::OnceLock;

use claims_abi::NO_ROW;
use claims_model::{Case, Key};

use super::buffer::Buffer;

/// A row number as it crosses the contract.
pub(crate) fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NO_ROW)
}

/// Where each record stands, by its key.
#[derive(Debug, Default)]
pub(super) struct Keys {
    claims: OnceLock<Index>,
    parties: OnceLock<Index>,
    sources: OnceLock<Index>,
    versions: OnceLock<Index>,
    appearances: OnceLock<Index>,
    links: OnceLock<Index>,
}

impl Keys {
    pub(super) fn claims(&self, case: &Case) -> &Index {
        self.claims.get_or_init(|| Index::of(case.claims.iter().map(|claim| claim.key)))
    }

    pub(super) fn parties(&self, case: &Case) -> &Index {
        self.parties.get_or_init(|| Index::of(case.parties.iter().map(|party| party.key)))
    }

    pub(super) fn sources(&self, case: &Case) -> &Index {
        self.sources.get_or_init(|| Index::of(case.sources.iter().map(|source| source.key)))
    }

    pub(super) fn versions(&self, case: &Case) -> &Index {
        self.versions.get_or_init(|| Index::of(case.versions.iter().map(|version| version.version.key)))
    }

    pub(super) fn appearances(&self, case: &Case) -> &Index {
        self.appearances.get_or_init(|| Index::of(case.appearances.iter().map(|appearance| appearance.key)))
    }

    pub(super) fn links(&self, case: &Case) -> &Index {
        self.links.get_or_init(|| Index::of(case.links.iter().map(|link| link.key)))
    }
}

/// The rows of one table, sorted by key.
///
/// A sorted list needs no hash that a crafted casebook could fill with collisions, and records mostly come in the order
/// of their keys, in which sorting is one look.
#[derive(Debug)]
pub(super) struct Index(Buffer<(Key, u32)>);

impl Index {
    fn of(keys: impl Iterator<Item = Key>) -> Self {
        let mut rows: Buffer<_> = keys.zip(0..).collect();
        rows.sort_unstable();
        Self(rows)
    }

    pub(super) fn find(&self, key: Key) -> Option<u32> {
        let at = self.0.partition_point(|(known, _)| *known < key);
        self.0.get(at).filter(|(known, _)| *known == key).map(|(_, row)| *row)
    }

    /// The row of `key`, or the number that stands for none.
    pub(super) fn row(&self, key: Key) -> u32 {
        self.find(key).unwrap_or(NO_ROW)
    }
}
