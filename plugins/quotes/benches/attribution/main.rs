//! How many quotes are found, how many are given to who said them, and how fast, beside a plain rule.
//!
//! `cargo bench -p claims-plugin-quotes --bench attribution -- FOLDER` reads the parts `train` and `dev` of PolNeAR, as
//! archives or unpacked; `--train` leaves `dev` alone, `--wrong` lists what is wrong on `train`, and `--hostile` measures
//! texts that were made to take long.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for those who work on the finder")]

mod corpus;
mod judge;
mod plain;

use std::{collections::HashSet, env, hint::black_box, ops::Range, path::Path, time::Instant};

use claims_plugin_quotes::statements;
use corpus::Article;
use judge::{Found, Source, Truth, counts, covered, has_full_name, head, truths};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has("--hostile") {
        return hostile();
    }
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
        indirect(&articles);
        speed("quotes", articles.iter().map(|article| article.text.as_str()), |text| statements(text).len());
        speed("plain rule", articles.iter().map(|article| article.text.as_str()), |text| plain::find(text).len());
    }
}

fn ours(text: &str) -> Vec<Found> {
    let direct = statements(text).into_iter().filter(|one| one.is_direct);
    direct.map(|one| Found { at: one.at, speaker: one.speaker.map(|name| name.into_owned()) }).collect()
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

/// Precision and recall.
#[derive(Default, Clone, Copy)]
struct Both {
    precision: Rate,
    recall: Rate,
}

impl Both {
    fn show(self) -> String {
        let (p, r) = (self.precision.share(), self.recall.share());
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        format!("P {p:.3} R {r:.3} F1 {f1:.3}")
    }
}

fn report(name: &str, articles: &[Article], find: impl Fn(&str) -> Vec<Found>, lists: bool) {
    let [mut places, mut speakers] = [Both::default(); 2];
    let [mut named, mut pronouns, mut full] = [Rate::default(); 3];
    for article in articles {
        let truths = once(article, truths(article), |truth| &truth.at);
        let found = find(&article.text).into_iter().filter(|one| counts(&article.text[one.at.clone()])).collect();
        let found: Vec<Found> = once(article, found, |one| &one.at);
        for one in &found {
            let is_right = covered(&one.at, truths.iter().map(|truth| truth.at.clone())) >= 0.5;
            places.precision.add(is_right);
            if lists && !is_right {
                println!("NOT QUOTED {}: {}", article.name, around(article, &one.at));
            }
            let of = truths.iter().max_by_key(|truth| overlap(&truth.at, &one.at)).filter(|_| is_right);
            match of.map(|truth| &truth.source) {
                Some(None) => {}
                Some(Some(source)) => speakers.precision.add(is_by(source, one)),
                None => speakers.precision.add(false),
            }
        }
        for truth in &truths {
            let is_found = covered(&truth.at, found.iter().map(|one| one.at.clone())) >= 0.5;
            places.recall.add(is_found);
            if lists && !is_found {
                println!("NOT FOUND {}: {}", article.name, around(article, &truth.at));
            }
            let Some(source) = &truth.source else { continue };
            let by = found.iter().max_by_key(|one| overlap(&truth.at, &one.at)).filter(|_| is_found);
            let is_right = by.is_some_and(|one| is_by(source, one));
            speakers.recall.add(is_right);
            let Some(one) = by else { continue };
            if source.is_pronoun() { &mut pronouns } else { &mut named }.add(is_right);
            if is_right {
                count_full(article, one, &mut full);
            }
            if lists && !is_right {
                println!("WRONG {}: {}", article.name, wrong(article, truth, source, one));
            }
        }
    }
    println!("  {name}: found {} | and the right speaker {}", places.show(), speakers.show());
    println!(
        "    of those found, right where a name or a phrase is annotated {:.3} of {}, where a pronoun is {:.3} of {}",
        named.share(),
        named.1,
        pronouns.share(),
        pronouns.1
    );
    println!("    of the right ones with a full name in the article, given by it {:.3} of {}", full.share(), full.1);
}

fn is_by(source: &Source, one: &Found) -> bool {
    one.speaker.as_ref().is_some_and(|speaker| source.is(speaker))
}

/// Where somebody has a given name in the article: whether more than a surname is told.
fn count_full(article: &Article, one: &Found, full: &mut Rate) {
    let Some(speaker) = &one.speaker else { return };
    let surname = head(speaker);
    if surname.starts_with(char::is_uppercase) && has_full_name(&article.text, &surname) {
        full.add(speaker.split_whitespace().count() > 1);
    }
}

/// Indirect speech against annotated contents without any quotation mark, which are beliefs and plans as well.
fn indirect(articles: &[Article]) {
    let mut places = Both::default();
    for article in articles {
        let found: Vec<Range<usize>> =
            statements(&article.text).into_iter().filter(|one| !one.is_direct).map(|one| one.at).collect();
        let contents: Vec<Range<usize>> =
            article.attributions.iter().flat_map(|attribution| attribution.content.clone()).collect();
        let plain = contents.iter().filter(|at| !article.text[(*at).clone()].contains(['“', '”', '"']));
        let plain = plain.filter(|at| article.text[(*at).clone()].split_whitespace().count() >= 4);
        for at in plain {
            places.recall.add(covered(at, found.iter().cloned()) >= 0.5);
        }
        for at in &found {
            places.precision.add(covered(at, contents.iter().cloned()) >= 0.5);
        }
    }
    println!("  quotes: indirect speech {}", places.show());
}

/// Those whose words do not stand in the article before: a repeated block is suggested once.
fn once<T>(article: &Article, all: Vec<T>, at: impl Fn(&T) -> &Range<usize>) -> Vec<T> {
    let mut known = HashSet::new();
    let letters = |one: &T| -> String {
        let words = &article.text[at(one).clone()];
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    all.into_iter().filter(|one| known.insert(letters(one))).collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn wrong(article: &Article, truth: &Truth, source: &Source, one: &Found) -> String {
    let is = match source {
        Source::Named(head, words) => format!("{head:?} ({words})"),
        Source::Pronoun(word, name) => format!("{word} ({name:?})"),
    };
    format!("is {is} told {:?}: {}", one.speaker, around(article, &truth.at))
}

/// The passage with what stands around it, on a line.
fn around(article: &Article, at: &Range<usize>) -> String {
    let text = &article.text;
    let start = (at.start.saturating_sub(160)..=at.start).find(|at| text.is_char_boundary(*at)).unwrap();
    let end = (at.end..=(at.end + 120).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
    format!("{} [[{}]] {}", &text[start..at.start], &text[at.clone()], &text[at.end..end]).replace('\n', "¶")
}

fn speed<'t>(name: &str, texts: impl Iterator<Item = &'t str> + Clone, run: impl Fn(&str) -> usize) {
    let bytes: usize = texts.clone().map(str::len).sum();
    let times = (0..5).map(|_| {
        let start = Instant::now();
        for text in texts.clone() {
            black_box(run(black_box(text)));
        }
        start.elapsed().as_secs_f64()
    });
    let best = times.fold(f64::INFINITY, f64::min);
    println!("  {name}: {:.1} MB/s", bytes as f64 / best / 1e6);
}

/// Texts of 10 MB that were made to take long.
fn hostile() {
    let parts = [
        ("one line of sentences", "“We lost nothing,” said Ines Prado, and then she said it rose to 4 percent. "),
        ("one sentence of quotes", "and “so it is,” she said, he said, "),
        ("marks that open", "“"),
        ("straight marks", "\" "),
        ("marks of all kinds", "“‘«„\"'『「‹"),
        ("names", "Ines Prado Ana Prado Bo Prado "),
        ("surnames", "Anna Prado Berta Prado Carla Prado Dora Prado Ella Prado. "),
        ("verbs", "said said told says "),
        ("according to", "according to according "),
        ("appositions", "Prado, the minister of the ports of the sea, who "),
        ("brackets and commas", "(,(, said ),"),
        ("paragraphs that open", "“He said\n\n"),
        ("no break", "x"),
        ("capitals", "A. B. C. "),
    ];
    for (name, part) in parts {
        let text = part.repeat(10_000_000 / part.len());
        speed(name, std::iter::once(text.as_str()), |text| statements(text).len());
    }
}
