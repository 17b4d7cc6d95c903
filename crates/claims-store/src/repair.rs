//! Makes a record anew from its log: the tables, the indexes and the views are what came of it, and nothing else.

use std::{collections::BTreeSet, path::Path};

use claims_model::{Digest, Operation, Record};
use rusqlite::{Connection, OpenFlags, backup};

use crate::{
    Casebook, Error, Result, Terms, Writing,
    casebook::connect,
    contents,
    copy::{synced, to_read},
    disk,
    forget::Versions,
    log,
    waiting::Waiting,
};

impl Casebook {
    /// Opens the record at `path` as it is, of whatever schema and however damaged, and keeps everybody else out.
    ///
    /// # Errors
    /// [`Error::Locked`] while others have it open, and [`Error::Corrupt`] when it is no SQLite file any more.
    pub fn alone(terms: Terms, path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        if !terms.any_disk {
            disk::must_be_local(path)?;
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let waiting = Waiting::at(&mut connection, path, terms.patience, terms.tell)?;
        waiting.for_all();
        let locked = connection
            .pragma_update(None, "locking_mode", "exclusive")
            .and_then(|()| connection.execute_batch("BEGIN EXCLUSIVE; COMMIT"));
        locked.map_err(|error| waiting.explain(error.into()))?;
        Ok(Self::of(connection, path, waiting))
    }

    /// Copies the file as it is, page by page, damage and all, into the empty or absent file `to`.
    ///
    /// # Errors
    /// Whatever the disk answers.
    pub fn copy_pages_into(&mut self, to: &Path) -> Result<()> {
        let mut copy = Connection::open(to)?;
        copy.pragma_update(None, "journal_mode", "off")?;
        match backup::Backup::new(self.connection(), &mut copy)?.step(-1)? {
            backup::StepResult::Done => {}
            _ => return Err(Error::locked()),
        }
        drop(copy);
        synced(to)
    }

    /// Makes a new record at `to` of the log of this one. Bytes and texts that are not what their digests say are taken
    /// from the record at `others`, such as a backup, if they are whole there; answers how many are in neither.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the log cannot be read to its end or is not chained as it was written: what is wrong with
    /// the log itself nothing can mend.
    pub fn rebuild_into(&mut self, to: &Path, others: Option<&Path>) -> Result<u64> {
        let others = others.map(to_read).transpose()?;
        let places: Vec<&Connection> = [Some(self.connection()), others.as_ref()].into_iter().flatten().collect();
        log::must_be_chained(self.connection())?;
        let mut versions = Versions::default();
        log::each_operation(self.connection(), |_, _, operation| {
            versions.take(&operation);
            Ok(())
        })?;
        let forgotten = versions.empty();
        let mut lost = 0;
        let mut known = BTreeSet::new();
        let mut made = Self::create(to)?;
        let mut writing = made.write()?;
        log::each_operation(self.connection(), |_, body, operation| {
            for (digest, size) in contents_of(&operation) {
                if known.insert((digest, size.is_some()))
                    && (forgotten.contains(&digest) || !keep(&mut writing, &places, &digest, size)?)
                {
                    lost += u64::from(!forgotten.contains(&digest));
                    writing.keep_place(&digest)?;
                }
            }
            writing.replay(body).map(drop)
        })?;
        writing.commit()?;
        Ok(lost)
    }
}

/// What the versions of an operation name: their bytes, with how many there are, and their texts.
fn contents_of(operation: &Operation) -> impl Iterator<Item = (Digest, Option<u64>)> {
    let versions = operation.changes.iter().filter_map(|change| match &change.after {
        Some(Record::Version(version)) => Some(version),
        _ => None,
    });
    versions.flat_map(|version| {
        let texts = [Some(version.text), version.blocks].into_iter().flatten().map(|digest| (digest, None));
        texts.chain([(version.bytes, Some(version.size))])
    })
}

/// Keeps bytes or a text as the first of the places has them whole; whether one has.
fn keep(writing: &mut Writing<'_>, places: &[&Connection], digest: &Digest, size: Option<u64>) -> Result<bool> {
    for place in places {
        match size {
            Some(size) => {
                if let Ok(bytes) = contents::capture(place, digest, size)
                    && Digest::of(&bytes) == *digest
                {
                    writing.keep_capture(&bytes)?;
                    return Ok(true);
                }
            }
            None => {
                if let Ok(text) = contents::text(place, digest)
                    && Digest::of(text.as_bytes()) == *digest
                {
                    writing.keep_text(&text)?;
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}
