//! Whether those who made the claim were asked.

use super::{Found, Rule, Subject};
use crate::failure::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "no-reply-asked",
    meaning: "none of those who made the claim was asked for a reply",
    standard: "SPJ Code of Ethics: diligently seek subjects of news coverage to allow them to respond",
    uri: Some("https://blogs.spjnetwork.org/ethicscode/?p=131"),
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let (claim, records) = (subject.claim, subject.book.records);
    if claim.claimants.is_empty() {
        return Ok(());
    }
    // Who was asked about the whole was asked about its parts.
    for about in std::iter::once(claim.key).chain(claim.part_of) {
        let asked = records.replies_about(about)?;
        if asked.iter().any(|reply| claim.claimants.iter().any(|claimant| claimant.party == reply.party)) {
            return Ok(());
        }
    }
    let of = if claim.claimants.len() > 1 { " --of NAME" } else { "" };
    let fix = format!("claims reply ask {}{of} --through \"e-mail to …\"", claim.handle);
    found.push(Found::new("nobody who made the claim was asked for a reply", fix));
    Ok(())
}
