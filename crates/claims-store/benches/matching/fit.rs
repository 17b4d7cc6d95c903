//! Fits the weights: of the traits so that the right claim comes first among all that were found, and of the signs so
//! that the confidence is the share of right answers.

/// What is fitted to: rows of numbers, and which of them are right.
pub(crate) struct Sample {
    pub(crate) rows: Vec<Vec<f64>>,
    pub(crate) right: Vec<bool>,
}

/// How strongly weights are drawn to zero.
const PENALTY: f64 = 3.0;
const ROUNDS: usize = 400;

/// The weights that make the right row of each sample the likeliest (the listwise loss of Cao et al., 2007, of the first
/// place); samples without a right row say nothing.
pub(crate) fn ranking(samples: &[&Sample]) -> Vec<f64> {
    let samples: Vec<&&Sample> = samples.iter().filter(|sample| sample.right.contains(&true)).collect();
    let scale = Scale::of(samples.iter().flat_map(|sample| &sample.rows));
    let rows: Vec<Vec<Vec<f64>>> =
        samples.iter().map(|sample| sample.rows.iter().map(|row| scale.scaled(row)).collect()).collect();
    let weights = climb(scale.width(), |weights, slope| {
        let mut gain = 0.0;
        for (sample, rows) in samples.iter().zip(&rows) {
            let ranks: Vec<f64> = rows.iter().map(|row| dot(row, weights)).collect();
            let most = ranks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let all: f64 = ranks.iter().map(|rank| (rank - most).exp()).sum();
            let count = sample.right.iter().filter(|right| **right).count() as f64;
            for ((row, right), rank) in rows.iter().zip(&sample.right).zip(&ranks) {
                let likely = (rank - most).exp() / all;
                let wanted = if *right { 1.0 / count } else { 0.0 };
                gain += wanted * (rank - most - all.ln());
                for (slope, value) in slope.iter_mut().zip(row) {
                    *slope += (wanted - likely) * value;
                }
            }
        }
        gain
    });
    weights.iter().zip(&scale.spread).map(|(weight, spread)| weight / spread).collect()
}

/// The weights and the bias, at the end, that make right rows likely and wrong ones unlikely (logistic regression).
pub(crate) fn odds(rows: &[(Vec<f64>, bool)]) -> Vec<f64> {
    let scale = Scale::of(rows.iter().map(|(row, _)| row));
    let scaled: Vec<Vec<f64>> = rows
        .iter()
        .map(|(row, _)| {
            let mut row = scale.scaled(row);
            row.push(1.0);
            row
        })
        .collect();
    let weights = climb(scale.width() + 1, |weights, slope| {
        let mut gain = 0.0;
        for (row, (_, right)) in scaled.iter().zip(rows) {
            let sum = dot(row, weights);
            let likely = 1.0 / (1.0 + (-sum).exp());
            gain += if *right { likely } else { 1.0 - likely }.max(1e-300).ln();
            for (slope, value) in slope.iter_mut().zip(row) {
                *slope += (f64::from(u8::from(*right)) - likely) * value;
            }
        }
        gain
    });
    let mut plain: Vec<f64> = weights.iter().zip(&scale.spread).map(|(weight, spread)| weight / spread).collect();
    let moved: f64 = plain.iter().zip(&scale.mean).map(|(weight, mean)| weight * mean).sum();
    plain.push(weights[scale.width()] - moved);
    plain
}

/// Climbs to the top of a concave function, which `slope` describes: the steps grow while they lead up (Rprop,
/// Riedmiller and Braun 1993).
fn climb(width: usize, slope: impl Fn(&[f64], &mut [f64]) -> f64) -> Vec<f64> {
    let mut weights = vec![0.0; width];
    let mut steps = vec![0.05_f64; width];
    let mut before = vec![0.0_f64; width];
    for _ in 0..ROUNDS {
        let mut now = vec![0.0; width];
        slope(&weights, &mut now);
        for at in 0..width {
            let gradient = now[at] - PENALTY * weights[at];
            let turned = gradient * before[at];
            steps[at] = if turned > 0.0 {
                (steps[at] * 1.2).min(1.0)
            } else if turned < 0.0 {
                steps[at] * 0.5
            } else {
                steps[at]
            };
            before[at] = if turned < 0.0 { 0.0 } else { gradient };
            weights[at] += before[at].signum() * if before[at] == 0.0 { 0.0 } else { steps[at] };
        }
        if steps.iter().all(|step| *step < 1e-6) {
            break;
        }
    }
    weights
}

/// Brings numbers of all sizes to one.
struct Scale {
    mean: Vec<f64>,
    spread: Vec<f64>,
}

impl Scale {
    fn of<'r>(rows: impl Iterator<Item = &'r Vec<f64>>) -> Self {
        let (mut count, mut sum, mut square) = (0.0, Vec::new(), Vec::new());
        for row in rows {
            sum.resize(row.len(), 0.0);
            square.resize(row.len(), 0.0);
            count += 1.0;
            for (at, value) in row.iter().enumerate() {
                sum[at] += value;
                square[at] += value * value;
            }
        }
        let mean: Vec<f64> = sum.iter().map(|sum| sum / count).collect();
        let spread = square.iter().zip(&mean).map(|(square, mean)| (square / count - mean * mean).max(1e-12).sqrt());
        Self { spread: spread.collect(), mean }
    }

    fn width(&self) -> usize {
        self.mean.len()
    }

    fn scaled(&self, row: &[f64]) -> Vec<f64> {
        row.iter().zip(&self.mean).zip(&self.spread).map(|((value, mean), spread)| (value - mean) / spread).collect()
    }
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
