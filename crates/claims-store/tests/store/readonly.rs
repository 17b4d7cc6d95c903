//! A record that nobody may write here can be read, and says so when it should be written.
#![cfg(unix)]

use std::{fs, os::unix::fs::PermissionsExt as _};

use claims_model::{Change, Kind, Verb};
use claims_store::{Casebook, Error};

use crate::{session::Session, story::claim};

#[test]
fn a_record_on_a_read_only_disk_is_read() {
    let mut session = Session::new();
    let said = claim(&mut session, "It rains");
    session.perform(Verb::Add, vec![Change::create(said)]).unwrap();
    let said = claim(&mut session, "It snows");
    let more = session.operation(Verb::Add, vec![Change::create(said)]);
    // A name that would be cut short as a part of an address.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a ?#%41.sqlite");
    let (_folder, closed) = session.close();
    fs::copy(closed, &path).unwrap();
    set_mode(&path, 0o444);
    set_mode(folder.path(), 0o555);
    let is_bound_by_modes = fs::write(folder.path().join("probe"), "").is_err();
    if is_bound_by_modes {
        let mut casebook = Casebook::open(&path).unwrap();
        assert_eq!(casebook.read().unwrap().count(Kind::Claim).unwrap(), 1);
        assert!(casebook.read().unwrap().verify().unwrap().findings.is_empty());
        let refused = casebook.write().and_then(|mut writing| writing.perform(&more)).unwrap_err();
        assert!(matches!(refused, Error::ReadOnly(_)), "{refused}");
    }
    set_mode(folder.path(), 0o755);
}

fn set_mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
