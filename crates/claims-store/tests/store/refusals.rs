//! Which operations the store refuses, and that nothing of them was written when it did.

use claims_model::{Change, Claim, Claimant, Kind, Link, Note, Record, Stance, Target, Verb};
use claims_store::{Casebook, Error};

use crate::{
    dump,
    session::Session,
    story::{claim, party},
};

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
    let note = Note { key, subject: nobody, text: "x".into(), by: "x".into(), at, looked: false };
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
