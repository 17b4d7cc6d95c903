//! Changes a casebook past the program, as a careless or a hostile hand would.

use std::path::Path;

use claims_store::{Casebook, Finding};
use rusqlite::{Connection, config::DbConfig, types::Value};

/// The tables whose every cell says something that a person sees or relies on.
pub(crate) const RECORD_TABLES: [&str; 19] = [
    "numbers",
    "retired",
    "version_numbers",
    "parties",
    "party_aliases",
    "sources",
    "source_authors",
    "source_origins",
    "versions",
    "version_archives",
    "claims",
    "claimants",
    "tags",
    "appearances",
    "appearance_via",
    "links",
    "grades",
    "verdicts",
    "notes",
];

/// What a verification says, an error included: either way nobody takes the file for sound.
pub(crate) fn findings(path: &Path) -> Vec<Finding> {
    let verified = Casebook::open(path).and_then(|mut casebook| casebook.read()?.verify());
    match verified {
        Ok(verified) => verified.findings,
        Err(error) => {
            vec![Finding { place: "the file".to_owned(), what: error.to_string(), cure: claims_store::Cure::Restore }]
        }
    }
}

/// A connection that may write anything, past triggers, foreign keys and checks.
pub(crate) fn open_to_tamper(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on").unwrap();
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    connection
}

/// A cell: its column, the whole row, and something else that could stand in it.
type Cell = (usize, Vec<Value>, Value);

/// The columns of a table, and each of its cells.
pub(crate) fn cells(connection: &Connection, table: &str) -> (Vec<String>, Vec<Cell>) {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement
        .query_map([], |row| (0..columns.len()).map(|column| row.get::<_, Value>(column)).collect())
        .unwrap()
        .map(Result::unwrap)
        .collect::<Vec<Vec<Value>>>();
    let cell = |column: usize, row: &Vec<Value>| {
        let other = match &row[column] {
            Value::Null => Value::Text("x".to_owned()),
            // A position is worth what it orders: the first stays first, a later one comes before it.
            Value::Integer(number) if columns[column] == "position" => Value::Integer(-number),
            Value::Integer(number) => Value::Integer(number + 1_000),
            Value::Text(text) => Value::Text(format!("{text}~")),
            other => panic!("{table} holds {other:?}"),
        };
        (column, row.clone(), other)
    };
    let cells = rows.iter().flat_map(|row| (0..columns.len()).map(move |column| cell(column, row))).collect();
    (columns, cells)
}

pub(crate) fn places(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    bytes.windows(wanted.len()).enumerate().filter(|(_, window)| *window == wanted).map(|(at, _)| at).collect()
}
