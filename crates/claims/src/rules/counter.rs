//! Whether anybody looked for what speaks against the claim.

use claims_model::Stance;

use super::{Found, ICD_203, Rule, Subject};
use crate::failure::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "no-counter-evidence",
    meaning: "nothing speaks against the claim, and no note says that anyone looked",
    standard: "ICD 203, Analytic Tradecraft Standards: incorporates analysis of alternatives",
    uri: Some(ICD_203),
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let is_countered = subject.evidence.iter().any(|one| one.link.stance == Stance::Rebuts);
    if is_countered || subject.book.records.notes_of(subject.claim.key)?.iter().any(|note| note.looked) {
        return Ok(());
    }
    let claim = subject.claim.handle;
    found.push(Found::new(
        "nothing speaks against it, and nobody noted that counter-evidence was looked for",
        format!("claims note {claim} --looked \"searched …; found nothing\", or claims counter {claim} \"…\""),
    ));
    Ok(())
}
