//! Which drafts the casebook has already: taking in a file a second time records nothing twice.
//!
//! A source is known by its address or, without one, by what is printed on it; a version by its text; a claim by its
//! wording, its claimants and the verdicts that came with it.

use std::collections::HashMap;

use claims_host::{DraftClaim, DraftSource, DraftVerdict, DraftVersion};
use claims_model::{Claim, Digest, Filed, Key, Link, PartialDate, Source, Verdict, Version};
use claims_store::Records;

use super::NO_REASONS;
use crate::{address, failure::Outcome, typed};

/// What is printed on a source: title, publisher and date.
type Imprint = (String, Option<Key>, Option<PartialDate>);

/// What there was before the import.
pub(super) struct Known {
    claims: HashMap<(String, Vec<Key>), Vec<Key>>,
    by_address: HashMap<String, Key>,
    by_imprint: HashMap<Imprint, Key>,
}

impl Known {
    pub(super) fn of(records: &Records<'_>) -> Outcome<Self> {
        let mut known = Self { claims: HashMap::new(), by_address: HashMap::new(), by_imprint: HashMap::new() };
        for claim in records.all::<Claim>()? {
            let claimants = sorted(claim.claimants.iter().map(|one| one.party));
            known.claims.entry((claim.text.clone(), claimants)).or_default().push(claim.key);
        }
        for Filed { record: source, .. } in records.all::<Source>()? {
            match &source.address {
                Some(own) => known.by_address.entry(address::compared(own)).or_insert(source.key),
                None => {
                    known.by_imprint.entry((source.title, source.publisher, source.published)).or_insert(source.key)
                }
            };
        }
        Ok(known)
    }

    pub(super) fn source(&self, source: &DraftSource, parties: &[Key]) -> Option<Key> {
        match source.address.as_deref().and_then(|own| typed::address(own).ok()) {
            Some(own) => self.by_address.get(&address::compared(&own)).copied(),
            None => {
                let publisher = source.publisher.map(|at| parties[at]);
                self.by_imprint.get(&(source.title.clone(), publisher, source.published)).copied()
            }
        }
    }

    pub(super) fn claim(&self, records: &Records<'_>, claim: &DraftClaim, parties: &[Key]) -> Outcome<Option<Key>> {
        let claimants = sorted(claim.claimants.iter().map(|one| parties[one.party]));
        let Some(alike) = self.claims.get(&(typed::wording(&claim.text)?, claimants)) else { return Ok(None) };
        let mut found = None;
        for key in alike {
            let verdicts = records.verdicts_of(*key)?;
            if !claim.verdicts.iter().all(|one| verdicts.iter().any(|verdict| is_same(verdict, one))) {
                continue;
            }
            // Of several that are alike, the one with the same remarks is meant.
            let notes = records.notes_of(*key)?;
            if claim.notes.iter().all(|one| notes.iter().any(|note| note.text == one.text)) {
                return Ok(Some(*key));
            }
            found = found.or(Some(*key));
        }
        Ok(found)
    }
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
fn is_same(verdict: &Verdict, draft: &DraftVerdict) -> bool {
    let because = typed::given(draft.because.as_ref());
    draft.name.as_ref().is_none_or(|name| *name == verdict.name)
        && draft.by.as_ref().is_none_or(|by| *by == verdict.by)
        && draft.at.is_none_or(|at| at == verdict.at)
        && because.as_deref().unwrap_or(NO_REASONS) == verdict.because
}

fn sorted(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut keys: Vec<Key> = keys.collect();
    keys.sort();
    keys
}
