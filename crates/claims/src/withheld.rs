//! Which texts stay with the desk: notes of interviews, and what could tell who an unnamed party is.

use claims_model::{Case, Filed, Key, Party, Source, SourceKind};
use claims_store::Records;

use crate::failure::Outcome;

/// Why the captures of a source and their texts do not leave the casebook unasked; `None` where they may.
///
/// Quotes that claims were taken from are no part of this: they stand in every report.
pub(crate) fn why(case: &Case, source: &Filed<Source>) -> Option<&'static str> {
    if source.kind == SourceKind::Interview {
        return Some("notes of an interview stay with the desk");
    }
    let unnamed: Vec<Key> =
        case.parties.iter().filter(|party| party.unnamed.is_some()).map(|party: &Filed<Party>| party.key).collect();
    let made_by_one = source.authors.iter().chain(&source.publisher).any(|party| unnamed.contains(party));
    // What anybody can read on the web tells nobody more than it did.
    let is_public = source.address.is_some();
    if made_by_one || (!is_public && speaks_in(case, source, &unnamed)) {
        return Some("it could tell who the unnamed source is");
    }
    None
}

/// Whether the record says of an unnamed party who on the desk knows the name.
pub(crate) fn names_are_known(records: &Records<'_>) -> Outcome<bool> {
    let is_known = |party: &Filed<Party>| party.unnamed.as_ref().is_some_and(|unnamed| unnamed.known_to.is_some());
    Ok(records.all::<Party>()?.iter().any(is_known))
}

/// Whether one of the parties makes a claim in a source, or passes one on there.
fn speaks_in(case: &Case, source: &Filed<Source>, parties: &[Key]) -> bool {
    if parties.is_empty() {
        return false;
    }
    let stands_in_it =
        |version: Key| case.versions.iter().any(|one| one.version.key == version && one.version.source == source.key);
    case.appearances.iter().filter(|one| stands_in_it(one.version)).any(|appearance| {
        let claim = case.claims.iter().find(|claim| claim.key == appearance.claim);
        let claimants = claim.iter().flat_map(|claim| &claim.claimants).map(|claimant| claimant.party);
        claimants.chain(appearance.via.iter().copied()).any(|party| parties.contains(&party))
    })
}
