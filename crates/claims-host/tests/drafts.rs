//! What importers draft: all of it arrives, and what can be no record is refused by table, row and field.

#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use claims_host::{DraftTarget, Drafts, Error, Plugin};
use claims_host_specimens::{everything, minutes, obedient};
use claims_model::{
    Correction, Credibility, Grading, Manner, PartyKind, Rating, Reliability, SourceKind, Stance, Status,
};

use common::compile;

fn import(entry: &'static claims_abi::Plugin, file: &str) -> Drafts {
    Plugin::linked(entry).unwrap().import(file.as_bytes(), &[]).unwrap()
}

/// What is said to be wrong with an answer.
fn fault<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Wrong { fault, .. }) => fault.to_string(),
        other => panic!("taken for right: {other:?}"),
    }
}

#[test]
fn all_that_is_drafted_arrives() {
    let drafts = import(&everything::PLUGIN, "북한");
    let names: Vec<_> = drafts.parties().iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["A minister", "A senior official", "The Echo", "A reporter", "A scholar"]);
    let minister = &drafts.parties()[0];
    assert_eq!((minister.kind, minister.aliases.as_slice()), (Some(PartyKind::Person), &["M.".to_owned()][..]));
    assert_eq!(minister.description.as_deref(), Some("of defence"));
    assert_eq!(minister.grades[0].grading, Grading::Reliability(Reliability::B));
    assert_eq!(minister.grades[0].at.unwrap().to_string(), "2023-08-16T09:00:00Z");
    assert_eq!((minister.notes[0].text.as_str(), minister.notes[0].by.as_deref()), ("Ask again.", Some("desk")));
    assert_eq!(drafts.parties()[1].why_unnamed.as_deref(), Some("fears for the post"));

    let [wire, echo] = drafts.sources() else { panic!("{:?}", drafts.sources()) };
    assert_eq!((wire.kind, wire.published.unwrap().to_string().as_str()), (Some(SourceKind::Report), "before 2023-08"));
    assert_eq!(
        (echo.publisher, echo.authors.as_slice(), echo.derived_from.as_slice()),
        (Some(2), &[3, 0][..], &[0][..])
    );
    let [gone, version] = drafts.versions() else { panic!("{:?}", drafts.versions()) };
    assert_eq!((gone.source, gone.text.as_deref(), gone.origin.as_deref()), (0, None, Some("-")));
    assert_eq!((version.source, version.text.as_deref()), (1, Some("He said: “It harms no one.” 북한")));
    assert_eq!(version.archives.iter().map(|archive| archive.recorded.is_some()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn claims_arrive_with_all_that_hangs_on_them() {
    let drafts = import(&everything::PLUGIN, "");
    let [whole, harmless, harm] = drafts.claims() else { panic!("{:?}", drafts.claims()) };
    assert_eq!((whole.status, whole.withdrawn_because.as_deref()), (Some(Status::Withdrawn), Some("too wide")));
    assert_eq!(whole.appearances[0].timecode.as_deref(), Some("00:01:02"));
    assert_eq!((harmless.part_of, harmless.said.unwrap().to_string().as_str()), (Some(0), "2023-08-15"));
    let claimants: Vec<_> = harmless.claimants.iter().map(|one| (one.party, one.role.as_deref())).collect();
    assert_eq!(claimants, [(0, Some("minister of defence")), (1, None)], "a blank role is none");
    assert_eq!(harmless.tags, ["arms", "trade"]);
    let quote = &harmless.appearances[0];
    assert_eq!((quote.version, quote.manner, quote.first), (1, Some(Manner::Direct), true));
    assert_eq!((quote.exact.as_deref(), quote.range.clone()), (Some("It harms no one."), Some(10..26)));
    assert_eq!(quote.via, [3, 2], "each once");
    assert_eq!(quote.original.as_ref().unwrap().translator.as_deref(), Some("The desk"));
    assert_eq!(harmless.grades[0].grading, Grading::Credibility(Credibility::Four));
    let verdict = &harmless.verdicts[0];
    assert_eq!((verdict.name.as_deref(), verdict.label.as_deref()), (Some("Mostly false"), Some("mostly-false")));
    assert_eq!(verdict.rating, Some(Rating { worst: 1, value: 2, best: 5 }));
    assert_eq!(verdict.correction, Some(Correction::Changes));
    assert_eq!(harm.claimants[0].party, 4);
    let links: Vec<_> = drafts.links().iter().map(|link| (link.from, link.stance, link.to)).collect();
    assert_eq!(
        links,
        [
            (2, Stance::Rebuts, DraftTarget::Claim(1)),
            (2, Stance::Supports, DraftTarget::Claim(0)),
            (0, Stance::Context, DraftTarget::Link(0)),
        ]
    );
    assert_eq!((drafts.links()[0].grades.len(), drafts.links()[0].notes.len()), (1, 1));
}

#[test]
fn an_empty_file_may_hold_nothing_and_options_reach_the_importer() {
    let minutes = Plugin::linked(&minutes::PLUGIN).unwrap();
    assert_eq!(minutes.import(b"", &[("title".to_owned(), "May".to_owned())]).unwrap().sources()[0].title, "May");
    let failed = minutes.import(b"\xff: no text", &[]).unwrap_err().to_string();
    assert!(failed.starts_with("minutes failed: invalid utf-8"), "{failed}");
}

#[test]
fn what_can_be_no_record_is_refused_by_its_place() {
    let obedient = Plugin::linked(&obedient::PLUGIN).unwrap();
    for (file, expected) in [
        ("claim  ", "claim row 1, text: it is blank"),
        (
            "said 15 August",
            "claim row 0, said: \"15 August\" is not a date; write 2023, 2023-08, 2023-08-15, or one of them after \
             \"before\" or \"after\"",
        ),
        (
            "status done",
            "claim row 0, status: a status is one of noted, checking, checked, published, withdrawn, not \"done\"",
        ),
        ("stance hates", "link row 0, stance: a stance is one of rebuts, supports, context, not \"hates\""),
        ("key 12", "claim row 0, key: \"12\" is not a UUID"),
        ("keys", "claim row 1: it has the key of one before it"),
        ("said 2023\nsaid 2024", "claim row 0 is given its said twice"),
        ("status withdrawn", "claim row 0: it is withdrawn, and does not say why"),
        ("withdrawn because", "claim row 0: it says why it was withdrawn, and is not"),
        ("itself", "link row 0: it leads from a claim to itself"),
        ("part", "claim row 0: it is a part of itself"),
        ("grade F", "grade row 0, credibility: a credibility is one of 1, 2, 3, 4, 5, 6, not \"F\""),
        ("rating 6", "verdict row 0: its value does not lie between worst and best"),
        ("kind firm", "party row 0, kind: a kind of party is one of person, organization, not \"firm\""),
        ("place 3", "appearance row 0: its start and end are no passage"),
        ("original nobody", "appearance row 0: a translation has its original and the language of that"),
        ("runs", "it gives more than 1000000 rows and relations"),
    ] {
        assert_eq!(fault(obedient.import(file.as_bytes(), &[])), expected, "{file}");
    }
    let captured = fault(obedient.import(b"captured yesterday", &[]));
    assert!(captured.starts_with("version row 0, captured: "), "{captured}");
    let keyed = obedient.import(b"key 0189FD92-be80-70a2-80ec-7f826084aaf0", &[]).unwrap();
    assert_eq!(keyed.claims()[0].key.unwrap().to_string(), "0189fd92-be80-70a2-80ec-7f826084aaf0");
    assert_eq!(obedient.import(b"said  2023 \nstatus checking", &[]).unwrap().claims().len(), 1);
}

#[test]
fn what_only_unsafe_code_can_draft_is_refused_too() {
    // SAFETY: the library is our own.
    let misdrafts = unsafe { Plugin::load_as(&compile("misdrafts"), "misdrafts") }.unwrap();
    for (file, expected) in [
        ("no such row", "it speaks of claim row 4000000000, which it did not draft"),
        ("no such table", "it drafts a row of the table 9999, which cannot be drafted"),
        ("no table for drafts", "it drafts a row of the table score, which cannot be drafted"),
        ("row of no table", "it speaks of 9999 row 0, which it did not draft"),
        ("not UTF-8", "claim row 0, place: it is not UTF-8"),
        ("number in a text field", "claim row 0 takes no number as its said"),
        ("text in a number field", "verdict row 0 takes no text as its value"),
        ("no such field", "claim row 0 takes no text as its title"),
        ("a handle", "claim row 0 takes no text as its handle"),
        ("not a number", "verdict row 0, value: NaN is not a whole number"),
        ("half a number", "verdict row 0, value: 0.5 is not a whole number"),
        ("half a rating", "verdict row 0: its value does not lie between worst and best"),
        ("relation to nowhere", "it speaks of claim row 7, which it did not draft"),
        ("relation to no row", "it speaks of claim row 4294967295, which it did not draft"),
        ("no such relation", "claim row 0 takes no relation publisher"),
        ("relation of a number", "claim row 0 takes no relation 9999"),
        ("text twice", "claim row 0 is given its text twice"),
        ("two owners", "note row 0 is given its owner twice"),
        ("owner lacks", "verdict row 0 has no row that it belongs to"),
        ("relation from both ends", "link row 0 is given its from twice"),
        ("circle of links", "link row 1: it leads back to itself"),
        ("link to nothing", "link row 0 has no claim or link that it leads to"),
        ("claim without a text", "claim row 1 has no text"),
        ("off topic", "it answered a question that was not asked"),
        ("suggests", "it answered a question that was not asked"),
        ("too many rows", "it gives more than 1000000 rows and relations"),
        ("too many relations", "it gives more than 1000000 rows and relations"),
        ("too much text", "it gives more than 268435456 bytes of text"),
    ] {
        assert_eq!(fault(misdrafts.import(file.as_bytes(), &[])), expected, "{file}");
    }
    assert!(fault(misdrafts.import(b"too large a number", &[])).ends_with("is not a whole number"));
    assert!(fault(misdrafts.import(b"goes on after a refusal", &[])).starts_with("claim row 0, said: \"fine\""));
    let remark = misdrafts.import(b"a remark", &[]).unwrap();
    assert_eq!((remark.claims()[0].notes.len(), remark.remarks()), (0, ["fine".to_owned()].as_slice()));
    let fine = misdrafts.import(b"absent text", &[]).unwrap();
    assert_eq!((fine.claims()[0].place.as_deref(), fine.claims()[0].notes.len()), (None, 1));
}

#[test]
fn an_importer_in_c_works_with_the_header_alone() {
    // SAFETY: the library is our own.
    let minutes = unsafe { Plugin::load_as(&compile("minutes"), "minutes") }.unwrap();
    let drafts = minutes.import("A minister: It harms no one.\n\n학자: 아니다.".as_bytes(), &[]).unwrap();
    let said: Vec<_> = drafts
        .claims()
        .iter()
        .map(|claim| (drafts.parties()[claim.claimants[0].party].name.as_str(), claim.text.as_str()))
        .collect();
    assert_eq!(said, [("A minister", "It harms no one."), ("학자", "아니다.")]);
    assert_eq!(drafts.sources()[0].title, "Minutes");
    assert!(minutes.import(b"", &[]).unwrap().claims().is_empty());
    assert!(fault(minutes.import(b"\xff\xfe: no text", &[])).ends_with("it is not UTF-8"));
}
