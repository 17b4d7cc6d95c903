//! The argument as a graph of numbers, and how strong each of its nodes is.
//!
//! Knows nothing of claims. A node is a claim or a link; an edge says that a claim speaks to a node through a link.

use crate::{
    components::components,
    energy::{bearing, energy, moved},
};

/// The bound on the work for one cycle; after so many steps it is said not to converge.
pub(crate) const MOST_STEPS: u32 = 10_000;

/// A strength has come to rest when no step of time 1 would move it further than this.
const AT_REST: f64 = 1e-12;

/// A claim that speaks to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    /// The node that is spoken to.
    pub(crate) to: u32,
    /// Whether it speaks for the node, not against it.
    pub(crate) supports: bool,
    /// Among those on one side of one node, those with the same number count once, by the strongest of them.
    pub(crate) voice: u32,
    /// The claim that speaks.
    pub(crate) from: u32,
    /// The link that it speaks through.
    pub(crate) through: u32,
}

/// Claims and links with what they start from, and who speaks to whom.
#[derive(Debug)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    /// Sorted: by the node spoken to, then by side and voice.
    edges: Vec<Edge>,
    /// Where the edges to each node end.
    ends: Vec<usize>,
}

/// One node.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node {
    /// A claim with its base.
    Claim(f64),
    /// A link with its base.
    Link(f64),
}

impl Graph {
    pub(crate) fn new(nodes: Vec<Node>, mut edges: Vec<Edge>) -> Self {
        edges.sort_unstable();
        let mut ends = vec![0; nodes.len()];
        for edge in &edges {
            ends[edge.to as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Self { nodes, edges, ends }
    }

    /// Those who speak to a node, sorted by side and voice.
    pub(crate) fn edges_to(&self, node: usize) -> &[Edge] {
        let start = node.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.edges[start..self.ends[node]]
    }

    pub(crate) fn base(&self, node: usize) -> f64 {
        match self.nodes[node] {
            Node::Claim(base) | Node::Link(base) => base,
        }
    }

    /// The strength of each node; `None` where a cycle does not come to rest, and where that bears on a node.
    pub(crate) fn strengths(&self) -> Vec<Option<f64>> {
        self.strengths_within(MOST_STEPS)
    }

    fn strengths_within(&self, most_steps: u32) -> Vec<Option<f64>> {
        let needs = |node: u32, at: usize| {
            let edge = self.edges_to(node as usize).get(at / 2)?;
            Some(if at.is_multiple_of(2) { edge.from } else { edge.through })
        };
        let mut strengths: Vec<f64> = (0..self.nodes.len()).map(|node| self.base(node)).collect();
        let mut known = vec![true; self.nodes.len()];
        let mut sides = Sides::default();
        for component in components(self.nodes.len(), needs) {
            let of_unknown = |node: &u32| {
                self.edges_to(*node as usize)
                    .iter()
                    .any(|edge| !known[edge.from as usize] || !known[edge.through as usize])
            };
            let rests = if component.iter().any(of_unknown) {
                false
            } else if let [node] = component[..]
                && self.edges_to(node as usize).iter().all(|edge| edge.from != node && edge.through != node)
            {
                strengths[node as usize] = self.target(node, &strengths, &mut sides);
                true
            } else {
                self.settle(&component, &mut strengths, &mut sides, most_steps)
            };
            for node in component {
                known[node as usize] = rests;
            }
        }
        strengths.into_iter().zip(known).map(|(strength, known)| known.then_some(strength)).collect()
    }

    /// Integrates `dσ/dt = target(σ) − σ` over the nodes of a cycle, from their bases until they rest.
    ///
    /// Steps are Heun's, as long as the slope at their end is still close to that at their start: this keeps them stable
    /// however many speak to one node. Gives whether it came to rest within the bound.
    fn settle(&self, cycle: &[u32], strengths: &mut [f64], sides: &mut Sides, most_steps: u32) -> bool {
        let put = |strengths: &mut [f64], values: &[f64]| {
            for (node, value) in cycle.iter().zip(values) {
                strengths[*node as usize] = *value;
            }
        };
        let slope = |strengths: &[f64], values: &[f64], sides: &mut Sides| -> Vec<f64> {
            cycle.iter().zip(values).map(|(node, value)| self.target(*node, strengths, sides) - value).collect()
        };
        let mut now: Vec<f64> = cycle.iter().map(|node| self.base(*node as usize)).collect();
        let mut time = 0.5;
        let mut here = slope(strengths, &now, sides);
        for _ in 0..most_steps {
            if largest(here.iter().copied()) < AT_REST {
                return true;
            }
            let guess: Vec<f64> = now.iter().zip(&here).map(|(value, slope)| value + time * slope).collect();
            put(strengths, &guess);
            let there = slope(strengths, &guess, sides);
            if largest(here.iter().zip(&there).map(|(here, there)| there - here)) > largest(here.iter().copied()) / 2.0
            {
                time /= 2.0;
                continue;
            }
            for ((value, here), there) in now.iter_mut().zip(&here).zip(&there) {
                *value = (*value + time * (here + there) / 2.0).clamp(0.0, 1.0);
            }
            put(strengths, &now);
            here = slope(strengths, &now, sides);
            time = (time * 1.2).min(1.0);
        }
        false
    }

    /// What a node would be if those who speak to it were as strong as given.
    fn target(&self, node: u32, strengths: &[f64], sides: &mut Sides) -> f64 {
        sides.supporters.clear();
        sides.attackers.clear();
        for voice in voices(self.edges_to(node as usize)) {
            let speaking = voice.iter().map(|edge| strengths[edge.from as usize] * strengths[edge.through as usize]);
            let side = if voice[0].supports { &mut sides.supporters } else { &mut sides.attackers };
            side.push(speaking.fold(0.0, f64::max));
        }
        match self.nodes[node as usize] {
            Node::Claim(base) => moved(base, energy(&mut sides.supporters, &mut sides.attackers)),
            Node::Link(base) => bearing(base, &mut sides.supporters, &mut sides.attackers),
        }
    }
}

/// The edges to one node, with those together that count once.
pub(crate) fn voices(edges: &[Edge]) -> impl Iterator<Item = &[Edge]> {
    edges.chunk_by(|one, other| (one.supports, one.voice) == (other.supports, other.voice))
}

/// Room for the strengths of those who speak to a node, used again and again.
#[derive(Debug, Default)]
struct Sides {
    supporters: Vec<f64>,
    attackers: Vec<f64>,
}

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.map(f64::abs).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests;
