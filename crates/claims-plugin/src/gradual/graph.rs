//! The argument as a graph of numbers, and how strong each of its nodes is.
//!
//! Knows nothing of claims. A node is a claim or a link; an edge says that a claim speaks to a node through a link.

use std::collections::BTreeSet;

use super::{Semantics, bearing, components::components, settle::settled};

/// The bound on the work for all cycles together, in links that are weighed: a second or two.
const MOST_WEIGHINGS: usize = 200_000_000;

/// A claim that speaks to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The node that is spoken to.
    pub to: u32,
    /// Whether it speaks for the node, not against it.
    pub supports: bool,
    /// Among those on one side of one node, those with the same number count once, by the strongest of them.
    pub voice: u32,
    /// The claim that speaks.
    pub from: u32,
    /// The link that it speaks through.
    pub through: u32,
}

/// One node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// A claim with its base.
    Claim(f64),
    /// A claim whose base is the strength of its weakest part.
    Whole,
    /// A link with its base.
    Link(f64),
}

/// Claims and links with what they start from, and who speaks to whom.
#[derive(Debug)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Grouped<Edge>,
    parts: Grouped<(u32, u32)>,
}

/// How strong the nodes of a graph are.
#[derive(Debug, Clone, PartialEq)]
pub struct Strengths {
    /// The strength of each node; `None` where a cycle does not come to rest, and where that bears on a node.
    pub values: Vec<Option<f64>>,
    /// The cycles that do not come to rest, each with those of its nodes that still moved.
    pub restless: Vec<Vec<u32>>,
}

impl Graph {
    /// A graph of nodes, of edges between them in any order, and of parts: a whole and one of its parts each.
    ///
    /// Every edge must go from a claim through a link to either, and parts from claim to claim, of nodes that there are.
    pub fn new(nodes: Vec<Node>, edges: Vec<Edge>, parts: Vec<(u32, u32)>) -> Self {
        let edges = Grouped::new(nodes.len(), edges, |edge| edge.to);
        let parts = Grouped::new(nodes.len(), parts, |part| part.0);
        Self { nodes, edges, parts }
    }

    /// Those who speak to a node, sorted by side and voice.
    pub fn edges_to(&self, node: u32) -> &[Edge] {
        self.edges.of(node)
    }

    /// The parts of a whole, each behind the whole.
    pub(super) fn parts_of(&self, node: u32) -> &[(u32, u32)] {
        self.parts.of(node)
    }

    /// What a node starts from, if its parts are as strong as given.
    pub(super) fn base(&self, node: u32, strength: impl Fn(u32) -> f64) -> f64 {
        match self.nodes[node as usize] {
            Node::Claim(base) | Node::Link(base) => base,
            Node::Whole => self.parts_of(node).iter().map(|(_, part)| strength(*part)).fold(1.0, f64::min),
        }
    }

    /// How strong each node is.
    ///
    /// Without cycles that is one pass. Nodes that depend on themselves are followed in time from their bases, together
    /// with all on which they depend, `dσ/dt = target(σ) − σ` (N. Potyka, "Continuous Dynamical Systems for Weighted
    /// Bipolar Argumentation", KR 2018), until they rest.
    pub fn strengths(&self, semantics: &impl Semantics) -> Strengths {
        let mut values = vec![0.0; self.nodes.len()];
        let mut known = vec![true; self.nodes.len()];
        let mut restless = Vec::new();
        let (supporters, attackers) = (Vec::new(), Vec::new());
        let mut following = Following { graph: self, semantics, weighings: MOST_WEIGHINGS, supporters, attackers };
        for component in components(self.nodes.len(), |node, at| self.need(node, at)) {
            let needs = |node: u32| (0..).map_while(move |at| self.need(node, at));
            let rests = if component.iter().any(|node| needs(*node).any(|need| !known[need as usize])) {
                false
            } else if let [node] = component[..]
                && needs(node).all(|need| need != node)
            {
                values[node as usize] = following.target(node, &values);
                true
            } else {
                let moving = settled(&mut following, &self.system(&component), &component, &mut values);
                let rests = moving.is_empty();
                restless.extend((!rests).then_some(moving));
                rests
            };
            for node in component {
                known[node as usize] = rests;
            }
        }
        let values = values.into_iter().zip(known).map(|(value, known)| known.then_some(value)).collect();
        Strengths { values, restless }
    }

