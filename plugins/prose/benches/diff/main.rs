//! How fast and how short the differ's answers are, beside imara-diff and `similar` in the same run.
//!
//! `cargo bench -p claims-plugin-prose --bench diff -- FOLDER` reads `pairs.dev.jsonl` in the folder, rows with the
//! texts `old` and `new`; without it only made-up texts are compared. `even` or `odd` after it takes every second pair
//! only, so that rules can be chosen on one half and tried on the other; a number shows that pair, from 0.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on the differ")]

mod exact;
mod made;
mod peers;
mod show;
mod worst;

use std::{env, fs, path::Path, time::Instant};

use claims_plugin::Hunk;
use claims_plugin_prose::{compare, words};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How often each set of pairs is compared; the median counts.
const ROUNDS: usize = 9;

/// Two versions of a text.
pub(crate) struct Pair {
    id: String,
    old: String,
    new: String,
}

impl Pair {
    pub(crate) fn bytes(&self) -> usize {
        self.old.len() + self.new.len()
    }
}

/// Removed and added tokens of a way to tell what changed between two texts.
type Way = fn(&str, &str) -> usize;

const WAYS: [(&str, Way); 3] = [("prose", ours), ("imara-diff Myers", peers::imara), ("similar Myers", peers::similar)];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let file = arguments.first().map(|folder| Path::new(folder).join("pairs.dev.jsonl"));
    match file.and_then(|file| fs::read_to_string(file).ok()) {
        None => println!("article pairs: left out, no file of pairs"),
        Some(lines) => {
            let pairs: Vec<Pair> = lines.lines().filter_map(pair).collect();
            match arguments.get(1).map(String::as_str) {
                Some("even") => measure(&pairs.into_iter().step_by(2).collect::<Vec<_>>()),
                Some("odd") => measure(&pairs.into_iter().skip(1).step_by(2).collect::<Vec<_>>()),
                Some(number) => return show::show(&pairs[number.parse::<usize>().expect("`even`, `odd` or a number")]),
                None => measure(&pairs),
            }
        }
    }
    worst::measure();
}

fn pair(line: &str) -> Option<Pair> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    Some(Pair { id: text("id").unwrap_or_default(), old: text("old")?, new: text("new")? })
}

/// Speed and length of the answers on all pairs together.
fn measure(pairs: &[Pair]) {
    let bytes: usize = pairs.iter().map(Pair::bytes).sum();
    let least: usize = pairs.iter().map(least).sum();
    println!("{} article pairs, {bytes} bytes, at least {least} tokens changed", pairs.len());
    let mut times = [const { Vec::new() }; WAYS.len()];
    let mut edits = [0; WAYS.len()];
    for _ in 0..ROUNDS {
        for (at, (_, way)) in WAYS.iter().enumerate() {
            let start = Instant::now();
            edits[at] = pairs.iter().map(|pair| way(&pair.old, &pair.new)).sum();
            times[at].push(start.elapsed().as_secs_f64());
        }
    }
    for (at, (name, _)) in WAYS.iter().enumerate() {
        let seconds = median(&mut times[at]);
        let (speed, over) = (bytes as f64 / seconds / 1e6, 100.0 * (edits[at] as f64 / least as f64 - 1.0));
        println!("  {name:18} {speed:7.1} MB/s  {:6} tokens changed, {over:+.2} %", edits[at]);
    }
    let hunks: Vec<Hunk> = pairs.iter().flat_map(|pair| compare(&pair.old, &pair.new)).collect();
    let changes = hunks.iter().filter(|hunk| !hunk.same).count();
    println!("  {changes} changes, {} of them coarse", hunks.iter().filter(|hunk| hunk.coarse).count());
}

pub(crate) fn median(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The fewest tokens that can be removed and added.
fn least(pair: &Pair) -> usize {
    let (old, new) = peers::numbers(&pair.old, &pair.new);
    exact::distance(&old, &new, usize::MAX).unwrap()
}

/// The differ, timed with the counting of what it marked.
fn ours(old: &str, new: &str) -> usize {
    let hunks = compare(old, new);
    let sum = |part: fn(&Hunk) -> std::ops::Range<usize>, text: &str| -> usize {
        hunks.iter().filter(|hunk| !hunk.same).map(|hunk| words(&text[part(hunk)]).len()).sum()
    };
    sum(|hunk| hunk.old.clone(), old) + sum(|hunk| hunk.new.clone(), new)
}
