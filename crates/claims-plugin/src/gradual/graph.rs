//! The argument as a graph of numbers, and how strong each of its nodes is.
//!
//! Knows nothing of claims. A node is a claim or a link; an edge says that a claim speaks to a node through a link.

use super::{Semantics, bearing, components::components};

/// The bound on the work for one cycle; after so many steps it is said not to converge.
const MOST_STEPS: u32 = 10_000;

/// A strength has come to rest when no step of time 1 would move it further than this.
const AT_REST: f64 = 1e-12;

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
    /// Nodes that depend on themselves are followed in time from their bases, `dσ/dt = target(σ) − σ` (N. Potyka,
    /// "Continuous Dynamical Systems for Weighted Bipolar Argumentation", KR 2018), until they rest.
    pub fn strengths(&self, semantics: &impl Semantics) -> Strengths {
        self.strengths_within(semantics, MOST_STEPS)
    }

    pub(super) fn strengths_within(&self, semantics: &impl Semantics, most_steps: u32) -> Strengths {
        let mut values = vec![0.0; self.nodes.len()];
        let mut known = vec![true; self.nodes.len()];
        let mut restless = Vec::new();
        let mut following = Following { graph: self, semantics, supporters: Vec::new(), attackers: Vec::new() };
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
                let moving = following.settle(&component, &mut values, most_steps);
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
struct Following<'g, S> {
    graph: &'g Graph,
    semantics: &'g S,
    supporters: Vec<f64>,
    attackers: Vec<f64>,
}

impl<S: Semantics> Following<'_, S> {
    /// What a node would be if those on whom it depends were as strong as given.
    fn target(&mut self, node: u32, strengths: &[f64]) -> f64 {
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

    /// Follows the nodes of a cycle in time; gives those that still moved when the bound was reached.
    ///
    /// Steps are Heun's, as long as the slope at their end is still close to that at their start: this keeps them stable
    /// however many speak to one node.
    fn settle(&mut self, cycle: &[u32], strengths: &mut [f64], most_steps: u32) -> Vec<u32> {
        let put = |strengths: &mut [f64], values: &[f64]| {
            for (node, value) in cycle.iter().zip(values) {
                strengths[*node as usize] = *value;
            }
        };
        let graph = self.graph;
        let mut slope = |strengths: &[f64], values: &[f64]| -> Vec<f64> {
            cycle.iter().zip(values).map(|(node, value)| self.target(*node, strengths) - value).collect()
        };
        // A whole has no base of its own to start from; where it starts does not matter to where it rests.
        let first = |node: &u32| match graph.nodes[*node as usize] {
            Node::Claim(base) | Node::Link(base) => base,
            Node::Whole => super::PRIOR,
        };
        let mut now: Vec<f64> = cycle.iter().map(first).collect();
        put(strengths, &now);
        let mut time = 0.5;
        let mut here = slope(strengths, &now);
        for _ in 0..most_steps {
            if largest(here.iter().copied()) < AT_REST {
                return Vec::new();
            }
            let guess: Vec<f64> = now.iter().zip(&here).map(|(value, slope)| value + time * slope).collect();
            put(strengths, &guess);
            let there = slope(strengths, &guess);
            if largest(here.iter().zip(&there).map(|(here, there)| there - here)) > largest(here.iter().copied()) / 2.0
            {
                time /= 2.0;
                put(strengths, &now);
                continue;
            }
            for ((value, here), there) in now.iter_mut().zip(&here).zip(&there) {
                *value = (*value + time * (here + there) / 2.0).clamp(0.0, 1.0);
            }
            put(strengths, &now);
            here = slope(strengths, &now);
            time = (time * 1.2).min(1.0);
        }
        cycle.iter().zip(&here).filter(|(_, slope)| slope.abs() >= AT_REST).map(|(node, _)| *node).collect()
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

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.map(f64::abs).fold(0.0, f64::max)
}
