//! What the bundled scorer says of a story whose numbers can be worked out by hand.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod common;

use claims_host::Plugin;
use claims_model::{Case, Credibility, Grading, Reliability, Score, Stance, Target};

use common::{Builder, story};

fn score(case: &Case) -> Vec<Score> {
    Plugin::linked(&claims_plugin_quadratic::PLUGIN).unwrap().score(case).unwrap()
}
#[test]
fn show() {
    for s in score(&story()) {
        println!(
            "{:?} {:?} {:#?} {:#?}",
            s.value,
            s.base,
            s.remarks,
            s.contributions.iter().map(|c| (&c.because, c.amount)).collect::<Vec<_>>()
        );
    }
}
