//! The bundled semantics against the literature, against a second implementation, and against what must always hold.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod naive;

use claims_plugin::gradual::{Edge, Graph, Node, Semantics, Strengths};
use claims_plugin_dfquad::Dfquad;
use claims_plugin_quadratic::Quadratic;
use naive::{Argument, Formula, To};
use proptest::prelude::*;

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

const BOTH: [Formula; 2] = [Formula::QuadraticEnergy, Formula::Dfquad];

/// Claims, and links that go from higher to lower numbers, so that there is no cycle.
fn acyclic() -> impl Strategy<Value = Argument> {
    prop::collection::vec(0.01..=0.99, 2..12).prop_flat_map(|bases: Vec<f64>| {
        let link = (1..bases.len()).prop_flat_map(|from| (Just(from), (0..from).prop_map(To::Claim), any::<bool>()));
        (Just(bases), prop::collection::vec(link, 0..25)).prop_map(|(bases, links)| Argument { bases, links })
    })
}

/// Any claims, any links, and claims that speak to links.
fn any_argument() -> impl Strategy<Value = Argument> {
    prop::collection::vec(0.01..=0.99, 1..8).prop_flat_map(|bases: Vec<f64>| {
        let count = bases.len();
        let links = prop::collection::vec((0..count, (0..count).prop_map(To::Claim), any::<bool>()), 1..16);
        (Just(bases), links).prop_flat_map(move |(bases, links)| {
            let cut = (0..count, (0..links.len()).prop_map(To::Link), any::<bool>());
            (Just(bases), Just(links), prop::collection::vec(cut, 0..6)).prop_map(|(bases, mut links, cuts)| {
                links.extend(cuts);
                Argument { bases, links }
            })
        })
    })
}

