//! Undo and redo take back exactly what was done, whatever was done; and a casebook survives being closed.

use std::collections::HashMap;

use claims_model::{Handle, Key, Kind};
use claims_store::{Casebook, Error};
use proptest::prelude::*;

use crate::{
    dump,
    random::{What, steps},
    session::Session,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// The states that a session went through are a line: an undo goes one back, a redo one forth.
    #[test]
    fn undo_and_redo_walk_along_the_states_a_session_went_through(steps in steps(1..28)) {
        let mut session = Session::new();
        let mut states = vec![dump::visible(&mut session.casebook)];
        let mut at = 0;
        let mut handles = Handles::default();
        for step in steps {
            match step.what {
                What::Undo => match session.undo() {
                    Ok(()) => at -= 1,
                    Err(Error::NothingTo("undo")) => prop_assert_eq!(at, 0),
                    Err(error) => return Err(TestCaseError::fail(format!("undo: {error}"))),
                },
                What::Redo => match session.redo() {
                    Ok(()) => at += 1,
                    Err(Error::NothingTo("redo")) => prop_assert_eq!(at + 1, states.len()),
                    Err(error) => return Err(TestCaseError::fail(format!("redo: {error}"))),
                },
                _ => {
                    if step.take(&mut session).map_err(|error| TestCaseError::fail(format!("{step:?}: {error}")))? {
                        states.truncate(at + 1);
                        at += 1;
                        states.push(dump::visible(&mut session.casebook));
                    }
                }
            }
            prop_assert_eq!(&dump::visible(&mut session.casebook), &states[at]);
            handles.check(&mut session.casebook)?;
        }
        let verified = session.casebook.read().unwrap().verify().unwrap();
        prop_assert_eq!(verified.findings, vec![]);
    }

    #[test]
    fn a_reopened_casebook_is_the_one_that_was_closed(steps in steps(1..20)) {
        let mut session = Session::new();
        for step in &steps {
            match step.what {
                What::Undo => drop(session.undo()),
                What::Redo => drop(session.redo()),
                _ => drop(step.take(&mut session).unwrap()),
            }
        }
        let before = (dump::visible(&mut session.casebook), dump::log(&mut session.casebook));
        let mut session = session.reopened();
        prop_assert_eq!((dump::visible(&mut session.casebook), dump::log(&mut session.casebook)), before);
    }

    /// The log alone makes the record: performed again in an empty casebook, it gives the same one.
    #[test]
    fn the_log_performed_again_makes_the_same_casebook(steps in steps(1..20)) {
        let mut session = Session::new();
        for step in &steps {
            match step.what {
                What::Undo => drop(session.undo()),
                What::Redo => drop(session.redo()),
                _ => drop(step.take(&mut session).unwrap()),
            }
        }
        let mut again = Session::new();
        {
            let reading = session.casebook.read().unwrap();
            let mut writing = again.casebook.write().unwrap();
            for mut entry in reading.entries(None, usize::MAX).unwrap().into_iter().rev() {
                keep_contents(&reading, &mut writing, &mut entry.operation);
                writing.perform(&entry.operation).unwrap();
            }
            prop_assert_eq!(writing.head().unwrap(), reading.head().unwrap());
            writing.commit().unwrap();
        }
        prop_assert_eq!(dump::visible(&mut again.casebook), dump::visible(&mut session.casebook));
    }
}

/// Brings over what versions are made of; content travels beside the log, not in it.
fn keep_contents(
    from: &claims_store::Records<'_>,
    to: &mut claims_store::Writing<'_>,
    operation: &mut claims_model::Operation,
) {
    for change in &operation.changes {
        if let Some(claims_model::Record::Version(version)) = &change.after {
            to.keep_capture(&from.capture(version).unwrap()).unwrap();
            to.keep_text(&from.text(version).unwrap()).unwrap();
        }
    }
}

/// Which record each handle was ever given to.
#[derive(Default)]
struct Handles {
    keys: HashMap<Handle, Key>,
    handles: HashMap<Key, Handle>,
}

