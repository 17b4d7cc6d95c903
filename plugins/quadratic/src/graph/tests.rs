//! The numbers of graphs that were worked out elsewhere, and what must hold for all of them.

use proptest::prelude::*;

use super::*;

/// A graph of claims with these bases, where (from, to, supports) are links of base 1; voices are all different.
fn graph(bases: &[f64], links: &[(usize, usize, bool)]) -> Graph {
    with_undercuts(bases, links, &[])
}

/// The same with claims that speak to links: (from, link, supports).
fn with_undercuts(bases: &[f64], links: &[(usize, usize, bool)], undercuts: &[(usize, usize, bool)]) -> Graph {
    let all = links.len() + undercuts.len();
    let nodes = bases.iter().map(|base| Node::Claim(*base)).chain((0..all).map(|_| Node::Link(1.0))).collect();
    let to_claims = links.iter().copied();
    let to_links = undercuts.iter().map(|(from, link, supports)| (*from, bases.len() + link, *supports));
    let edges = to_claims.chain(to_links).enumerate().map(|(at, (from, to, supports))| Edge {
        to: number(to),
        supports,
        voice: number(at),
        from: number(from),
        through: number(bases.len() + at),
    });
    Graph::new(nodes, edges.collect())
}

fn number(node: usize) -> u32 {
    u32::try_from(node).unwrap()
}

fn strengths(graph: &Graph) -> Vec<f64> {
    graph.strengths().into_iter().map(Option::unwrap).collect()
}

#[test]
fn the_golden_case() {
    let (a, b, c, d, e, f) = (0, 1, 2, 3, 4, 5);
    let links = [(b, a, true), (d, a, true), (e, c, true), (c, a, false), (e, b, false), (f, c, false)];
    let strengths = strengths(&graph(&[0.5, 0.2, 0.85, 0.65, 0.4, 1.0], &links));
    // By hand: d, e and f are spoken to by nobody.
    // b: E = −0.4, h = 0.16 / 1.16, σ = 0.2 · (1 − 0.137931) = 0.172414.
    // c: E = 0.4 − 1 = −0.6, h = 0.36 / 1.36, σ = 0.85 · (1 − 0.264706) = 0.625.
    // a: E = 0.172414 + 0.65 − 0.625 = 0.197414, h = 0.038972 / 1.038972, σ = 0.5 + 0.5 · 0.037510 = 0.518755.
    for (node, expected) in [(a, 0.518_755), (b, 0.172_414), (c, 0.625), (d, 0.65), (e, 0.4), (f, 1.0)] {
        assert!((strengths[node] - expected).abs() < 5e-7, "{node}: {}", strengths[node]);
    }
}

#[test]
fn two_claims_that_deny_each_other_come_to_rest_between() {
    let strengths = strengths(&graph(&[0.8, 0.8], &[(0, 1, false), (1, 0, false)]));
    // The fixed point x = 0.8 · (1 − x² / (1 + x²)), that is x³ + x = 0.8.
    let x = strengths[0];
    assert!((x - strengths[1]).abs() < 1e-12);
    assert!((x.powi(3) + x - 0.8).abs() < 1e-10, "{x}");
}

#[test]
fn what_finds_no_rest_is_not_given_a_number_and_taints_only_what_it_bears_on() {
    let graph = graph(&[0.8, 0.3, 0.5, 0.4], &[(0, 1, false), (1, 0, true), (1, 2, true)]);
    let strengths = graph.strengths_within(1);
    assert_eq!(&strengths[..4], [None, None, None, Some(0.4)]);
    assert!(graph.strengths().iter().all(Option::is_some));
}

