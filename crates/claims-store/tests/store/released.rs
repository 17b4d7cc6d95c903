//! A casebook of every released schema opens, years later, with everything that it held.
//!
//! The files in `fixtures/` are never edited once a program that writes them was released. Until then they are made
//! anew with `UPDATE_FIXTURE=1`, which writes only the fixture of the newest schema.

use std::{collections::BTreeMap, path::PathBuf};

use claims_model::{Change, Verb};
use claims_store::{Casebook, Error, SCHEMA_VERSION};
use rusqlite::Connection;

use crate::{
    dump,
    session::Session,
    story::{claim, told},
};

#[test]
fn every_released_casebook_opens_and_holds_what_it_held() {
    if std::env::var_os("UPDATE_FIXTURE").is_some() {
        write_fixture();
    }
    for schema in 1..=SCHEMA_VERSION {
        let mut session = Session::at_a_copy_of(&fixture(schema, "sqlite"));
        let held = std::fs::read_to_string(fixture(schema, "txt")).unwrap();
        assert_eq!(shown(&mut session), held, "schema {schema}");
        assert_eq!(session.casebook.read().unwrap().verify().unwrap().findings, [], "schema {schema}");
        let new = claim(&mut session, "Written by a newer program");
        session.perform(Verb::Add, vec![Change::create(new)]).unwrap();
        session.undo().unwrap();
        session.undo().unwrap();
        session.redo().unwrap();
    }
}

/// Whoever only looks into a copy sees what an upgrade would make of it, and the copy stays as it is.
#[test]
fn every_released_copy_is_looked_into_and_stays_as_it_is() {
    for schema in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.sqlite");
        std::fs::copy(fixture(schema, "sqlite"), &copy).unwrap();
        let before = std::fs::read(&copy).unwrap();
        let mut looked = Casebook::look(&copy).unwrap();
        assert_eq!(looked.read().unwrap().examine().unwrap(), []);
        let seen = dump::told(&mut looked);
        assert!(matches!(looked.write().map(drop), Err(Error::Copy { .. })));
        drop(looked);
        assert_eq!(std::fs::read(&copy).unwrap(), before, "schema {schema}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(seen, dump::told(&mut Casebook::open(&copy).unwrap()));
    }
}

/// However old the file was, it is made of the same tables and views afterwards as a new one.
#[test]
fn an_upgraded_casebook_is_made_like_a_new_one() {
    let made = |path: PathBuf| -> BTreeMap<String, String> {
        let connection = Connection::open(path).unwrap();
        let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(|row| row.unwrap()).collect()
    };
    let new = Session::new();
    for schema in 1..=SCHEMA_VERSION {
        let old = Session::at_a_copy_of(&fixture(schema, "sqlite"));
        assert_eq!(made(old.path()), made(new.path()), "schema {schema}");
    }
}

fn shown(session: &mut Session) -> String {
    format!("{}\n{}", dump::kept(&mut session.casebook), dump::log(&mut session.casebook))
}

fn write_fixture() {
    let mut session = told();
    std::fs::write(fixture(SCHEMA_VERSION, "txt"), shown(&mut session)).unwrap();
    let (_folder, path) = session.close();
    let to = fixture(SCHEMA_VERSION, "sqlite");
    if to.exists() {
        std::fs::remove_file(&to).unwrap();
    }
    // Packed, since it stays in the repository for ever.
    Connection::open(path).unwrap().execute("VACUUM INTO ?1", [to.to_str().unwrap()]).unwrap();
}

fn fixture(schema: i32, ending: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{schema}.{ending}"))
}
