//! What a case says of parties and sources from the other side: gathered once, since looking for it from every note would
//! take the square of the time.

use std::collections::HashMap;

use claims_plugin::{Appearance, Case, Claim, Source, Version};

/// The records that name a party or a source, by its handle, in the order of the case.
pub(crate) struct Known<'a> {
    claimed: HashMap<&'a str, Vec<Claim<'a>>>,
    relayed: HashMap<&'a str, Vec<Claim<'a>>>,
    published: HashMap<&'a str, Vec<Source<'a>>>,
    wrote: HashMap<&'a str, Vec<Source<'a>>>,
    standing: HashMap<&'a str, Vec<Appearance<'a>>>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(case: Case<'a>) -> Self {
        let claims = case
            .claims()
            .flat_map(|claim| claim.claimants().filter_map(move |one| Some((one.party()?.handle(), claim))));
        let relayed = case.appearances().filter_map(|one| Some((one, one.claim()?)));
        let relayed = relayed.flat_map(|(one, claim)| one.via().map(move |party| (party.handle(), claim)));
        let published = case.sources().filter_map(|source| Some((source.publisher()?.handle(), source)));
        let wrote = case.sources().flat_map(|source| source.authors().map(move |author| (author.handle(), source)));
        let standing =
            case.appearances().filter_map(|one| Some((one.version().and_then(Version::source)?.handle(), one)));
        Self {
            claimed: gathered(claims),
            relayed: gathered(relayed),
            published: gathered(published),
            wrote: gathered(wrote),
            standing: gathered(standing),
        }
    }

    /// The claims of a party.
    pub(crate) fn claimed(&self, party: &str) -> &[Claim<'a>] {
        found(&self.claimed, party)
    }

    /// The claims that are told through a party.
    pub(crate) fn relayed(&self, party: &str) -> &[Claim<'a>] {
        found(&self.relayed, party)
    }

    /// The sources that a party published.
    pub(crate) fn published(&self, party: &str) -> &[Source<'a>] {
        found(&self.published, party)
    }

    /// The sources that a party wrote or made.
    pub(crate) fn wrote(&self, party: &str) -> &[Source<'a>] {
        found(&self.wrote, party)
    }

    /// What stands in a source.
    pub(crate) fn standing(&self, source: &str) -> &[Appearance<'a>] {
        found(&self.standing, source)
    }
}

/// The records by handle, each once under it.
fn gathered<'a, T: PartialEq>(pairs: impl Iterator<Item = (&'a str, T)>) -> HashMap<&'a str, Vec<T>> {
    let mut gathered: HashMap<&'a str, Vec<T>> = HashMap::new();
    for (handle, record) in pairs {
        let records = gathered.entry(handle).or_default();
        // Those of one record come one after the other.
        if records.last() != Some(&record) {
            records.push(record);
        }
    }
    gathered
}

fn found<'k, T>(known: &'k HashMap<&str, Vec<T>>, handle: &str) -> &'k [T] {
    known.get(handle).map(Vec::as_slice).unwrap_or_default()
}
