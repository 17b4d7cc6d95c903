//! How well quotes are followed into later versions: right places, right states, lookalikes, and time for each quote.
//!
//! Run with `cargo bench -p claims-model --bench anchors -- FOLDER`, where FOLDER has `anchors.dev.jsonl.gz` and
//! `anchors.dev.texts.jsonl.gz`; other flags: `--wrong CLASS` lists what is wrong in a class of change. Documents are
//! split in two halves by their names; rules are chosen on the first and confirmed on the second.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and a panic is its report")]

#[path = "anchors/data.rs"]
mod data;
#[path = "anchors/peers.rs"]
mod peers;
#[path = "anchors/tally.rs"]
mod tally;

use std::{collections::HashMap, ops::Range, path::Path, time::Instant};

use claims_model::anchor::{AnchorState, Hunk, Trail};
use data::{Case, Data};
use tally::{Answer, Tally};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next() else {
        println!("left out: name the folder with the data, as in `cargo bench … -- FOLDER`");
        return;
    };
    let Some(data) = Data::read(Path::new(&folder)) else {
        println!("left out: {folder} has no anchors.dev.jsonl.gz");
        return;
    };
    let shown = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--wrong"), Some(class)) => Some(class),
        _ => None,
    };
    let hunks = differences(&data);
    let answers = follow(&data, &hunks);
    if let Some(class) = shown {
        return tally::wrong(&data, &answers, &class);
    }
    let mut peers = peers::in_rust(&data, &hunks);
    peers.extend(peers::in_python(&data));
    Tally::of(&data, &answers).print(&peers);
    absent();
}

type Hunks = HashMap<(String, String), Vec<Hunk>>;

fn differences(data: &Data) -> Hunks {
    let pair = |case: &Case| (case.old.clone(), case.new.clone());
    data.cases.iter().map(|case| (pair(case), hunks(&data.texts[&case.old], &data.texts[&case.new]))).collect()
}

fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let hunk = |one: claims_plugin::Hunk| Hunk { same: one.same, coarse: one.coarse, old: one.old, new: one.new };
    claims_plugin_prose::compare(old, new).into_iter().map(hunk).collect()
}

/// The answer for each case, with the median time of five rounds; every quote makes the trail anew.
fn follow(data: &Data, hunks: &Hunks) -> Vec<Answer> {
    let one = |case: &Case| {
        let (old, new) = (&data.texts[&case.old], &data.texts[&case.new]);
        let hunks = &hunks[&(case.old.clone(), case.new.clone())];
        let mut times = Vec::new();
        let mut answer = None;
        for _ in 0..5 {
            let start = Instant::now();
            let anchored = Trail::new(old, new, hunks).follow(case.was.clone());
            times.push(start.elapsed().as_secs_f64());
            answer = Some(anchored);
        }
        times.sort_by(f64::total_cmp);
        let anchored = answer.unwrap();
        Answer { state: Some(anchored.state), places: anchored.places, score: anchored.score, seconds: times[2] }
    };
    data.cases.iter().map(one).collect()
}

/// A quote of 300 characters that is nowhere in a new text of 1 MB, none of which stood in the old one.
fn absent() {
    let word = |at: u64, salt: u64| {
        let mut state = (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt;
        let length = 2 + (state >> 20) % 8;
        (0..length).for_each(|_| state = state.rotate_left(7).wrapping_mul(0xd134_2543_de82_ef95));
        (0..length).map(|at| char::from(b'a' + ((state >> (at * 5)) % 26) as u8)).collect::<String>()
    };
    let text = |salt: u64, bytes: usize| {
        let mut text = String::new();
        for at in 0.. {
            text.push_str(&word(at % 4_000 + (at / 4_000) * 17 % 3_000, salt));
            text.push_str(if at % 15 == 14 { ". " } else { " " });
            if text.len() >= bytes {
                break;
            }
        }
        text
    };
    let (old, new) = (text(7, 300), text(99, 1 << 20));
    let hunks = [Hunk { same: false, coarse: true, old: 0..old.len(), new: 0..new.len() }];
    let at: Range<usize> = 0..old.len();
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(Trail::new(&old, &new, &hunks).follow(at.clone()).state, AnchorState::Removed);
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "\nabsent quote of {} characters in {} MB of unexplained text: {:.2} ms",
        old.len(),
        new.len() >> 20,
        times[4] * 1e3
    );
}
