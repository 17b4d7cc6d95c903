//! Ten people write and ten look, all at one casebook and each command a process of its own: nothing that was
//! acknowledged is lost, nobody is turned away, and nobody sees half of what another does.
//!
//! `CLAIMS_CROWD_SECONDS=60` makes it a long one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

const EACH: usize = 10;

/// Claims that one import brings: all of them or none.
const BATCH: usize = 3;

#[test]
fn a_crowd_is_served() {
    let seconds = std::env::var("CLAIMS_CROWD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk(folder.path());
    desk.claims(&["init", "--quiet"]);
    desk.claims(&["add", "The harbour is closed", "--by", "Ines Prado"]);
    let before = desk.log().len();
    let until = Instant::now() + Duration::from_secs(seconds);
    let looks = AtomicUsize::new(0);

    let kept: Vec<Vec<(String, Duration)>> = thread::scope(|scope| {
        let writers: Vec<_> = (0..EACH).map(|number| scope.spawn(move || desk.write(number, until))).collect();
        let readers: Vec<_> = (0..EACH).map(|_| scope.spawn(|| desk.read(until, &looks))).collect();
        readers.into_iter().for_each(|reader| reader.join().expect("a reader"));
        writers.into_iter().map(|writer| writer.join().expect("a writer")).collect()
    });

    desk.claims(&["verify"]);
    // Every operation that was acknowledged is in the log, those of one writer in their order, and there is no other.
    let log = desk.log();
    let mut logged: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (by, what) in &log[before..] {
        logged.entry(by).or_default().push(what.clone());
    }
    for (number, kept) in kept.iter().enumerate() {
        let kept: Vec<String> = kept.iter().map(|(what, _)| what.clone()).collect();
        assert!(!kept.is_empty(), "writer {number} never had a turn");
        assert_eq!(logged.remove(format!("writer {number}").as_str()).unwrap_or_default(), kept, "writer {number}");
    }
    assert_eq!(logged, BTreeMap::new());

    let mut times: Vec<Duration> = kept.iter().flatten().map(|(_, took)| *took).collect();
    times.sort();
    let each = kept.iter().map(Vec::len);
    println!(
        "{EACH} writers, {EACH} readers, {seconds} s, a process each time: {:.1} writes/s ({}; by writer {} to {}), {:.1} \
         looks/s; a write took {:.0} ms at the median and {:.0} ms at the most",
        times.len() as f64 / seconds as f64,
        times.len(),
        each.clone().min().unwrap_or(0),
        each.max().unwrap_or(0),
        looks.load(Ordering::Relaxed) as f64 / seconds as f64,
        times[times.len() / 2].as_secs_f64() * 1e3,
        times[times.len() - 1].as_secs_f64() * 1e3,
    );
}

#[derive(Clone, Copy)]
struct Desk<'d>(&'d Path);

impl Desk<'_> {
    /// What a command prints; it must not fail, and nobody is to hear of locks.
    fn claims(&self, arguments: &[&str]) -> String {
        let run = Command::new(env!("CARGO_BIN_EXE_claims"))
            .args(arguments)
            .current_dir(self.0)
            .env("CLAIMS_HOME", self.0.join("home"))
            .output()
            .expect("the program");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && !said.contains("lock"), "{arguments:?}: {said}");
        String::from_utf8(run.stdout).expect("text")
    }

    fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let shown = self.claims(&[arguments, &["--json"]].concat());
        shown.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// Who did what, oldest first.
    fn log(&self) -> Vec<(String, String)> {
        let entries = self.objects(&["log", "--limit", "1000000"]);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut log: Vec<_> = entries.iter().map(|entry| (text(&entry["by"]), text(&entry["verb"]))).collect();
        log.reverse();
        log
    }

    /// Writes in turn what is several records in one operation, and what is several operations in one deed.
    fn write(self, number: usize, until: Instant) -> Vec<(String, Duration)> {
        let who = format!("writer {number}");
        let mut kept = Vec::new();
        for turn in 0.. {
            if Instant::now() >= until {
                break;
            }
            let text = format!("What {who} says in turn {turn}");
            let file = format!("{number}.csv");
            let rows: String = (0..BATCH).map(|part| format!("{text}: part {part},batch {number}-{turn}\n")).collect();
            fs::write(self.0.join(&file), format!("Claim,Topic\n{rows}")).expect("a file");
            let began = Instant::now();
            let verb = if turn % 2 == 0 {
                self.claims(&["counter", "c1", &text, "--by", &format!("Party {number}-{turn}"), "--as", &who]);
                "counter"
            } else {
                self.claims(&["import", "--from", "csv", &file, "--as", &who]);
                "import"
            };
            kept.push((verb.to_owned(), began.elapsed()));
        }
        kept
    }

    /// Looks, in turn, in the ways that there are.
    fn read(self, until: Instant, looks: &AtomicUsize) {
        while Instant::now() < until {
            let mut batches: BTreeMap<String, usize> = BTreeMap::new();
            let (mut counters, mut counted) = (0, 0);
            for claim in self.objects(&["list"]) {
                for tag in claim["tags"].as_array().expect("tags") {
                    *batches.entry(tag.to_string()).or_default() += 1;
                }
                let claimants = claim["claimants"].as_array().expect("claimants").len();
                match claim["text"].as_str().expect("a text") {
                    "The harbour is closed" => counted = claim["counters"].as_u64().expect("a number"),
                    text if text.contains(": part ") => {}
                    _ => {
                        counters += 1;
                        assert_eq!(claimants, 1, "half a counter-statement: {claim}");
                    }
                }
            }
            assert_eq!(counters, counted, "half a counter-statement");
            assert!(batches.values().all(|count| *count == BATCH), "half an import: {batches:?}");
            looks.fetch_add(1, Ordering::Relaxed);

            // Every link of the claim comes from a claim that there is.
            let shown = self.objects(&["show", "c1"]).remove(0);
            let links = shown["links_in"].as_array().expect("links");
            let from: BTreeSet<String> = links.iter().map(|link| link["from"].to_string()).collect();
            assert!(from.len() == links.len() && !from.contains("null"), "{shown}");
            looks.fetch_add(1, Ordering::Relaxed);
        }
    }
}
