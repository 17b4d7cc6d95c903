//! A small scorer that looks at much: who speaks against a claim, where that stands, and where it was taken from.

use std::collections::BTreeSet;

use claims_plugin::{Case, Claim, Failure, Score, Scorer, Stance, Status, export};

/// Halves the value of a claim for each independent source that speaks against it.
#[derive(Debug, Default)]
pub struct Doubt;

impl Scorer for Doubt {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        Ok(case.subjects().map(doubt).collect())
    }
}

fn doubt(claim: Claim<'_>) -> Score<'_> {
    let mut origins = BTreeSet::new();
    let mut value = 1.0;
    let mut score = Score::of(claim, value).base(1.0);
    for link in claim.links_in().filter(|link| link.stance() == Stance::Rebuts) {
        let Some(speaker) = link.from().filter(|speaker| speaker.status() != Status::Withdrawn) else { continue };
        for origin in speaker.origins() {
            if origins.insert(origin) {
                value /= 2.0;
                score = score.because_of(link, "an independent source speaks against it", -value);
            }
        }
    }
    score.value(value)
}

export!(doubt: scorer Doubt);
