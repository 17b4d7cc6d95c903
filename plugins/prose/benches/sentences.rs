//! How many sentence boundaries are found, and how fast.
//!
//! `cargo bench -p claims-plugin-prose --bench sentences -- FOLDER` reads `sentences.dev.jsonl` in the folder: rows with
//! a text `t` and its sentences `s`. The boundaries between sentences count, not the end of the text. Rows with an even
//! number are for choosing rules, the others for trying them. The speed is that of cutting words and sentences together.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on the differ")]

use std::{collections::BTreeSet, env, fs, hint::black_box, path::Path, time::Instant};

use claims_plugin_prose::sentences;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let folder = arguments.first().map(Path::new);
    match folder.and_then(|folder| fs::read_to_string(folder.join("sentences.dev.jsonl")).ok()) {
        None => println!("boundaries: left out, no file of sentences"),
        Some(lines) => {
            let rows: Vec<Row> = lines.lines().map(row).collect();
            print("even rows", rows.iter().step_by(2));
            print("odd rows", rows.iter().skip(1).step_by(2));
            print("all rows", rows.iter());
            for row in rows.iter().filter(|row| row.found() != row.expected) {
                println!("  {:?}", sentences(&row.text).into_iter().map(|at| &row.text[at]).collect::<Vec<_>>());
            }
        }
    }
    let made = "The minister spoke to Mr. Smith on Sept. 3, and said: “It rose to $1.5 billion.” Nobody knew why. ";
    speed("made-up text", &made.repeat(50_000));
    if let Some(lines) = folder.and_then(|folder| fs::read_to_string(folder.join("pairs.dev.jsonl")).ok()) {
        let texts =
            lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["old"].to_string());
        speed("articles", &texts.collect::<String>().replace("\\n", "\n"));
    }
}

struct Row {
    text: String,
    /// Where sentences end, but for the last.
    expected: BTreeSet<usize>,
}

impl Row {
    fn found(&self) -> BTreeSet<usize> {
        let mut ends: BTreeSet<usize> = sentences(&self.text).into_iter().map(|at| at.end).collect();
        ends.pop_last();
        ends
    }
}

fn row(line: &str) -> Row {
    let row: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = row["t"].as_str().unwrap().to_owned();
    let mut at = 0;
    let mut expected = BTreeSet::new();
    for sentence in row["s"].as_array().unwrap() {
        let sentence = sentence.as_str().unwrap().trim();
        at += text[at..].find(sentence).unwrap() + sentence.len();
        expected.insert(at);
    }
    expected.pop_last();
    Row { text, expected }
}

fn print<'a>(name: &str, rows: impl Iterator<Item = &'a Row>) {
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for row in rows {
        let ends = row.found();
        right += ends.intersection(&row.expected).count();
        found += ends.len();
        expected += row.expected.len();
    }
    let f1 = 2.0 * right as f64 / (found + expected) as f64;
    println!("{name}: {expected} boundaries, {found} found, {right} of them right, F1 {f1:.4}");
}

fn speed(name: &str, text: &str) {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            black_box(sentences(black_box(text)));
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    println!("{name}: {:.0} MB/s", text.len() as f64 / times[4] / 1e6);
}
