//! Parties that an importer drafted: those who answer to the names are found, and the rest are new where a record needs
//! them.

use std::collections::HashMap;

use claims_host::Drafts;
use claims_model::{Key, Party, PartyKind, Unnamed};
use claims_store::Records;

use super::{Intake, Place, links::judge, wanted::Wanted};
use crate::{desk::Draft, failure::Outcome, refs, typed};

/// The parties of some drafts.
pub(super) struct Parties {
    pub(super) places: Vec<Place>,
    /// For each the first that is the same: a file may name somebody twice.
    first: Vec<usize>,
}

impl Parties {
    pub(super) fn keys(&self) -> Vec<Key> {
        self.places.iter().map(|place| place.key).collect()
    }
}

impl Intake<'_> {
    /// Who answers to the names; for the others, who is new. `named` are those who are known by name from elsewhere.
    pub(super) fn parties(
        &self,
        records: &Records<'_>,
        draft: &Draft<'_>,
        drafts: &Drafts,
        named: Vec<(String, Key)>,
    ) -> Outcome<Parties> {
        let named: HashMap<String, Key> = named.into_iter().rev().collect();
        let mut new: HashMap<String, usize> = HashMap::new();
        let mut found = Parties { places: Vec::new(), first: Vec::new() };
        for (at, party) in drafts.parties().iter().enumerate() {
            let name = typed::name(&party.name)?;
            let folded = name.to_lowercase();
            if let Some(first) = new.get(&folded) {
                found.places.push(found.places[*first]);
                found.first.push(*first);
                continue;
            }
            let known = match named.get(&folded).or_else(|| self.names.get(&folded)) {
                Some(key) => Some(*key),
                None => refs::party_if(records, name)?.map(|party| party.key),
            };
            if known.is_none() {
                let aliases = party.aliases.iter().map(|alias| alias.to_lowercase());
                for name in std::iter::once(folded).chain(aliases) {
                    new.entry(name).or_insert(at);
                }
            }
            found.places.push(Place::of(known, draft));
            found.first.push(at);
        }
        Ok(found)
    }

    /// Drafts those who are new and needed, and what is judged of any of them.
    pub(super) fn file_parties(
        &mut self,
        records: &Records<'_>,
        draft: &mut Draft<'_>,
        drafts: &Drafts,
        found: &Parties,
        wanted: &Wanted,
    ) -> Outcome<()> {
        let mut needed = vec![false; found.places.len()];
        for (at, first) in found.first.iter().enumerate() {
            needed[*first] |= wanted.parties[at];
        }
        for (at, (party, place)) in drafts.parties().iter().zip(&found.places).enumerate() {
            let first = found.first[at];
            if !needed[first] {
                continue;
            }
            let name = typed::name(&party.name)?;
            if first == at {
                self.names.insert(name.to_lowercase(), place.key);
            }
            if !place.is_known && first == at {
                self.filed.parties += 1;
                self.names.extend(party.aliases.iter().map(|alias| (alias.to_lowercase(), place.key)));
                draft.create(Party {
                    key: place.key,
                    name: name.to_owned(),
                    kind: party.kind.unwrap_or(PartyKind::Person),
                    aliases: party.aliases.clone(),
                    description: party.description.clone(),
                    unnamed: party.why_unnamed.clone().map(|why| Unnamed { why, known_to: None }),
                    merged_into: None,
                });
            }
            judge(records, draft, Place { is_known: place.is_known, ..*place }, &party.grades, &party.notes)?;
        }
        Ok(())
    }
}
