//! Opens and creates record files, and hands out views of them.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};

use crate::{Error, Reading, Result, Terms, Writing, disk, forget, migrations, search, waiting::Waiting};

/// An open record.
pub struct Casebook {
    connection: Connection,
    path: PathBuf,
    /// How it waits for others; nobody else has a record in memory.
    waiting: Option<Waiting>,
    /// Whether it is only looked into.
    is_copy: bool,
}

impl Casebook {
    /// Makes a new record at `path`.
    ///
    /// # Errors
    /// [`Error::Exists`] if anything stands there, and whatever the disk answers.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_on(Terms::default(), path)
    }

    /// The same on other terms.
    ///
    /// # Errors
    /// As for [`Casebook::create`], and [`Error::NetworkDisk`].
    pub fn create_on(terms: Terms, path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::Exists { path: path.to_owned() });
        }
        if !terms.any_disk {
            disk::must_be_local(path)?;
        }
        let made = make(path, terms);
        if made.is_err() {
            // Half a record would stand in the way of the next attempt and open as nothing.
            for part in ["", "-wal", "-shm", "-journal"] {
                let _ = std::fs::remove_file(beside(path, part));
            }
        }
        let (connection, waiting) = made?;
        Ok(Self { connection, path: path.to_owned(), waiting: Some(waiting), is_copy: false })
    }

    /// Opens the record at `path`, brought to the newest schema if it is older.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotACasebook`], [`Error::Newer`], [`Error::Locked`] or [`Error::Corrupt`], and
    /// [`Error::NetworkDisk`].
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_on(Terms::default(), path)
    }

    /// The same on other terms.
    ///
    /// # Errors
    /// As for [`Casebook::open`].
    pub fn open_on(terms: Terms, path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        if path.is_dir() {
            return Err(Error::NotACasebook { path: path.to_owned(), why: "it is a folder".to_owned() });
        }
        if !terms.any_disk {
            disk::must_be_local(path)?;
        }
        match Self::open_to_write(path, terms) {
            Err(Error::ReadOnly(why)) => Self::open_to_read(path, why),
            opened => opened,
        }
    }

    fn open_to_write(path: &Path, terms: Terms) -> Result<Self> {
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let waiting = Waiting::at(&mut connection, path, terms.patience, terms.tell)?;
        let mut prepared = || {
            // Before anything is set: a file that is not ours stays as it is, to the byte.
            let schema = migrations::schema_of(&connection, path)?;
            waiting.retried(|| prepare(&connection))?;
            migrations::upgrade(&mut connection, path, schema)
        };
        prepared().map_err(|error| waiting.explain(error))?;
        if forget::owes_a_sweep(&connection)? {
            // Through a connection that waits for nobody: if others are at work, whoever opens it next does this.
            let sweeper = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            sweeper.busy_timeout(std::time::Duration::ZERO)?;
            let _ = prepare(&sweeper).and_then(|()| forget::sweep(&sweeper));
        }
        Ok(Self { connection, path: path.to_owned(), waiting: Some(waiting), is_copy: false })
    }

    /// Opens a record that nobody may write here: on a read-only disk, or of somebody else.
    fn open_to_read(path: &Path, why: String) -> Result<Self> {
        let connection = unchanging(path, why.clone())?;
        let schema = migrations::schema_of(&connection, path)?;
        if schema < migrations::SCHEMA_VERSION {
            return Err(Error::ReadOnly(why));
        }
        connection.pragma_update(None, "trusted_schema", false)?;
        Ok(Self { connection, path: path.to_owned(), waiting: None, is_copy: false })
    }

    /// A record of its own that stands for the file at `path`, such as one in memory; nothing in it can be kept.
    pub(crate) fn standing_for(path: &Path, connection: Connection) -> Self {
        Self { connection, path: path.to_owned(), waiting: None, is_copy: true }
    }

    pub(crate) fn of(connection: Connection, path: &Path, waiting: Waiting) -> Self {
        Self { connection, path: path.to_owned(), waiting: Some(waiting), is_copy: false }
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) const fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Where the record lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A view of the record as it stands now; what others write meanwhile does not enter it.
    ///
    /// # Errors
    /// [`Error::Locked`] or [`Error::Corrupt`].
    pub fn read(&mut self) -> Result<Reading<'_>> {
        let waiting = self.waiting.as_ref();
        reading(&mut self.connection).map_err(|error| explained(waiting, error))
    }

    /// A view that no one else can write to until it is dropped; nothing is kept without [`Writing::commit`].
    ///
    /// # Errors
    /// [`Error::Locked`] when other processes write for too long, and [`Error::Copy`].
    pub fn write(&mut self) -> Result<Writing<'_>> {
        if self.is_copy {
            return Err(Error::Copy { path: self.path.clone() });
        }
        let waiting = self.waiting.as_ref();
        writing(&mut self.connection).map_err(|error| explained(waiting, error))
    }
}

