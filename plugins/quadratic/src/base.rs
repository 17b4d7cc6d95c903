//! What a claim or a link starts from: the number that its grades stand for.
//!
//! Credibility is judged of the statement, reliability of who makes it; both count, and where one is unknown the other
//! speaks alone. A reliable paper that quotes a minister vouches that he said it, not that it is so: the sources that a
//! claim stands in speak for it only where it is their own, with no claimant named. F, 6 and no grade at all are the
//! same: unknown, never a middling judgement. The claim then starts from the neutral prior, and the score says so.

use claims_plugin::{Claim, Grade, Link, Source};

/// What a claim starts from when nothing is known of it.
pub(crate) const PRIOR: f64 = 0.5;

/// No claim starts from certainty: it could not be moved any more.
const LEAST: f64 = 0.01;
const MOST: f64 = 0.99;

/// The base of a claim; `None` when its grades say nothing.
pub(crate) fn of_claim(claim: Claim<'_>) -> Option<f64> {
    let known = [claim.grade().and_then(credibility), best_reliability(claim)];
    let (count, sum) = known.into_iter().flatten().fold((0.0, 0.0), |(count, sum), weight| (count + 1.0, sum + weight));
    (count > 0.0).then(|| (sum / count).clamp(LEAST, MOST))
}

/// The base of a link: how credible it is that the one claim bears on the other; entirely, where nobody judged.
pub(crate) fn of_link(link: Link<'_>) -> f64 {
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
