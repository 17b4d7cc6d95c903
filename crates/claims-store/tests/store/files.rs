//! Which files the store refuses, in the words of its errors, and that it leaves them as they are.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use claims_model::{Kind, Version};
use claims_store::{Casebook, Error, SCHEMA_VERSION, Terms};
use rusqlite::Connection;

use crate::{session::Session, story::told, tamper::open_to_tamper};

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

#[test]
fn a_capture_that_lies_about_its_size_fills_no_memory() {
    let (_folder, path) = told().close();
    let tampered = open_to_tamper(&path);
    for size in [1_i64 << 28, 1 << 60, i64::MAX] {
        // The head of a frame: the magic number, a descriptor that says that eight bytes of size follow, and these.
        let frame = [&[0x28, 0xb5, 0x2f, 0xfd, 0xe0][..], &size.to_le_bytes(), &[1, 0, 0]].concat();
        tampered.execute("UPDATE captures SET zstd = ?1", [frame]).unwrap();
        tampered.execute("UPDATE versions SET size = ?1", [size]).unwrap();
        let mut casebook = Casebook::open(&path).unwrap();
        let reading = casebook.read().unwrap();
        let version = reading.get::<Version>(1).unwrap().expect("a version");
        assert_eq!(i64::try_from(version.size), Ok(size));
        let why = reading.capture(&version).unwrap_err().to_string();
        assert!(why.contains(&format!("{size} bytes cannot be in 16")), "{why}");
    }
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

/// Waits out the whole patience of a writer.
#[test]
fn a_writer_waits_for_another_and_then_says_so_while_readers_go_on() {
    let (_folder, path) = Session::new().close();
    let terms = Terms { patience: Duration::from_secs(1), ..Terms::default() };
    let mut casebook = Casebook::open_on(terms, &path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(casebook.read().unwrap().count(Kind::Claim).unwrap(), 0);
    assert_eq!(Casebook::open(&path).unwrap().read().unwrap().count(Kind::Claim).unwrap(), 0);
    let Err(error @ Error::Locked { .. }) = casebook.write().map(|_| ()) else { panic!() };
    let who = if cfg!(target_os = "linux") { "this process itself" } else { "another process" };
    assert_eq!(error.to_string(), format!("{who} is writing to this casebook and did not finish within 1 second"));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(casebook.write().is_ok());
}

#[test]
#[cfg(unix)]
fn a_casebook_in_a_folder_that_cannot_be_written_is_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = Session::new().close();
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
