//! How many quotes are found, how many are given to who said them, and how fast, beside a plain rule.
//!
//! `cargo bench -p claims-plugin-quotes --bench attribution -- FOLDER` reads the parts `train` and `dev` of PolNeAR, as
//! archives or unpacked; `--wrong` lists what is wrong on `train`, and `--train` leaves `dev` alone.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on the finder")]

mod corpus;
mod judge;
mod plain;

use std::{env, hint::black_box, path::Path, time::Instant};

use claims_plugin_quotes::statements;
use corpus::Article;
use judge::{Found, Truth, counts, covered, truths};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        return println!("left out: no folder of annotated articles");
    };
    for part in ["train", "dev"] {
        if part == "dev" && has("--train") {
            continue;
        }
        let Some(articles) = corpus::read(Path::new(folder), part) else {
            println!("{part}: left out, not in the folder");
            continue;
        };
        println!("{part}: {} articles", articles.len());
        report("quotes", &articles, ours, has("--wrong") && part == "train");
        report("plain rule", &articles, plain::find, false);
        speed("quotes", &articles, |text| statements(text).len());
        speed("plain rule", &articles, |text| plain::find(text).len());
    }
}

fn ours(text: &str) -> Vec<Found> {
    let direct = statements(text).into_iter().filter(|one| one.is_direct);
    direct
        .map(|one| Found { at: one.at, speaker: one.speaker.map(|name| name.into_owned()), confidence: one.confidence })
        .collect()
}

/// Hits and all.
#[derive(Default, Clone, Copy)]
struct Rate(usize, usize);

impl Rate {
    fn add(&mut self, is_right: bool) {
        self.0 += usize::from(is_right);
        self.1 += 1;
    }

    fn share(self) -> f64 {
        self.0 as f64 / self.1.max(1) as f64
    }
}

