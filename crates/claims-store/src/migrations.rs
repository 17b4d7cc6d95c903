//! Brings a record file from any released schema to the newest: numbered steps, all that it needs in one transaction.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::{Error, Result, alike, copy, matching, search};

/// `clms` in ASCII: marks the file as a casebook for `file(1)` and for us (SQLite `application_id`).
const APPLICATION_ID: i32 = 0x636c_6d73;

/// What brings a file to the next schema.
struct Step {
    sql: &'static str,
    /// What SQL alone cannot do, in the same transaction.
    then: fn(&Connection) -> Result<()>,
}

/// The steps; the file after step `n` has `user_version` n. Never edited once released.
const STEPS: &[Step] = &[
    Step { sql: include_str!("../migrations/0001.sql"), then: nothing },
    Step { sql: include_str!("../migrations/0002.sql"), then: nothing },
    Step { sql: include_str!("../migrations/0003.sql"), then: nothing },
    // It reads the tables as they are after this step; one that changes what is read must fill the indexes itself.
    Step { sql: include_str!("../migrations/0004.sql"), then: fill },
    Step { sql: include_str!("../migrations/0005.sql"), then: nothing },
    Step { sql: include_str!("../migrations/0006.sql"), then: nothing },
];

const fn nothing(_: &Connection) -> Result<()> {
    Ok(())
}

fn fill(connection: &Connection) -> Result<()> {
    alike::fill(connection)?;
    search::fill(connection)?;
    matching::fill(connection)
}

/// The newest schema this program knows, as SQLite's `user_version`.
pub const SCHEMA_VERSION: i32 = STEPS.len() as i32;

/// Makes the schema in an empty file.
pub(crate) fn create(connection: &mut Connection) -> Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    run_steps(&transaction, 0)?;
    Ok(transaction.commit()?)
}

/// Brings a casebook of schema `found` up to date, in one transaction; a copy of the file is kept beside it before.
pub(crate) fn upgrade(connection: &mut Connection, path: &Path, found: i32) -> Result<()> {
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been quicker; from here on none can be.
    let found = schema_of(&transaction, path)?;
    if found < SCHEMA_VERSION {
        keep_copy(path, found)?;
        run_steps(&transaction, found)?;
    }
    Ok(transaction.commit()?)
}

/// Brings a casebook that is nobody's yet up to date.
pub(crate) fn bring(connection: &mut Connection, path: &Path) -> Result<()> {
    let found = schema_of(connection, path)?;
    let transaction = connection.transaction()?;
    run_steps(&transaction, found)?;
    Ok(transaction.commit()?)
}

/// The schema of the file, if it is a casebook that this program can read; reads only.
pub(crate) fn schema_of(connection: &Connection, path: &Path) -> Result<i32> {
    let not = |why: &str| Error::NotACasebook { path: path.to_owned(), why: why.to_owned() };
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let application = match pragma("application_id") {
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(not("it is not an SQLite file"));
        }
        other => other?,
    };
    if application != APPLICATION_ID {
        return Err(not(match std::fs::metadata(path).map_or(0, |file| file.len()) {
            0 => "it is empty",
            // SQLite takes a single byte for an empty file.
            1 => "it is not an SQLite file",
            _ => "it is an SQLite file of another program",
        }));
    }
    let found = pragma("user_version")?;
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(found)
}

/// Keeps a copy of the record at `path` while the caller holds the right to write to it, so that no two do so at once.
fn keep_copy(path: &Path, schema: i32) -> Result<()> {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".before-schema-{}{ending}", schema + 1));
        PathBuf::from(name)
    };
    let (copy, part) = (beside(""), beside(".part"));
    if copy.exists() {
        return Ok(());
    }
    let failed = |error| Error::Io { path: part.clone(), error };
    // Left by one who was stopped in the middle.
    if part.exists() {
        std::fs::remove_file(&part).map_err(failed)?;
    }
    // Through a connection of its own: the caller's is in a transaction, and only the last state on file is copied.
    copy::whole(&Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?, &part)?;
    std::fs::rename(&part, &copy).map_err(failed)
}

fn run_steps(connection: &Connection, from: i32) -> Result<()> {
    for (schema, step) in (1..).zip(STEPS).filter(|(schema, _)| *schema > from) {
        // In a file that says another schema than it has, a step finds what it should make, or not what it changes.
        let not_so = |_| Error::Corrupt(format!("its schema is not {}, which it says", schema - 1));
        connection.execute_batch(step.sql).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::Unknown) => not_so(error),
            _ => error.into(),
        })?;
        (step.then)(connection)?;
        connection.pragma_update(None, "user_version", schema)?;
    }
    Ok(())
}

/// What the file is made of: each table, index, trigger and view of ours with the text that made it.
///
/// The parts of the search indexes are FTS5's own affair and left out.
pub(crate) fn objects(connection: &Connection) -> Result<BTreeMap<(String, String), String>> {
    let mut statement = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'search_'
         AND (substr(name, 1, 9) <> 'matching_' OR name = 'matching_stems')",
    )?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a file of the newest schema is made of.
pub(crate) fn expected_objects() -> Result<BTreeMap<(String, String), String>> {
    let mut connection = Connection::open_in_memory()?;
    create(&mut connection)?;
    objects(&connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole schema as SQLite keeps it, so that a step that changes it shows in review.
    fn schema() -> String {
        expected_objects().unwrap().into_values().map(|sql| sql + ";\n").collect()
    }

    #[test]
    fn the_steps_lead_to_the_schema_in_the_repository() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql");
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, schema()).unwrap();
        }
        assert_eq!(schema(), std::fs::read_to_string(path).unwrap(), "rerun with UPDATE_SCHEMA=1 and read the change");
    }

    /// SQLite learnt `ORDER BY` inside an aggregate in 3.44, and an older one refuses the whole file for it.
    #[test]
    fn no_view_orders_inside_an_aggregate() {
        let schema = schema();
        for (at, name) in schema.match_indices("group_concat(") {
            let arguments = schema[at + name.len()..].split(')').next().unwrap();
            assert!(!arguments.contains("ORDER BY"), "group_concat({arguments})");
        }
    }
}
