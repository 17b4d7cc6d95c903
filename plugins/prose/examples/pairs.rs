//! Measures the differ on pairs of texts beside a plain diff by words, and shows what it marked.
//!
//! `cargo run --release -p claims-plugin-prose --example pairs -- FOLDER` reads every `*.jsonl` file in the folder and
//! takes the lines that have the texts `old` and `new`. A number after it shows that pair, from 0; `even` or `odd` takes
//! every second pair only, so that rules can be chosen on one half and tried on the other.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on the differ")]

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use claims_plugin::Hunk;
use claims_plugin_prose::compare;
use similar::{Algorithm, DiffOp, capture_diff_slices};

struct Pair {
    id: String,
    old: String,
    new: String,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments.first().expect("a folder with *.jsonl files of pairs");
    let pairs = pairs(Path::new(folder));
    match arguments.get(1).map(String::as_str) {
        Some("even") => measure(pairs.iter().step_by(2)),
        Some("odd") => measure(pairs.iter().skip(1).step_by(2)),
        Some(number) => show(&pairs[number.parse::<usize>().expect("`even`, `odd` or a number")]),
        None => measure(pairs.iter()),
    }
}

fn pairs(folder: &Path) -> Vec<Pair> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let lines = files.iter().flat_map(|file| fs::read_to_string(file).unwrap().lines().map(pair).collect::<Vec<_>>());
    lines.flatten().collect()
}

fn pair(line: &str) -> Option<Pair> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    Some(Pair { id: text("id").unwrap_or_default(), old: text("old")?, new: text("new")? })
}

/// What one way of comparing came to, over all pairs.
#[derive(Default)]
struct Sum {
    time: Duration,
    slowest: Duration,
    changes: usize,
    marked: usize,
}

impl Sum {
    fn add(&mut self, compare: impl Fn() -> Vec<Hunk>) {
        let start = Instant::now();
        let hunks = compare();
        let time = start.elapsed();
        self.time += time;
        self.slowest = self.slowest.max(time);
        for hunk in hunks.iter().filter(|hunk| !hunk.same) {
            self.changes += 1;
            self.marked += hunk.old.len() + hunk.new.len();
        }
    }
}

fn measure<'a>(pairs: impl Iterator<Item = &'a Pair>) {
    let (mut ours, mut plain) = (Sum::default(), Sum::default());
    let (mut count, mut bytes) = (0, 0);
    for pair in pairs {
        count += 1;
        bytes += pair.old.len() + pair.new.len();
        ours.add(|| compare(&pair.old, &pair.new));
        plain.add(|| by_words(&pair.old, &pair.new));
    }
    println!("{count} pairs, {bytes} bytes");
    for (name, sum) in [("prose", ours), ("plain", plain)] {
        #[expect(clippy::cast_precision_loss, reason = "a share for people to read")]
        let share = 100.0 * sum.marked as f64 / bytes as f64;
        let (time, slowest) = (sum.time.as_secs_f64() * 1e3, sum.slowest.as_secs_f64() * 1e3);
        println!("{name}: {time:8.2} ms, slowest {slowest:6.2} ms, {:5} changes, {share:5.2} % marked", sum.changes);
    }
}

/// Words and the space between them by Myers' algorithm, as diff tools do it.
fn by_words(old: &str, new: &str) -> Vec<Hunk> {
    let (olds, news) = (words(old), words(new));
    let ends = |words: &[&str]| -> Vec<usize> {
        let lengths = words.iter().scan(0, |end, word| {
            *end += word.len();
            Some(*end)
        });
        std::iter::once(0).chain(lengths).collect()
    };
    let (old_ends, new_ends) = (ends(&olds), ends(&news));
    let ops = capture_diff_slices(Algorithm::Myers, &olds, &news);
    let hunk = |op: DiffOp| {
        let (was, now) = (op.old_range(), op.new_range());
        let (was, now) = (old_ends[was.start]..old_ends[was.end], new_ends[now.start]..new_ends[now.end]);
        if matches!(op, DiffOp::Equal { .. }) { Hunk::same(was, now) } else { Hunk::changed(was, now) }
    };
    ops.into_iter().map(hunk).collect()
}

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_whitespace() != first.is_whitespace()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

/// Shows the changes as `[-was-]{+now+}` with some text around each.
fn show(pair: &Pair) {
    const AROUND: usize = 60;
    println!("{}", pair.id);
    for hunk in compare(&pair.old, &pair.new) {
        let (was, now) = (&pair.old[hunk.old.clone()], &pair.new[hunk.new.clone()]);
        if !hunk.same {
            let removed = if was.is_empty() { String::new() } else { format!("[-{was}-]") };
            let added = if now.is_empty() { String::new() } else { format!("{{+{now}+}}") };
            print!("{removed}{added}");
        } else if now.chars().count() > 2 * AROUND + 20 {
            let head: String = now.chars().take(AROUND).collect();
            let tail: Vec<char> = now.chars().rev().take(AROUND).collect();
            print!("{head} …\n… {}", tail.iter().rev().collect::<String>());
        } else {
            print!("{now}");
        }
    }
    println!();
}
