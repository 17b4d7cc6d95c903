//! How often titles, authors and dates are right, beside Python's trafilatura on the same pages in the same run.
//!
//! `cargo bench -p claims-text --bench metadata -- FOLDER [--wrong title|author|date]`
//!
//! `FOLDER` has `truth.jsonl` (a page a line: `id`, `url`, `title`, `author`, `date`) and `html/ID.html.gz`.
//! The peer is left out where `CLAIMS_PYTHON`, or else `python3`, has no trafilatura.
//! `--wrong` lists the pages that ours gets wrong.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints its figures and stops at bad data")]

mod score;

use std::{collections::HashMap, env, fs, path::Path, process::Command, time::Instant};

use claims_text::{Facts, Hint, Known, decode, facts, open};
use serde_json::Value;

use crate::score::{Answer, Truth, table};

/// What a program answered, by the id of the page, and its seconds.
struct Run {
    name: &'static str,
    answers: HashMap<String, Answer>,
    seconds: f64,
}

fn main() {
    let mut args = env::args().skip(1).filter(|arg| arg != "--bench");
    let Some(folder) = args.next() else {
        println!("left out: say which folder has truth.jsonl: cargo bench -p claims-text --bench metadata -- FOLDER");
        return;
    };
    let wrong = args.next().filter(|arg| arg == "--wrong").and_then(|_| args.next());
    let folder = Path::new(&folder);
    let Ok(truth) = fs::read_to_string(folder.join("truth.jsonl")) else {
        println!("left out: {} has no truth.jsonl", folder.display());
        return;
    };
    let truth: Vec<Truth> = truth.lines().map(|line| Truth::of(&serde_json::from_str(line).unwrap())).collect();
    let ours = ours(folder, &truth);
    if let Some(field) = wrong {
        score::wrong(&truth, &ours.answers, &field);
        return;
    }
    let runs: Vec<Run> = [Some(ours), trafilatura(folder)].into_iter().flatten().collect();
    for run in &runs {
        println!("{}: {:.1} ms a page", run.name, run.seconds * 1000.0 / truth.len() as f64);
    }
    let answers: Vec<_> = runs.iter().map(|run| (run.name, &run.answers)).collect();
    print!("{}", table(&truth, &answers));
}

fn ours(folder: &Path, truth: &[Truth]) -> Run {
    let mut answers = HashMap::new();
    let mut seconds = 0.0;
    for page in truth {
        let bytes = fs::read(folder.join(format!("html/{}.html.gz", page.id))).unwrap();
        let payload = open(&bytes, &Hint { address: Some(&page.address), ..Hint::default() }).unwrap();
        let start = Instant::now();
        let text = decode(&payload).text;
        let facts = facts(&text, &Known { address: Some(&page.address), seen: None });
        seconds += start.elapsed().as_secs_f64();
        answers.insert(page.id.clone(), answer(facts));
    }
    Run { name: "claims-text", answers, seconds }
}

fn answer(facts: Facts) -> Answer {
    let from = |origin: Option<claims_text::Origin>| origin.map(|origin| origin.word().to_owned()).unwrap_or_default();
    Answer {
        from: [
            from(facts.title.as_ref().map(|found| found.from)),
            from(facts.authors.as_ref().map(|found| found.from)),
            from(facts.published.as_ref().or(facts.modified.as_ref()).map(|found| found.from)),
        ],
        title: facts.title.map(|found| found.value).unwrap_or_default(),
        author: facts.authors.map(|found| found.value.join("; ")).unwrap_or_default(),
        // The truth has one date a page: that of publication, or of the last change where a page shows only that.
        date: facts.published.or(facts.modified).map(|found| found.value.date.to_string()).unwrap_or_default(),
    }
}

fn trafilatura(folder: &Path) -> Option<Run> {
    let python = env::var("CLAIMS_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/metadata/peer.py");
    let output = Command::new(&python).arg(script).arg(folder).output().ok().filter(|output| output.status.success());
    let Some(output) = output else {
        println!("left out: {python} has no trafilatura");
        return None;
    };
    let (mut answers, mut seconds) = (HashMap::new(), 0.0);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        match line["seconds"].as_f64() {
            Some(took) => seconds = took,
            None => {
                let (title, author, date) = (text("title"), text("author"), text("date"));
                answers.insert(text("id"), Answer { title, author, date, from: Default::default() });
            }
        }
    }
    Some(Run { name: "Python trafilatura", answers, seconds })
}