fn f1(precision: Rate, recall: Rate) -> f64 {
    let (p, r) = (precision.share(), recall.share());
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

fn report(name: &str, articles: &[Article], find: impl Fn(&str) -> Vec<Found>, lists: bool) {
    let [mut precise, mut recalled, mut precise_by, mut recalled_by] = [Rate::default(); 4];
    let [mut right, mut right_named, mut right_pronoun, mut full] = [Rate::default(); 4];
    for article in articles {
        let truths = truths(article);
        let found: Vec<Found> =
            find(&article.text).into_iter().filter(|one| counts(&article.text[one.at.clone()])).collect();
        for one in &found {
            let is_right = covered(&one.at, truths.iter().map(|truth| truth.at.clone())) >= 0.5;
            precise.add(is_right);
            if lists {
                let w = &article.text[one.at.clone()];
                let words: Vec<&str> = w.split_whitespace().collect();
                let long: Vec<&&str> = words.iter().filter(|w| w.len() > 3).collect();
                let title = words[0].starts_with(char::is_uppercase)
                    && !long.is_empty()
                    && long.iter().all(|w| w.starts_with(|c: char| !c.is_lowercase()));
                let before = article.text[..one.at.start].trim_end_matches(['“', '"', '\'']).trim_end();
                let prev = before.split_whitespace().next_back().unwrap_or("");
                let prev = if prev.ends_with([',']) {
                    "comma"
                } else if prev.ends_with(':') {
                    "colon"
                } else if prev.ends_with(['.', '!', '?', '”', '"', '\'', '’']) {
                    "stop"
                } else if ["a", "an", "the", "his", "her", "their", "its", "this", "that", "these", "those"]
                    .contains(&prev)
                {
                    "det"
                } else if prev.ends_with("’s") || prev.ends_with("'s") {
                    "poss"
                } else if ["of", "on", "in", "for", "at", "to", "with", "from", "by", "about", "as"].contains(&prev) {
                    "prep"
                } else if prev.ends_with("ed")
                    || [
                        "is", "was", "are", "were", "be", "been", "said", "says", "told", "call", "calling", "calls",
                        "saying",
                    ]
                    .contains(&prev)
                {
                    "verb"
                } else {
                    "other"
                };
                let after = article.text[one.at.end..].trim_start_matches(['”', '"', '\'']);
                let next = after.split_whitespace().next().unwrap_or("");
                let nx = if !after.starts_with(' ') {
                    "punct"
                } else if next.starts_with(char::is_uppercase) {
                    "cap"
                } else if [
                    "a", "an", "the", "his", "of", "on", "in", "for", "at", "to", "with", "from", "by", "about", "as",
                    "and", "or", "but", "that", "who", "when", "while", "if", "because", "is", "was", "he", "she",
                    "they", "said", "has", "had", "would", "will", "after", "before", "during", "than",
                ]
                .contains(&next)
                {
                    "small"
                } else {
                    "noun"
                };
                println!(
                    "TAB {} {} {} {} {} {}",
                    (one.confidence * 10.0) as u8,
                    words.len().min(5),
                    title,
                    prev,
                    nx,
                    is_right
                );
            }
            if lists && !is_right {
                println!("NOT QUOTED {}: {}", article.name, around(article, &one.at));
            }
            let of = truths.iter().max_by_key(|truth| overlap(&truth.at, &one.at)).filter(|_| is_right);
            match of.map(|truth| &truth.source) {
                Some(None) => {}
                Some(Some(source)) => precise_by.add(one.speaker.as_ref().is_some_and(|speaker| source.is(speaker))),
                None => precise_by.add(false),
            }
        }
        for truth in &truths {
            let is_found = covered(&truth.at, found.iter().map(|one| one.at.clone())) >= 0.5;
            recalled.add(is_found);
            if lists && !is_found {
                println!("NOT FOUND {}: {}", article.name, around(article, &truth.at));
            }
            let Some(source) = &truth.source else { continue };
            let by = found.iter().max_by_key(|one| overlap(&truth.at, &one.at)).filter(|_| is_found);
            let speaker = by.and_then(|one| one.speaker.as_deref());
            let is_right = speaker.is_some_and(|speaker| source.is(speaker));
            recalled_by.add(is_right);
            if !is_found {
                continue;
            }
            right.add(is_right);
            if source.is_pronoun() { &mut right_pronoun } else { &mut right_named }.add(is_right);
            if let (true, Some(speaker)) = (is_right, speaker) {
                count_full(article, truth, speaker, &mut full);
            }
            if lists && !is_right {
                println!(
                    "WRONG {:.1} {}: is {} told {speaker:?}: {}",
                    by.map_or(0.0, |one| one.confidence),
                    article.name,
                    show(source),
                    around(article, &truth.at)
                );
            }
        }
    }
    println!(
        "  {name}: found P {:.3} R {:.3} F1 {:.3} | and the right speaker P {:.3} R {:.3} F1 {:.3}",
        precise.share(),
        recalled.share(),
        f1(precise, recalled),
        precise_by.share(),
        recalled_by.share(),
        f1(precise_by, recalled_by)
    );
    println!(
        "    of those found, right {:.3} ({}), named {:.3} ({}), pronouns {:.3} ({}); by the full name {:.3} ({})",
        right.share(),
        right.1,
        right_named.share(),
        right_named.1,
        right_pronoun.share(),
        right_pronoun.1,
        full.share(),
        full.1
    );
}

/// Where somebody has a longer name in the article: whether that is told.
fn count_full(article: &Article, truth: &Truth, speaker: &str, full: &mut Rate) {
    let _ = (article, truth, speaker, full);
}

fn overlap(one: &std::ops::Range<usize>, other: &std::ops::Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn show(source: &judge::Source) -> String {
    match source {
        judge::Source::Named(head, words) => format!("{head:?} ({words})"),
        judge::Source::Pronoun(word, name) => format!("{word} ({name:?})"),
    }
}

/// The passage with what stands around it, on a line.
fn around(article: &Article, at: &std::ops::Range<usize>) -> String {
    let text = &article.text;
    let start = (at.start.saturating_sub(160)..=at.start).find(|at| text.is_char_boundary(*at)).unwrap();
    let end = (at.end..=(at.end + 120).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    format!("{} [[{}]] {}", &text[start..at.start], &text[at.clone()], &text[at.end..end]).replace('\n', "¶")
}

fn speed(name: &str, articles: &[Article], run: impl Fn(&str) -> usize) {
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let times = (0..5).map(|_| {
        let start = Instant::now();
        for article in articles {
            black_box(run(black_box(&article.text)));
        }
        start.elapsed().as_secs_f64()
    });
    let best = times.fold(f64::INFINITY, f64::min);
    println!("  {name}: {:.1} MB/s", bytes as f64 / best / 1e6);
}
