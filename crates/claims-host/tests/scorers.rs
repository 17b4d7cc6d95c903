//! What the bundled scorers say of whole cases: a story worked out by hand, and what must hold for any other.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use std::collections::BTreeMap;

use claims_host::Plugin;
use claims_model::{Case, Credibility, Grading, Key, Reliability, Score, Stance, Target};
use proptest::prelude::*;

use common::{Builder, story};

/// The bundled scorers.
const ALL: [&claims_plugin::abi::Plugin; 4] = [
    &claims_plugin_quadratic::PLUGIN,
    &claims_plugin_dfquad::PLUGIN,
    &claims_plugin_admiralty::PLUGIN,
    &claims_plugin_independence::PLUGIN,
];

fn score(case: &Case) -> Vec<Score> {
    score_by(&claims_plugin_quadratic::PLUGIN, case)
}

fn score_by(scorer: &'static claims_plugin::abi::Plugin, case: &Case) -> Vec<Score> {
    Plugin::linked(scorer).unwrap().score(case).unwrap()
}

/// The value of the first subject.
fn value(case: &Case) -> f64 {
    score(case)[0].value.unwrap()
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn the_story_comes_out_as_by_hand() {
    let scores = score(&story());
    let [fantasies, harmless, off_topic, withdrawn] = &scores[..] else { panic!("{scores:?}") };
    // The scholar is graded B, and nobody answers his claim.
    assert_eq!((fantasies.value, fantasies.base), (Some(0.8), Some(0.8)));
    assert!(fantasies.contributions.is_empty());
    // "Off topic" and its answer deny each other: x = 0.5 · (1 − h(y)), y = 0.8 · (1 − h(x)), and 1 − h(v) = 1 / (1 + v²).
    let (mut x, mut y) = (0.5_f64, 0.8_f64);
    for _ in 0..200 {
        (x, y) = (0.5 / (1.0 + y * y), 0.8 / (1.0 + x * x));
    }
    assert!(close(off_topic.value.unwrap(), x), "{x}");
    // The answer undercuts the undercut, so that of "off topic" only x · (1 − y) bears on the rebuttal.
    let rebuttal = 0.8 * (1.0 - x * (1.0 - y));
    // The two supporters, unknown and so 0.5, are taken from one wire and count once.
    let energy: f64 = 0.5 - rebuttal;
    assert!(energy < 0.0);
    let expected = 0.35 / (1.0 + energy * energy);
    assert!(close(harmless.value.unwrap(), expected), "{expected}");
    assert_eq!(harmless.base, Some(0.35), "the newer grade counts, and F is no grade");
    assert_eq!((withdrawn.value, withdrawn.base), (None, None));
}

#[test]
fn the_reasons_name_the_links_what_is_unknown_and_what_does_not_count() {
    let case = story();
    let scores = score(&case);
    let harmless = &scores[1];
    assert_eq!(
        harmless.remarks,
        [
            "Grade unknown, so taken at the neutral 0.50: c2, c3.",
            "One origin, so counted once: c2, c3.",
            "Withdrawn, so not counted: c6.",
        ]
    );
    let links: Vec<Key> = harmless.contributions.iter().map(|part| part.link.unwrap()).collect();
    assert_eq!(links, [0, 1, 2].map(|at| case.links[at].key));
    let words = &harmless.contributions[2].because;
    assert!(words.starts_with("rebutted by c4, strength 0.80 × bearing 0.9"), "{words}");
    assert_eq!(scores[3].remarks[0], "c6 was withdrawn and is not weighed.");
}

#[test]
fn a_paper_vouches_for_its_own_claims_and_not_for_what_it_quotes() {
    let base = |named: bool| {
        let mut b = Builder::default();
        let minister = b.party("A minister");
        let paper = b.source("The paper", "It is so, the minister said.", &[]);
        b.grade(paper, Grading::Reliability(Reliability::A));
        let claim = b.claim("It is so", named.then_some(minister), Some(paper));
        b.case.subjects = vec![claim];
        score(&b.case)[0].base.unwrap()
    };
    assert_eq!((base(true), base(false)), (0.5, 0.95));
}

#[test]
fn an_undercut_weakens_a_link_as_far_as_it_is_strong() {
    let undercut = |credibility: Option<Credibility>| {
        let mut b = Builder::default();
        let claim = b.subject("It is so");
        let attacker = b.claim("It is not", None, None);
        let link = b.link(attacker, Stance::Rebuts, Target::Claim(claim));
        if let Some(credibility) = credibility {
            let doubter = b.claim("They cannot know", None, None);
            b.grade(doubter, Grading::Credibility(credibility));
            b.link(doubter, Stance::Rebuts, Target::Link(link));
        }
        value(&b.case)
    };
    let [none, weak, strong] = [None, Some(Credibility::Five), Some(Credibility::One)].map(undercut);
    assert!(none < weak && weak < strong && strong < 0.5, "{none} {weak} {strong}");
    // A strength of 0.95 leaves 0.05 of the attacker's 0.5.
    let energy: f64 = 0.5 * 0.05;
    assert!(close(strong, 0.5 / (1.0 + energy * energy)));
}

#[test]
fn those_who_repeat_one_origin_count_once_and_others_each() {
    let supported = |origins: &[usize]| {
        let mut b = Builder::default();
        let wires = [b.source("The wire", "It is so.", &[]), b.source("The other wire", "Indeed.", &[])];
        let claim = b.subject("It is so");
        for (paper, origin) in origins.iter().enumerate() {
            let source = b.source(&format!("Paper {paper}"), "It is so.", &[wires[*origin]]);
            let supporter = b.claim("So it is", None, Some(source));
            b.link(supporter, Stance::Supports, Target::Claim(claim));
        }
        value(&b.case)
    };
    assert_eq!(supported(&[0]), supported(&[0, 0, 0, 0, 0]));
    assert_eq!(supported(&[0, 1]), supported(&[0, 1, 1, 0]));
    assert!(supported(&[0, 1]) > supported(&[0, 0]));
}

#[test]
fn a_claim_against_itself_comes_to_rest_every_time_at_the_same_point() {
    let mut b = Builder::default();
    let liar = b.subject("This is false");
    b.link(liar, Stance::Rebuts, Target::Claim(liar));
    let rest = value(&b.case);
    // The fixed point x = 0.5 / (1 + x²).
    assert!(close(rest * (1.0 + rest * rest), 0.5), "{rest}");
    assert!((0..20).all(|_| value(&b.case).to_bits() == rest.to_bits()));
}

/// Claims with grades, sources and links at random; links may go in circles, and to links before them.
fn any_case() -> impl Strategy<Value = Case> {
    let claim = (0..7usize, prop::option::of(0..4usize));
    let link = (any::<prop::sample::Index>(), any::<bool>(), any::<bool>(), any::<prop::sample::Index>());
    (prop::collection::vec(claim, 1..8), prop::collection::vec(link, 0..16)).prop_map(|(claims, links)| {
        let mut b = Builder::default();
        let wire = b.source("The wire", "It is so.", &[]);
        let mut sources = vec![wire];
        sources.extend((0..2).map(|_| b.source("An echo", "It is so.", &[wire])));
        sources.push(b.source("The paper", "It is not.", &[]));
        for (grade, source) in claims {
            let claim = b.claim("A claim", None, source.map(|at| sources[at]));
            if let Some(credibility) = Credibility::ALL.get(grade) {
                b.grade(claim, Grading::Credibility(*credibility));
            }
            b.case.subjects.push(claim);
        }
        for (from, supports, undercuts, to) in links {
            let from = b.case.claims[from.index(b.case.claims.len())].key;
            let to = if undercuts && !b.case.links.is_empty() {
                Target::Link(b.case.links[to.index(b.case.links.len())].key)
            } else {
                Target::Claim(b.case.claims[to.index(b.case.claims.len())].key)
            };
            b.link(from, if supports { Stance::Supports } else { Stance::Rebuts }, to);
        }
        b.case
    })
}

fn values(scorer: &'static claims_plugin::abi::Plugin, case: &Case) -> BTreeMap<Key, Option<u64>> {
    score_by(scorer, case).into_iter().map(|score| (score.claim, score.value.map(f64::to_bits))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reasons_add_up_to_the_way_from_base_to_value(case in any_case()) {
        for score in ALL.into_iter().flat_map(|scorer| score_by(scorer, &case)) {
            // Without a value there is a reason, and without a base nothing to divide.
            prop_assert!(score.value.is_some() || !score.remarks.is_empty());
            let (Some(value), Some(base)) = (score.value, score.base) else {
                prop_assert!(score.contributions.is_empty());
                continue;
            };
            prop_assert!((0.0..=1.0).contains(&value) && (0.01..=0.99).contains(&base));
            let parts: f64 = score.contributions.iter().map(|part| part.amount).sum();
            prop_assert!(close(parts, value - base), "{parts} leads from {base} to {value} by {}", score.scorer);
        }
    }

    #[test]
    fn the_order_of_the_record_does_not_show(case in any_case(), turn in any::<prop::sample::Index>()) {
        let mut other = case.clone();
        let at = turn.index(other.claims.len());
        other.claims.rotate_left(at);
        other.subjects.reverse();
        other.links.reverse();
        other.sources.rotate_left(1);
        other.appearances.reverse();
        for scorer in ALL {
            prop_assert_eq!(values(scorer, &case), values(scorer, &other));
        }
    }
}
