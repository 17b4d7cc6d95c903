//! The note on a source: what it is, its captures, and the claims that stand in it.

use claims_plugin::{Appearance, Case, Source, Version};

use crate::{
    escape::{inline, link, quoted},
    known::Known,
    note::{Note, fact, judgement, property_link, to_claim, to_party, to_source},
};

pub(crate) fn note<'a>(case: Case<'a>, known: &Known<'a>, source: Source<'a>) -> Note {
    let mut note = Note::of("source", source.handle(), source.key(), source.title());
    note.property("kind", source.kind());
    note.property_if("published", source.published());
    note.property_if("address", source.address());
    note.property_if("language", source.language());
    note.list("publisher", source.publisher().map(|party| property_link("parties", party.handle())));
    note.list("authors", source.authors().map(|party| property_link("parties", party.handle())));
    note.property_if("grade", source.grade().and_then(|grade| grade.reliability()));

    let mut facts = vec![inline(source.kind())];
    facts.extend(source.publisher().map(|party| format!("published by {}", to_party(party))));
    facts.extend(source.authors().map(|party| format!("by {}", to_party(party))));
    facts.extend(fact("published", source.published()));
    facts.extend(source.address().map(link));
    facts.extend(source.derived_from().map(|origin| format!("repeats {}", to_source(origin))));
    facts.extend(source.grade().map(|grade| format!("reliability {}", judgement(grade))));
    note.items(facts);
    note.section("Captures", source.versions().map(capture).collect());
    note.section("Claims in it", known.standing(source.handle()).iter().copied().filter_map(standing).collect());
    note.remarks(case, source.notes());
    note
}

fn capture(version: Version<'_>) -> String {
    let mut text = format!("{}, {}", inline(version.handle()), inline(version.captured()));
    if version.state() == "gone" {
        return text + ": it was gone";
    }
    text += &format!(", from {}, SHA-256 {}", inline(version.origin()), inline(version.sha256()));
    for archive in version.archives() {
        text += &format!(", archived at {}", link(archive.address()));
    }
    text
}

/// A claim with the words that stand there.
fn standing(one: Appearance<'_>) -> Option<String> {
    let quote = one.exact().map(|exact| format!(": {}", quoted(exact))).unwrap_or_default();
    Some(format!("{}{quote}", to_claim(one.claim()?)))
}
