//! What the store refuses, in the words of its errors, and that nothing was written when it did.

use std::{
    fs,
    path::{Path, PathBuf},
};

use claims_model::{Change, Claim, Claimant, Kind, Link, Note, Record, Stance, Target, Verb};
use claims_store::{Casebook, Error, SCHEMA_VERSION};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    dump,
    session::Session,
    story::{claim, party},
};

#[test]
fn a_newer_casebook_is_refused_with_both_numbers_and_stays_as_it_is() {
    let (_folder, path) = Session::new().close();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 3).unwrap();
    let error = refused(&path);
    let Error::Newer { found, known, .. } = error else { panic!("{error}") };
    assert_eq!((found, known), (SCHEMA_VERSION + 3, SCHEMA_VERSION));
    let said = format!("{} has schema {found}; this program knows schemas up to {known}", path.display());
    assert_eq!(error.to_string(), said);
}

#[test]
fn what_is_no_casebook_is_refused_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.sqlite");
    let connection = Connection::open(&foreign).unwrap();
    connection.execute_batch("PRAGMA journal_mode = wal; CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    drop(connection);
    assert_eq!(why(&foreign), "it is an SQLite file of another program");
    for (bytes, reason) in [
        (&b""[..], "it is empty"),
        (b"x", "it is not an SQLite file"),
        (b"Dear diary,\n", "it is not an SQLite file"),
        (&[0; 8192], "it is not an SQLite file"),
        (b"SQLite format 3\0 but not really", "it is not an SQLite file"),
    ] {
        let path = folder.path().join("file");
        fs::write(&path, bytes).unwrap();
        assert_eq!(why(&path), reason, "{bytes:?}");
    }
    assert!(matches!(Casebook::open(folder.path()), Err(Error::NotACasebook { .. })));
    assert!(matches!(Casebook::open(&folder.path().join("nothing")), Err(Error::Missing { .. })));
}

fn why(path: &Path) -> String {
    match refused(path) {
        Error::NotACasebook { why, .. } => why,
        other => panic!("{other}"),
    }
}

/// The error of opening a file that must not change by a byte, nor get company.
fn refused(path: &Path) -> Error {
    let before = fs::read(path).unwrap();
    let error = Casebook::open(path).map(|_| ()).unwrap_err();
    assert_eq!(fs::read(path).unwrap(), before);
    for company in ["-wal", "-shm", "-journal"] {
        assert!(!beside(path, company).exists(), "{company}");
    }
    error
}

