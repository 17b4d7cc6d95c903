//! What a scorer must stand up to: any case that a casebook can hold, alone and among others, always with one answer.

use claims_host::{Apart, Kind::Scorer};
use claims_model::{Case, Score};

use super::{Bench, Check, Checked, Stop, check_kind, fail, model};

pub(super) const CHECKS: &[Check] = &[
    check_kind(Scorer, "score-range", "every subject has one score, from 0 to 1 or undetermined", range),
    check_kind(Scorer, "score-repeated", "the same case has the same score again", repeated),
    check_kind(Scorer, "score-restarted", "the same case has the same score in another process", restarted),
    check_kind(Scorer, "score-batches", "256 cases have the same scores one by one, by sevens and at once", batches),
    check_kind(Scorer, "score-empty-batch", "no cases have no scores", |bench| {
        let scores = bench.apart().score_all(&[], &bench.options)?;
        if scores.is_empty() { Ok(()) } else { fail("there were scores") }
    }),
    check_kind(Scorer, "score-no-subjects", "a case without subjects has no scores", |bench| {
        answers(bench, &[Case::default(), model::without_subjects()])
    }),
    check_kind(Scorer, "score-no-sources", "a claim without any source", |bench| {
        answers(bench, &[model::worded("The harbour is closed")])
    }),
    check_kind(Scorer, "score-circle", "claims that speak against each other", |bench| {
        answers(bench, &[model::circle()])
    }),
    check_kind(Scorer, "score-empty-text", "a claim without words", |bench| answers(bench, &[model::worded("")])),
    check_kind(Scorer, "score-long-text", "a claim of a megabyte", |bench| {
        answers(bench, &[model::worded(&model::long_text())])
    }),
    check_kind(Scorer, "score-nul", "a claim with a NUL in it", |bench| answers(bench, &[model::worded("a\0b")])),
    check_kind(Scorer, "score-odd-texts", "right-to-left, combining, invisible and joined characters", |bench| {
        answers(bench, &model::ODD_TEXTS.map(model::reworded))
    }),
];

/// How many cases are asked in all, and by how many.
const CASES: usize = 256;
const SOME: usize = 7;

/// Each case has an answer that can be right.
fn answers(bench: &Bench, cases: &[Case]) -> Checked {
    let plugin = bench.apart();
    for case in cases {
        plugin.score(case, &bench.options)?;
    }
    Ok(())
}

fn range(bench: &Bench) -> Checked {
    let varied: Vec<Case> = (0..20).map(model::varied).chain([model::ordinary()]).collect();
    answers(bench, &varied)
}

fn repeated(bench: &Bench) -> Checked {
    let plugin = bench.apart();
    compare_twice(bench, &plugin, &plugin)
}

fn restarted(bench: &Bench) -> Checked {
    compare_twice(bench, &bench.apart(), &bench.apart())
}

fn compare_twice(bench: &Bench, one: &Apart, other: &Apart) -> Checked {
    for case in [model::ordinary(), model::varied(23)] {
        let (before, after) = (one.score(&case, &bench.options)?, other.score(&case, &bench.options)?);
        same(&case, &before, &after)?;
    }
    Ok(())
}

fn batches(bench: &Bench) -> Checked {
    let cases: Vec<Case> = (0..CASES).map(model::varied).collect();
    let at_once = bench.apart().score_all(&cases, &bench.options)?;
    for size in [1, SOME] {
        let plugin = bench.apart();
        // From the end, so that what a plugin keeps between two questions shows.
        for (batch, expected) in cases.chunks(size).zip(at_once.chunks(size)).rev() {
            let scores = plugin.score_all(batch, &bench.options)?;
            for ((case, scores), expected) in batch.iter().zip(&scores).zip(expected) {
                same(case, expected, scores)
                    .map_err(|stop| in_context(stop, &format!("among {CASES} cases and among {size}")))?;
            }
        }
    }
    Ok(())
}

fn in_context(stop: Stop, context: &str) -> Stop {
    match stop {
        Stop::Fail(why) => Stop::Fail(format!("{context}: {why}")),
        other => other,
    }
}

/// Both answers are the same, to the last bit.
fn same(case: &Case, one: &[Score], other: &[Score]) -> Result<(), Stop> {
    let Some((one, other)) = one.iter().zip(other).find(|(one, other)| one != other) else { return Ok(()) };
    let claim = case.claims.iter().find(|claim| claim.key == one.claim).map(|claim| claim.handle.to_string());
    let claim = claim.unwrap_or_default();
    if one.value == other.value {
        return fail(format!("{claim} has the same value with other reasons"));
    }
    let shown = |value: Option<f64>| value.map_or_else(|| "undetermined".to_owned(), |value| value.to_string());
    fail(format!("{claim} is {}, and then {}", shown(one.value), shown(other.value)))
}