/// Two arguments side by side that know nothing of each other.
fn side_by_side(one: &Argument, other: &Argument) -> Argument {
    let (claims, links) = (one.bases.len(), one.links.len());
    let moved = other.links.iter().map(|(from, to, supports)| {
        let to = match to {
            To::Claim(claim) => To::Claim(claim + claims),
            To::Link(link) => To::Link(link + links),
        };
        (from + claims, to, *supports)
    });
    Argument {
        bases: one.bases.iter().chain(&other.bases).copied().collect(),
        links: one.links.iter().copied().chain(moved).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn another_implementation_finds_the_same(argument in any_argument()) {
        for formula in BOTH {
            let Some(expected) = naive::strengths(&argument, formula) else { continue };
            let found = values(&argument, formula);
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert!((found - expected).abs() < 1e-9, "{formula:?}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn another_implementation_finds_the_same_without_cycles(argument in acyclic()) {
        for formula in BOTH {
            let expected = naive::strengths(&argument, formula).expect("no cycle, so it rests");
            for (found, expected) in values(&argument, formula).iter().zip(&expected) {
                prop_assert!((found - expected).abs() < 1e-9, "{formula:?}: {found} is not {expected}");
            }
        }
    }
}

proptest! {
    #[test]
    fn strengths_lie_between_0_and_1(argument in any_argument()) {
        for formula in BOTH {
            for strength in strengths_of(&argument, formula).values.into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&strength), "{strength}");
            }
        }
    }

    #[test]
    fn one_more_supporter_never_lowers_and_one_more_attacker_never_raises(
        argument in acyclic(), newcomer in 0.01..=0.99, to in any::<prop::sample::Index>(), supports: bool,
    ) {
        let to = to.index(argument.bases.len());
        let mut more = argument.clone();
        more.links.push((more.bases.len(), To::Claim(to), supports));
        more.bases.push(newcomer);
        for formula in BOTH {
            let (before, after) = (values(&argument, formula)[to], values(&more, formula)[to]);
            // The products of DF-QuAD may round either way.
            let least = if formula == Formula::Dfquad { 1e-15 } else { 0.0 };
            prop_assert!(if supports { after >= before - least } else { after <= before + least }, "{before} → {after}");
        }
    }

    #[test]
    fn what_supports_and_what_attacks_are_each_others_mirror(
        base in 0.01..=0.99, supporters in prop::collection::vec(0.0..=1.0, 0..6),
        attackers in prop::collection::vec(0.0..=1.0, 0..6),
    ) {
        for semantics in [&Quadratic as &dyn Strength, &Dfquad] {
            let there = semantics.at(base, &supporters, &attackers);
            let mirrored = semantics.at(1.0 - base, &attackers, &supporters);
            prop_assert!((there + mirrored - 1.0).abs() < 1e-12, "{there} and {mirrored}");
        }
    }

    #[test]
    fn parts_that_are_not_connected_do_not_touch_each_other(one in any_argument(), other in any_argument()) {
        for formula in BOTH {
            let alone = strengths_of(&one, formula).values;
            let together = strengths_of(&side_by_side(&one, &other), formula).values;
            prop_assert_eq!(&alone[..one.bases.len()], &together[..one.bases.len()]);
        }
    }

    #[test]
    fn a_full_undercut_is_as_if_the_link_were_not_there(argument in acyclic(), link in any::<prop::sample::Index>()) {
        prop_assume!(!argument.links.is_empty());
        let link = link.index(argument.links.len());
        let claims = argument.bases.len();
        let mut undercut = argument.clone();
        undercut.links.push((claims, To::Link(link), false));
        undercut.bases.push(1.0);
        let mut without = argument;
        without.links.remove(link);
        for formula in BOTH {
            prop_assert_eq!(&values(&undercut, formula)[..claims], &values(&without, formula)[..]);
        }
    }

    #[test]
    fn an_undercut_only_weakens_its_link(
        argument in acyclic(), newcomer in 0.01..=0.99, link in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!argument.links.is_empty());
        let link = link.index(argument.links.len());
        let (_, to, supports) = argument.links[link];
        let To::Claim(to) = to else { unreachable!("acyclic arguments have no undercuts") };
        let mut undercut = argument.clone();
        undercut.links.push((undercut.bases.len(), To::Link(link), false));
        undercut.bases.push(newcomer);
        for formula in BOTH {
            let (before, after) = (values(&argument, formula)[to], values(&undercut, formula)[to]);
            // Either side of the subtraction may round the other way.
            let least = 1e-12;
            prop_assert!(if supports { after <= before + least } else { after >= before - least }, "{before} → {after}");
        }
    }

    #[test]
    fn neither_the_run_nor_the_order_of_the_record_shows(argument in any_argument(), seed in any::<prop::sample::Index>()) {
        let count = argument.bases.len();
        let shift = seed.index(count);
        let moved = |claim: usize| (claim + shift) % count;
        let mut turned = argument.clone();
        for (claim, base) in argument.bases.iter().enumerate() {
            turned.bases[moved(claim)] = *base;
        }
        let last = argument.links.len() - 1;
        turned.links = argument.links.iter().rev().map(|(from, to, supports)| {
            let to = match to {
                To::Claim(claim) => To::Claim(moved(*claim)),
                To::Link(link) => To::Link(last - link),
            };
            (moved(*from), to, *supports)
        }).collect();
        for formula in BOTH {
            let (one, other) = (strengths_of(&argument, formula), strengths_of(&turned, formula));
            prop_assert_eq!(&one, &strengths_of(&argument, formula));
            for claim in 0..count {
                prop_assert_eq!(one.values[claim], other.values[moved(claim)]);
            }
        }
    }

    #[test]
    fn the_weights_of_a_side_order_as_its_strengths_do(side in prop::collection::vec(0.0..=1.0, 1..8)) {
        for semantics in [&Quadratic as &dyn Strength, &Dfquad] {
            let weights = semantics.weighed(&side);
            for (one, weight) in side.iter().zip(&weights) {
                for (other, than) in side.iter().zip(&weights) {
                    prop_assert!(one <= other || *weight >= than - 1e-12, "{side:?}: {weights:?}");
                }
            }
        }
    }
}

/// A semantics behind a pointer.
trait Strength {
    fn at(&self, base: f64, supporters: &[f64], attackers: &[f64]) -> f64;
    fn weighed(&self, side: &[f64]) -> Vec<f64>;
}

impl<S: Semantics> Strength for S {
    fn at(&self, base: f64, supporters: &[f64], attackers: &[f64]) -> f64 {
        self.strength(base, &mut supporters.to_vec(), &mut attackers.to_vec())
    }

    fn weighed(&self, side: &[f64]) -> Vec<f64> {
        self.weights(side)
    }
}
