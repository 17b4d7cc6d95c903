//! Reads records back: by handle, by key, and by what they belong to.

use std::cell::{RefCell, RefMut};

use claims_model::{
    Appearance, Claim, Digest, Filed, Grade, Handle, Key, Kind, Link, Note, Party, Record, Reply, Source, Target,
    Verdict, Version, alike,
};
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

    /// The versions of a source, by number.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn versions_of(&self, source: Key) -> Result<Vec<Filed<Version>>> {
        self.select(
            "SELECT v.id FROM versions AS v JOIN sources AS s ON s.id = v.source WHERE s.key = ?1 ORDER BY v.number",
            [source.to_string()],
        )
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

    /// Where a claim stands, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_of(&self, claim: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT a.id FROM appearances AS a JOIN claims AS c ON c.id = a.claim WHERE c.key = ?1 ORDER BY a.id",
            [claim.to_string()],
        )
    }

    /// What stands in any version of a source, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_in(&self, source: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT a.id FROM appearances AS a JOIN versions AS v ON v.id = a.version
             JOIN sources AS s ON s.id = v.source WHERE s.key = ?1 ORDER BY a.id",
            [source.to_string()],
        )
    }

    /// The links that a claim speaks through.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn links_from(&self, claim: Key) -> Result<Vec<Filed<Link>>> {
        self.select(
            "SELECT l.id FROM links AS l JOIN claims AS c ON c.id = l.from_claim WHERE c.key = ?1 ORDER BY l.id",
            [claim.to_string()],
        )
    }

    /// The links that speak to a claim or to a link.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn links_to(&self, target: Target) -> Result<Vec<Filed<Link>>> {
        let sql = match target {
            Target::Claim(_) => {
                "SELECT l.id FROM links AS l JOIN claims AS c ON c.id = l.to_claim WHERE c.key = ?1 ORDER BY l.id"
            }
            Target::Link(_) => {
                "SELECT l.id FROM links AS l JOIN links AS t ON t.id = l.to_link WHERE t.key = ?1 ORDER BY l.id"
            }
        };
        self.select(sql, [target.key().to_string()])
    }

    /// The parts that a claim was split into.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn parts_of(&self, claim: Key) -> Result<Vec<Filed<Claim>>> {
        self.select(
            "SELECT p.id FROM claims AS p JOIN claims AS c ON c.id = p.part_of WHERE c.key = ?1 ORDER BY p.id",
            [claim.to_string()],
        )
    }

    /// The claims that a party made.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn claims_by(&self, party: Key) -> Result<Vec<Filed<Claim>>> {
        self.select(
            "SELECT DISTINCT m.claim FROM claimants AS m JOIN parties AS p ON p.id = m.party WHERE p.key = ?1 ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The sources that a party wrote or published.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn sources_by(&self, party: Key) -> Result<Vec<Filed<Source>>> {
        self.select(
            "SELECT s.id FROM sources AS s JOIN parties AS p ON p.id = s.publisher WHERE p.key = ?1
             UNION SELECT a.source FROM source_authors AS a JOIN parties AS p ON p.id = a.party WHERE p.key = ?1
             ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The sources that were taken from a source.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn taken_from(&self, origin: Key) -> Result<Vec<Filed<Source>>> {
        self.select(
            "SELECT DISTINCT o.source FROM source_origins AS o JOIN sources AS s ON s.id = o.origin
             WHERE s.key = ?1 ORDER BY 1",
            [origin.to_string()],
        )
    }

    /// The appearances that are told through a party.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn appearances_via(&self, party: Key) -> Result<Vec<Filed<Appearance>>> {
        self.select(
            "SELECT DISTINCT v.appearance FROM appearance_via AS v JOIN parties AS p ON p.id = v.party
             WHERE p.key = ?1 ORDER BY 1",
            [party.to_string()],
        )
    }

    /// The grades of a record, oldest first; the last one counts.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn grades_of(&self, subject: Key) -> Result<Vec<Filed<Grade>>> {
        self.select("SELECT id FROM grades WHERE subject = ?1 ORDER BY id", [subject.to_string()])
    }

    /// The verdicts on a claim, oldest first; the last one counts.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn verdicts_of(&self, claim: Key) -> Result<Vec<Filed<Verdict>>> {
        self.select(
            "SELECT v.id FROM verdicts AS v JOIN claims AS c ON c.id = v.claim WHERE c.key = ?1 ORDER BY v.id",
            [claim.to_string()],
        )
    }

    /// The notes on a record, oldest first.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn notes_of(&self, subject: Key) -> Result<Vec<Filed<Note>>> {
        self.select("SELECT id FROM notes WHERE subject = ?1 ORDER BY id", [subject.to_string()])
    }

    /// The requests for a reply about a claim, in the order recorded.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn replies_about(&self, claim: Key) -> Result<Vec<Filed<Reply>>> {
        self.select(
            "SELECT r.id FROM replies AS r JOIN claims AS c ON c.id = r.claim WHERE c.key = ?1 ORDER BY r.id",
            [claim.to_string()],
        )
    }

    /// The requests for a reply that were put to a party.
    ///
    /// # Errors
    /// See [`Records::record`].
    pub fn replies_of(&self, party: Key) -> Result<Vec<Filed<Reply>>> {
        self.select(
            "SELECT r.id FROM replies AS r JOIN parties AS p ON p.id = r.party WHERE p.key = ?1 ORDER BY r.id",
            [party.to_string()],
        )
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
