//! Whether what a score starts from is known.

use claims_model::Party;

use super::{Found, Rule, Subject};
use crate::{failure::Outcome, render::quoted};

pub(super) const RULE: Rule = Rule {
    code: "unknown-grade",
    meaning: "how credible a statement or how reliable a speaker is, is not known",
    standard: "NATO AJP-2.1 and STANAG 2511, reliability F and credibility 6: cannot be judged",
    uri: None,
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let book = subject.book;
    let mut seen = Vec::new();
    for statement in subject.statements() {
        // A whole that nobody graded starts from its parts, which are claims of their own.
        if !book.records.parts_of(statement.key)?.is_empty() {
            continue;
        }
        let mut unknown = Vec::new();
        for claimant in &statement.claimants {
            if !book.is_graded(claimant.party)? {
                unknown.push(claimant.party);
            }
        }
        let speakers_say_nothing = unknown.len() == statement.claimants.len();
        if speakers_say_nothing && !book.is_graded(statement.key)? && !speaks_for_itself(subject, statement.key)? {
            let handle = statement.handle;
            let what = format!("nothing is known of how credible {handle} is, nor of who says it");
            found.push(Found::new(what, format!("claims grade {handle} DIGIT --because \"…\"")).at(handle));
            continue;
        }
        for key in unknown {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let Some(party) = book.records.find::<Party>(key)? else { continue };
            let what = format!("how reliable {} is, is not known", quoted(&party.name));
            let fix = format!("claims grade {} LETTER --because \"…\"", party.handle);
            found.push(Found::new(what, fix).at(party.handle));
        }
    }
    Ok(())
}

/// Whether a statement of nobody's stands in a source that is graded: then the source speaks for it, as in scores.
fn speaks_for_itself(subject: &Subject<'_, '_>, claim: claims_model::Key) -> Outcome<bool> {
    let is_it = |one: &&super::book::Evidence| one.claim.key == claim;
    let (claimants, appearances) = match subject.evidence.iter().find(is_it) {
        Some(evidence) => (&evidence.claim.claimants, &evidence.appearances),
        None => (&subject.claim.claimants, &subject.appearances),
    };
    if !claimants.is_empty() {
        return Ok(false);
    }
    for source in subject.sources(appearances.iter())? {
        if subject.book.is_graded(source)? {
            return Ok(true);
        }
    }
    Ok(false)
}
