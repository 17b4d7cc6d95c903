//! What a plugin costs, wherever it runs: the same small scorer compiled in, behind the contract, in a process of its
//! own and in Python; how long such a process takes to start; and what a differ's texts cost that lie in memory already.
//!
//! Prints tables, each figure the median of several rounds of one run. `cargo bench -p claims --bench plugins`.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a bench says what it measured")]
#![allow(clippy::cast_precision_loss, reason = "figures for people to read")]

use std::{
    collections::BTreeMap,
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use claims_host::{Apart, Confinement, Kind, Launch, Plugin, Runs};
use claims_model::{Case, Score, Stance, Target};

#[path = "../../claims-host/tests/common/case.rs"]
mod case;
#[path = "plugins/compiled_in.rs"]
mod compiled_in;
#[path = "plugins/counting.rs"]
mod counting;

use case::Builder;
use compiled_in::{CompiledIn, Doubt};
use counting::allocations;

/// Cases in this process, and in another, which are slower to ask.
const CASES: usize = 100_000;
const CASES_APART: usize = 8_192;
const CASES_PYTHON: usize = 20_000;
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
    // A different one each time, and more of them than the caches hold.
    let cases: Vec<Case> = (0..1_024).map(countered).collect();
    let bytes = serde_json::to_vec(&cases[0]).unwrap().len();
    println!(
        "A claim in three sources with three counter-statements, {bytes} bytes as JSON; medians of {ROUNDS} rounds\n"
    );
    println!("{:<38} {:>9} {:>13} {:>12}", "", "ns a case", "× compiled in", "allocations");

    let plain: &dyn CompiledIn = &Doubt;
    let linked = Plugin::linked(&claims_host_specimens::doubt::PLUGIN).unwrap();
    let doubt = library("claims_host_specimens");
    // SAFETY: cargo built the library from this workspace.
    #[allow(unsafe_code, reason = "loading a library runs its code")]
    let loaded = unsafe { Plugin::load_as(&doubt, "doubt") }.unwrap();
    let base = here("compiled in, one case a call", &cases, None, |case| plain.score(case));
    here("linked in, one case a call", &cases, Some(base), |case| linked.score(case).unwrap());
    here("library, one case a call", &cases, Some(base), |case| loaded.score(case).unwrap());
    let joined: Vec<Case> = (0..4).map(|_| counter_all(BATCH)).collect();
    let joined_base = here("compiled in, 256 claims a call", &joined, None, |case| plain.score(case));
    here("library, 256 claims a call", &joined, Some(joined_base), |case| loaded.score(case).unwrap());
    let quadratic = Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap();
    here("the bundled `quadratic`, linked in", &cases, Some(base), |case| quadratic.score(case).unwrap());

    let options = BTreeMap::new();
    let runs = Runs::Library { path: doubt.clone(), name: "doubt".to_owned() };
    let many: Vec<Case> = cases.iter().cycle().take(CASES_APART).cloned().collect();
    let child = apart("doubt", runs.clone(), vec![doubt]);
    for (what, batch) in [("confined process, batches of 256", BATCH), ("confined process, one at a time", 1)] {
        let nanos = per_case(&many, batch, |batch| drop(child.score_all(batch, &options).unwrap()));
        println!("{what:<38} {nanos:>9.0} {:>13.1}", nanos / base);
    }
    let nanos = per_case(&joined, 1, |case| drop(child.score_all(case, &options).unwrap())) / BATCH as f64;
    println!("{:<38} {nanos:>9.0} {:>13.1}", "confined process, 256 claims a call", nanos / joined_base);
    python(&cases, base);
    start(&cases[..1], &runs);
    differ();
}

/// A claim in three sources, with three counter-statements.
fn countered(number: usize) -> Case {
    let mut builder = Builder::default();
    add(&mut builder, number);
    builder.case
}

/// So many of them in one case.
fn counter_all(count: usize) -> Case {
    let mut builder = Builder::default();
    (0..count).for_each(|number| add(&mut builder, number));
    builder.case
}

fn add(builder: &mut Builder, number: usize) {
    let (minister, scholar) = (builder.party("A minister"), builder.party("A scholar"));
    let claim = builder.claim(&format!("Trade number {number} harms no one"), Some(minister), None);
    builder.case.subjects.push(claim);
    for paper in ["The wire", "The echo", "The paper"] {
        let source = builder.source(paper, &"The trade harms no one, he said. ".repeat(4), &[]);
        builder.appears(claim, source);
        let counter = builder.claim("It harms those who pay for it", Some(scholar), Some(source));
        builder.link(counter, Stance::Rebuts, Target::Claim(claim));
    }
}

