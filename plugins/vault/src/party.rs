//! The note on a party: who it is, what it claimed, and what it wrote or published.

use claims_plugin::{Case, Party};

use crate::note::{Note, fact, judgement, to_claim, to_source};

pub(crate) fn note<'a>(case: Case<'a>, party: Party<'a>) -> Note {
    let mut note = Note::of("party", party.handle(), party.key(), party.name());
    note.property("kind", party.kind());
    note.list("names", party.aliases().map(|alias| alias.text().to_owned()));
    note.property_if("grade", party.grade().and_then(|grade| grade.reliability()));

    let mut facts = vec![party.kind().to_owned()];
    facts.extend(party.aliases().filter_map(|alias| fact("also", Some(alias.text()))));
    facts.extend(fact("who", party.description()));
    facts.extend(fact("the name is withheld", party.why_unnamed()));
    facts.extend(party.grade().map(|grade| format!("reliability {}", judgement(grade))));
    note.items(facts);
    let claims = case.claims().filter(|claim| claim.claimants().any(|one| one.party() == Some(party)));
    note.section("Claims", claims.map(to_claim).collect());
    let relayed = case.appearances().filter(|one| one.via().any(|via| via == party));
    note.section("Relayed", relayed.filter_map(|one| one.claim()).map(to_claim).collect());
    let published = case.sources().filter(|source| source.publisher() == Some(party));
    note.section("Published", published.map(to_source).collect());
    let wrote = case.sources().filter(|source| source.authors().any(|author| author == party));
    note.section("Wrote", wrote.map(to_source).collect());
    note.remarks(case, party.notes());
    note
}
