//! Reads a case into a graph: which claims and links count, what they start from, and who is an echo of whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    base,
    graph::{Edge, Graph, Node},
};
use crate::{Case, Claim, Link, Source, Stance, Status, Target};

/// The graph of a case. Node n is claim n; after the claims come the links.
pub(super) struct Argument<'a> {
    pub(super) graph: Graph,
    claims: Vec<Claim<'a>>,
    links: Vec<Link<'a>>,
    /// For each claim whether what it starts from is known.
    known: Vec<bool>,
}

impl<'a> Argument<'a> {
    pub(super) fn of(case: Case<'a>) -> Self {
        let claims: Vec<Claim<'a>> = case.claims().collect();
        let links: Vec<Link<'a>> = case.links().collect();
        let bases: Vec<Option<f64>> = claims.iter().map(|claim| base::of_claim(*claim)).collect();

        let mut parts = Vec::new();
        let mut nodes = Vec::with_capacity(claims.len() + links.len());
        for (claim, base) in claims.iter().zip(&bases) {
            let before = parts.len();
            // A grade of the whole is a judgement of it; else it stands as its weakest part does, in whose base the
            // reliability of who made the whole is counted already.
            if !base::is_judged(*claim) {
                let counting = claim.parts().filter(|part| part.status() != Status::Withdrawn);
                parts.extend(counting.map(|part| (number(claim.index()), number(part.index()))));
            }
            let is_whole = parts.len() > before;
            nodes.push(if is_whole { Node::Whole } else { Node::Claim(base.unwrap_or(base::PRIOR)) });
        }
        nodes.extend(links.iter().map(|link| Node::Link(base::of_link(*link))));

        let mut voices = Voices::new(claims.len());
        let mut edges = Vec::with_capacity(links.len());
        for link in &links {
            let (Some(from), Some(to)) = (link.from(), link.to()) else { continue };
            let supports = match link.stance() {
                Stance::Supports => true,
                Stance::Rebuts => false,
                _ => continue,
            };
            if from.status() == Status::Withdrawn {
                continue;
            }
            let to = match to {
                Target::Claim(claim) => claim.index(),
                Target::Link(link) => claims.len() + link.index(),
            };
            // Who attacks answers with words of their own; who supports may only repeat.
            let voice = if supports { voices.of(from) } else { number(from.index()) };
            let through = number(claims.len() + link.index());
            edges.push(Edge { to: number(to), supports, voice, from: number(from.index()), through });
        }
        let known = known(&nodes[..claims.len()], &bases, &parts);
        Self { graph: Graph::new(nodes, edges, parts), claims, links, known }
    }

    /// The link that an edge goes through.
    pub(super) fn link(&self, edge: &Edge) -> Link<'a> {
        self.links[edge.through as usize - self.claims.len()]
    }

    /// The claim that a node is; `None` for a link.
    pub(super) fn claim(&self, node: u32) -> Option<Claim<'a>> {
        self.claims.get(node as usize).copied()
    }

    /// The parts that a claim takes its base from.
    pub(super) fn parts(&self, claim: Claim<'_>) -> impl Iterator<Item = Claim<'a>> {
        self.graph.parts_of(number(claim.index())).iter().filter_map(|(_, part)| self.claim(*part))
    }

    /// The claims that were taken at the prior since nothing is known of them, and from which a claim starts: itself or,
    /// for a whole, those of its parts.
    pub(super) fn unknown(&self, claim: Claim<'a>) -> Vec<Claim<'a>> {
        let mut unknown = Vec::new();
        let mut seen = BTreeSet::new();
        let is_unknown = |claim: &Claim<'_>| !self.known[claim.index()];
        let mut open: Vec<Claim<'a>> = [claim].into_iter().filter(is_unknown).collect();
        while let Some(claim) = open.pop() {
            let mut parts = self.parts(claim).peekable();
            unknown.extend(parts.peek().is_none().then_some(claim));
            open.extend(parts.filter(is_unknown).filter(|part| seen.insert(part.index())));
        }
        unknown
    }
}

/// For each claim whether what it starts from is known.
fn known(claims: &[Node], bases: &[Option<f64>], parts: &[(u32, u32)]) -> Vec<bool> {
    let mut known: Vec<bool> =
        claims.iter().zip(bases).map(|(node, base)| base.is_some() && !matches!(node, Node::Whole)).collect();
    // How many parts of each whole are not known yet, and the wholes of each part.
    let mut unknown = vec![0_usize; claims.len()];
    let mut wholes: Vec<Vec<u32>> = vec![Vec::new(); claims.len()];
    for (whole, part) in parts {
        unknown[*whole as usize] += 1;
        wholes[*part as usize].push(*whole);
    }
    let mut open: Vec<usize> = (0..claims.len()).filter(|claim| known[*claim]).collect();
    while let Some(part) = open.pop() {
        for whole in wholes[part].iter().map(|whole| *whole as usize) {
            unknown[whole] -= 1;
            if unknown[whole] == 0 {
                known[whole] = true;
                open.push(whole);
            }
        }
    }
    known
}

/// Gives claims that stand in sources of the same origins one number, and every other claim its own.
struct Voices {
    known: Vec<Option<u32>>,
    by_origins: BTreeMap<Vec<usize>, u32>,
}

impl Voices {
    fn new(claims: usize) -> Self {
        Self { known: vec![None; claims], by_origins: BTreeMap::new() }
    }

    fn of(&mut self, claim: Claim<'_>) -> u32 {
        if let Some(voice) = self.known[claim.index()] {
            return voice;
        }
        let origins: Vec<usize> = claim.origins().into_iter().map(Source::index).collect();
        let own = number(claim.index());
        // The number of the first claim of an origin stands for all of them.
        let voice = if origins.is_empty() { own } else { *self.by_origins.entry(origins).or_insert(own) };
        self.known[claim.index()] = Some(voice);
        voice
    }
}

/// Rows are numbered in 32 bits, and nodes are two tables of them; a case beyond that has no room in memory either.
fn number(node: usize) -> u32 {
    u32::try_from(node).unwrap_or(u32::MAX - 1)
}
