//! How well `claims match` finds the claim that a post or a sentence of a speech repeats, and how well it tells that
//! there is none, beside FTS5 on the same texts.
//!
//! `cargo bench -p claims-store --bench matching -- FOLDER`, where the folder has `tweets` and `speeches` as CheckThat!
//! 2022 (task 2) gives them. With `--fit` the weights of `claims_model::matching` are fitted to the train parts and
//! printed, with `--confidence` those of its confidence; with `--large` the time of a query among a million claims is measured.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table")]

mod chance;
mod data;
mod filed;
mod fit;
mod large;
mod measure;
mod peer;
mod spoilt;

use std::path::Path;

use claims_model::matching::{self, CONFIDENCE, Match, Query, WEIGHTS};

use chance::Chance;
use data::{Asked, Set};
use filed::{Book, Found};
use fit::Sample;
use measure::{First, mean, precision};
use rusqlite::Connection;

/// The casebooks that the confidence is fitted to: all claims, a tenth of them, a hundredth, and some fifty.
const SHARES: [f64; 4] = [1.0, 0.1, 0.01, 0.003];

/// A query with what a casebook found.
struct Posed<'s> {
    asked: &'s Asked,
    query: Query,
    found: Found,
    ranked: Vec<Match>,
}

impl<'s> Posed<'s> {
    fn new(book: &mut Book, asked: &'s Asked) -> Self {
        let query = Query::of(&asked.text);
        let found = book.find(&query);
        let ranked = matching::rank(&query, &found.frequencies, &found.claims, &[]);
        Self { asked, query, found, ranked }
    }

    fn precision(&self) -> f64 {
        let order: Vec<usize> = self.ranked.iter().map(|one| self.found.places[one.place]).collect();
        precision(&order, &self.asked.right)
    }

    /// The first answer where the right claims are on file, and where they are not, in a casebook that holds only a share
    /// of the other claims.
    fn firsts_among(&self, share: f64, chance: &mut Chance) -> [(Match, First); 2] {
        let frequencies = self.found.frequencies.of_share(share);
        let is_right = |at: &usize| self.asked.right.contains(&self.found.places[*at]);
        let all: Vec<usize> = (0..self.found.places.len()).filter(|at| !is_right(at)).collect();
        let mut others = all.clone();
        if share < 1.0 {
            others.retain(|_| chance.below(1_000_000) < (share * 1e6) as usize);
            // A desk records what is about the same things, so a small casebook has some of them as well.
            let some = (0..3).filter_map(|_| all.get(chance.below(all.len())).copied());
            others.extend(some.collect::<Vec<_>>());
            others.sort_unstable();
            others.dedup();
        }
        let first = |keep: Vec<usize>, on_file: bool| {
            let claims: Vec<_> = keep.iter().map(|at| self.found.claims[*at].clone()).collect();
            let ranked = matching::rank(&self.query, &frequencies, &claims, &[]);
            let first = ranked.into_iter().next().unwrap_or_else(nothing);
            let is_right = keep.get(first.place).is_some_and(is_right);
            let answer = First { confidence: first.confidence, is_right, on_file };
            (first, answer)
        };
        let right = (0..self.found.places.len()).filter(is_right);
        [first(right.chain(others.iter().copied()).collect(), true), first(others.clone(), false)]
    }

    fn sample(&self) -> Sample {
        let rows = matching::traits(&self.query, &self.found.frequencies, &self.found.claims);
        Sample {
            rows: rows.iter().map(|row| row.to_vec()).collect(),
            right: self.found.places.iter().map(|place| self.asked.right.contains(place)).collect(),
        }
    }
}

fn nothing() -> Match {
    Match {
        place: usize::MAX,
        confidence: 0.0,
        likeness: matching::Likeness::Topic,
        differences: Vec::new(),
        words: Vec::new(),
        signs: Default::default(),
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("no folder given: nothing is measured");
        return;
    };
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let sets: Vec<Set> =
        ["tweets", "speeches"].into_iter().filter_map(|name| data::read(Path::new(folder), name)).collect();
    if has("--large") {
        return large::measure(&sets);
    }
    let mut train = Vec::new();
    let mut signs = Vec::new();
    for set in &sets {
        let mut book = Book::of(set.claims.iter());
        let peer = peer::index(&set.claims);
        for (part, asked) in [("train", &set.train), ("dev", &set.dev)] {
            let posed: Vec<Posed<'_>> = asked.iter().map(|asked| Posed::new(&mut book, asked)).collect();
            if has("--fit") && part == "train" {
                train.extend(posed.iter().map(|one| (one.asked.id.clone(), one.sample())));
            }
            if has("--confidence") && part == "train" {
                // Confidence must hold in a small casebook, too.
                let mut chance = Chance::new();
                for share in SHARES {
                    let firsts = posed.iter().flat_map(|one| one.firsts_among(share, &mut chance));
                    // Where nothing shares a word there is nothing to be sure of.
                    signs.extend(firsts.filter(|(first, _)| first.place != usize::MAX));
                }
            }
            show(set, part, &posed, &peer);
            if part == "dev" && !has("--fit") && !has("--confidence") {
                spoilt::measure(&mut book, asked);
            }
        }
    }
    if has("--fit") {
        print_weights(&train);
    }
    if has("--confidence") {
        print_confidence(&signs);
    }
}

