//! How long `claims search` takes at casebooks of 100,000 and of 1,000,000 claims, beside the `sqlite3` shell.
//!
//! Both are started anew for every run, and both print the 20 best. The shell has the same wordings in a table and in a
//! full-text index of its own, since the casebook's needs SQLite 3.43; it asks that index the same and ranks as FTS5
//! does, every row that matches. It prints the whole wording, where `claims` looks for the part to show, says who made
//! the claim and what the verdict is, and looks at names as well.

#[path = "../../claims-store/benches/made/mod.rs"]
mod made;

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use claims_model::{Change, Claim, Key, Operation, Timestamp, Verb};
use claims_store::Casebook;
use criterion::{Criterion, criterion_group, criterion_main};
use made::Row;
use tempfile::TempDir;

const SIZES: [usize; 2] = [100_000, 1_000_000];
/// So many claims are written at once.
const BATCH: usize = 100_000;

/// What is asked: a name for it, what is typed, and the same for FTS5.
const ASKED: [(&str, &str, &str); 7] = [
    ("a rare word", "vinono", "\"vinono\"*"),
    ("a word of each second claim", "\"the\"", "\"the\""),
    ("two words", "\"the\" bababa", "\"the\" AND \"bababa\"*"),
    ("a phrase", "\"rebaba bababa\"", "\"rebaba bababa\""),
    ("a beginning of 16 words", "baba", "\"baba\"*"),
    ("a beginning in half of the claims", "ba*", "\"ba\"*"),
    ("a word without another", "rebaba -the", "\"rebaba\"* NOT \"the\"*"),
];

fn searches(criterion: &mut Criterion) {
    for size in SIZES {
        let folder = casebook(size);
        let shell = is_there();
        if shell {
            peer(folder.path(), size);
        }
        let mut group = criterion.benchmark_group(format!("search {size}"));
        group.sample_size(20);
        for (name, typed, expression) in ASKED {
            group.bench_function(format!("{name}, claims"), |bencher| {
                bencher.iter(|| output(claims(folder.path()).args(["search", typed])));
            });
            if shell {
                let query = format!(
                    "SELECT claims.id, claims.text FROM search JOIN claims ON claims.id = search.rowid
                     WHERE search MATCH '{expression}' ORDER BY search.rank LIMIT 20"
                );
                group.bench_function(format!("{name}, sqlite3"), |bencher| {
                    bencher.iter(|| {
                        let args = ["-readonly", "-batch", "-tabs", "peer.sqlite", &query];
                        output(Command::new("sqlite3").args(args).current_dir(folder.path()))
                    });
                });
            }
        }
        // What no other index is asked for.
        for (name, typed) in [
            ("a field alone", "by:p7"),
            ("a word of a party", "bababa by:p7"),
            ("a verdict", "\"the\" verdict:none"),
            ("a word misspelt", "babraba"),
        ] {
            group.bench_function(format!("{name}, claims"), |bencher| {
                bencher.iter(|| output(claims(folder.path()).args(["search", typed])));
            });
        }
        group.finish();
    }
}

fn claims(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claims"));
    command.current_dir(folder);
    command
}

/// Each second wording has a word that all these have; the others are of many words that are rare.
fn wording(row: &Row) -> String {
    if row.number.is_multiple_of(2) { format!("{} the", row.text) } else { row.text.clone() }
}

fn casebook(size: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    output(claims(folder.path()).arg("init"));
    let mut casebook = Casebook::open(&folder.path().join("casebook.sqlite")).expect("a casebook");
    let at = Timestamp::from_second(1_700_000_000).expect("a time");
    let parties = made::parties().into_iter().map(Change::create).collect::<Vec<_>>();
    let rows = made::rows(size);
    let claims = rows.chunks(BATCH).map(|rows| {
        rows.iter().map(|row| Change::create(Claim { text: wording(row), ..row.claim() })).collect::<Vec<_>>()
    });
    for (number, changes) in std::iter::once(parties).chain(claims).enumerate() {
        let key = Key::new(uuid::Uuid::from_u128(number as u128 + 1));
        let operation = Operation {
            key,
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
    }
    folder
}

/// The wordings in a table and an index of the shell's own.
fn peer(folder: &Path, size: usize) {
    let mut child = Command::new("sqlite3")
        .args(["-batch", "-bail", "peer.sqlite"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .spawn()
        .expect("the shell runs");
    let mut script = "CREATE TABLE claims (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'ascii');
        INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
        BEGIN;\n"
        .to_owned();
    for row in made::rows(size) {
        script.push_str(&format!("INSERT INTO claims VALUES ({}, '{}');\n", row.number, wording(&row)));
    }
    script.push_str("INSERT INTO search (rowid, words) SELECT id, text FROM claims;\nCOMMIT;\n");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(script.as_bytes()).expect("it listens");
    drop(input);
    assert!(child.wait().expect("it ends").success(), "the shell refused the rows");
}

fn output(command: &mut Command) -> usize {
    let done = command.stdin(Stdio::null()).output().expect("it starts");
    // 1 says that nothing was found.
    assert!(done.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&done.stderr));
    done.stdout.len()
}

#[allow(clippy::print_stderr, reason = "whoever runs it must know that a half is missing")]
fn is_there() -> bool {
    let there = Command::new("sqlite3").arg("-version").output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("no sqlite3 in PATH: the peer is left out");
    }
    there
}

criterion_group!(benches, searches);
criterion_main!(benches);
