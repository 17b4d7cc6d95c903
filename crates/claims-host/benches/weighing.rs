//! What a link costs when claims are weighed: arguments without cycles, from a thousand links to a million.
//!
//! `cargo bench -p claims-host --bench weighing`

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops where it cannot go on")]

#[path = "../tests/common/case.rs"]
mod case;

use std::{hint::black_box, time::Instant};

use case::Builder;
use claims_host::Plugin;
use claims_model::{Case, Credibility, Grading, Stance, Target};

/// Runs of each row; the median counts.
const RUNS: usize = 5;

fn main() {
    let scorers = [
        ("quadratic", Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap()),
        ("dfquad", Plugin::linked(&claims_plugin_dfquad::PLUGIN).unwrap()),
    ];
    println!("{:>10} {:>12} {:>8} {:>12}", "links", "scorer", "ms", "ns per link");
    for links in [1_000, 10_000, 100_000, 1_000_000] {
        let case = argument(links);
        for (name, scorer) in &scorers {
            let mut times: Vec<f64> = (0..RUNS)
                .map(|_| {
                    let start = Instant::now();
                    black_box(scorer.score(black_box(&case)).unwrap());
                    start.elapsed().as_secs_f64()
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let median = times[RUNS / 2];
            println!("{links:>10} {name:>12} {:>8.2} {:>12.0}", median * 1e3, median * 1e9 / f64::from(links));
        }
    }
}

/// A claim that is answered, whose answers are answered, and so on: three to each, one of them a support; every tenth
/// link is undercut.
fn argument(links: u32) -> Case {
    let mut b = Builder::default();
    let root = b.subject("The root");
    let mut claims = vec![root];
    let mut made = 0;
    let mut at = 0;
    while made < links {
        let to = claims[at / 3];
        let from = b.claim("An answer", None, None);
        if at % 4 == 0 {
            b.grade(from, Grading::Credibility(Credibility::Two));
        }
        let stance = if at % 3 == 0 { Stance::Supports } else { Stance::Rebuts };
        let link = b.link(from, stance, Target::Claim(to));
        made += 1;
        if at % 10 == 0 && made < links {
            let doubt = b.claim("A doubt", None, None);
            b.link(doubt, Stance::Rebuts, Target::Link(link));
            made += 1;
        }
        claims.push(from);
        at += 1;
    }
    b.case
}
