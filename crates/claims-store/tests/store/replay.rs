//! A log that is replayed from its first entry makes an equal casebook: the same records under the same handles, the same
//! chain, and the same undo and redo.

use std::{collections::BTreeSet, path::Path};

use claims_model::{Change, Operation, Record, Version};
use claims_store::{Casebook, Error};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{
    dump,
    random::{What, steps},
    session::Session,
    story::{party, told},
};

/// The casebook that the log of another makes, with its captures and texts kept first.
fn replayed(casebook: &mut Casebook) -> (TempDir, Casebook) {
    let folder = tempfile::tempdir().unwrap();
    let mut made = Casebook::create(&folder.path().join("casebook.sqlite")).unwrap();
    let mut writing = made.write().unwrap();
    let records = casebook.read().unwrap();
    let mut hashes = Vec::new();
    records
        .each_entry(|body, hash| {
            let operation: Operation = serde_json::from_str(body).unwrap();
            for version in operation.changes.iter().flat_map(versions) {
                writing.keep_capture(&records.capture(version).unwrap()).unwrap();
                writing.keep_text(&records.text(version).unwrap()).unwrap();
                records.blocks(version).unwrap().map(|blocks| writing.keep_text(&blocks).unwrap());
            }
            hashes.push((writing.replay(body).unwrap().to_string(), hash.to_owned()));
            Ok::<_, Error>(())
        })
        .unwrap();
    writing.commit().unwrap();
    assert!(hashes.iter().all(|(made, kept)| made == kept));
    drop(records);
    (folder, made)
}

fn versions(change: &Change) -> impl Iterator<Item = &Version> {
    [&change.before, &change.after].into_iter().flatten().filter_map(|record| match record {
        Record::Version(version) => Some(version),
        _ => None,
    })
}

/// What both show, and that both heads are one.
fn equal(casebook: &mut Casebook) {
    let (_folder, mut made) = replayed(casebook);
    assert_eq!(dump::visible(&mut made), dump::visible(casebook));
    assert_eq!(made.read().unwrap().head().unwrap(), casebook.read().unwrap().head().unwrap());
    assert_eq!(made.read().unwrap().verify().unwrap().findings, []);
}

#[test]
fn a_told_story_is_made_again() {
    equal(&mut told().casebook);
}

/// The log of an older release is kept as it was written, whatever this one would write.
#[test]
fn the_log_of_every_released_schema_makes_its_casebook_again() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "sqlite") {
            equal(&mut Session::at_a_copy_of(&path).casebook);
            names.insert(path);
        }
    }
    assert!(names.len() >= 3);
}

#[test]
fn an_entry_that_does_not_fit_is_refused() {
    let mut session = Session::new();
    let ada = party(&mut session, "Ada");
    let operation = session.operation(claims_model::Verb::Add, vec![Change::create(ada)]);
    let body = serde_json::to_string(&operation).unwrap();
    let mut writing = session.casebook.write().unwrap();
    writing.replay(&body).unwrap();
    assert!(matches!(writing.replay(&body), Err(Error::Conflict { .. })));
    assert!(matches!(writing.replay("{}"), Err(Error::Corrupt(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_session_is_made_again(steps in steps(1..28)) {
        let mut session = Session::new();
        for step in &steps {
            match step.what {
                What::Undo => drop(session.undo()),
                What::Redo => drop(session.redo()),
                _ => drop(step.take(&mut session).unwrap()),
            }
        }
        equal(&mut session.casebook);
        // What can be undone in the one can be undone in the other.
        let (_folder, mut made) = replayed(&mut session.casebook);
        let target = |casebook: &mut Casebook| casebook.read().unwrap().undo_target().ok();
        prop_assert_eq!(target(&mut made), target(&mut session.casebook));
    }
}
