//! The bundled semantics against the literature, against a second implementation, and against what must always hold.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod always;
mod naive;

use claims_plugin::gradual::{Edge, Graph, Node, Strengths};
use claims_plugin_dfquad::Dfquad;
use claims_plugin_quadratic::Quadratic;
use naive::{Argument, Formula, To};

fn strengths_of(argument: &Argument, formula: Formula) -> Strengths {
    let graph = graph(argument);
    match formula {
        Formula::QuadraticEnergy => graph.strengths(&Quadratic),
        Formula::Dfquad => graph.strengths(&Dfquad),
    }
}

/// The strengths of the claims, which all come to rest.
fn values(argument: &Argument, formula: Formula) -> Vec<f64> {
    let mut values = strengths_of(argument, formula).values;
    values.truncate(argument.bases.len());
    values.into_iter().map(Option::unwrap).collect()
}

/// All voices are different, and all links have base 1.
fn graph(argument: &Argument) -> Graph {
    let claims = argument.bases.len();
    let links = argument.links.iter().map(|_| Node::Link(1.0));
    let nodes = argument.bases.iter().map(|base| Node::Claim(*base)).chain(links).collect();
    let edges = argument.links.iter().enumerate().map(|(at, (from, to, supports))| Edge {
        to: number(match to {
            To::Claim(claim) => *claim,
            To::Link(link) => claims + link,
        }),
        supports: *supports,
        voice: number(at),
        from: number(*from),
        through: number(claims + at),
    });
    Graph::new(nodes, edges.collect(), Vec::new())
}

fn number(node: usize) -> u32 {
    u32::try_from(node).unwrap()
}

/// Claims by name, with `+` for links that support and `-` for those that rebut.
fn argument(claims: &[(&str, f64)], links: &[&str]) -> Argument {
    let find = |name: &str| claims.iter().position(|claim| claim.0 == name).unwrap();
    let link = |link: &&str| {
        let words: Vec<&str> = link.split(' ').collect();
        (find(words[0]), To::Claim(find(words[2])), words[1] == "+")
    };
    Argument { bases: claims.iter().map(|claim| claim.1).collect(), links: links.iter().map(link).collect() }
}

#[track_caller]
fn assert_strengths(argument: &Argument, formula: Formula, names: &[(&str, f64)], expected: &[(&str, f64)]) {
    let values = values(argument, formula);
    for (name, expected) in expected {
        let at = names.iter().position(|claim| claim.0 == *name).unwrap();
        assert!((values[at] - expected).abs() < 5e-7, "{name}: {} is not {expected}", values[at]);
    }
}

/// N. Potyka, KR 2018, and by hand: d, e and f are spoken to by nobody; with quadratic energy
/// b: E = −0.4, σ = 0.2 · (1 − 0.16 / 1.16); c: E = 0.4 − 1, σ = 0.85 · (1 − 0.36 / 1.36);
/// a: E = 0.172414 + 0.65 − 0.625, σ = 0.5 + 0.5 · 0.037510.
#[test]
fn six_claims() {
    let claims = [("a", 0.5), ("b", 0.2), ("c", 0.85), ("d", 0.65), ("e", 0.4), ("f", 1.0)];
    let six = argument(&claims, &["b + a", "d + a", "e + c", "c - a", "e - b", "f - c"]);
    let quadratic = [("a", 0.518_755), ("b", 0.172_414), ("c", 0.625), ("d", 0.65), ("e", 0.4), ("f", 1.0)];
    assert_strengths(&six, Formula::QuadraticEnergy, &claims, &quadratic);
    assert_strengths(&six, Formula::Dfquad, &claims, &[("a", 0.676), ("b", 0.12), ("c", 0.34)]);
}

/// The debate of A. Rago et al. on e-democracy, as the public implementation uncertainpy has it.
///
/// By hand for DF-QuAD: P2 = 0.5 − 0.5 · (1 − 0.8 · 0.4 · 0.5), A1 = 0.5 + 0.5 · (1 − 0.3 · 0.92), A2 = 0.5 + 0.5 · 0.7.
#[test]
fn a_debate_on_democracy() {
    let claims = [
        ("A1", 0.5),
        ("A2", 0.5),
        ("P1", 0.7),
        ("P2", 0.5),
        ("P3", 0.9),
        ("C1", 0.2),
        ("C2", 0.2),
        ("C3", 0.6),
        ("C4", 0.5),
    ];
    let links = ["C1 - A2", "C2 - P2", "C3 - P2", "C4 - P2", "P1 + A1", "P2 + A1", "P3 + A2"];
    let debate = argument(&claims, &links);
    assert_strengths(&debate, Formula::Dfquad, &claims, &[("A1", 0.862), ("A2", 0.85), ("P2", 0.08)]);
    let quadratic = [("A1", 0.719_852_179), ("A2", 0.664_429_530), ("P2", 0.185_873_606)];
    assert_strengths(&debate, Formula::QuadraticEnergy, &claims, &quadratic);
}

