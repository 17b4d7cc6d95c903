//! What the word indexes do not say yet: noted with every operation, and made good before they are asked and before a
//! commit. An index takes many rows in their order far sooner than one after the other as they are recorded.

use claims_model::Change;
use rusqlite::Connection;

use crate::{Error, Result, matching, search};

/// So many documents are noted at most, so that a write of any length needs no more memory, and finds in the page cache
/// what it enters.
const MOST: usize = 1 << 14;

/// What the word indexes do not say yet.
#[derive(Default)]
pub(crate) struct Stale {
    search: search::Stale,
    matching: matching::Stale,
    /// Whether the indexes were left half done, so that nothing may be kept.
    is_broken: bool,
}

impl Stale {
    /// Takes note of changes that were made, each of the record under its number.
    ///
    /// If they are taken back, as those of an operation that fails, the note does no harm.
    pub(crate) fn after(&mut self, connection: &Connection, changes: &[(u32, &Change)]) -> Result<()> {
        changes.iter().try_for_each(|(number, change)| {
            self.search.after(connection, *number, change)?;
            self.matching.after(connection, *number, change)
        })
    }

    /// Whether it is time to settle.
    pub(crate) fn is_much(&self) -> bool {
        self.search.len() >= MOST
    }

    /// Makes the indexes say what the tables say.
    pub(crate) fn settle(&mut self, connection: &Connection) -> Result<()> {
        if self.is_broken {
            return Err(Error::Broken);
        }
        let settled = self.search.settle(connection).and_then(|()| self.matching.settle(connection));
        self.is_broken = settled.is_err();
        settled
    }
}