fn show(set: &Set, part: &str, posed: &[Posed<'_>], peer: &Connection) {
    let within = |one: &Posed<'_>| {
        let found = one.found.places.iter().filter(|place| one.asked.right.contains(place)).count();
        found as f64 / one.asked.right.len().max(1) as f64
    };
    println!(
        "{} {part}, {} queries, {} claims\n  MAP@5 {:.4}; FTS5 porter {:.4}; compared at all {:.3}",
        set.name,
        posed.len(),
        set.claims.len(),
        mean(&posed.iter().map(Posed::precision).collect::<Vec<_>>()),
        mean(&posed.iter().map(|one| peer::ask(peer, one.asked)).collect::<Vec<_>>()),
        mean(&posed.iter().map(within).collect::<Vec<_>>()),
    );
    let right = |difference| {
        let firsts = posed.iter().filter_map(|one| one.ranked.first().map(|first| (first, one)));
        let right = firsts.filter(|(first, one)| one.asked.right.contains(&one.found.places[first.place]));
        right.filter(|(first, _)| first.differences.contains(&difference)).count()
    };
    println!(
        "  first and right: {} are marked as denied, {} as of other numbers",
        right(matching::Difference::Negation),
        right(matching::Difference::Numbers)
    );
    let mut chance = Chance::new();
    for share in SHARES {
        let firsts: Vec<First> =
            posed.iter().flat_map(|one| one.firsts_among(share, &mut chance)).map(|(_, first)| first).collect();
        let (right, answered) = measure::at(&firsts, matching::LIKELY);
        println!(
            "  nothing on file, among {:.0}: AUC {:.4}; answered with 95 of 100 right {:.3}; at {} right {right:.3} of \
             answered {answered:.3}; calibration error {:.3}",
            set.claims.len() as f64 * share,
            measure::area(&firsts),
            measure::answered(&firsts),
            matching::LIKELY,
            measure::miscalibration(&firsts),
        );
    }
}

/// Prints the table of weights of `crates/claims-model/src/alike/weights.rs`.
fn print_weights(train: &[(String, Sample)]) {
    // Sentences of one speech are alike, so a speech is on one side whole.
    let fold = |id: &str| {
        let speech = id.rsplit_once('_').map_or(id, |(speech, _)| speech);
        speech.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 5
    };
    for name in ["tweet", ""].into_iter() {
        let mut unseen = Vec::new();
        for held in 0..5 {
            let rest = train.iter().filter(|(id, _)| fold(id) != held);
            let rest = evenly(rest.map(|(id, sample)| (id.as_str(), sample)).collect());
            let weights = fit::ranking(&rest);
            for (id, sample) in train.iter().filter(|(id, _)| fold(id) == held) {
                if id.starts_with("tweet") == (name == "tweet") {
                    let mut order: Vec<usize> = (0..sample.rows.len()).collect();
                    order.sort_by(|a, b| {
                        fit::dot(&sample.rows[*b], &weights).total_cmp(&fit::dot(&sample.rows[*a], &weights))
                    });
                    let right = (0..sample.right.len()).filter(|at| sample.right[*at]).collect();
                    unseen.push(precision(&order, &right));
                }
            }
        }
        println!(
            "{} held out, of what was compared: MAP@5 {:.4}",
            if name.is_empty() { "speeches" } else { "tweets" },
            mean(&unseen)
        );
    }
    let all = evenly(train.iter().map(|(id, sample)| (id.as_str(), sample)).collect());
    for ((name, _), weight) in WEIGHTS.iter().zip(fit::ranking(&all)) {
        println!("    ({name:?}, {weight:.4}),");
    }
}

/// The samples, those of the smaller set so often that both sets weigh the same.
fn evenly<'t>(samples: Vec<(&'t str, &'t Sample)>) -> Vec<&'t Sample> {
    let (tweets, speeches): (Vec<_>, Vec<_>) = samples.into_iter().partition(|(id, _)| id.starts_with("tweet"));
    let most = tweets.len().max(speeches.len());
    let times = |set: &[(&'t str, &'t Sample)]| (most + set.len() / 2).checked_div(set.len()).unwrap_or(0);
    let (of_tweets, of_speeches) = (times(&tweets), times(&speeches));
    let repeated = |set: Vec<(&'t str, &'t Sample)>, times: usize| {
        std::iter::repeat_n(set, times).flatten().map(|(_, sample)| sample).collect::<Vec<_>>()
    };
    [repeated(tweets, of_tweets), repeated(speeches, of_speeches)].concat()
}

/// Prints the table of the confidence, and the bias; the weights must have been put in place before.
fn print_confidence(firsts: &[(Match, First)]) {
    let rows: Vec<(Vec<f64>, bool)> =
        firsts.iter().map(|(first, answer)| (first.signs.to_vec(), answer.is_right)).collect();
    let mut weights = fit::odds(&rows);
    let bias = weights.pop();
    for ((name, _), weight) in CONFIDENCE.iter().zip(weights) {
        println!("    ({name:?}, {weight:.4}),");
    }
    println!("the bias: {:.4}", bias.unwrap_or_default());
}
