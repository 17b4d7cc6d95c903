//! A record that decayed is made anew from its log as it was, or not at all; and a copy of it is it.

use claims_store::{Casebook, Terms, copy_of};
use proptest::prelude::*;

use crate::{dump, session::Session, story::told, tamper::findings};

#[test]
fn a_record_made_anew_is_the_same_record() {
    let mut session = told();
    let before = dump::visible(&mut session.casebook);
    let (folder, path) = session.close();
    let made = folder.path().join("made.sqlite");
    assert_eq!(Casebook::alone(Terms::default(), &path).unwrap().rebuild_into(&made, None).unwrap(), 0);
    assert_eq!(dump::visible(&mut Casebook::open(&made).unwrap()), before);
    assert_eq!(findings(&made), []);
}

#[test]
fn a_copy_opens_alone_and_carries_files() {
    let mut session = told();
    let before = dump::visible(&mut session.casebook);
    let folder = tempfile::tempdir().unwrap();
    let (copy, copied) = (folder.path().join("copy.sqlite"), folder.path().join("copied.sqlite"));
    let files = vec![("claims.toml".to_owned(), b"[desk]\n".to_vec())];
    let head = session.casebook.copy_into(&copy, &files).unwrap();
    assert_eq!(session.casebook.read().unwrap().head().unwrap(), head);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "one file is the whole copy");
    assert_eq!(claims_store::carried(&copy).unwrap(), files);
    assert_eq!(claims_store::carried(&session.path()).unwrap(), []);
    assert_eq!(findings(&copy), []);
    assert_eq!(dump::visible(&mut Casebook::open(&copy).unwrap()), before);
    // And back again, in the place of another, which keeps nothing of what it had.
    copy_of(&copy, &copied).unwrap();
    let other = Session::new();
    let mut reader = Casebook::open(&other.path()).unwrap();
    let (_other_folder, path) = other.close();
    Casebook::open(&path).unwrap().take_over(&copied).unwrap();
    assert_eq!(dump::visible(&mut reader), before, "who has it open sees it");
    assert_eq!(claims_store::carried(&path).unwrap(), []);
    assert_eq!(findings(&path), []);
}

#[test]
fn who_is_alone_keeps_the_others_out() {
    let (_folder, path) = told().close();
    let alone = Casebook::alone(Terms::default(), &path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.busy_timeout(std::time::Duration::ZERO).unwrap();
    let ask = || other.query_row("SELECT count(*) FROM claims", [], |row| row.get::<_, u32>(0));
    assert!(ask().is_err());
    drop(alone);
    assert!(ask().is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_mended_is_what_was(places in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..6)) {
        let mut session = told();
        let before = dump::visible(&mut session.casebook);
        let (folder, path) = session.close();
        let mut bytes = std::fs::read(&path).unwrap();
        for (at, flip) in places {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        std::fs::write(&path, &bytes).unwrap();
        let made = folder.path().join("made.sqlite");
        let Ok(lost) = Casebook::alone(Terms::default(), &path).and_then(|mut alone| alone.rebuild_into(&made, None)) else { return Ok(()) };
        if lost == 0 {
            prop_assert_eq!(dump::visible(&mut Casebook::open(&made).unwrap()), before);
        } else {
            prop_assert!(findings(&made).iter().all(|finding| finding.cure == claims_store::Cure::Backup));
        }
    }
}
