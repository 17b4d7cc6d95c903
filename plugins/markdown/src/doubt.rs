//! What a reader should doubt: what the record does not say, and where the score and the verdict disagree.

use claims_plugin::{Claim, Link, Scored, Source, Stance, Status, Verdict};

/// Where the score and the verdict point in opposite directions.
pub(crate) fn disagreement(score: Option<Scored<'_>>, verdict: Option<Verdict<'_>>) -> Option<&'static str> {
    let score = score?.value()?;
    let verdict = verdict?;
    let (value, worst, best) = (verdict.value()?, verdict.worst()?, verdict.best()?);
    let middle = f64::midpoint(worst, best);
    if score >= 0.6 && value < middle {
        Some("The score leans towards the claim, the verdict against it.")
    } else if score <= 0.4 && value > middle {
        Some("The score leans against the claim, the verdict towards it.")
    } else {
        None
    }
}

/// What the record does not say, where that matters to a reader.
pub(crate) fn unknowns(claim: Claim<'_>) -> Vec<String> {
    let mut unknowns = Vec::new();
    if claim.claimants().next().is_none() {
        unknowns.push("Who made the claim is not recorded.".to_owned());
    }
    if claim.said().is_none() {
        unknowns.push("When it was said is not recorded.".to_owned());
    }
    if claim.appearances().next().is_none() {
        unknowns.push("No source is recorded in which the claim stands.".to_owned());
    }
    let links: Vec<Link<'_>> = claim.links_in().collect();
    if !links.iter().any(|link| link.stance() == Stance::Rebuts && stands(*link)) {
        unknowns.push("No counter-statement is recorded.".to_owned());
    }
    let bearing = bearing_on(claim);
    let ungraded =
        |claim: &&Claim<'_>| claim.grade().is_none_or(|grade| matches!(grade.credibility(), None | Some("6")));
    let statements: Vec<&str> = bearing.iter().filter(ungraded).map(|claim| claim.handle()).collect();
    if !statements.is_empty() {
        unknowns.push(format!("How credible these statements are is not known: {}.", statements.join(", ")));
    }
    let mut sources: Vec<Source<'_>> = bearing.iter().flat_map(|claim| claim.sources()).collect();
    sources.retain(|source| source.grade().is_none_or(|grade| matches!(grade.reliability(), None | Some("F"))));
    sources.sort_by_key(|source| source.index());
    sources.dedup();
    if !sources.is_empty() {
        let sources: Vec<&str> = sources.iter().map(|source| source.handle()).collect();
        unknowns.push(format!("How reliable these sources are is not known: {}.", sources.join(", ")));
    }
    let answered = claim.replies().any(|reply| reply.answer().is_some());
    if claim.claimants().next().is_some() && !answered && links.iter().any(|link| is_open(*link, claim)) {
        unknowns.push("No reply of the claimant to what is said against the claim is recorded.".to_owned());
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
