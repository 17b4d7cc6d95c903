//! What must hold for every argument, and that a second implementation finds the same.

use claims_plugin::gradual::Semantics;
use claims_plugin_dfquad::Dfquad;
use claims_plugin_quadratic::Quadratic;
use proptest::prelude::*;

use crate::{
    naive::{self, Argument, Formula, To},
    strengths_of, values,
};

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
