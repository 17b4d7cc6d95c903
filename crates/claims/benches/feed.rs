//! Imports a feed of reviews as `claims import` does, to searchable, beside the `sqlite3` shell that only fills a table
//! and indexes its words: `cargo bench -p claims --bench feed -- FOLDER`, with the folder of real reviews.
//!
//! The feed is the real reviews as JSON lines, over and over: each time with other wordings and at other addresses. The
//! peer is given the same rows as CSV, so that it parses no JSON; it keeps no log, no keys and no verdicts apart.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and ends where it cannot go on")]

use std::{
    fs,
    io::{BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

const SMALL: usize = 50_000;
const LARGE: usize = 200_000;
/// How often each is timed; the best counts, since all else only disturbs.
const ROUNDS: usize = 3;

/// What a run took.
struct Run {
    seconds: f64,
    /// The most memory it had in use at a time, where the system tells.
    peak_mib: Option<u64>,
    said: String,
}

fn main() {
    // Cargo adds a flag of its own.
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("no folder was named; nothing to measure");
        return;
    };
    let reviews = reviews(Path::new(&folder));
    println!("{} real reviews", reviews.len());
    let scratch = tempfile::tempdir().unwrap();
    let peer = peer_is_there();
    for count in [SMALL, LARGE] {
        let feed = Feed::write(scratch.path(), &reviews, count, 0);
        let (ours, theirs) = best(scratch.path(), &feed, peer);
        println!("{count} records, {:.0} MB", megabytes(&feed.lines));
        tell("claims import", count, &ours);
        if let Some(theirs) = theirs {
            tell("sqlite3 .import, FTS5", count, &theirs);
            println!("    ratio of the rates {:.2}", theirs.seconds / ours.seconds);
        }
    }
    let book = scratch.path().join("book");
    init(&book);
    let feed = Feed::write(scratch.path(), &reviews, LARGE, 0);
    import(&book, &feed.lines);
    tell("the same again", LARGE, &import(&book, &feed.lines));
    let newer = Feed::write(scratch.path(), &reviews, LARGE, LARGE / 100);
    let run = import(&book, &newer.lines);
    tell("a newer one, 1 in 100 is another", LARGE, &run);
    run.said
        .lines()
        .filter(|line| !line.starts_with("and ") && !line.starts_with("line "))
        .for_each(|line| println!("        {line}"));
}

/// A feed in both forms.
struct Feed {
    lines: PathBuf,
    rows: PathBuf,
}

impl Feed {
    /// Writes `count` reviews, without the first `skip` and with as many others after the last.
    fn write(folder: &Path, reviews: &[Value], count: usize, skip: usize) -> Self {
        let feed = Self { lines: folder.join("feed.jsonl"), rows: folder.join("feed.csv") };
        let mut lines = BufWriter::new(fs::File::create(&feed.lines).unwrap());
        let mut rows = csv::Writer::from_path(&feed.rows).unwrap();
        for number in skip..skip + count {
            let (round, mut review) = (number / reviews.len(), reviews[number % reviews.len()].clone());
            if round > 0 {
                let wording = review["claimReviewed"].as_str().unwrap_or_default();
                review["claimReviewed"] = Value::from(format!("{wording}, as told in round {round}"));
                let moved = review["url"].as_str().unwrap_or_default().replacen("://", &format!("://r{round}."), 1);
                review["url"] = Value::from(moved);
            }
            serde_json::to_writer(&mut lines, &review).unwrap();
            lines.write_all(b"\n").unwrap();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let row = [
                &review["claimReviewed"],
                &review["itemReviewed"]["author"]["name"],
                &review["itemReviewed"]["datePublished"],
                &review["reviewRating"]["alternateName"],
                &review["author"]["name"],
                &review["url"],
                &review["datePublished"],
            ];
            rows.write_record(row.map(text)).unwrap();
        }
        lines.flush().unwrap();
        rows.flush().unwrap();
        feed
    }
}

/// The reviews of the packed dump in a folder.
fn reviews(folder: &Path) -> Vec<Value> {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with(".txt.gz") {
            flate2::read::MultiGzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
        }
    }
    let of_line = |line: &str| {
        let (start, end) = (line.find('{')?, line.rfind("</script>").unwrap_or(line.len()));
        serde_json::from_str(&line[start..end]).ok()
    };
    let reviews: Vec<Value> = text.lines().filter_map(of_line).collect();
    assert!(!reviews.is_empty(), "the folder has no dump of reviews");
    reviews
}

/// The best of some rounds in turn, so that both meet the same machine.
fn best(scratch: &Path, feed: &Feed, peer: bool) -> (Run, Option<Run>) {
    let (mut ours, mut theirs): (Option<Run>, Option<Run>) = (None, None);
    let keep = |best: &mut Option<Run>, run: Run| {
        if best.as_ref().is_none_or(|best| run.seconds < best.seconds) {
            *best = Some(run);
        }
    };
    for _ in 0..ROUNDS {
        let book = scratch.join("book");
        init(&book);
        keep(&mut ours, import(&book, &feed.lines));
        fs::remove_dir_all(&book).unwrap();
        if peer {
            keep(&mut theirs, peer_import(&scratch.join("peer.sqlite"), &feed.rows));
        }
    }
    (ours.unwrap(), theirs)
}

fn init(book: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_claims")).args(["init", "--quiet"]).arg(book).status().unwrap();
    assert!(done.success());
}

fn import(book: &Path, feed: &Path) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claims"));
    command.arg("-C").arg(book).arg("import").arg(feed).args(["--from", "claimreview", "--feed", "world"]);
    timed(command, "")
}

fn peer_import(database: &Path, rows: &Path) -> Run {
    let _ = fs::remove_file(database);
    let mut command = Command::new("sqlite3");
    command.args(["-batch", "-bail"]).arg(database);
    let script = format!(
        "PRAGMA journal_mode = wal;
PRAGMA synchronous = full;
BEGIN;
CREATE TABLE reviews (text TEXT, claimant TEXT, said TEXT, label TEXT, desk TEXT, address TEXT, decided TEXT);
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'reviews', tokenize = 'unicode61 remove_diacritics 2');
.import --csv {} reviews
INSERT INTO words (words) VALUES ('rebuild');
COMMIT;
",
        rows.display()
    );
    timed(command, &script)
}

fn timed(mut command: Command, input: &str) -> Run {
    let started = Instant::now();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let mut peak_mib = None;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        peak_mib = peak_of(&child).or(peak_mib);
        std::thread::sleep(Duration::from_millis(5));
    };
    let seconds = started.elapsed().as_secs_f64();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(status.success(), "{said}");
    Run { seconds, peak_mib, said }
}

/// The most memory that a process had in use so far, where there is `/proc`.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib / 1024)
}

fn peer_is_there() -> bool {
    let there = Command::new("sqlite3").arg("-version").output().is_ok_and(|output| output.status.success());
    if !there {
        println!("no sqlite3 shell in PATH: the peer is left out");
    }
    there
}

fn megabytes(path: &Path) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of a bench")]
    let bytes = fs::metadata(path).unwrap().len() as f64;
    bytes / 1e6
}

fn tell(what: &str, count: usize, run: &Run) {
    #[expect(clippy::cast_precision_loss, reason = "counts of a bench")]
    let rate = count as f64 / run.seconds;
    let peak = run.peak_mib.map(|mib| format!(", {mib} MiB at most")).unwrap_or_default();
    println!("    {what}: {:.2} s, {rate:.0} records/s{peak}", run.seconds);
}
