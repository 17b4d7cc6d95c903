//! What is wrong with the file itself, whatever it holds: broken pages, orphaned rows, views that are not ours any more.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{Finding, Result, migrations};

/// The pages of the record at `path` that SQLite finds broken, in its own words; for a file that cannot be read to its end.
///
/// # Errors
/// When not even that can be asked.
pub fn broken_pages(path: &Path) -> Result<Vec<String>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    // It tells what it found before it gives up.
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?.map_while(rusqlite::Result::ok);
    let lines: Vec<String> = rows.flat_map(|row| row.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    Ok(lines.into_iter().filter(|line| line != "ok" && !line.starts_with("***")).collect())
}

fn checked(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut found: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    found.retain(|line| line != "ok");
    Ok(found)
}

/// What SQLite itself finds wrong with the file, in its own words.
pub(crate) fn found(connection: &Connection) -> Result<Vec<String>> {
    let mut found = checked(connection)?;
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let orphans = statement.query_map([], |row| {
        let (table, parent) = (row.get::<_, String>(0)?, row.get::<_, String>(2)?);
        Ok(format!("a row of {table} names a row of {parent} that does not exist"))
    })?;
    found.extend(orphans.collect::<rusqlite::Result<Vec<_>>>()?);
    Ok(found)
}

/// A view that was redefined would show what nobody recorded, and a trigger would change what is recorded next.
pub(crate) fn redefined(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let (found, expected) = (migrations::objects(connection)?, migrations::expected_objects()?);
    for ((kind, name), sql) in &expected {
        match found.get(&(kind.clone(), name.clone())) {
            Some(other) if other == sql => {}
            Some(_) => findings.push(Finding::new(format!("{kind} {name}"), "was redefined")),
            None => findings.push(Finding::new(format!("{kind} {name}"), "is missing")),
        }
    }
    for (kind, name) in found.keys().filter(|object| object.0 == "trigger" && !expected.contains_key(*object)) {
        findings.push(Finding::new(format!("{kind} {name}"), "was added by another program"));
    }
    Ok(findings)
}