#[test]
fn a_new_casebook_takes_no_ones_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("casebook.sqlite");
    fs::write(&path, "mine").unwrap();
    assert!(matches!(Casebook::create(&path), Err(Error::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    let nowhere = folder.path().join("no/such/folder.sqlite");
    assert!(matches!(Casebook::create(&nowhere), Err(Error::ReadOnly(_))));
    assert!(!nowhere.exists());
}

/// Waits out the whole patience of a writer, a few seconds.
#[test]
fn a_writer_waits_for_another_and_then_says_so_while_readers_go_on() {
    let mut session = Session::new();
    let path = session.path();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(session.casebook.read().unwrap().count(Kind::Claim).unwrap(), 0);
    assert_eq!(Casebook::open(&path).unwrap().read().unwrap().count(Kind::Claim).unwrap(), 0);
    let Err(error @ Error::Locked { .. }) = session.casebook.write().map(|_| ()) else { panic!() };
    assert_eq!(error.to_string(), "another process is writing to this casebook and did not finish within 5 seconds");
    other.execute_batch("ROLLBACK").unwrap();
    assert!(session.casebook.write().is_ok());
}

#[test]
fn a_reader_sees_one_moment_whatever_is_written_meanwhile() {
    let mut session = Session::new();
    let mut other = Casebook::open(&session.path()).unwrap();
    let reading = other.read().unwrap();
    assert_eq!(reading.count(Kind::Claim).unwrap(), 0);
    let said = claim(&mut session, "It rains");
    session.perform(Verb::Add, vec![Change::create(said)]).unwrap();
    assert_eq!(reading.count(Kind::Claim).unwrap(), 0);
    drop(reading);
    assert_eq!(other.read().unwrap().count(Kind::Claim).unwrap(), 1);
}

#[test]
fn a_record_that_names_nothing_is_refused() {
    let mut session = Session::new();
    let said = claim(&mut session, "It rains");
    session.perform(Verb::Add, vec![Change::create(said.clone())]).unwrap();
    let (nobody, at) = (session.key(), session.now());
    let key = session.key();
    let claimants = vec![Claimant { party: nobody, role: None }];
    let link =
        Link { key, from: said.key, to: Target::Link(nobody), stance: Stance::Rebuts, by: "x".into(), at, note: None };
    let note = Note { key, subject: nobody, text: "x".into(), by: "x".into(), at };
    let dangling: [(Record, Kind); 4] = [
        (Claim { key, claimants, ..said.clone() }.into(), Kind::Claim),
        (Claim { key, part_of: Some(nobody), ..said.clone() }.into(), Kind::Claim),
        (link.into(), Kind::Link),
        (note.into(), Kind::Note),
    ];
    for (record, by) in dangling {
        let error = no_trace(&mut session, vec![Change::create(record)]);
        let Error::Dangling { kind, key } = error else { panic!("{error}") };
        assert_eq!((kind, key), (by, nobody));
    }
}

/// At once, and not only when it is made permanent: `--dry-run` must not promise what a commit refuses.
#[test]
fn a_record_is_not_taken_away_from_under_those_that_name_it() {
    let mut session = crate::story::told();
    let records: Vec<Record> = {
        let reading = session.casebook.read().unwrap();
        let entries = reading.entries(None, usize::MAX).unwrap();
        let created = entries.into_iter().flat_map(|entry| entry.operation.changes).filter_map(|change| change.after);
        let standing = created.filter(|record| {
            let handle = reading.handle(record.kind(), record.key()).unwrap();
            handle.is_some_and(|handle| reading.record(handle).unwrap().as_ref() == Some(record))
        });
        standing.collect()
    };
    let mut refused = 0;
    for record in &records {
        let named = records.iter().any(|other| other.key() != record.key() && other.needs().contains(&record.key()));
        let change = Change { before: Some(record.clone()), after: None };
        let operation = session.operation(Verb::Edit, vec![change]);
        let mut writing = session.casebook.write().unwrap();
        match writing.perform(&operation) {
            Ok(()) => assert!(!named, "{record:?}"),
            Err(Error::Dangling { .. }) => assert!(named, "{record:?}"),
            Err(error) => panic!("{record:?}: {error}"),
        }
        refused += u32::from(named);
    }
    assert!(refused > 10);
}

#[test]
fn a_change_of_what_reads_differently_by_now_is_a_conflict() {
    let mut session = Session::new();
    let said = claim(&mut session, "It rains");
    session.perform(Verb::Add, vec![Change::create(said.clone())]).unwrap();
    let newer = Claim { text: "It pours".to_owned(), ..said.clone() };
    session.perform(Verb::Edit, vec![Change::update(said.clone(), newer.clone())]).unwrap();
    let mine = Claim { text: "It drizzles".to_owned(), ..said.clone() };
    let unknown = claim(&mut session, "Nobody filed this");
    let ada = party(&mut session, "Ada");
    for change in [
        Change::update(said.clone(), mine),
        Change { before: Some(said.clone().into()), after: None },
        Change::update(unknown.clone(), unknown.clone()),
        Change::update(newer.clone(), unknown),
        Change::update(newer, ada),
        Change::create(said),
    ] {
        let error = no_trace(&mut session, vec![change]);
        assert!(matches!(error, Error::Conflict { kind: Kind::Claim | Kind::Party, .. }), "{error}");
    }
}

/// The error of an operation whose last changes are `changes`; whatever stood before them in it is not done either.
fn no_trace(session: &mut Session, changes: Vec<Change>) -> Error {
    let before = (dump::visible(&mut session.casebook), dump::log(&mut session.casebook));
    let (first, later) = (claim(session, "Done before it failed"), claim(session, "Done after it failed"));
    let failing = session.operation(Verb::Edit, [vec![Change::create(first)], changes].concat());
    let sound = session.operation(Verb::Add, vec![Change::create(later)]);
    let mut writing = session.casebook.write().unwrap();
    let error = writing.perform(&failing).unwrap_err();
    writing.perform(&sound).unwrap();
    writing.commit().unwrap();
    assert_eq!(session.casebook.read().unwrap().verify().unwrap().findings, []);
    session.undo().unwrap();
    assert_eq!(dump::visible(&mut session.casebook), before.0);
    assert_ne!(dump::log(&mut session.casebook), before.1);
    error
}

#[test]
fn what_is_not_committed_leaves_no_trace() {
    let mut session = Session::new();
    let before = dump::visible(&mut session.casebook);
    let said = claim(&mut session, "It rains");
    let operation = session.operation(Verb::Add, vec![Change::create(said)]);
    let mut writing = session.casebook.write().unwrap();
    writing.perform(&operation).unwrap();
    assert_eq!(writing.count(Kind::Claim).unwrap(), 1);
    drop(writing);
    assert_eq!(dump::visible(&mut session.casebook), before);
    assert_eq!(dump::log(&mut session.casebook), "");
}

#[test]
#[cfg(unix)]
fn a_casebook_in_a_folder_that_cannot_be_written_is_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path): (TempDir, PathBuf) = Session::new().close();
    let may = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    may(0o555);
    // The superuser may write anywhere; then there is nothing to test.
    if fs::write(folder.path().join("try"), "").is_err() {
        let opened = Casebook::open(&path).and_then(|mut casebook| casebook.write().map(|_| ()));
        assert!(matches!(opened, Err(Error::ReadOnly(_))), "{opened:?}");
    }
    may(0o755);
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
