//! Fits the weights of traits to marked pages: logistic regression by Newton's method, with a small penalty.

use crate::{
    metric::{self, Score, common, runs, words},
    pages::Page,
};

/// Weights and a bias.
pub(crate) struct Fit {
    pub(crate) weights: Vec<f64>,
    pub(crate) bias: f64,
}

/// A page's passages, each with its traits, whether it is of the body, and how much it matters.
pub(crate) struct Sample {
    texts: Vec<String>,
    rows: Vec<Vec<f64>>,
    labels: Vec<(bool, f64)>,
}

/// The names of the traits, in their order.
pub(crate) fn names(page: &Page) -> Vec<&'static str> {
    claims_text::traits_of(&page.html)
        .first()
        .map(|(_, row)| row.iter().map(|(name, _)| *name).collect())
        .unwrap_or_default()
}

/// A page as a sample.
///
/// A passage is of the body if more than half of its runs of words are in the true text; it matters by its words as a
/// share of the article's, so that each page matters alike, and less the nearer it is to half.
pub(crate) fn sample(page: &Page) -> Sample {
    let truth = runs(&page.truth);
    let length = words(&page.truth).len().max(50) as f64;
    let all = format!(" {} ", words(&page.truth).join(" "));
    let mut sample = Sample { texts: Vec::new(), rows: Vec::new(), labels: Vec::new() };
    for (text, row) in claims_text::traits_of(&page.html) {
        let words = words(&text);
        let share = if words.len() < 4 {
            f64::from(u8::from(all.contains(&format!(" {} ", words.join(" ")))))
        } else {
            let runs = runs(&text);
            common(&runs, &truth) as f64 / runs.values().sum::<usize>() as f64
        };
        let matters = (words.len() as f64 / length).min(0.5) * (2.0 * share - 1.0).abs();
        sample.labels.push((share > 0.5, matters));
        sample.rows.push(row.iter().map(|(_, value)| f64::from(*value)).collect());
        sample.texts.push(text);
    }
    sample
}

/// The weights that make the marked passages likeliest.
pub(crate) fn fit(samples: &[&Sample]) -> Fit {
    /// How strongly weights are drawn to zero, per mattering passage and variance of the trait.
    const PENALTY: f64 = 100.0;
    const ROUNDS: usize = 12;
    let count: usize = samples.iter().map(|sample| sample.rows.len()).sum();
    let matters: f64 = samples.iter().flat_map(|sample| &sample.labels).map(|(_, matters)| matters).sum();
    let scale = count as f64 / matters;
    let width = samples.iter().find_map(|sample| sample.rows.first()).map_or(0, Vec::len);
    let rows = || samples.iter().flat_map(|sample| sample.rows.iter().zip(&sample.labels));
    let mut mean = vec![0.0; width];
    let mut square = vec![0.0; width];
    for (row, _) in rows() {
        for (at, value) in row.iter().enumerate() {
            mean[at] += value / count as f64;
            square[at] += value * value / count as f64;
        }
    }
    let spread: Vec<f64> =
        square.iter().zip(&mean).map(|(square, mean)| (square - mean * mean).max(0.0).sqrt().max(1e-3)).collect();
    // The last one is the bias.
    let mut beta = vec![0.0; width + 1];
    let mut scaled = vec![1.0; width + 1];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; width + 1];
        let mut curve = vec![vec![0.0; width + 1]; width + 1];
        for (row, (label, matters)) in rows() {
            if *matters == 0.0 {
                continue;
            }
            for at in 0..width {
                scaled[at] = (row[at] - mean[at]) / spread[at];
            }
            let sum: f64 = scaled.iter().zip(&beta).map(|(value, weight)| value * weight).sum();
            let odds = 1.0 / (1.0 + (-sum).exp());
            let weight = matters * scale;
            let error = weight * (f64::from(u8::from(*label)) - odds);
            let bend = (weight * odds * (1.0 - odds)).max(1e-9);
            for at in 0..=width {
                slope[at] += error * scaled[at];
                let value = bend * scaled[at];
                for other in 0..=at {
                    curve[at][other] += value * scaled[other];
                }
            }
        }
        for at in 0..width {
            slope[at] -= PENALTY * beta[at];
            curve[at][at] += PENALTY;
        }
        for (at, step) in solve(curve, slope).into_iter().enumerate() {
            beta[at] += step;
        }
    }
    let weights: Vec<f64> = (0..width).map(|at| beta[at] / spread[at]).collect();
    let bias = beta[width] - weights.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum::<f64>();
    Fit { weights, bias }
}

/// Solves a symmetric, positive system of which the lower half is given, by Cholesky's method.
fn solve(mut lower: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        for column in 0..=at {
            let sum: f64 = lower[at][column] - (0..column).map(|k| lower[at][k] * lower[column][k]).sum::<f64>();
            lower[at][column] = if at == column { sum.max(1e-12).sqrt() } else { sum / lower[column][column] };
        }
        right[at] = (right[at] - (0..at).map(|k| lower[at][k] * right[k]).sum::<f64>()) / lower[at][at];
    }
    for at in (0..size).rev() {
        right[at] = (right[at] - (at + 1..size).map(|k| lower[k][at] * right[k]).sum::<f64>()) / lower[at][at];
    }
    right
}

/// How good the passages are that some weights keep, with no other rule.
pub(crate) fn judge(fit: &Fit, sample: &Sample, truth: &str) -> Score {
    let body =
        |row: &[f64]| fit.weights.iter().zip(row).map(|(weight, value)| weight * value).sum::<f64>() + fit.bias > 0.0;
    let kept = sample.texts.iter().zip(&sample.rows).filter(|(_, row)| body(row)).map(|(text, _)| text.as_str());
    metric::score(&kept.collect::<Vec<_>>().join("\n\n"), truth)
}

/// Fits in halves, in fifths and to all, prints how good each is on pages it was not fitted to, and the weights of all.
pub(crate) fn print(pages: &[Page]) {
    let samples: Vec<Sample> = pages.iter().map(sample).collect();
    let across = |folds: usize| -> Vec<Score> {
        let mut scores = vec![Score::default(); pages.len()];
        for fold in 0..folds {
            let others: Vec<&Sample> =
                (0..pages.len()).filter(|at| at % folds != fold).map(|at| &samples[at]).collect();
            let fit = fit(&others);
            for at in (fold..pages.len()).step_by(folds) {
                scores[at] = judge(&fit, &samples[at], &pages[at].truth);
            }
        }
        scores
    };
    let all = fit(&samples.iter().collect::<Vec<_>>());
    let same: Vec<Score> = samples.iter().zip(pages).map(|(sample, page)| judge(&all, sample, &page.truth)).collect();
    for (name, scores) in
        [("fitted in halves", across(2)), ("fitted in fifths", across(5)), ("fitted to the same", same)]
    {
        let (even, odd): (Vec<_>, Vec<_>) = scores.iter().enumerate().partition(|(at, _)| at % 2 == 0);
        let of = |part: Vec<(usize, &Score)>| {
            metric::mean(&part.into_iter().map(|(_, score)| *score).collect::<Vec<_>>()).f1
        };
        let mean = metric::mean(&scores);
        println!(
            "{name:<20} P {:.4} R {:.4} F1 {:.4}  even {:.4} odd {:.4}",
            mean.precision,
            mean.recall,
            mean.f1,
            of(even),
            of(odd)
        );
    }
    println!("\npub(crate) const BIAS: f32 = {:.2};\n", all.bias);
    for (name, weight) in names(&pages[0]).into_iter().zip(&all.weights) {
        println!("    ({name:?}, {weight:.2}),");
    }
}
