//! How long a whole command takes at a casebook of 100,000 claims, beside the `sqlite3` shell at the same file.
//!
//! Both are started anew for every run, and both write to a pipe that is read to its end. The shell runs the query
//! behind `claims list`; beside `claims show` it reads the one row of the claim, while `show` also reads all that hangs
//! on it. `claims diff` stands beside `git diff --word-diff` of the same two files, and
//! `claims report` of 10,000 claims beside the templates alone.

#[path = "../../claims-store/benches/made/mod.rs"]
mod made;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use claims_host::Plugin;
use claims_model::{Change, Claim, Key, Link, Operation, Rating, Stance, Target, Timestamp, Verb, Verdict};
use claims_store::Casebook;
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

const CLAIMS: usize = 100_000;
/// Every so many claims one is countered, and one decided.
const EVERY: usize = 10;
/// A claim that is countered and decided, far from either end.
const SHOWN: usize = 54_321;

const LIST: &str =
    "SELECT number, key, status, text, claimants, said, verdict, counters, tags FROM v_claims ORDER BY number";
const ROW: &str = "SELECT * FROM v_claims WHERE number = 54321";

fn commands(criterion: &mut Criterion) {
    let folder = casebook();
    let handle = format!("c{SHOWN}");
    let shell = is_there("sqlite3");
    assert!(output(Command::new(env!("CARGO_BIN_EXE_claims")).args(["show", &handle]), folder.path()) > 0);
    for (name, args, query) in [("list", &["list"][..], LIST), ("show", &["show", &handle], ROW)] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(if name == "list" { 20 } else { 100 });
        group.bench_function(format!("claims {}", args.join(" ")), |bencher| {
            bencher.iter(|| output(Command::new(env!("CARGO_BIN_EXE_claims")).args(args), folder.path()));
        });
        if shell {
            group.bench_function("sqlite3", |bencher| {
                let args = ["-readonly", "-batch", "-tabs", "casebook.sqlite", query];
                bencher.iter(|| output(Command::new("sqlite3").args(args), folder.path()));
            });
        }
        group.finish();
    }
}

/// A question of what would be, beside the look at the claim that it is asked of.
fn what_ifs(criterion: &mut Criterion) {
    let folder = casebook();
    let handle = format!("c{SHOWN}");
    let mut group = criterion.benchmark_group("what-if");
    group.sample_size(100);
    for args in [
        &["show", &handle][..],
        &["what-if", &handle, "--against", &handle],
        &["what-if", "--against", &handle],
        &["what-if", &handle],
    ] {
        group.bench_function(format!("claims {}", args.join(" ")), |bencher| {
            bencher.iter(|| output(Command::new(env!("CARGO_BIN_EXE_claims")).args(args), folder.path()));
        });
    }
    group.finish();
}

/// Ten thousand reports in one run, beside what their templates take when the case is in memory.
fn reports(criterion: &mut Criterion) {
    let folder = casebook();
    let numbers: Vec<usize> = (SHOWN % EVERY..=CLAIMS).step_by(EVERY).collect();
    let handles: Vec<String> = numbers.iter().map(|number| format!("c{number}")).collect();
    let case = {
        let mut casebook = Casebook::open(&folder.path().join("casebook.sqlite")).expect("a casebook");
        let records = casebook.read().expect("it reads");
        let claim = |number: &usize| records.get::<Claim>(u32::try_from(*number).expect("a handle"));
        let key = |number| claim(number).expect("it reads").expect("it is there").key;
        let mut case = records.case(&numbers.iter().map(key).collect::<Vec<_>>()).expect("a case");
        let scorer = Plugin::linked(&claims_plugin_quadratic::PLUGIN).expect("a plugin");
        case.scores = scorer.score(&case).expect("scores");
        case
    };
    let exporter = Plugin::linked(&claims_plugin_markdown::PLUGIN).expect("a plugin");
    let mut group = criterion.benchmark_group("10,000 reports");
    group.sample_size(10);
    group.bench_function("templates, case in memory", |bencher| {
        bencher.iter(|| {
            let mut out = Vec::new();
            exporter.export(&case, &[], &mut out).expect("a report");
            out.len()
        });
    });
    group.bench_function("claims report", |bencher| {
        bencher.iter(|| output(Command::new(env!("CARGO_BIN_EXE_claims")).arg("report").args(&handles), folder.path()));
    });
    group.finish();
}

