//! The note on a party: who it is, what it claimed, and what it wrote or published.

use claims_plugin::{Case, Party};

use crate::{
    known::Known,
    note::{Note, fact, judgement, to_claim, to_source},
};

pub(crate) fn note<'a>(case: Case<'a>, known: &Known<'a>, party: Party<'a>) -> Note {
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
    let handle = party.handle();
    note.section("Claims", known.claimed(handle).iter().copied().map(to_claim).collect());
    note.section("Relayed", known.relayed(handle).iter().copied().map(to_claim).collect());
    note.section("Published", known.published(handle).iter().copied().map(to_source).collect());
    note.section("Wrote", known.wrote(handle).iter().copied().map(to_source).collect());
    note.remarks(case, party.notes());
    note
}