impl Handles {
    /// A handle belongs to one record for ever, and a record that comes back has the handle it had.
    fn check(&mut self, casebook: &mut Casebook) -> Result<(), TestCaseError> {
        let records = casebook.read().unwrap();
        for kind in Kind::ALL {
            for number in 1..=records.highest(*kind).unwrap() {
                let handle = Handle::new(*kind, number);
                let Some(record) = records.record(handle).unwrap() else { continue };
                let key = record.key();
                prop_assert_eq!(*self.keys.entry(handle).or_insert(key), key, "{} was given twice", handle);
                prop_assert_eq!(*self.handles.entry(key).or_insert(handle), handle, "another handle for {}", key);
            }
        }
        Ok(())
    }
}

#[test]
fn a_redo_gives_the_handle_back_and_a_new_record_never_gets_it() {
    let mut session = Session::new();
    let add = |session: &mut Session, text: &str| {
        let claim = crate::story::claim(session, text);
        let key = claim.key;
        session.perform(claims_model::Verb::Add, vec![claims_model::Change::create(claim)]).unwrap();
        session.casebook.read().unwrap().handle(Kind::Claim, key).unwrap().unwrap().to_string()
    };
    assert_eq!(add(&mut session, "The bridge is closed"), "c1");
    assert_eq!(add(&mut session, "The bridge is open"), "c2");
    session.undo().unwrap();
    session.redo().unwrap();
    assert_eq!(session.casebook.read().unwrap().count(Kind::Claim).unwrap(), 2);
    session.undo().unwrap();
    assert_eq!(add(&mut session, "The bridge has a toll"), "c3");
    assert!(matches!(session.redo(), Err(Error::NothingTo("redo"))));
}

#[test]
fn the_number_of_an_undone_version_is_not_given_again() {
    let mut session = crate::story::told();
    let source = session.casebook.read().unwrap().all::<claims_model::Source>().unwrap()[1].key;
    let next = |session: &mut Session| session.casebook.read().unwrap().next_version_number(source).unwrap();
    assert_eq!(next(&mut session), 4);
    let version = session.version(source, 4, b"later", "later");
    session.perform(claims_model::Verb::SourceCapture, vec![claims_model::Change::create(version)]).unwrap();
    assert_eq!(next(&mut session), 5);
    session.undo().unwrap();
    assert_eq!(next(&mut session), 5);
    session.redo().unwrap();
    assert_eq!(next(&mut session), 5);
    assert_eq!(session.casebook.read().unwrap().verify().unwrap().findings, []);
}

/// What was recorded in several operations as one deed comes and goes as one.
#[test]
fn a_deed_of_several_operations_is_undone_and_redone_as_one() {
    use claims_model::{Change, Verb};

    let mut session = Session::new();
    let mut states = vec![dump::visible(&mut session.casebook)];
    for name in ["a", "b"] {
        let mut texts = (1..=3).map(|part| format!("{name} {part}"));
        let parts = texts.by_ref().map(|text| vec![Change::create(crate::story::claim(&mut session, &text))]).collect();
        session.perform_run(Verb::Import, parts).unwrap();
        states.push(dump::visible(&mut session.casebook));
    }
    let targets = |session: &mut Session| {
        let records = session.casebook.read().unwrap();
        let undo = records.undo_target().ok().map(|entry| records.run_to(entry.seq).unwrap());
        let redo = records.redo_target().ok().map(|entry| records.run_to(entry.seq).unwrap());
        (undo, redo)
    };
    assert_eq!(targets(&mut session), (Some(4..=6), None));
    let mut at = 2;
    for (step, is_undo) in [true, true, false, true, false, false, true].into_iter().enumerate() {
        if is_undo {
            session.undo().unwrap()
        } else {
            session.redo().unwrap()
        };
        at = if is_undo { at - 1 } else { at + 1 };
        assert_eq!(dump::visible(&mut session.casebook), states[at], "step {step}");
    }
    assert_eq!(targets(&mut session), (Some(1..=3), Some(25..=27)));
    assert_eq!(session.casebook.read().unwrap().verify().unwrap().findings, []);
    let mut again = session.reopened();
    again.undo().unwrap();
    assert!(matches!(again.undo(), Err(Error::NothingTo("undo"))));
}