    /// The nodes of a cycle and all on which they depend, in order.
    pub(super) fn system(&self, cycle: &[u32]) -> Vec<u32> {
        let mut open = cycle.to_vec();
        let mut found: BTreeSet<u32> = cycle.iter().copied().collect();
        while let Some(node) = open.pop() {
            open.extend((0..).map_while(|at| self.need(node, at)).filter(|need| found.insert(*need)));
        }
        found.into_iter().collect()
    }

    /// What a node is before anything speaks to it.
    ///
    /// A whole has no base of its own to start from; it is taken at the neutral prior until its parts are known.
    pub(super) fn start(&self, node: u32) -> f64 {
        match self.nodes[node as usize] {
            Node::Claim(base) | Node::Link(base) => base,
            Node::Whole => super::PRIOR,
        }
    }

    /// The node numbered `at` among those that a node depends on.
    fn need(&self, node: u32, at: usize) -> Option<u32> {
        let parts = self.parts_of(node);
        if let Some((_, part)) = parts.get(at) {
            return Some(*part);
        }
        let at = at - parts.len();
        let edge = self.edges_to(node).get(at / 2)?;
        Some(if at.is_multiple_of(2) { edge.from } else { edge.through })
    }
}

/// The edges to one node, with those together that count once.
pub(super) fn voices(edges: &[Edge]) -> impl Iterator<Item = &[Edge]> {
    edges.chunk_by(|one, other| (one.supports, one.voice) == (other.supports, other.voice))
}

/// A semantics at work on a graph, with room that is used again and again.
pub(super) struct Following<'g, S> {
    pub(super) graph: &'g Graph,
    /// How much may still be weighed to find where cycles rest.
    pub(super) weighings: usize,
    semantics: &'g S,
    supporters: Vec<f64>,
    attackers: Vec<f64>,
}

impl<S: Semantics> Following<'_, S> {
    /// What a node would be if those on whom it depends were as strong as given.
    pub(super) fn target(&mut self, node: u32, strengths: &[f64]) -> f64 {
        self.supporters.clear();
        self.attackers.clear();
        let strength = |node: u32| strengths[node as usize];
        for voice in voices(self.graph.edges_to(node)) {
            let speaking = voice.iter().map(|edge| strength(edge.from) * strength(edge.through));
            let side = if voice[0].supports { &mut self.supporters } else { &mut self.attackers };
            side.push(speaking.fold(0.0, f64::max));
        }
        let base = self.graph.base(node, strength);
        let (supporters, attackers) = (&mut self.supporters[..], &mut self.attackers[..]);
        match self.graph.nodes[node as usize] {
            Node::Claim(_) | Node::Whole => self.semantics.strength(base, supporters, attackers).clamp(0.0, 1.0),
            Node::Link(_) => bearing(base, supporters, attackers),
        }
    }
}

/// Items sorted by the node that they belong to.
#[derive(Debug)]
struct Grouped<T> {
    items: Vec<T>,
    /// Where those of each node end.
    ends: Vec<usize>,
}

impl<T: Ord> Grouped<T> {
    fn new(nodes: usize, mut items: Vec<T>, node: impl Fn(&T) -> u32) -> Self {
        items.sort_unstable();
        let mut ends = vec![0; nodes];
        for item in &items {
            ends[node(item) as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Self { items, ends }
    }

    fn of(&self, node: u32) -> &[T] {
        let node = node as usize;
        let start = node.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start..self.ends[node]]
    }
}
