//! Copies of a whole record: into a file of their own while others write, and back in the place of what a record holds.

use std::{fs::File, path::Path};

use claims_model::Digest;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, backup, params};

use crate::{
    Casebook, Error, Result,
    casebook::{self, prepare},
    log, migrations,
};

/// Where a copy keeps the files that came with it; no record in use has this table.
const FILES: &str = "backup_files";

/// A file that a copy carries beside the record: its path within the casebook, with `/`, and its bytes.
pub type Carried = (String, Vec<u8>);

impl Casebook {
    /// Opens a record only to look into it, such as a backup: its file stays as it is, to the byte, and nothing is made
    /// beside it. One of an older schema is read as an upgrade would leave it.
    ///
    /// # Errors
    /// As for [`Casebook::open`].
    pub fn look(path: &Path) -> Result<Self> {
        let mut connection = to_read(path)?;
        if migrations::schema_of(&connection, path)? < migrations::SCHEMA_VERSION {
            // Without a name it is a file of SQLite's own, which goes with the connection.
            let mut newer = casebook::connect(Path::new(""), OpenFlags::default())?;
            match backup::Backup::new(&connection, &mut newer)?.step(-1)? {
                backup::StepResult::Done => {}
                _ => return Err(Error::locked()),
            }
            migrations::bring(&mut newer, path)?;
            connection = newer;
        }
        connection.pragma_update(None, "trusted_schema", false)?;
        Ok(Self::standing_for(path, connection))
    }

    /// Copies the record as it stands now into the empty or absent file `to`, which can be opened alone, together with
    /// `files`; answers how many operations it holds and their head. Others read and write meanwhile.
    ///
    /// What this returns from is on the disk.
    ///
    /// # Errors
    /// Whatever the disk answers; what stands in `to` then is no copy.
    pub fn copy_into(&mut self, to: &Path, files: &[Carried]) -> Result<(u64, Digest)> {
        whole(self.connection(), to)?;
        let mut copy = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // The copy is nobody's yet: what fails is thrown away, and no file need lie beside it.
        copy.pragma_update(None, "journal_mode", "memory")?;
        let carry = copy.transaction()?;
        carry.execute_batch(&format!("DROP TABLE IF EXISTS {FILES}"))?;
        if !files.is_empty() {
            carry
                .execute_batch(&format!("CREATE TABLE {FILES} (path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT"))?;
        }
        for (path, bytes) in files {
            carry.execute(&format!("INSERT INTO {FILES} (path, bytes) VALUES (?1, ?2)"), params![path, bytes])?;
        }
        let head = log::head(&carry)?;
        carry.commit()?;
        // As a record in use is, so that looking into the copy later changes no byte of it.
        copy.pragma_update(None, "journal_mode", "wal")?;
        drop(copy);
        synced(to)?;
        Ok((head.seq, head.hash))
    }

    /// Puts what the record at `from` holds in the place of what this one holds: all of it or nothing. Others who have
    /// it open see it from their next view on. The record at `from` must be of the newest schema.
    ///
    /// # Errors
    /// [`Error::Locked`] when others write for too long, and whatever the disk answers.
    pub fn take_over(&mut self, from: &Path) -> Result<()> {
        let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let copying = backup::Backup::new(&source, self.connection_mut())?;
        match copying.step(-1)? {
            backup::StepResult::Done => {}
            _ => return Err(Error::locked()),
        }
        drop(copying);
        // Whoever kept the others out lets them in again, which SQLite does when it reads next.
        self.connection().pragma_update(None, "locking_mode", "normal")?;
        migrations::schema_of(self.connection(), self.path())?;
        prepare(self.connection())?;
        self.connection().execute_batch(&format!("DROP TABLE IF EXISTS {FILES}"))?;
        Ok(())
    }
}

/// The files that the copy at `path` carries; none for a record in use. Nothing is written.
///
/// # Errors
/// As for [`Casebook::open`].
pub fn carried(path: &Path) -> Result<Vec<Carried>> {
    let connection = to_read(path)?;
    let is_there = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", [FILES], |_| Ok(()))
        .optional()?;
    if is_there.is_none() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare(&format!("SELECT path, bytes FROM {FILES} ORDER BY path"))?;
    let files = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(files.collect::<rusqlite::Result<_>>()?)
}

/// Copies the record at `from`, which may lie where nothing can be written, into the empty or absent file `to`; as it is,
/// of whatever schema.
///
/// # Errors
/// As for [`Casebook::open`].
pub fn copy_of(from: &Path, to: &Path) -> Result<()> {
    whole(&to_read(from)?, to)
}

/// Opens a record only to look. Nothing is made beside it, unless a write of others that is not folded in stands there.
pub(crate) fn to_read(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::Missing { path: path.to_owned() });
    }
    if path.is_dir() {
        return Err(Error::NotACasebook { path: path.to_owned(), why: "it is a folder".to_owned() });
    }
    let connection = match casebook::unchanging(path, String::new()) {
        Err(Error::ReadOnly(_)) => casebook::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        opened => opened?,
    };
    migrations::schema_of(&connection, path)?;
    Ok(connection)
}

/// Copies the record behind a connection into the empty or absent file `to`, and has it on the disk.
pub(crate) fn whole(connection: &Connection, to: &Path) -> Result<()> {
    connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    synced(to)
}

/// SQLite does not wait for the disk when it writes a copy.
pub(crate) fn synced(path: &Path) -> Result<()> {
    let failed = |error| Error::Io { path: path.to_owned(), error };
    File::open(path).and_then(|file| file.sync_all()).map_err(failed)
}
