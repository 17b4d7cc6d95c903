//! How fast claims are recorded, one at a time and in bulk, beside the `sqlite3` shell that only fills tables.
//!
//! The peer keeps the same rows under the same indexes and with the same promise to outlive a power cut, but no log, no
//! search index and no foreign keys. It reads CSV or SQL text, where the store is handed values.

mod made;

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use claims_model::{Change, Key, Operation, Timestamp, Verb};
use claims_store::Casebook;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use made::{Row, rows};
use tempfile::TempDir;

const BULK: usize = 100_000;
const SINGLE: usize = 200;

/// The tables that claims fill, as far as the rows here fill them; columns that stay empty are left out.
const PEER: &str = "
PRAGMA journal_mode = wal;
CREATE TABLE parties (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL CHECK (name <> '')) STRICT;
CREATE TABLE claims (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL CHECK (text <> ''),
    status TEXT NOT NULL CHECK (status IN ('noted', 'checking', 'checked', 'published', 'withdrawn')), said TEXT
) STRICT;
CREATE TABLE claimants (
    claim INTEGER NOT NULL, position INTEGER NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claimants_by_party ON claimants (party);
CREATE TABLE tags (claim INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (claim, tag)) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag);
";

const COUNT: &str =
    "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM claimants), (SELECT count(*) FROM tags);";

/// Writes a row as CSV.
type Line = fn(&Row) -> String;

/// The tables that a claim fills, and its lines in each as CSV.
const TABLES: [(&str, Line); 3] = [
    ("claims", |row| format!("{},{},\"{}\",{},{}\n", row.number, row.key(), row.text, row.status, row.said)),
    ("claimants", |row| format!("{},0,{}\n", row.number, row.party)),
    ("tags", |row| format!("{0},{1}\n{0},{2}\n", row.number, row.tags[0], row.tags[1])),
];

/// The rows of a claim in one transaction, for the shell.
fn insert(row: &Row) -> String {
    let Row { number, text, status, said, party, tags: [first, second] } = row;
    format!(
        "BEGIN IMMEDIATE;
         INSERT INTO claims VALUES ({number}, '{}', '{text}', '{status}', '{said}');
         INSERT INTO claimants VALUES ({number}, 0, {party});
         INSERT INTO tags VALUES ({number}, '{first}'), ({number}, '{second}');
         COMMIT;\n",
        row.key()
    )
}

fn bulk(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bulk");
    group.sample_size(10).throughput(Throughput::Elements(BULK as u64));
    let rows = rows(BULK);
    let operation = operation(1, rows.iter().map(|row| Change::create(row.claim())).collect());
    group.bench_function(BenchmarkId::new("claims-store", BULK), |bencher| {
        bencher.iter_batched(
            casebook,
            |(folder, mut casebook)| {
                perform(&mut casebook, &operation);
                (folder, casebook)
            },
            BatchSize::PerIteration,
        );
    });
    let texts = tempfile::tempdir().expect("a folder");
    let import = import(texts.path(), &rows);
    if shell_is_there() {
        let folder = peer();
        // The shell goes on after a row that it cannot import; a peer that does less would flatter us.
        let said = shell(&folder.path().join("peer.sqlite"), &format!("{import}{COUNT}"));
        assert_eq!(said, format!("{BULK}|{BULK}|{}\n", 2 * BULK));
        group.bench_function(BenchmarkId::new("sqlite3 .import", BULK), |bencher| {
            bencher.iter_batched(
                peer,
                |folder| {
                    shell(&folder.path().join("peer.sqlite"), &import);
                    folder
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn single(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("single");
    group.sample_size(20).throughput(Throughput::Elements(SINGLE as u64));
    let rows = rows(SINGLE);
    let operations: Vec<Operation> =
        rows.iter().map(|row| operation(u128::from(row.number), vec![Change::create(row.claim())])).collect();
    group.bench_function(BenchmarkId::new("claims-store", SINGLE), |bencher| {
        bencher.iter_batched(
            casebook,
            |(folder, mut casebook)| {
                for operation in &operations {
                    perform(&mut casebook, operation);
                }
                (folder, casebook)
            },
            BatchSize::PerIteration,
        );
    });
    let script: String = rows.iter().map(insert).collect();
    if shell_is_there() {
        group.bench_function(BenchmarkId::new("sqlite3 INSERT", SINGLE), |bencher| {
            bencher.iter_batched(
                peer,
                |folder| {
                    shell(&folder.path().join("peer.sqlite"), &script);
                    folder
                },
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn perform(casebook: &mut Casebook, operation: &Operation) {
    let mut writing = casebook.write().expect("nobody else writes");
    writing.perform(operation).expect("the operation fits");
    writing.commit().expect("there is room");
}

fn operation(number: u128, changes: Vec<Change>) -> Operation {
    let key = Key::new(uuid::Uuid::from_u128(number));
    let at = Timestamp::from_second(1_700_000_000).expect("a time");
    Operation {
        key,
        at,
        by: "desk".to_owned(),
        verb: Verb::Import,
        undoes: None,
        continues: false,
        forgets: None,
        changes,
    }
}

/// A casebook that knows the parties and no claim.
fn casebook() -> (TempDir, Casebook) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut casebook = Casebook::create(&folder.path().join("casebook.sqlite")).expect("a casebook");
    perform(&mut casebook, &operation(0, made::parties().into_iter().map(Change::create).collect()));
    (folder, casebook)
}

/// The same for the shell.
fn peer() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let parties = made::parties();
    let parties = parties.iter().zip(1..).map(|(party, number): (_, u32)| {
        format!("INSERT INTO parties VALUES ({number}, '{}', '{}');\n", party.key, party.name)
    });
    let script = format!("{PEER}BEGIN;\n{}COMMIT;\n", parties.collect::<String>());
    shell(&folder.path().join("peer.sqlite"), &script);
    folder
}

/// Writes the rows as CSV, and answers the commands that import them in one transaction.
fn import(folder: &Path, rows: &[Row]) -> String {
    let mut script = "BEGIN;\n".to_owned();
    for (table, line) in TABLES {
        let path = folder.join(format!("{table}.csv"));
        std::fs::write(&path, rows.iter().map(line).collect::<String>()).expect("there is room");
        script.push_str(&format!(".import --csv {} {table}\n", path.display()));
    }
    script + "COMMIT;\n"
}

#[allow(clippy::print_stderr, reason = "whoever runs it must know that a half is missing")]
fn shell_is_there() -> bool {
    let version = Command::new("sqlite3").arg("-version").output();
    let there = version.is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("no sqlite3 shell in PATH: the peer is left out");
    }
    there
}

/// Answers what the shell printed.
fn shell(database: &Path, script: &str) -> String {
    let mut child = Command::new("sqlite3")
        .args(["-batch", "-bail"])
        .arg(database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the shell runs");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(b"PRAGMA synchronous = full;\n").expect("it listens");
    input.write_all(script.as_bytes()).expect("it listens");
    drop(input);
    let done = child.wait_with_output().expect("it ends");
    assert!(done.status.success(), "the shell refused the rows");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

criterion_group!(benches, bulk, single);
criterion_main!(benches);
