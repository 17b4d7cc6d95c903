//! The semantics once more, written another way: dense tables, no order, no parts of a graph, everything moved at once.

/// A graph of claims with links that may be spoken to: each has who speaks, what to, and on which side.
#[derive(Debug, Clone)]
pub(crate) struct Argument {
    pub(crate) bases: Vec<f64>,
    pub(crate) links: Vec<(usize, To, bool)>,
}

/// What a claim speaks to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum To {
    Claim(usize),
    Link(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Formula {
    QuadraticEnergy,
    Dfquad,
}

/// The strengths of the claims after the system came to rest; `None` if it does not within the bound.
pub(crate) fn strengths(argument: &Argument, formula: Formula) -> Option<Vec<f64>> {
    let count = argument.bases.len();
    let mut state: Vec<f64> = argument.bases.iter().copied().chain(argument.links.iter().map(|_| 1.0)).collect();
    // Classic Runge and Kutta of the fourth order with a fixed step.
    let step = 0.05;
    for _ in 0..40_000 {
        let one = slope(argument, formula, &state);
        if one.iter().all(|slope| slope.abs() < 1e-13) {
            state.truncate(count);
            return Some(state);
        }
        let two = slope(argument, formula, &along(&state, &one, step / 2.0));
        let three = slope(argument, formula, &along(&state, &two, step / 2.0));
        let four = slope(argument, formula, &along(&state, &three, step));
        for (at, value) in state.iter_mut().enumerate() {
            *value += step / 6.0 * (one[at] + 2.0 * two[at] + 2.0 * three[at] + four[at]);
        }
    }
    None
}

fn along(state: &[f64], slope: &[f64], step: f64) -> Vec<f64> {
    state.iter().zip(slope).map(|(value, slope)| value + step * slope).collect()
}

fn slope(argument: &Argument, formula: Formula, state: &[f64]) -> Vec<f64> {
    let count = argument.bases.len();
    (0..state.len())
        .map(|node| {
            let mut spoken = [Vec::new(), Vec::new()];
            for (at, (from, to, supports)) in argument.links.iter().enumerate() {
                let target = match to {
                    To::Claim(claim) => *claim,
                    To::Link(link) => count + link,
                };
                if target == node {
                    spoken[usize::from(*supports)].push(state[*from] * state[count + at]);
                }
            }
            let [against, for_it] = &spoken;
            let base = argument.bases.get(node).copied().unwrap_or(1.0);
            // Links weaken as in DF-QuAD in every semantics.
            let goal = match formula {
                Formula::QuadraticEnergy if node < count => {
                    let energy = for_it.iter().sum::<f64>() - against.iter().sum::<f64>();
                    let pull = energy.powi(2) / (1.0 + energy.powi(2));
                    if energy > 0.0 { base + (1.0 - base) * pull } else { base - base * pull }
                }
                _ => {
                    let none = |side: &[f64]| side.iter().map(|value| 1.0 - value).product::<f64>();
                    let (vs, va) = (1.0 - none(for_it), 1.0 - none(against));
                    if va >= vs { base - base * (va - vs) } else { base + (1.0 - base) * (vs - va) }
                }
            };
            goal - state[node]
        })
        .collect()
}
