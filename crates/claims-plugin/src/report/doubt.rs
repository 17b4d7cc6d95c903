//! What a reader should doubt: what the record does not say, and where the score and the verdict disagree.

use super::facts::{Disagreement, Unknown};
use crate::{Claim, Link, Scored, Source, Stance, Status, Verdict};

/// Where the score and the verdict point in opposite directions.
pub(super) fn disagreement(score: Option<Scored<'_>>, verdict: Option<Verdict<'_>>) -> Option<Disagreement> {
    let score = score?.value()?;
    let verdict = verdict?;
    let (value, worst, best) = (verdict.value()?, verdict.worst()?, verdict.best()?);
    let middle = f64::midpoint(worst, best);
    if score >= 0.6 && value < middle {
        Some(Disagreement::ScoreHigher)
    } else if score <= 0.4 && value > middle {
        Some(Disagreement::ScoreLower)
    } else {
        None
    }
}

/// What the record does not say, where that matters to a reader.
pub(super) fn unknowns<'a>(claim: Claim<'a>) -> Vec<Unknown<'a>> {
    let mut unknowns = Vec::new();
    let mut note = |what, handles| unknowns.push(Unknown { what, handles });
    if claim.claimants().next().is_none() {
        note("claimant", Vec::new());
    }
    if claim.said().is_none() {
        note("said", Vec::new());
    }
    if claim.appearances().next().is_none() {
        note("source", Vec::new());
    }
    let links: Vec<Link<'a>> = claim.links_in().collect();
    if !links.iter().any(|link| link.stance() == Stance::Rebuts && stands(*link)) {
        note("counter-statement", Vec::new());
    }
    let bearing = bearing_on(claim);
    let ungraded =
        |claim: &&Claim<'_>| claim.grade().is_none_or(|grade| matches!(grade.credibility(), None | Some("6")));
    let statements: Vec<&'a str> = bearing.iter().filter(ungraded).map(|claim| claim.handle()).collect();
    if !statements.is_empty() {
        note("credibility", statements);
    }
    let mut sources: Vec<Source<'a>> = bearing.iter().flat_map(|claim| claim.sources()).collect();
    sources.retain(|source| source.grade().is_none_or(|grade| matches!(grade.reliability(), None | Some("F"))));
    sources.sort_by_key(|source| source.index());
    sources.dedup();
    if !sources.is_empty() {
        note("reliability", sources.iter().map(|source| source.handle()).collect());
    }
    let answered = claim.replies().any(|reply| reply.answer().is_some());
    if claim.claimants().next().is_some() && !answered && links.iter().any(|link| is_open(*link, claim)) {
        note("reply", Vec::new());
    }
    unknowns
}

/// A claim and every statement that speaks to it, or to what does, in the order of the record.
fn bearing_on(claim: Claim<'_>) -> Vec<Claim<'_>> {
    let mut found = vec![claim];
    let mut open: Vec<Link<'_>> = claim.links_in().collect();
    while let Some(link) = open.pop() {
        open.extend(link.links_in());
        if let Some(from) = link.from().filter(|from| stands(link) && !found.contains(from)) {
            found.push(from);
            open.extend(from.links_in());
        }
    }
    found.sort_by_key(|claim| claim.index());
    found
}

/// Whether a counter-statement stands without a reply by those who made the claim.
fn is_open(link: Link<'_>, claim: Claim<'_>) -> bool {
    let spoke = |reply: Link<'_>| stands(reply) && reply.from().is_some_and(|reply| shares_claimant(reply, claim));
    let replies = || link.links_in().chain(link.from().into_iter().flat_map(Claim::links_in));
    link.stance() == Stance::Rebuts && stands(link) && !replies().any(spoke)
}

/// Whether the statement behind a link was not withdrawn.
fn stands(link: Link<'_>) -> bool {
    link.from().is_some_and(|from| from.status() != Status::Withdrawn)
}

fn shares_claimant(one: Claim<'_>, other: Claim<'_>) -> bool {
    let keys =
        |claim: Claim<'_>| claim.claimants().filter_map(|one| Some(one.party()?.key().to_owned())).collect::<Vec<_>>();
    let others = keys(other);
    keys(one).iter().any(|key| others.contains(key))
}