/// Potyka's decision whether to buy or sell a stock, where the two answers deny each other; values of uncertainpy.
#[test]
fn a_decision_in_a_circle() {
    let claims = [("buy", 0.5), ("sell", 0.5), ("1", 0.8), ("2", 0.7), ("3", 0.3), ("4", 0.9), ("5", 0.9)];
    let links =
        ["buy - sell", "sell - buy", "2 - 1", "3 - 2", "4 - 3", "5 - 1", "1 + sell", "2 + buy", "4 + 2", "5 + buy"];
    let stock = argument(&claims, &links);
    let quadratic = [
        ("buy", 0.821_646_443),
        ("sell", 0.362_169_694),
        ("1", 0.204_744_261),
        ("2", 0.805_084_583),
        ("3", 0.165_745_856),
    ];
    assert_strengths(&stock, Formula::QuadraticEnergy, &claims, &quadratic);
    let dfquad = [("buy", 0.996_36), ("sell", 0.003_38), ("1", 0.003_12), ("2", 0.961), ("3", 0.03)];
    assert_strengths(&stock, Formula::Dfquad, &claims, &dfquad);
}

/// A circle of one claim, ten that it supports, and ten that these support, which attack the first; of uncertainpy.
#[test]
fn a_circle_that_swings_and_comes_to_rest() {
    let mut circle = Argument { bases: vec![0.0; 21], links: Vec::new() };
    circle.bases[0] = 1.0;
    for b in 1..=10 {
        circle.links.push((0, To::Claim(b), true));
        circle.links.extend((11..=20).map(|c| (b, To::Claim(c), true)));
    }
    circle.links.extend((11..=20).map(|c| (c, To::Claim(0), false)));
    let values = values(&circle, Formula::QuadraticEnergy);
    for (claim, expected) in [(0, 0.224_087_660), (1, 0.047_814_272), (11, 0.186_078_998)] {
        assert!((values[claim] - expected).abs() < 5e-7, "{claim}: {}", values[claim]);
    }
}

/// Five camps, each of which attacks the next: the circle is odd and the camps are large, so it swings for ever.
#[test]
fn what_never_rests_gets_no_value_and_is_named_and_taints_only_what_it_bears_on() {
    const CAMP: usize = 20;
    let mut bases = Vec::new();
    let mut links = Vec::new();
    for camp in 0..5 {
        for member in 0..CAMP {
            bases.push(0.9 - 0.1 * f64::from(u8::try_from(camp).unwrap()));
            links
                .extend((0..CAMP).map(|other| (camp * CAMP + member, To::Claim((camp + 1) % 5 * CAMP + other), false)));
        }
    }
    let (after, aside) = (bases.len(), bases.len() + 1);
    bases.extend([0.5, 0.4]);
    links.extend([(0, To::Claim(after), true), (aside, To::Claim(0), true)]);
    let camps = Argument { bases, links };
    let found = strengths_of(&camps, Formula::QuadraticEnergy);
    assert_eq!(found.values[0], None);
    assert_eq!(found.values[after], None);
    assert_eq!(found.values[aside], Some(0.4));
    let mut named = found.restless[0].clone();
    named.sort_unstable();
    assert_eq!((found.restless.len(), named), (1, (0..number(5 * CAMP)).collect()));
}

#[test]
fn a_thousand_that_speak_in_a_circle_come_to_rest() {
    let links = (1..1000).flat_map(|other| [(0, To::Claim(other), false), (other, To::Claim(0), true)]).collect();
    let circle = Argument { bases: vec![0.6; 1000], links };
    for formula in [Formula::QuadraticEnergy, Formula::Dfquad] {
        assert!(strengths_of(&circle, formula).values.iter().all(Option::is_some));
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_deep_stack() {
    let links = (1..100_000).map(|claim| (claim, To::Claim(claim - 1), claim % 3 == 0)).collect();
    let chain = Argument { bases: vec![0.5; 100_000], links };
    assert!(values(&chain, Formula::QuadraticEnergy).iter().all(|value| (0.0..=1.0).contains(value)));
    let links = (0..20_000).map(|claim| (claim, To::Claim((claim + 1) % 20_000), false)).collect();
    let ring = Argument { bases: vec![0.5; 20_000], links };
    assert!(strengths_of(&ring, Formula::QuadraticEnergy).values.iter().all(Option::is_some));
}

#[test]
fn supporters_of_one_voice_count_once_by_the_strongest() {
    let edge = |from, voice| Edge { to: 0, supports: true, voice, from, through: from + 3 };
    let nodes = |bases: &[f64]| {
        let claims: Vec<Node> = bases.iter().map(|base| Node::Claim(*base)).collect();
        claims.into_iter().chain([Node::Link(1.0), Node::Link(1.0), Node::Link(1.0)]).collect::<Vec<_>>()
    };
    let bases = [0.5, 0.9, 0.4, 0.9];
    let echo = Graph::new(nodes(&bases), vec![edge(1, 7), edge(2, 7), edge(3, 7)], Vec::new());
    let alone = Graph::new(nodes(&bases), vec![edge(1, 7)], Vec::new());
    assert_eq!(echo.strengths(&Quadratic).values[0], alone.strengths(&Quadratic).values[0]);
}

#[test]
fn a_whole_starts_from_its_weakest_part() {
    let nodes = vec![Node::Whole, Node::Claim(0.8), Node::Claim(0.3), Node::Claim(0.6), Node::Link(1.0)];
    let support = Edge { to: 0, supports: true, voice: 0, from: 3, through: 4 };
    let values = |edges| Graph::new(nodes.clone(), edges, vec![(0, 1), (0, 2)]).strengths(&Dfquad).values;
    assert_eq!(values(Vec::new())[0], Some(0.3));
    // 0.3 + 0.7 · 0.6
    assert!((values(vec![support])[0].unwrap() - 0.72).abs() < 1e-15);
}