/// Times a scorer of this process, and counts its allocations; gives nanoseconds a claim.
fn here(what: &str, cases: &[Case], base: Option<f64>, score: impl Fn(&Case) -> Vec<Score>) -> f64 {
    let subjects: usize = cases.iter().map(|case| case.subjects.len()).sum();
    let repeats = CASES.div_ceil(subjects);
    let all = || {
        for _ in 0..repeats {
            cases.iter().for_each(|case| drop(black_box(score(black_box(case)))));
        }
    };
    let claims = (repeats * subjects) as f64;
    let nanos = median(|| {
        let started = Instant::now();
        all();
        started.elapsed().as_secs_f64() * 1e9 / claims
    });
    let (calls, _) = allocations(all);
    let ratio = nanos / base.unwrap_or(nanos);
    println!("{what:<38} {nanos:>9.0} {ratio:>13.2} {:>12.2}", calls as f64 / claims);
    nanos
}

fn python(cases: &[Case], base: f64) {
    let Some(python) = ["/usr/bin/python3", "/usr/local/bin/python3"].map(Path::new).into_iter().find(|at| at.exists())
    else {
        return println!("Python is not here; left out");
    };
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("half.py");
    fs::write(&script, PYTHON).unwrap();
    let runs = Runs::Program { command: python.to_owned(), arguments: vec![script] };
    let child = apart("half", runs, vec![folder.path().to_owned()]);
    let many: Vec<Case> = cases.iter().cycle().take(CASES_PYTHON).cloned().collect();
    let options = BTreeMap::new();
    let before = cpu_seconds();
    let nanos = per_case(&many, BATCH, |batch| drop(child.score_all(batch, &options).unwrap()));
    println!("{:<38} {nanos:>9.0} {:>13.1}", "Python, batches of 256", nanos / base);
    drop(child);
    if let (Some((own, others)), Some((own_now, others_now))) = (before, cpu_seconds()) {
        let (own, others) = (own_now - own, others_now - others);
        let share = 100.0 * own / (own + others);
        println!(
            "  of whose processor time {:.0} % is Python's, and {share:.0} % the protocol's on this side",
            100.0 - share
        );
    }
}

/// The processor time of this process so far, and that of its children that have ended; on Linux.
fn cpu_seconds() -> Option<(f64, f64)> {
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<f64> = stat.rsplit_once(')')?.1.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // Behind the state, which is no number: utime is the 11th, then stime, cutime and cstime.
    let times = fields.get(10..14)?;
    Some(((times[0] + times[1]) / TICKS, (times[2] + times[3]) / TICKS))
}

fn start(case: &[Case], runs: &Runs) {
    let milliseconds = median(|| {
        let child = apart("doubt", runs.clone(), vec![]);
        let started = Instant::now();
        drop(child.score_all(case, &BTreeMap::new()).unwrap());
        started.elapsed().as_secs_f64() * 1e3
    });
    println!("\na process from nothing to its first answer: {milliseconds:.1} ms");
}

/// Two texts of 10 MB for a differ that calls all of it changed: what the host asks for does not grow with them.
fn differ() {
    let whole = Plugin::linked(&claims_host_specimens::whole::PLUGIN).unwrap();
    println!();
    for megabytes in [1, 10] {
        let (old, new) = ("An old line.\n", "A new line.\n");
        let texts = [old, new].map(|line| line.repeat((megabytes << 20) / line.len()));
        let mut hunks = 0;
        let (calls, bytes) = allocations(|| hunks = whole.diff(&texts[0], &texts[1]).unwrap().len());
        println!(
            "a differ given two texts of {megabytes:>2} MB: {calls} allocations of {bytes} bytes in all, {hunks} hunks"
        );
    }
}

/// Median time for a case, in nanoseconds.
fn per_case(cases: &[Case], batch: usize, mut score: impl FnMut(&[Case])) -> f64 {
    score(&cases[..batch]);
    median(|| {
        let started = Instant::now();
        cases.chunks(batch).for_each(&mut score);
        started.elapsed().as_secs_f64() * 1e9 / cases.len() as f64
    })
}

fn median(mut measure: impl FnMut() -> f64) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| measure()).collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn apart(name: &str, runs: Runs, readable: Vec<PathBuf>) -> Apart {
    let target = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target");
    let readable = readable.into_iter().chain([target]).collect();
    let confinement = Confinement { readable, memory_bytes: 2 << 30, cpu_seconds: 600 };
    let program = PathBuf::from(env!("CARGO_BIN_EXE_claims"));
    let launch = Launch { program, runs, confinement, deadline: Duration::from_secs(60), answer_bytes: 64 << 20 };
    Apart::new(name.to_owned(), "1".to_owned(), "a bench".to_owned(), vec![Kind::Scorer], launch)
}

/// The library of a crate of the workspace, which cargo built beside this program.
fn library(crate_name: &str) -> PathBuf {
    let program = env::current_exe().unwrap();
    let file = format!("{}{crate_name}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let folder = program.ancestors().skip(1).find(|folder| folder.join(&file).is_file());
    folder.expect("the library was built").join(file)
}
