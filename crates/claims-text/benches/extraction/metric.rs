//! How far an extracted text is the true one: runs of four words that both have, as Scrapinghub's benchmark counts.

use std::collections::HashMap;

/// Precision, recall and their harmonic mean, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

/// The runs of four words of a text, each with how often it stands there; a shorter text is one run.
pub(crate) fn runs(text: &str) -> HashMap<Vec<&str>, usize> {
    let words = words(text);
    let mut runs = HashMap::new();
    if words.is_empty() {
        return runs;
    }
    for run in words.windows(words.len().min(4)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

/// The words of a text, with their case.
pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// The score of a text against the true one.
pub(crate) fn score(text: &str, truth: &str) -> Score {
    let (found, wanted) = (runs(text), runs(truth));
    let both = common(&found, &wanted) as f64;
    let total = |runs: &HashMap<Vec<&str>, usize>| runs.values().sum::<usize>() as f64;
    let (precision, recall) = (ratio(both, total(&found)), ratio(both, total(&wanted)));
    Score { precision, recall, f1: ratio(2.0 * precision * recall, precision + recall) }
}

/// How many runs two texts have in common.
pub(crate) fn common(one: &HashMap<Vec<&str>, usize>, other: &HashMap<Vec<&str>, usize>) -> usize {
    one.iter().map(|(run, count)| (*count).min(other.get(run).copied().unwrap_or(0))).sum()
}

/// The mean of scores, each part by itself.
pub(crate) fn mean(scores: &[Score]) -> Score {
    let of = |part: fn(&Score) -> f64| ratio(scores.iter().map(part).sum(), scores.len() as f64);
    Score { precision: of(|one| one.precision), recall: of(|one| one.recall), f1: of(|one| one.f1) }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