/// `claims diff` of two versions of a text beside `git diff --word-diff` of the same two files.
fn diffs(criterion: &mut Criterion) {
    for (name, paragraphs) in [("diff of 5 KB", 16), ("diff of 1 MB", 3_300)] {
        let folder = tempfile::tempdir().expect("a folder");
        let claims = |args: &[&str]| output(Command::new(env!("CARGO_BIN_EXE_claims")).args(args), folder.path());
        let (old, new) = edited(paragraphs);
        for (file, text) in [("old.txt", old), ("new.txt", new)] {
            fs::write(folder.path().join(file), text).expect("a file");
        }
        claims(&["init"]);
        claims(&["source", "add", "old.txt", "--title", "A text"]);
        claims(&["source", "capture", "s1", "new.txt"]);
        let mut group = criterion.benchmark_group(name);
        group.sample_size(30);
        group.bench_function("claims diff", |bencher| bencher.iter(|| claims(&["diff", "s1"])));
        if is_there("git") {
            group.bench_function("git diff --word-diff", |bencher| {
                let args = ["diff", "--no-index", "--word-diff=plain", "old.txt", "new.txt"];
                // It ends with 1 because the files differ.
                bencher.iter(|| output_of(Command::new("git").args(args), folder.path(), &[1]));
            });
        }
        group.finish();
    }
}

/// A text of so many paragraphs of some fifty words, and the same with one word in a hundred changed.
fn edited(paragraphs: usize) -> (String, String) {
    let mut number = 7_u64;
    let mut next = || {
        // A linear congruential generator, the same in every run (Knuth's MMIX constants).
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) as usize
    };
    let (mut old, mut new) = (String::new(), String::new());
    for _ in 0..paragraphs {
        for word in 0..50 {
            let at = next();
            let text = format!("word{}{}", at % 5_000, if word % 12 == 11 { ". " } else { " " });
            old.push_str(&text);
            new.push_str(if next() % 100 == 0 { "other " } else { &text });
        }
        old.push_str("\n\n");
        new.push_str("\n\n");
    }
    (old, new)
}

fn output(command: &mut Command, folder: &Path) -> usize {
    output_of(command, folder, &[0])
}

fn output_of(command: &mut Command, folder: &Path, codes: &[i32]) -> usize {
    let done = command.current_dir(folder).stdin(Stdio::null()).output().expect("it starts");
    let ended = done.status.code().is_some_and(|code| codes.contains(&code));
    assert!(ended, "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout.len()
}

/// A casebook of made-up claims, some of them countered and decided.
fn casebook() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    output(Command::new(env!("CARGO_BIN_EXE_claims")).arg("init"), folder.path());
    let mut casebook = Casebook::open(&folder.path().join("casebook.sqlite")).expect("a casebook");
    let rows = made::rows(CLAIMS);
    let parties = made::parties().into_iter().map(Change::create);
    let claims = rows.iter().map(|row| Change::create(row.claim()));
    let at = Timestamp::from_second(1_700_000_000).expect("a time");
    let key = |number: usize| Key::new(uuid::Uuid::from_u128(number as u128));
    let decided = || rows.iter().enumerate().skip(SHOWN % EVERY - 1).step_by(EVERY);
    let links = decided().map(|(at_row, row)| {
        let from = rows[(at_row + 1) % CLAIMS].key();
        let to = Target::Claim(row.key());
        Change::create(Link { key: key(at_row), from, to, stance: Stance::Rebuts, by: "desk".into(), at, note: None })
    });
    let verdicts = decided().map(|(at_row, row)| {
        Change::create(Verdict {
            key: key(at_row),
            claim: row.key(),
            scale: "five-step".into(),
            label: "false".into(),
            name: "False".into(),
            rating: Some(Rating { worst: 1, value: 1, best: 5 }),
            because: "the records say otherwise".into(),
            by: "desk".into(),
            at,
            would_change: None,
            correction: None,
            address: None,
            feed: None,
        })
    });
    let changes = parties.chain(claims).chain(links).chain(verdicts).collect();
    let operation = Operation {
        key: key(CLAIMS),
        at,
        by: "desk".into(),
        verb: Verb::Import,
        undoes: None,
        continues: false,
        forgets: None,
        changes,
    };
    let mut writing = casebook.write().expect("nobody else writes");
    writing.perform(&operation).expect("the operation fits");
    writing.commit().expect("there is room");
    folder
}

#[allow(clippy::print_stderr, reason = "whoever runs it must know that a half is missing")]
fn is_there(program: &str) -> bool {
    let version = Command::new(program).arg(if program == "git" { "--version" } else { "-version" }).output();
    let there = version.is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("no {program} in PATH: the peer is left out");
    }
    there
}

criterion_group!(benches, commands, what_ifs, reports, diffs);
criterion_main!(benches);
