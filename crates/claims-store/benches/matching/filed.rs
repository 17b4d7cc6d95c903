//! Files checked claims in a casebook, as an import of fact-checks would, and asks it.

use claims_model::{
    Change, Claim, Claimant, Key, Operation, Party, PartyKind, Status, Timestamp, Verb, Verdict,
    matching::{Filed, Frequencies, Query},
};
use claims_store::Casebook;
use std::collections::HashMap;
use tempfile::TempDir;

use crate::data::Checked;

/// A casebook of checked claims.
pub(crate) struct Book {
    _folder: TempDir,
    casebook: Casebook,
    places: HashMap<Key, usize>,
}

/// What a casebook has to say to a query, before it is weighed.
pub(crate) struct Found {
    pub(crate) claims: Vec<Filed>,
    /// Which of the set's claims each is.
    pub(crate) places: Vec<usize>,
    pub(crate) frequencies: Frequencies,
}

impl Book {
    pub(crate) fn of<'c>(claims: impl Iterator<Item = &'c Checked>) -> Self {
        const BATCH: usize = 1_000;
        let folder = tempfile::tempdir().expect("a folder");
        let mut casebook = Casebook::create(&folder.path().join("casebook.sqlite")).expect("a casebook");
        let mut writing = casebook.write().expect("nobody else writes");
        let mut number = 0;
        let mut key = || {
            number += 1;
            Key::new(uuid::Uuid::from_u128(number))
        };
        let mut parties: HashMap<String, Key> = HashMap::new();
        let mut places = HashMap::new();
        let mut changes = Vec::new();
        let mut claims = claims.peekable();
        while let Some(checked) = claims.next() {
            let claim_key = key();
            let mut claim = Claim::new(claim_key, checked.text.clone(), Status::Checked);
            if !checked.speaker.is_empty() {
                let party = *parties.entry(checked.speaker.clone()).or_insert_with(|| {
                    let party = party(key(), &checked.speaker);
                    let key = party.key;
                    changes.push(Change::create(party));
                    key
                });
                claim.claimants.push(Claimant { party, role: None });
            }
            places.insert(claim_key, places.len());
            changes.push(Change::create(claim));
            if !checked.review.trim_matches([' ', '.', '\n']).is_empty() {
                changes.push(Change::create(verdict(key(), claim_key, checked)));
            }
            if changes.len() >= BATCH || claims.peek().is_none() {
                let operation = Operation {
                    key: key(),
                    at: Timestamp::UNIX_EPOCH,
                    by: "desk".to_owned(),
                    verb: Verb::Import,
                    undoes: None,
                    continues: false,
                    forgets: None,
                    changes: std::mem::take(&mut changes),
                };
                writing.perform(&operation).expect("the operation fits");
            }
        }
        writing.commit().expect("there is room");
        Self { _folder: folder, casebook, places }
    }

    /// The claims that share words with the query.
    pub(crate) fn find(&mut self, query: &Query) -> Found {
        self.find_within(query, None)
    }

    /// The same with another bound on the places of the index that are looked at.
    pub(crate) fn find_within(&mut self, query: &Query, places: Option<usize>) -> Found {
        let records = self.casebook.read().expect("it can be read");
        let found = match places {
            Some(places) => records.comparable_within(query, places),
            None => records.comparable(query),
        };
        let (claims, frequencies) = found.expect("it can be read");
        let places = claims.iter().map(|claim| self.places[&claim.key]).collect();
        Found { claims, places, frequencies }
    }
}

fn party(key: Key, name: &str) -> Party {
    Party {
        key,
        name: name.to_owned(),
        kind: PartyKind::Person,
        aliases: Vec::new(),
        description: None,
        unnamed: None,
        merged_into: None,
    }
}

fn verdict(key: Key, claim: Key, checked: &Checked) -> Verdict {
    let at = checked.date.as_ref().and_then(|date| format!("{date}T12:00:00Z").parse().ok());
    Verdict {
        key,
        claim,
        scale: "imported".to_owned(),
        label: "checked".to_owned(),
        name: "Checked".to_owned(),
        rating: None,
        because: checked.review.clone(),
        by: "desk".to_owned(),
        at: at.unwrap_or(Timestamp::UNIX_EPOCH),
        would_change: None,
        correction: None,
        address: None,
        feed: None,
    }
}
