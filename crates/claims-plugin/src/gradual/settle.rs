//! Follows a cycle in time until it rests.
//!
//! Where a cycle can rest in more than one way, its course decides which it is. So the course is followed closely, and
//! all on which the cycle depends moves along with it, as the semantics has it, rather than standing there from the start.

use std::collections::BTreeSet;

use super::{Semantics, graph::Following};

/// A strength has come to rest when no step of time 1 would move it further than this.
const AT_REST: f64 = 1e-12;

/// How far a step may be off, in parts of the step.
const CLOSE: f64 = 1e-4;

/// The longest step; a longer one would leave the region where the rule is stable.
const LONGEST: f64 = 2.0;

/// The bound on the work for one cycle, in steps.
const MOST_STEPS: usize = 20_000;

/// Moves `cycle` with its `system`, which holds it and all that it depends on, from their bases until they rest.
///
/// Puts where the cycle rests in `strengths`, and leaves the rest of it as it was. Gives the nodes of the cycle that
/// still move when the bound is reached, none if it rests.
///
/// The rule is that of P. Bogacki and L. F. Shampine, "A 3(2) pair of Runge–Kutta formulas" (Applied Mathematics Letters,
/// 1989): of third order, with its own estimate of how far a step is off.
pub(super) fn settled<S: Semantics>(
    following: &mut Following<'_, S>,
    system: &[u32],
    cycle: &[u32],
    strengths: &mut [f64],
) -> Vec<u32> {
    let graph = following.graph;
    let before: Vec<f64> = system.iter().map(|node| strengths[*node as usize]).collect();
    // A step looks at the slope three times.
    let weighed: usize = system.iter().map(|node| 1 + graph.edges_to(*node).len()).sum::<usize>() * 3;
    let most_steps = (following.weighings / weighed).min(MOST_STEPS);
    let mut steps = 0;

    let mut slope = |values: &[f64]| -> Vec<f64> {
        put(strengths, system, values);
        system.iter().zip(values).map(|(node, value)| following.target(*node, strengths) - value).collect()
    };
    let mut now: Vec<f64> = system.iter().map(|node| graph.start(*node)).collect();
    let mut time = 0.1;
    let mut first = slope(&now);
    for _ in 0..most_steps {
        if largest(&first) < AT_REST {
            break;
        }
        steps += 1;
        let second = slope(&sum(&now, &[(time / 2.0, &first)]));
        let third = slope(&sum(&now, &[(time * 3.0 / 4.0, &second)]));
        let mut next = sum(&now, &[(time * 2.0 / 9.0, &first), (time / 3.0, &second), (time * 4.0 / 9.0, &third)]);
        next.iter_mut().for_each(|value| *value = value.clamp(0.0, 1.0));
        let fourth = slope(&next);
        let none = vec![0.0; system.len()];
        let shares = [(-5.0 / 72.0, &first), (1.0 / 12.0, &second), (1.0 / 9.0, &third), (-1.0 / 8.0, &fourth)];
        let off = largest(&sum(&none, &shares)) / (CLOSE * largest(&first));
        if off <= 1.0 {
            (now, first) = (next, fourth);
        }
        time = (time * (0.9 / off.cbrt()).clamp(0.3, 2.0)).min(LONGEST);
    }
    put(strengths, system, &before);
    following.weighings -= steps * weighed;
    let cycle: BTreeSet<u32> = cycle.iter().copied().collect();
    let mut moving = Vec::new();
    for (at, node) in system.iter().enumerate().filter(|(_, node)| cycle.contains(node)) {
        strengths[*node as usize] = now[at];
        moving.extend((first[at].abs() >= AT_REST).then_some(*node));
    }
    // Perhaps only what the cycle depends on still moves; then the cycle has not come to its rest either.
    if largest(&first) >= AT_REST && moving.is_empty() { cycle.into_iter().collect() } else { moving }
}

fn put(strengths: &mut [f64], nodes: &[u32], values: &[f64]) {
    for (node, value) in nodes.iter().zip(values) {
        strengths[*node as usize] = *value;
    }
}

/// The first values, and so many times each of the others.
fn sum(values: &[f64], more: &[(f64, &Vec<f64>)]) -> Vec<f64> {
    let times = |at: usize| more.iter().map(|(times, values)| times * values[at]).sum::<f64>();
    values.iter().enumerate().map(|(at, value)| value + times(at)).collect()
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, value| largest.max(value.abs()))
}
