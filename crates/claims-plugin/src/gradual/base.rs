//! What a claim or a link starts from: the number that its grades stand for.
//!
//! Credibility is judged of the statement, reliability of who makes it; both count, and where one is unknown the other
//! speaks alone. A reliable paper that quotes a minister vouches that he said it, not that it is so: the sources that a
//! claim stands in speak for it only where it is their own, with no claimant named. F, 6 and no grade at all are the
//! same: unknown, never a middling judgement. The claim then starts from the neutral prior, and the score says so.

use crate::{Claim, Grade, Link, Source};

/// What a claim starts from when nothing is known of it.
pub const PRIOR: f64 = 0.5;

/// No claim starts from certainty: it could not be moved any more.
const LEAST: f64 = 0.01;
const MOST: f64 = 0.99;

/// The base of a claim; `None` when its grades say nothing.
pub fn of_claim(claim: Claim<'_>) -> Option<f64> {
    let known = [claim.grade().and_then(credibility), best_reliability(claim)];
    let (count, sum) = known.into_iter().flatten().fold((0.0, 0.0), |(count, sum), weight| (count + 1.0, sum + weight));
    (count > 0.0).then(|| (sum / count).clamp(LEAST, MOST))
}

/// Whether somebody judged the statement itself, apart from who made it.
pub(super) fn is_judged(claim: Claim<'_>) -> bool {
    claim.grade().and_then(credibility).is_some()
}

/// The base of a link: how credible it is that the one claim bears on the other; entirely, where nobody judged.
pub(super) fn of_link(link: Link<'_>) -> f64 {
    link.grade().and_then(credibility).unwrap_or(1.0)
}

/// The best known reliability among those who made the claim; of the sources that it stands in, if nobody is named.
fn best_reliability(claim: Claim<'_>) -> Option<f64> {
    let best = |grades: &mut dyn Iterator<Item = Grade<'_>>| grades.filter_map(reliability).max_by(f64::total_cmp);
    if claim.claimants().next().is_some() {
        return best(&mut claim.claimants().filter_map(|claimant| claimant.party()?.grade()));
    }
    best(&mut claim.sources().into_iter().filter_map(Source::grade))
}

fn credibility(grade: Grade<'_>) -> Option<f64> {
    match grade.credibility()? {
        "1" => Some(0.95),
        "2" => Some(0.80),
        "3" => Some(0.60),
        "4" => Some(0.35),
        "5" => Some(0.10),
        _ => None,
    }
}

fn reliability(grade: Grade<'_>) -> Option<f64> {
    match grade.reliability()? {
        "A" => Some(0.95),
        "B" => Some(0.80),
        "C" => Some(0.65),
        "D" => Some(0.40),
        "E" => Some(0.15),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::Case;

    use super::*;

    #[test]
    fn the_newest_credibility_and_the_best_reliability_count_alike() {
        let case = Case::of(|draft| {
            let claim = draft.claim("It is closed").claimant("A mayor", None).claimant("A pilot", None);
            claim.grade("5");
            claim.grade("2");
            draft.party("A mayor").grade("D");
            draft.party("A pilot").grade("C");
        });
        let base = case.read().claims().next().and_then(of_claim);
        assert_eq!(base, Some((0.80 + 0.65) / 2.0));
    }

    #[test]
    fn what_cannot_be_judged_is_as_what_nobody_judged() {
        let case = Case::of(|draft| {
            let unknown = draft.claim("It is closed").claimant("A mayor", None);
            unknown.grade("6");
            draft.party("A mayor").grade("F");
            let half_known = draft.claim("It is open").claimant("A mayor", None);
            half_known.grade("1");
            let link = half_known.rebuts(unknown);
            link.grade("4");
            unknown.rebuts(half_known);
        });
        let bases: Vec<_> = case.read().claims().map(of_claim).collect();
        assert_eq!(bases, [None, Some(0.95)]);
        assert_eq!(case.read().links().map(of_link).collect::<Vec<_>>(), [0.35, 1.0]);
    }

    #[test]
    fn a_source_speaks_for_its_own_words_only() {
        let case = Case::of(|draft| {
            let paper = draft.source("The Port News");
            paper.grade("B");
            let text = paper.version("The harbour is closed. Nobody was hurt.");
            draft.claim("It is closed").quote(text, "The harbour is closed");
            draft.claim("All are well").claimant("A mayor", None).quote(text, "Nobody was hurt");
        });
        let bases: Vec<_> = case.read().claims().map(of_claim).collect();
        assert_eq!(bases, [Some(0.80), None]);
    }
}
