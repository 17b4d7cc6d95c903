//! How long a query takes among a million claims, and what its bound costs in answers.
//!
//! The million are the claims that tweets repeat and, for the rest, sentences put together from halves of the claims and
//! reviews of both sets, so that words are as common and as rare as they are in fact-checks.

use std::time::{Duration, Instant};

use claims_model::matching::{self, Query};
use rusqlite::Connection;

use crate::{
    chance::Chance,
    data::{Asked, Checked, Set},
    filed::{Book, Found},
    measure::{mean, precision},
    peer,
};

const CLAIMS: usize = 1_000_000;
const QUERIES: usize = 200;
/// The peer is asked fewer: it takes long.
const PEER_QUERIES: usize = 40;

/// Measures and prints.
pub(crate) fn measure(sets: &[Set]) {
    let Some(tweets) = sets.iter().find(|set| set.name == "tweets") else { return };
    let claims = claims(tweets, sets);
    let start = Instant::now();
    let mut book = Book::of(claims.iter());
    println!("{CLAIMS} claims recorded with log and indexes in {:.0} s", start.elapsed().as_secs_f64());
    let asked: Vec<&Asked> = tweets.train.iter().step_by(tweets.train.len().div_euclid(QUERIES).max(1)).collect();

    let (mut times, mut bounded, mut exact) = (Vec::new(), Vec::new(), Vec::new());
    for one in &asked {
        let before = cpu();
        let query = Query::of(&one.text);
        let found = book.find(&query);
        let order = order(&query, &found);
        times.push(cpu() - before);
        bounded.push(precision(&order, &one.right));
        let found = book.find_within(&query, Some(usize::MAX));
        exact.push(precision(&self::order(&query, &found), &one.right));
    }
    println!(
        "claims match: {} queries, {} of processor time; MAP@5 {:.4}, without the bound {:.4}",
        asked.len(),
        spread(times),
        mean(&bounded),
        mean(&exact),
    );

    let connection = peer::index(&claims);
    let mut times = Vec::new();
    let mut right = Vec::new();
    for one in asked.iter().take(PEER_QUERIES) {
        let before = cpu();
        right.push(peer::ask(&connection, one));
        times.push(cpu() - before);
    }
    println!("FTS5 porter: {} queries, {}; MAP@5 {:.4}", times.len(), spread(times.clone()), mean(&right));
    drop::<Connection>(connection);
}

fn order(query: &Query, found: &Found) -> Vec<usize> {
    let ranked = matching::rank(query, &found.frequencies, &found.claims, &[]);
    ranked.iter().map(|one| found.places[one.place]).collect()
}

/// The median and the 95th of 100.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    format!("median {:.1} ms, p95 {:.1} ms", at(50), at(95))
}

fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn claims(tweets: &Set, sets: &[Set]) -> Vec<Checked> {
    let copy = |claim: &Checked| Checked {
        text: claim.text.clone(),
        speaker: claim.speaker.clone(),
        review: claim.review.clone(),
        date: claim.date.clone(),
    };
    let mut claims: Vec<Checked> = tweets.claims.iter().map(copy).collect();
    let sentences: Vec<Vec<&str>> = sets
        .iter()
        .flat_map(|set| &set.claims)
        .flat_map(|claim| std::iter::once(claim.text.as_str()).chain(claim.review.split_inclusive(['.', '\n'])))
        .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>())
        .filter(|words| (6..40).contains(&words.len()))
        .collect();
    let mut chance = Chance::new();
    while claims.len() < CLAIMS {
        let (first, second) = (&sentences[chance.below(sentences.len())], &sentences[chance.below(sentences.len())]);
        let words = first[..first.len() / 2].iter().chain(&second[second.len() / 2..]);
        let text = words.copied().collect::<Vec<_>>().join(" ");
        claims.push(Checked { text, speaker: String::new(), review: String::new(), date: None });
    }
    claims
}
