//! Reads records back by handle, key and name, and what versions hold; what belongs to a record, `belongings` reads.

use std::cell::{RefCell, RefMut};

use claims_model::{Digest, Filed, Handle, Key, Kind, Party, Record, Version, alike};
use rusqlite::{Connection, Params, Transaction};

use crate::{
    Result, Stored, contents, numbers,
    records::{self, Sealed},
    stale::Stale,
};

/// The records of a casebook as they stand in one moment.
pub struct Records<'c> {
    transaction: Transaction<'c>,
    stale: RefCell<Stale>,
}

impl<'c> Records<'c> {
    pub(crate) fn of(transaction: Transaction<'c>) -> Self {
        Self { transaction, stale: RefCell::default() }
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.transaction
    }

    /// The connection, once the word indexes say what the tables say.
    pub(crate) fn indexed(&self) -> Result<&Connection> {
        self.stale().settle(self.connection())?;
        Ok(self.connection())
    }

    /// What the word indexes do not say yet.
    pub(crate) fn stale(&self) -> RefMut<'_, Stale> {
        self.stale.borrow_mut()
    }

    /// Settles what is stale, if that is much.
    pub(crate) fn settle_much(&self) -> Result<()> {
        let mut stale = self.stale();
        if stale.is_much() { stale.settle(self.connection()) } else { Ok(()) }
    }

    pub(crate) fn into_transaction(self) -> Transaction<'c> {
        self.transaction
    }

    /// The record under `handle`, of whichever kind.
    ///
    /// # Errors
    /// When the casebook cannot be read; so for every function here.
    pub fn record(&self, handle: Handle) -> Result<Option<Record>> {
        records::get(self.connection(), handle.kind, handle.number)
    }

    /// The record numbered `number` among its kind.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn get<T: Stored>(&self, number: u32) -> Result<Option<Filed<T>>> {
        let record = <T as Sealed>::get(self.connection(), number)?;
        Ok(record.map(|record| Filed { handle: Handle::new(T::KIND, number), record }))
    }

    /// The record with `key`.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn find<T: Stored>(&self, key: Key) -> Result<Option<Filed<T>>> {
        match records::number_of(self.connection(), T::KIND, key)? {
            Some(number) => self.get(number),
            None => Ok(None),
        }
    }

    /// The handle under which the record of `kind` with `key` is filed.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn handle(&self, kind: Kind, key: Key) -> Result<Option<Handle>> {
        Ok(records::number_of(self.connection(), kind, key)?.map(|number| Handle::new(kind, number)))
    }

    /// The handle of the record with `key`, whatever its kind.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn handle_of_any(&self, key: Key) -> Result<Option<Handle>> {
        for kind in Kind::ALL {
            if let Some(handle) = self.handle(*kind, key)? {
                return Ok(Some(handle));
            }
        }
        Ok(None)
    }

    /// The handle that a record had before it was undone, and gets again if that is redone.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn retired_handle(&self, key: Key) -> Result<Option<Handle>> {
        numbers::retired(self.connection(), key)
    }

    /// The key of the undone record that has this handle set aside.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn retired_key(&self, handle: Handle) -> Result<Option<Key>> {
        numbers::retired_key(self.connection(), handle)
    }

    /// The highest number among the records of `kind` that stand now; 0 if there are none.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn highest(&self, kind: Kind) -> Result<u32> {
        let sql = format!("SELECT coalesce(max(id), 0) FROM {}", records::table(kind));
        Ok(self.connection().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// How many records of `kind` there are.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn count(&self, kind: Kind) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM {}", records::table(kind));
        Ok(self.connection().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Every record of a kind, by number.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn all<T: Stored>(&self) -> Result<Vec<Filed<T>>> {
        self.select(&format!("SELECT id FROM {} ORDER BY id", records::table(T::KIND)), [])
    }

    /// The parties that answer to `name`, by name or alias, whatever the case; merged ones are left out.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn parties_named(&self, name: &str) -> Result<Vec<Filed<Party>>> {
        let mut found: Vec<Filed<Party>> = self.select(
            "SELECT id FROM parties WHERE alike = ?1 AND merged_into IS NULL
             UNION SELECT party FROM party_aliases JOIN parties ON id = party
             WHERE party_aliases.alike = ?1 AND merged_into IS NULL ORDER BY 1",
            [alike::cased(name)],
        )?;
        found.retain(|party| party.answers_to(name));
        Ok(found)
    }

    /// The first version captured with these bytes.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn version_with(&self, bytes: &Digest) -> Result<Option<Filed<Version>>> {
        let mut found =
            self.select("SELECT id FROM versions WHERE bytes = ?1 ORDER BY id LIMIT 1", [bytes.to_string()])?;
        Ok(found.pop())
    }

    /// The number that the next capture of a source gets; numbers of undone captures are not given again.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn next_version_number(&self, source: Key) -> Result<u32> {
        // Undone versions are gone from their table; what was given is kept apart.
        let sql = "SELECT coalesce((SELECT last FROM version_numbers WHERE source = ?1), 0) + 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([source.to_string()], |row| row.get(0))?)
    }

    /// The text of a version; nothing of one that was forgotten.
    ///
    /// # Errors
    /// [`crate::Error::NoContent`] when it is not kept.
    pub fn text(&self, version: &Version) -> Result<String> {
        // Another version may have the same text.
        if version.is_forgotten() {
            return Ok(String::new());
        }
        contents::text(self.connection(), &version.text)
    }

    /// The blocks that the capture of a version falls into, one JSON object a line; `None` where nothing was set apart.
    ///
    /// # Errors
    /// As for [`Records::text`].
    pub fn blocks(&self, version: &Version) -> Result<Option<String>> {
        version
            .blocks
            .as_ref()
            .filter(|_| !version.is_forgotten())
            .map(|digest| contents::text(self.connection(), digest))
            .transpose()
    }

    /// The bytes of a version as they were captured.
    ///
    /// # Errors
    /// [`crate::Error::NoContent`] when they are not kept, [`crate::Error::Corrupt`] when they cannot be unpacked,
    /// [`crate::Error::Forgotten`] when the version was forgotten.
    pub fn capture(&self, version: &Version) -> Result<Vec<u8>> {
        // Of nothing, such as a source that is gone, nothing can be forgotten.
        if version.is_forgotten() && version.size > 0 {
            return Err(crate::Error::Forgotten(version.bytes));
        }
        contents::capture(self.connection(), &version.bytes, version.size)
    }

    /// The records whose numbers `sql` answers.
    pub(crate) fn select<T: Stored>(&self, sql: &str, params: impl Params) -> Result<Vec<Filed<T>>> {
        let mut statement = self.connection().prepare_cached(sql)?;
        let numbers: Vec<u32> = statement.query_map(params, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::with_capacity(numbers.len());
        for number in numbers {
            found.extend(self.get(number)?);
        }
        Ok(found)
    }
}
