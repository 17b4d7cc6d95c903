//! Finds the row of a key.

use std::{collections::HashMap, sync::OnceLock};

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

/// The rows of one table by key.
#[derive(Debug)]
pub(super) enum Index {
    /// Sorted by key. Records mostly come in the order of their keys, in which sorting is one look, and nothing but the
    /// list is made: most cases are small, and are made by the thousand.
    Sorted(Buffer<(Key, u32)>),
    /// Hashed, with a seed that is drawn anew each time: a crafted casebook cannot fill it with collisions. In a large
    /// case a search would wait for the memory at each of its steps.
    Hashed(HashMap<Key, u32>),
}

/// The largest table that is sorted.
const MOST_SORTED: usize = 4096;

impl Index {
    fn of(keys: impl ExactSizeIterator<Item = Key>) -> Self {
        if keys.len() > MOST_SORTED {
            let mut rows = HashMap::with_capacity(keys.len());
            // Of two rows with one key the first counts, as in a sorted list.
            keys.zip(0..).for_each(|(key, row)| {
                rows.entry(key).or_insert(row);
            });
            return Self::Hashed(rows);
        }
        let mut rows: Buffer<_> = keys.zip(0..).collect();
        rows.sort_unstable();
        Self::Sorted(rows)
    }

    pub(super) fn find(&self, key: Key) -> Option<u32> {
        match self {
            Self::Sorted(rows) => {
                let at = rows.partition_point(|(known, _)| *known < key);
                rows.get(at).filter(|(known, _)| *known == key).map(|(_, row)| *row)
            }
            Self::Hashed(rows) => rows.get(&key).copied(),
        }
    }

    /// The row of `key`, or the number that stands for none.
    pub(super) fn row(&self, key: Key) -> u32 {
        self.find(key).unwrap_or(NO_ROW)
    }
}
