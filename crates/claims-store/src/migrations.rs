//! Brings a record file from any released schema to the newest: numbered steps, each in one transaction.

use std::{collections::BTreeMap, io::ErrorKind, path::Path};

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, Result, alike, matching, search};

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
    run_steps(connection, 0)
}

/// Brings a casebook of schema `found` up to date; a copy of the file is kept beside it before anything is changed.
pub(crate) fn upgrade(connection: &mut Connection, path: &Path, found: i32) -> Result<()> {
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    keep_copy(connection, path, found)?;
    run_steps(connection, found)
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

fn keep_copy(connection: &Connection, path: &Path, schema: i32) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-schema-{}", schema + 1));
    let copy = Path::new(&name);
    if !copy.exists() {
        // Made aside, and never put over another: a process that was quicker may have upgraded the file since.
        let mut aside = name.clone();
        aside.push(format!(".{}", std::process::id()));
        let made = connection.execute("VACUUM INTO ?1", [aside.to_string_lossy()]);
        let placed = made.map(|_| match std::fs::hard_link(&aside, copy) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => std::fs::rename(&aside, copy),
            _ => Ok(()),
        });
        let _ = std::fs::remove_file(&aside);
        placed?.map_err(|error| Error::Io { path: copy.to_owned(), error })?;
    }
    Ok(())
}

fn run_steps(connection: &mut Connection, from: i32) -> Result<()> {
    for (schema, step) in (1..).zip(STEPS).filter(|(schema, _)| *schema > from) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have taken the step while this one waited for its turn.
        let stands: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if stands >= schema {
            continue;
        }
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction)?;
        transaction.pragma_update(None, "user_version", schema)?;
        transaction.commit()?;
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
