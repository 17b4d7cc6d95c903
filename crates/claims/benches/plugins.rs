//! What a scorer costs per case, wherever it runs: linked in, in a process of its own one case at a time or in batches,
//! and in Python; and how long such a process takes to start.
//!
//! Prints a table, each figure the median of several rounds of one run. `cargo bench -p claims --bench plugins`.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a bench says what it measured")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use claims_host::{Apart, Confinement, Kind, Launch, Plugin, Runs};
use claims_model::Case;

#[path = "../src/conformance/model.rs"]
#[allow(dead_code, reason = "one case of many is taken")]
mod model;

const CASES: usize = 2_048;
const BATCH: usize = 256;
const ROUNDS: usize = 7;

const PYTHON: &str = r#"
import json, sys
sys.stdin.readline()
print(json.dumps({"claims": "plugin protocol", "protocols": [1]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    scores = [[{"claim": claim["handle"], "value": 0.5} for claim in case["claims"] if claim["key"] in case["subjects"]]
              for case in request["cases"]]
    print(json.dumps({"id": request["id"], "scores": scores}), flush=True)
"#;

fn main() {
    let cases: Vec<Case> = (0..CASES).map(|_| model::ordinary()).collect();
    let bytes = serde_json::to_vec(&cases[0]).unwrap().len();
    println!("{CASES} cases of about {bytes} bytes of JSON, medians of {ROUNDS} rounds\n");
    let linked = Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap();
    let base = per_case(&cases, 1, |batch| drop(linked.score(&batch[0]).unwrap()));
    row("linked in, one a call", base, base);

    let library = library("claims_plugin_quadratic");
    let runs = Runs::Library { path: library.clone(), name: "quadratic".to_owned() };
    let child = apart("quadratic", runs.clone(), vec![library]);
    let options = BTreeMap::new();
    row("process, one at a time", per_case(&cases, 1, |batch| drop(child.score_all(batch, &options).unwrap())), base);
    row(
        "process, batches of 256",
        per_case(&cases, BATCH, |batch| drop(child.score_all(batch, &options).unwrap())),
        base,
    );

    if let Some(python) =
        ["/usr/bin/python3", "/usr/local/bin/python3"].map(Path::new).into_iter().find(|path| path.exists())
    {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("half.py");
        std::fs::write(&script, PYTHON).unwrap();
        let runs = Runs::Program { command: python.to_owned(), arguments: vec![script] };
        let child = apart("half", runs, vec![folder.path().to_owned()]);
        row(
            "Python, batches of 256",
            per_case(&cases, BATCH, |batch| drop(child.score_all(batch, &options).unwrap())),
            base,
        );
    } else {
        println!("Python is not here; left out");
    }
    let mut starts: Vec<Duration> = (0..ROUNDS * 3)
        .map(|_| {
            let child = apart("quadratic", runs.clone(), vec![]);
            let started = Instant::now();
            drop(child.score_all(&cases[..1], &options).unwrap());
            started.elapsed()
        })
        .collect();
    starts.sort();
    println!("\na process from nothing to its first answer: {:.1} ms", starts[starts.len() / 2].as_secs_f64() * 1e3);
}

fn row(what: &str, nanos: f64, base: f64) {
    println!("{what:<26} {nanos:>10.0} ns a case   {:>6.1} × linked in", nanos / base);
}

/// Median time for a case, in nanoseconds.
fn per_case(cases: &[Case], batch: usize, mut score: impl FnMut(&[Case])) -> f64 {
    score(&cases[..batch]);
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            cases.chunks(batch).for_each(&mut score);
            started.elapsed().as_secs_f64() * 1e9 / cases.len() as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn apart(name: &str, runs: Runs, readable: Vec<PathBuf>) -> Apart {
    let confinement = Confinement {
        readable: readable
            .into_iter()
            .chain([PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target")])
            .collect(),
        memory_bytes: 2 << 30,
        cpu_seconds: 600,
    };
    let program = PathBuf::from(env!("CARGO_BIN_EXE_claims"));
    let launch = Launch { program, runs, confinement, deadline: Duration::from_secs(60), answer_bytes: 64 << 20 };
    Apart::new(name.to_owned(), "1".to_owned(), "a bench".to_owned(), vec![Kind::Scorer], launch)
}

/// The library of a bundled plugin, which cargo built beside this program.
fn library(crate_name: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let file = format!("{}{crate_name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let folder = program.ancestors().skip(1).find(|folder| folder.join(&file).is_file());
    folder.expect("the library was built").join(file)
}
