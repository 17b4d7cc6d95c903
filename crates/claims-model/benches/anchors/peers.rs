//! Others that answer the same cases in the same run.

use std::{ops::Range, time::Instant};

use claims_model::anchor::Hunk;

use crate::{
    Hunks,
    data::{Case, Data},
    tally::{Answer, Peer},
};

/// The plain map through the difference: a quote stands where its first and last changes stand, if half of it is kept.
pub(crate) fn in_rust(data: &Data, hunks: &Hunks) -> Vec<Peer> {
    let one = |case: &Case| {
        let hunks = &hunks[&(case.old.clone(), case.new.clone())];
        let start = Instant::now();
        let places = Vec::from_iter(map(&case.was, hunks));
        Answer { state: None, places, score: 0.0, seconds: start.elapsed().as_secs_f64() }
    };
    vec![Peer { name: "diff map".to_owned(), answers: data.cases.iter().map(one).collect() }]
}

fn map(at: &Range<usize>, hunks: &[Hunk]) -> Option<Range<usize>> {
    let touched: Vec<&Hunk> = hunks.iter().filter(|hunk| hunk.old.start < at.end && at.start < hunk.old.end).collect();
    let kept: usize = touched
        .iter()
        .filter(|hunk| hunk.same)
        .map(|hunk| hunk.old.end.min(at.end) - hunk.old.start.max(at.start))
        .sum();
    let (first, last) = (touched.first()?, touched.last()?);
    let cut = if first.same { at.start.saturating_sub(first.old.start) } else { 0 };
    let cut_end = if last.same { last.old.end.saturating_sub(at.end) } else { 0 };
    (kept * 2 >= at.len()).then(|| first.new.start + cut..last.new.end - cut_end)
}

/// Python's fuzzy matchers.
pub(crate) fn in_python(_data: &Data) -> Vec<Peer> {
    Vec::new()
}
