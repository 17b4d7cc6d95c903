//! What finders point out: passages along the edges of characters, and what is none is refused.

#![allow(unsafe_code, reason = "loading a library runs its code")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use claims_host::{Error, Fault, Plugin, Unit};
use claims_host_specimens::{minutes, obedient};
use claims_model::Suggestion;

use common::compile;

fn fault(answer: Result<Vec<Suggestion>, Error>) -> Fault {
    match answer {
        Err(Error::Wrong { fault, .. }) => fault,
        other => panic!("taken for right: {other:?}"),
    }
}

#[test]
fn suggestions_come_as_they_were_given() {
    let text = "학자: 15발이다.\nNothing here.\nIt sent 15 shells.";
    let minutes = Plugin::linked(&minutes::PLUGIN).unwrap();
    let found = minutes.find(text, &[("confidence".to_owned(), "0.75".to_owned())]).unwrap();
    let suggestion = |at, wording: &str, claimant: Option<&str>| Suggestion {
        at,
        wording: wording.to_owned(),
        claimant: claimant.map(str::to_owned),
        confidence: 0.75,
    };
    let last = text.len() - "It sent 15 shells.".len();
    assert_eq!(
        found,
        [suggestion(0..20, "15발이다.", Some("학자")), suggestion(last..text.len(), "It sent 15 shells.", None)]
    );
    assert!(minutes.find("", &[]).unwrap().is_empty());
    let obedient = Plugin::linked(&obedient::PLUGIN).unwrap();
    let at: Vec<_> = obedient.find("2 3 1\n0 3 0\n0 3 1", &[]).unwrap().into_iter().map(|found| found.at).collect();
    assert_eq!(at, [2..3, 0..3, 0..3], "in any order, one over the other");
}

#[test]
fn what_is_no_suggestion_is_refused() {
    let obedient = Plugin::linked(&obedient::PLUGIN).unwrap();
    for confidence in ["NaN", "-0.01", "1.01", "inf"] {
        assert!(matches!(fault(obedient.find(&format!("0 1 {confidence}"), &[])), Fault::NotAConfidence(_)));
    }
    let cuts = Fault::NotAPassage { unit: Unit::Byte, start: 0, end: 8, why: "cuts a character" };
    assert_eq!(fault(obedient.find("0 8 1\n#é", &[])), cuts);
    assert_eq!(fault(obedient.find("0 1 1 ", &[])), Fault::Blank("wording"));
    assert_eq!(fault(obedient.find("0 1 1 fine ", &[])), Fault::Blank("claimant"));
}

#[test]
fn what_only_unsafe_code_can_suggest_is_refused_too() {
    // SAFETY: the library is our own.
    let misdrafts = unsafe { Plugin::load_as(&compile("misdrafts"), "misdrafts") }.unwrap();
    for (text, expected) in [
        ("é cuts", "a suggestion goes from byte 1 to 4 of the text, which cuts a character"),
        ("beyond", "a suggestion goes from byte 0 to 7 of the text, which is beyond its end"),
        ("back", "a suggestion goes from byte 2 to 1 of the text, which goes back"),
        ("empty", "a suggestion goes from byte 1 to 1 of the text, which is blank"),
        ("a blank", "a suggestion goes from byte 1 to 2 of the text, which is blank"),
        ("NaN", "the confidence NaN of a suggestion is not from 0 to 1"),
        ("too sure", "the confidence 1.5 of a suggestion is not from 0 to 1"),
        ("not UTF-8", "a text in it is not UTF-8"),
        ("blank name", "the claimant of a suggestion is blank"),
        ("drafts", "it answered a question that was not asked"),
        ("too many", "it gives more than 100000 suggestions"),
    ] {
        assert_eq!(fault(misdrafts.find(text, &[])).to_string(), expected, "{text}");
    }
    assert!(matches!(fault(misdrafts.find("far beyond", &[])), Fault::NotAPassage { why: "is beyond its end", .. }));
    assert_eq!(misdrafts.find("fine", &[]).unwrap()[0].wording, "fine");
}

#[test]
fn a_finder_in_c_works_with_the_header_alone() {
    // SAFETY: the library is our own.
    let minutes = unsafe { Plugin::load_as(&compile("minutes"), "minutes") }.unwrap();
    let found = minutes.find("A minister: no.\nNobody\n학자: 네", &[]).unwrap();
    let said: Vec<_> = found.iter().map(|found| (found.claimant.as_deref(), found.wording.as_str())).collect();
    assert_eq!(said, [(Some("A minister"), "A minister: no."), (Some("학자"), "학자: 네")]);
}
