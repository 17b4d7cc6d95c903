//! What the border costs: one scorer called through a library, linked in, and written as a trait over the model itself.
//!
//! Run with `cargo bench -p claims-host`. Every claim that is scored has three sources and three counter-statements; the
//! answers of all ways are held equal before any is timed. One claim a call shows what a call costs, a whole casebook
//! in a call what a claim costs.

#![allow(clippy::unwrap_used, reason = "in a benchmark, a panic is the report")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "calls/compiled_in.rs"]
mod compiled_in;

use std::{hint::black_box, time::Duration};

use claims_host::Plugin;
use claims_host_specimens::doubt;
use claims_model::{Case, Score, Stance, Target};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use common::{Builder, load};
use compiled_in::{CompiledIn, Doubt};

/// Adds a claim that three others speak against, two of which stand in sources taken from one.
fn add(b: &mut Builder, number: usize) {
    let (minister, scholar) = (b.party("A minister"), b.party("A scholar"));
    let wire = b.source("The wire", &"The trade harms no one, he said. ".repeat(9), &[]);
    let echo = b.source("The echo", &"No one is harmed by it, the minister said. ".repeat(9), &[wire]);
    let paper = b.source("The paper", &"These are fantasies, the scholar said. ".repeat(9), &[]);
    let claim = b.claim(&format!("Trade number {number} harms no one"), Some(minister), Some(wire));
    for source in [wire, echo, paper] {
        let counter = b.claim("It harms those who pay for it", Some(scholar), Some(source));
        b.link(counter, Stance::Rebuts, Target::Claim(claim));
    }
    b.case.subjects.push(claim);
}

/// So many cases of so many subjects each.
fn cases(count: usize, subjects: usize) -> Vec<Case> {
    let case = |_| {
        let mut b = Builder::default();
        (0..subjects).for_each(|number| add(&mut b, number));
        b.case
    };
    (0..count).map(case).collect()
}

fn calls(criterion: &mut Criterion) {
    // More cases than the first cache holds; then the same claims as one casebook in a single call.
    for (name, cases) in [("a claim a call", cases(256, 1)), ("256 claims a call", cases(1, 256))] {
        let plain: &dyn CompiledIn = &Doubt;
        let linked = Plugin::linked(&doubt::PLUGIN).unwrap();
        let loaded = load("claims_host_specimens", "doubt");
        let ways: [Way<'_>; 3] = [
            ("compiled in", Box::new(|case| plain.score(case))),
            ("linked", Box::new(|case| linked.score(case).unwrap())),
            ("library", Box::new(|case| loaded.score(case).unwrap())),
        ];
        group(criterion, &format!("doubt, {name}"), &cases, &ways);

        let linked = Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap();
        let loaded = load("claims_plugin_quadratic", "quadratic");
        let ways: [Way<'_>; 2] = [
            ("linked", Box::new(|case| linked.score(case).unwrap())),
            ("library", Box::new(|case| loaded.score(case).unwrap())),
        ];
        group(criterion, &format!("quadratic, {name}"), &cases, &ways);
    }
}

type Way<'a> = (&'a str, Box<dyn Fn(&Case) -> Vec<Score> + 'a>);

fn group(criterion: &mut Criterion, scorer: &str, cases: &[Case], ways: &[Way<'_>]) {
    let mut group = criterion.benchmark_group(scorer);
    let subjects: usize = cases.iter().map(|case| case.subjects.len()).sum();
    group.throughput(Throughput::Elements(subjects as u64));
    group.measurement_time(Duration::from_secs(5)).warm_up_time(Duration::from_secs(1));
    for (name, score) in ways {
        for case in cases {
            assert_eq!(score(case), ways[0].1(case), "{name}");
        }
        group.bench_function(*name, |bencher| {
            bencher.iter(|| cases.iter().map(|case| black_box(score(black_box(case))).len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, calls);
criterion_main!(benches);