fn reading(connection: &mut Connection) -> Result<Reading<'_>> {
    let transaction = connection.transaction()?;
    // SQLite fixes a view at the first read of it, and that is now.
    transaction.prepare_cached("SELECT 1 FROM sqlite_schema LIMIT 1")?.exists([])?;
    Ok(Reading::of(transaction))
}

fn writing(connection: &mut Connection) -> Result<Writing<'_>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // A record may go before the one that names it; `apply` and the commit check that no name is left over.
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    Writing::of(transaction)
}

/// An error, with what was seen of others if it came of waiting for them.
fn explained(waiting: Option<&Waiting>, error: Error) -> Error {
    match waiting {
        Some(waiting) => waiting.explain(error),
        None => error,
    }
}

/// A connection to a record that cannot be written, for the reason `why`.
///
/// SQLite shares a record in write-ahead mode through a file beside it, which cannot be made here. So the file is
/// read as one that does not change, and only while no write of others stands beside it.
pub(crate) fn unchanging(path: &Path, why: String) -> Result<Connection> {
    if beside(path, "-wal").metadata().is_ok_and(|wal| wal.len() > 0) {
        return Err(Error::ReadOnly(why));
    }
    let absolute = std::path::absolute(path).map_err(|_| Error::ReadOnly(why))?;
    let name: String = absolute.to_string_lossy().chars().map(escaped).collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    connect(Path::new(&format!("file://{name}?immutable=1")), flags)
}

/// The file that SQLite keeps beside a record under the record's name and an ending.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A character of a path as it stands in a URI.
fn escaped(c: char) -> String {
    if matches!(c, '%' | '?' | '#') { format!("%{:02X}", u32::from(c)) } else { c.to_string() }
}

fn make(path: &Path, terms: Terms) -> Result<(Connection, Waiting)> {
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    let waiting = Waiting::at(&mut connection, path, terms.patience, terms.tell)?;
    prepare(&connection)?;
    migrations::create(&mut connection)?;
    Ok((connection, waiting))
}

pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else every value bound to a `WHERE` makes SQLite plan the statement anew, in case statistics advise otherwise.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    search::add_functions(&connection)?;
    Ok(connection)
}

pub(crate) fn prepare(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Every acknowledged operation must outlive a power cut, and a report may be published from it the next second.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // At most 64 MiB, taken as needed: a bulk write then does not wait for pages it has just written.
    connection.pragma_update(None, "cache_size", -65_536)?;
    // A casebook may come from a stranger: its schema must not run functions with effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use claims_model::{Change, Key, Kind, Note, Operation, Party, PartyKind, Timestamp, Verb};

    use super::*;

    /// SQLite answers a file at its page limit as it answers a disk without room.
    #[test]
    fn a_full_disk_is_said_so_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut casebook = Casebook::create(&folder.path().join("casebook.sqlite")).unwrap();
        let pages: u32 = casebook.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        let limit = |casebook: &Casebook, pages: u32| {
            casebook.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        };
        limit(&casebook, pages + 3);
        let (small, large) = (operation(1, 1), operation(10, 20_000));
        let mut writing = casebook.write().unwrap();
        writing.perform(&small).unwrap();
        let error = writing.perform(&large).unwrap_err();
        assert!(matches!(error, Error::DiskFull), "{error}");
        drop(writing);
        assert_eq!(casebook.read().unwrap().count(Kind::Party).unwrap(), 0);
        limit(&casebook, u32::MAX);
        let mut writing = casebook.write().unwrap();
        writing.perform(&large).unwrap();
        writing.commit().unwrap();
        assert_eq!(casebook.read().unwrap().verify().unwrap().findings, []);
    }

    /// A party with a note of `length` letters.
    fn operation(key: u128, length: usize) -> Operation {
        let at = Timestamp::UNIX_EPOCH;
        let key = |next| Key::new(uuid::Uuid::from_u128(key + next));
        let party = Party {
            key: key(0),
            name: "Ada".to_owned(),
            kind: PartyKind::Person,
            aliases: Vec::new(),
            description: None,
            unnamed: None,
            merged_into: None,
        };
        let note =
            Note { key: key(1), subject: key(0), text: "x".repeat(length), by: "desk".to_owned(), at, looked: false };
        let changes = vec![Change::create(party), Change::create(note)];
        Operation {
            key: key(2),
            at,
            by: "desk".to_owned(),
            verb: Verb::Note,
            undoes: None,
            continues: false,
            forgets: None,
            changes,
        }
    }
}
