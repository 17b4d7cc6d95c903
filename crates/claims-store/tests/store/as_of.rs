//! The record as it stood at a moment is the record that was seen at that moment.

use claims_model::Timestamp;
use proptest::prelude::*;

use crate::{
    dump,
    random::{What, steps},
    session::Session,
    story,
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_state_that_was_seen_is_found_again(steps in steps(1..20)) {
        let mut session = Session::new();
        let mut seen: Vec<(Timestamp, String)> = Vec::new();
        for step in steps {
            match step.what {
                What::Undo => drop(session.undo()),
                What::Redo => drop(session.redo()),
                _ => drop(step.take(&mut session).map_err(|error| TestCaseError::fail(format!("{step:?}: {error}")))?),
            }
            // Two steps of one moment cannot be told apart.
            let now = session.now();
            if seen.last().is_some_and(|(before, _)| *before == now) {
                seen.pop();
            }
            seen.push((now, dump::standing(&mut session.casebook)));
        }
        for (moment, state) in &seen {
            prop_assert_eq!(&dump::standing(&mut session.casebook.as_of(*moment, false).unwrap()), state);
        }
    }
}

#[test]
fn before_the_first_operation_there_was_nothing_and_now_there_is_all() {
    let mut session = story::told();
    let empty = dump::standing(&mut Session::new().casebook);
    assert_eq!(dump::standing(&mut session.casebook.as_of(Timestamp::UNIX_EPOCH, false).unwrap()), empty);
    let now = session.now();
    let all = dump::standing(&mut session.casebook);
    assert_eq!(dump::standing(&mut session.casebook.as_of(now, false).unwrap()), all);
}
