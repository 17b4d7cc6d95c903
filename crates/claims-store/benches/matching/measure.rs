//! What an answer is worth: the mean average precision of its first five, and how well it tells that it has none.

use std::collections::HashSet;

/// The average precision of the first five: 1 if all right ones come first, 0 if none comes.
pub(crate) fn precision(order: &[usize], right: &HashSet<usize>) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (at, place) in order.iter().take(5).enumerate() {
        if right.contains(place) {
            found += 1.0;
            sum += found / (at + 1) as f64;
        }
    }
    if right.is_empty() { 0.0 } else { sum / right.len().min(5) as f64 }
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The first answer to a query: how sure it is, whether it is right, and whether a right one was on file at all.
#[derive(Clone, Copy)]
pub(crate) struct First {
    pub(crate) confidence: f64,
    pub(crate) is_right: bool,
    pub(crate) on_file: bool,
}

/// How often the confidence is higher where something is on file than where nothing is (area under the ROC curve).
pub(crate) fn area(firsts: &[First]) -> f64 {
    let mut sorted: Vec<&First> = firsts.iter().collect();
    sorted.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let (mut below, mut wins, mut with) = (0.0, 0.0, 0.0);
    for run in sorted.chunk_by(|a, b| a.confidence == b.confidence) {
        let on = run.iter().filter(|first| first.on_file).count() as f64;
        let off = run.len() as f64 - on;
        wins += on * (below + off / 2.0);
        below += off;
        with += on;
    }
    wins / (below * with).max(1.0)
}

/// The largest share of the queries with something on file that are answered, such that 95 of 100 answers are right.
pub(crate) fn answered(firsts: &[First]) -> f64 {
    let mut sorted: Vec<&First> = firsts.iter().collect();
    sorted.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let all = firsts.iter().filter(|first| first.on_file).count() as f64;
    let (mut right, mut best) = (0.0, 0.0_f64);
    for (at, first) in sorted.iter().enumerate() {
        right += f64::from(u8::from(first.is_right));
        if right / (at + 1) as f64 >= 0.95 {
            best = best.max(right / all);
        }
    }
    best
}

/// At the confidence from which on a claim is said to be the same: the share of the answers that are right, and of the
/// queries with something on file that get one.
pub(crate) fn at(firsts: &[First], likely: f64) -> (f64, f64) {
    let given: Vec<&First> = firsts.iter().filter(|first| first.confidence >= likely).collect();
    let right = given.iter().filter(|first| first.is_right).count() as f64;
    let all = firsts.iter().filter(|first| first.on_file).count() as f64;
    (right / given.len().max(1) as f64, right / all)
}

/// How far the confidence is from the share of right answers, on average (expected calibration error, ten bins).
pub(crate) fn miscalibration(firsts: &[First]) -> f64 {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for first in firsts {
        let bin = &mut bins[((first.confidence * 10.0) as usize).min(9)];
        bin.0 += 1.0;
        bin.1 += first.confidence;
        bin.2 += f64::from(u8::from(first.is_right));
    }
    bins.iter().map(|(_, sure, right)| (sure - right).abs()).sum::<f64>() / firsts.len().max(1) as f64
}
