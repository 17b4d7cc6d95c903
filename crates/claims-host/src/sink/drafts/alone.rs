//! One claim of a draft by itself, with all that it names, for whoever has to put it off.

use super::{DraftLink, DraftTarget, Drafts};

impl Drafts {
    /// The draft of one claim, with its parties, sources and versions; `None` where other records of the draft are about
    /// it, or it about them, so that it cannot stand alone.
    pub fn alone(&self, claim: usize) -> Option<Self> {
        let whole = self.claims.get(claim)?;
        let names = |link: &DraftLink| link.from == claim || link.to == DraftTarget::Claim(claim);
        let is_whole = self.claims.iter().any(|part| part.part_of == Some(claim));
        if whole.part_of.is_some() || is_whole || self.links.iter().any(names) {
            return None;
        }
        let mut own = Self::default();
        let mut whole = whole.clone();
        for claimant in &mut whole.claimants {
            claimant.party = own.with_party(self, claimant.party);
        }
        for appearance in &mut whole.appearances {
            let mut version = self.versions[appearance.version].clone();
            let mut source = self.sources[version.source].clone();
            if !source.derived_from.is_empty() {
                return None;
            }
            source.publisher = source.publisher.map(|party| own.with_party(self, party));
            source.authors.iter_mut().for_each(|party| *party = own.with_party(self, *party));
            appearance.via.iter_mut().for_each(|party| *party = own.with_party(self, *party));
            version.source = place(&mut own.sources, source);
            appearance.version = place(&mut own.versions, version);
        }
        own.claims.push(whole);
        Some(own)
    }

    fn with_party(&mut self, from: &Self, party: usize) -> usize {
        place(&mut self.parties, from.parties[party].clone())
    }
}

/// Where a record stands in a list, at its end if it was not there.
fn place<T: PartialEq>(list: &mut Vec<T>, record: T) -> usize {
    list.iter().position(|known| *known == record).unwrap_or_else(|| {
        list.push(record);
        list.len() - 1
    })
}
