//! Brings a record file from any released schema to the newest: numbered steps, each in one transaction.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, Result};

/// `clms` in ASCII: marks the file as a casebook for `file(1)` and for us (SQLite `application_id`).
const APPLICATION_ID: i32 = 0x636c_6d73;

/// The steps; the file after step `n` has `user_version` n. Never edited once released.
const STEPS: &[&str] = &[include_str!("../migrations/0001.sql")];

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
        let empty = std::fs::metadata(path).is_ok_and(|file| file.len() == 0);
        return Err(not(if empty { "it is empty" } else { "it is an SQLite file of another program" }));
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
        connection.execute("VACUUM INTO ?1", [name.to_string_lossy()])?;
    }
    Ok(())
}

fn run_steps(connection: &mut Connection, from: i32) -> Result<()> {
    for (schema, step) in (1..).zip(STEPS).filter(|(schema, _)| *schema > from) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", schema)?;
        transaction.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole schema as SQLite keeps it, so that a step that changes it shows in review.
    fn schema() -> String {
        let mut connection = Connection::open_in_memory().unwrap();
        create(&mut connection).unwrap();
        let mut statement = connection
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY type, name",
            )
            .unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(|sql| sql.unwrap() + ";\n").collect()
    }

    #[test]
    fn the_steps_lead_to_the_schema_in_the_repository() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql");
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            std::fs::write(&path, schema()).unwrap();
        }
        assert_eq!(schema(), std::fs::read_to_string(path).unwrap(), "rerun with UPDATE_SCHEMA=1 and read the change");
    }
}
