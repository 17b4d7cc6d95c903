//! Others that answer the same cases in the same run.

use std::{
    io::Write as _,
    ops::Range,
    process::{Command, Stdio},
    time::Instant,
};

use claims_model::{anchor::Hunk, quote};
use serde_json::Value;

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

/// Python's fuzzy matchers, by the interpreter that `CLAIMS_BENCH_PYTHON` names; it needs `rapidfuzz` and
/// `diff-match-patch`.
pub(crate) fn in_python(data: &Data) -> Vec<Peer> {
    let Some(python) = std::env::var_os("CLAIMS_BENCH_PYTHON") else {
        println!("Python's fuzzy matchers left out: CLAIMS_BENCH_PYTHON names no interpreter\n");
        return Vec::new();
    };
    let mut child = Command::new(python)
        .args(["-c", include_str!("fuzzy.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let points = |text: &str, byte: usize| text[..byte].chars().count();
    let mut input = String::new();
    for case in &data.cases {
        let old = &data.texts[&case.old];
        let row = serde_json::json!({
            "old": old, "new": data.texts[&case.new],
            "start": points(old, case.was.start), "end": points(old, case.was.end),
        });
        input.push_str(&format!("{row}\n"));
    }
    // All is read before anything is answered, so neither side waits for the other.
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the Python peers failed");
    let rows: Vec<Value> =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let answer = |name: &str, (case, row): (&Case, &Value)| {
        let (new, found) = (&data.texts[&case.new], &row[name]);
        let byte = |at: &Value| quote::byte_of(new, usize::try_from(at.as_u64().unwrap()).unwrap());
        let places = found["place"].as_array().map(|place| byte(&place[0])..byte(&place[1]));
        let seconds = found["seconds"].as_f64().unwrap();
        Answer { state: None, places: Vec::from_iter(places), score: 0.0, seconds }
    };
    ["rapidfuzz", "hypothesis"]
        .map(|name| Peer {
            name: name.to_owned(),
            answers: data.cases.iter().zip(&rows).map(|both| answer(name, both)).collect(),
        })
        .into()
}
