//! What falls with what, when something is supposed away; and what is supposed to be said.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_model::{Case, Credibility, Grading, Key, Reliability, Stance, Supposition, Target};
use serde_json::{Value, json};

fn key(number: u32) -> Key {
    format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
}

fn claim(number: u32, claimants: &[u32]) -> Value {
    let claimants: Vec<Value> = claimants.iter().map(|party| json!({ "party": key(*party) })).collect();
    json!({
        "handle": format!("c{number}"), "key": key(number), "text": "It is so", "status": "noted", "claimants": claimants,
    })
}

fn source(number: u32, derived_from: &[u32]) -> Value {
    let derived: Vec<Key> = derived_from.iter().map(|one| key(*one)).collect();
    json!({ "handle": format!("s{number}"), "key": key(number), "title": "A paper", "kind": "article", "derived_from": derived })
}

fn version(source: u32) -> Value {
    json!({
        "key": key(source + 100), "source": key(source), "number": 1, "state": "present",
        "captured": "2023-08-10T09:00:00Z", "origin": "file", "media_type": "text/plain", "size": 1,
        "bytes": "0".repeat(64), "text": "0".repeat(64), "extractor": "plain/1",
    })
}

fn appearance(claim: u32, source: u32) -> Value {
    json!({ "key": key(1000 + claim * 10 + source), "claim": key(claim), "version": key(source + 100), "manner": "paraphrase" })
}

fn link(number: u32, from: u32, to: Value) -> Value {
    json!({
        "handle": format!("l{number}"), "key": key(number), "from": key(from), "to": to, "stance": "rebuts",
        "by": "desk", "at": "2023-08-10T09:00:00Z",
    })
}

/// c1 is asked about; c2 (of p60 in s11, which repeats s10) and c3 (of p60 and p61, in s10 and s12) rebut it, c4 undercuts
/// the first of these; s13 was taken from s10 and s12.
fn case() -> Case {
    let to = |number| json!({ "claim": key(number) });
    serde_json::from_value(json!({
        "subjects": [key(1)],
        "claims": [claim(1, &[60]), claim(2, &[60]), claim(3, &[60, 61]), claim(4, &[])],
        "links": [link(21, 2, to(1)), link(22, 3, to(1)), link(23, 4, json!({ "link": key(21) }))],
        "parties": [],
        "sources": [source(10, &[]), source(11, &[10]), source(12, &[]), source(13, &[10, 12])],
        "versions": [version(10), version(11), version(12), version(13)],
        "appearances": [appearance(1, 10), appearance(2, 11), appearance(3, 10), appearance(3, 12)],
        "grades": [{
            "key": key(90), "subject": key(2), "grading": { "credibility": "2" }, "by": "desk", "at": "2023-08-10T09:00:00Z",
        }],
    }))
    .unwrap()
}

fn handles(case: &Case) -> (Vec<String>, Vec<String>) {
    let claims = case.claims.iter().map(|one| one.handle.to_string()).collect();
    (claims, case.links.iter().map(|one| one.handle.to_string()).collect())
}

#[track_caller]
fn assert_without(gone: u32, fell: &[&str], claims: &[&str], links: &[&str]) {
    let supposed = case().supposing(&[Supposition::Without(key(gone))]);
    let told: Vec<String> = supposed.fell.iter().map(ToString::to_string).collect();
    assert_eq!(told, fell);
    let (left, between) = handles(&supposed.case);
    assert_eq!(
        (left.iter().map(String::as_str).collect::<Vec<_>>(), between),
        (claims.to_vec(), links.iter().map(|link| (*link).to_owned()).collect())
    );
    // Nothing that is left names what is gone.
    let text = serde_json::to_string(&supposed.case).unwrap();
    assert!(!text.contains(&format!("\"subject\":\"{}\"", key(gone))), "{text}");
}

#[test]
fn with_a_source_falls_what_repeats_it_and_what_stands_nowhere_else() {
    assert_without(10, &["c2", "s11"], &["c1", "c3", "c4"], &["l22"]);
    assert_without(12, &[], &["c1", "c2", "c3", "c4"], &["l21", "l22", "l23"]);
    assert_without(11, &["c2"], &["c1", "c3", "c4"], &["l22"]);
}

#[test]
fn with_a_party_falls_what_only_it_said_and_never_what_is_asked_about() {
    assert_without(60, &["c2"], &["c1", "c3", "c4"], &["l22"]);
    assert_without(61, &[], &["c1", "c2", "c3", "c4"], &["l21", "l22", "l23"]);
}

#[test]
fn with_a_claim_or_a_link_falls_what_speaks_to_it() {
    assert_without(2, &[], &["c1", "c3", "c4"], &["l22"]);
    assert_without(21, &[], &["c1", "c2", "c3", "c4"], &["l22"]);
    assert_without(23, &[], &["c1", "c2", "c3", "c4"], &["l21", "l22"]);
    assert_without(1, &[], &["c1", "c2", "c3", "c4"], &["l21", "l22", "l23"]);
}

#[test]
fn a_source_falls_with_the_last_of_its_origins_only() {
    let both = [Supposition::Without(key(10)), Supposition::Without(key(12))];
    let fell: Vec<String> = case().supposing(&both).fell.iter().map(ToString::to_string).collect();
    assert_eq!(fell, ["c2", "c3", "s11", "s13"]);
}

#[test]
fn a_supposed_grade_stands_in_place_of_those_of_its_sort() {
    let credible = |case: &Case| case.grades.iter().map(|grade| grade.grading).collect::<Vec<_>>();
    let five = Grading::Credibility(Credibility::Five);
    let supposed = case().supposing(&[Supposition::Graded(key(2), five)]);
    assert_eq!(credible(&supposed.case), [five]);
    let reliable = Grading::Reliability(Reliability::A);
    let supposed = case().supposing(&[Supposition::Graded(key(2), reliable)]);
    assert_eq!(credible(&supposed.case), [Grading::Credibility(Credibility::Two), reliable]);
}

#[test]
fn a_supposed_statement_speaks_through_a_link_of_its_own() {
    let spoken = |at| Supposition::Spoken(Target::Link(key(at)), Stance::Rebuts, Credibility::One);
    let supposed = case().supposing(&[spoken(21), spoken(22)]).case;
    let (claims, links) = handles(&supposed);
    assert_eq!((claims[4..].to_vec(), links[3..].to_vec()), (vec!["c0".to_owned(); 2], vec!["l0".to_owned(); 2]));
    let added = &supposed.links[3..];
    assert_ne!(added[0].key, added[1].key);
    assert!(added.iter().zip([21, 22]).all(|(link, to)| link.to == Target::Link(key(to))));
    assert!(added.iter().all(|link| supposed.claims.iter().any(|claim| claim.key == link.from)));
}