#[test]
fn a_thousand_that_speak_in_a_circle_come_to_rest() {
    let links: Vec<_> = (1..1000).flat_map(|other| [(0, other, false), (other, 0, true)]).collect();
    let strengths = graph(&[0.6; 1000], &links).strengths();
    assert!(strengths.iter().all(Option::is_some));
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_deep_stack() {
    let links: Vec<_> = (1..100_000).map(|claim| (claim, claim - 1, claim % 3 == 0)).collect();
    assert!(strengths(&graph(&vec![0.5; 100_000], &links)).iter().all(|value| (0.0..=1.0).contains(value)));
    let ring: Vec<_> = (0..20_000).map(|claim| (claim, (claim + 1) % 20_000, false)).collect();
    assert!(graph(&vec![0.5; 20_000], &ring).strengths().iter().all(Option::is_some));
}

#[test]
fn supporters_of_one_voice_count_once_by_the_strongest() {
    let mut echo = graph(&[0.5, 0.9, 0.4, 0.9], &[(1, 0, true), (2, 0, true), (3, 0, true)]);
    for edge in &mut echo.edges {
        edge.voice = 7;
    }
    let alone = strengths(&graph(&[0.5, 0.9], &[(1, 0, true)]));
    assert_eq!(strengths(&echo)[0], alone[0]);
}

/// Bases, and links that go from higher to lower numbers, so that there is no cycle.
fn acyclic() -> impl Strategy<Value = (Vec<f64>, Vec<(usize, usize, bool)>)> {
    prop::collection::vec(0.01..=0.99, 2..12).prop_flat_map(|bases: Vec<f64>| {
        let count = bases.len();
        let link = (1..count).prop_flat_map(|from| (Just(from), 0..from, any::<bool>()));
        (Just(bases), prop::collection::vec(link, 0..25))
    })
}

type Links = Vec<(usize, usize, bool)>;

fn any_graph() -> impl Strategy<Value = (Vec<f64>, Links, Links)> {
    prop::collection::vec(0.01..=0.99, 1..8).prop_flat_map(|bases: Vec<f64>| {
        let count = bases.len();
        let links = prop::collection::vec((0..count, 0..count, any::<bool>()), 1..16);
        (Just(bases), links).prop_flat_map(move |(bases, links)| {
            let undercuts = prop::collection::vec((0..count, 0..links.len(), any::<bool>()), 0..6);
            (Just(bases), Just(links), undercuts)
        })
    })
}

proptest! {
    #[test]
    fn strengths_lie_between_0_and_1((bases, links, undercuts) in any_graph()) {
        for strength in with_undercuts(&bases, &links, &undercuts).strengths().into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&strength), "{strength}");
        }
    }

    #[test]
    fn one_more_supporter_never_lowers_and_one_more_attacker_never_raises(
        (bases, links) in acyclic(), newcomer in 0.01..=0.99, to in any::<prop::sample::Index>(), supports: bool,
    ) {
        let to = to.index(bases.len());
        let before = strengths(&graph(&bases, &links))[to];
        let (mut bases, mut links) = (bases, links);
        links.push((bases.len(), to, supports));
        bases.push(newcomer);
        let after = strengths(&graph(&bases, &links))[to];
        prop_assert!(if supports { after >= before } else { after <= before }, "{before} → {after}");
    }

    #[test]
    fn a_full_undercut_is_as_if_the_link_were_not_there(
        (bases, links) in acyclic(), link in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!links.is_empty());
        let link = link.index(links.len());
        let mut certain = bases.clone();
        certain.push(1.0);
        let undercut = strengths(&with_undercuts(&certain, &links, &[(bases.len(), link, false)]));
        let mut without = links;
        without.remove(link);
        let removed = strengths(&graph(&bases, &without));
        prop_assert_eq!(&undercut[..bases.len()], &removed[..bases.len()]);
    }

    #[test]
    fn an_undercut_only_weakens_its_link(
        (bases, links) in acyclic(), newcomer in 0.01..=0.99, link in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!links.is_empty());
        let link = link.index(links.len());
        let (_, to, supports) = links[link];
        let before = strengths(&graph(&bases, &links))[to];
        let mut more = bases;
        more.push(newcomer);
        let after = strengths(&with_undercuts(&more, &links, &[(more.len() - 1, link, false)]))[to];
        // Either side of the subtraction may round the other way.
        prop_assert!(if supports { after <= before + 1e-12 } else { after >= before - 1e-12 }, "{before} → {after}");
    }

    #[test]
    fn the_same_graph_has_the_same_strengths_to_the_last_bit((bases, links, undercuts) in any_graph()) {
        let bits = || {
            let strengths = with_undercuts(&bases, &links, &undercuts).strengths();
            strengths.into_iter().map(|strength| strength.map(f64::to_bits)).collect::<Vec<_>>()
        };
        prop_assert_eq!(bits(), bits());
    }

    #[test]
    fn the_order_of_the_record_does_not_matter(
        (bases, links, undercuts) in any_graph(), seed in any::<prop::sample::Index>(),
    ) {
        let count = bases.len();
        let shift = seed.index(count);
        let moved = |claim: usize| (claim + shift) % count;
        let mut turned = bases.clone();
        for (claim, base) in bases.iter().enumerate() {
            turned[moved(claim)] = *base;
        }
        let last = links.len() - 1;
        let there = links.iter().rev().map(|(from, to, side)| (moved(*from), moved(*to), *side)).collect::<Vec<_>>();
        let cuts = undercuts.iter().rev().map(|(from, link, side)| (moved(*from), last - link, *side)).collect::<Vec<_>>();
        let one = with_undercuts(&bases, &links, &undercuts).strengths();
        let other = with_undercuts(&turned, &there, &cuts).strengths();
        for claim in 0..count {
            prop_assert_eq!(one[claim], other[moved(claim)]);
        }
    }
}
