//! Which drafts the casebook has already: taking in a file a second time records nothing twice.
//!
//! A source is known by its address or, without one, by what is printed on it; a version by its text; a claim by its
//! wording, its claimants and the verdicts that came with it. A review of another desk, [`super::review`] knows.

use claims_host::{DraftClaim, DraftSource, DraftVerdict, DraftVersion};
use claims_model::{Digest, Filed, Key, Label, Link, Verdict, Version};
use claims_store::Records;

use super::NO_REASONS;
use crate::{address, failure::Outcome, typed};

pub(super) fn source(records: &Records<'_>, source: &DraftSource, parties: &[Key]) -> Outcome<Option<Key>> {
    let found = match source.address.as_deref().and_then(|own| typed::address(own).ok()) {
        Some(own) => {
            let form = address::compared(&own);
            let is_there =
                |known: &claims_model::Source| known.address.as_deref().is_some_and(|it| address::compared(it) == form);
            records.sources_at(&own)?.into_iter().find(|known| is_there(known))
        }
        None => {
            let publisher = source.publisher.map(|at| parties[at]);
            let is_same = |known: &claims_model::Source| {
                known.title == source.title && known.publisher == publisher && known.published == source.published
            };
            records.sources_titled(&source.title)?.into_iter().find(|known| is_same(known))
        }
    };
    Ok(found.map(|known| known.key))
}

pub(super) fn claim(records: &Records<'_>, claim: &DraftClaim, parties: &[Key]) -> Outcome<Option<Key>> {
    let claimants = sorted(claim.claimants.iter().map(|one| parties[one.party]));
    let wording = typed::wording(&claim.text)?;
    let mut found = None;
    for known in records.claims_worded(&wording)? {
        if known.text != wording || sorted(known.claimants.iter().map(|one| one.party)) != claimants {
            continue;
        }
        let verdicts = records.verdicts_of(known.key)?;
        if !claim.verdicts.iter().all(|one| verdicts.iter().any(|verdict| is_same(verdict, one))) {
            continue;
        }
        // Of several that are alike, the one with the same remarks is meant.
        let notes = records.notes_of(known.key)?;
        if claim.notes.iter().all(|one| notes.iter().any(|note| note.text == one.text)) {
            return Ok(Some(known.key));
        }
        found = found.or(Some(known.key));
    }
    Ok(found)
}

/// The version of a source with this text; one without a text is the newest there is, whatever that says.
pub(super) fn version<'v>(versions: &'v [Filed<Version>], draft: &DraftVersion) -> Option<&'v Filed<Version>> {
    match draft.text.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => versions.iter().find(|version| version.text == Digest::of(text.as_bytes())),
        None => versions.last(),
    }
}

/// The link from one record to another with the same stance.
pub(super) fn link(records: &Records<'_>, link: &Link) -> Outcome<Option<Key>> {
    let links = records.links_from(link.from)?;
    Ok(links.iter().find(|known| known.to == link.to && known.stance == link.stance).map(|known| known.key))
}

/// Whether a verdict says what was drafted; what was not drafted does not count.
pub(super) fn is_same(verdict: &Verdict, draft: &DraftVerdict) -> bool {
    let because = typed::given(draft.because.as_ref());
    // A label on a scale of the casebook's is recorded as that scale writes it.
    draft.name.as_ref().is_none_or(|name| *name == verdict.name || Label::typed(name) == verdict.label)
        && draft.by.as_ref().is_none_or(|by| *by == verdict.by)
        && draft.at.is_none_or(|at| at == verdict.at)
        && because.as_deref().unwrap_or(NO_REASONS) == verdict.because
}

fn sorted(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut keys: Vec<Key> = keys.collect();
    keys.sort();
    keys
}
