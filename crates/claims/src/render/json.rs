//! Records as JSON objects, each with the schema it follows and with handles beside keys.

use std::io::{self, Write};

use claims_model::{
    Appearance, Claim, Doubt, Filed, Grade, Key, Kind, Link, Note, Party, Reply, Score, Source, Target, Verdict,
    Version,
};
use claims_store::Records;
use serde_json::{Value, json, ser::Formatter};

use super::safe;
use crate::{
    doubted,
    failure::Outcome,
    later::Later,
    sensitivity::{Removal, Sensitivity},
};

/// Writes a value on one line, with every character escaped that could do more than appear.
pub(crate) fn write(out: &mut impl Write, value: &Value) -> Outcome<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Escaping);
    serde::Serialize::serialize(value, &mut serializer).map_err(io::Error::from)?;
    Ok(())
}

/// Compact JSON in which controls and bidirectional characters are escaped as well.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(safe::is_unsafe) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut chars = rest[at..].chars();
            if let Some(c) = chars.next() {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// A claim with everything that hangs on it, and what became of its quotes.
pub(crate) fn claim_with(records: &Records<'_>, claim: &Filed<Claim>, later: &[Later]) -> Outcome<Value> {
    let mut value = self::claim(records, claim)?;
    let appearances = value["appearances"].as_array_mut().into_iter().flatten();
    for appearance in appearances {
        let key = appearance["key"].as_str().unwrap_or_default().to_owned();
        let of_it = later.iter().filter(|one| one.change.appearance.to_string() == key);
        let change = |Later { change, drifted }: &Later| {
            let version = version_name(records, change.version)?;
            let (state, now, doubt) = (change.state, &change.now, change.doubt);
            Ok(json!({ "version": version, "state": state, "now": now, "drifted": drifted, "doubt": doubt }))
        };
        appearance["later"] = of_it.map(change).collect::<Outcome<Value>>()?;
    }
    Ok(value)
}

/// A claim with everything that hangs on it.
pub(crate) fn claim(records: &Records<'_>, claim: &Filed<Claim>) -> Outcome<Value> {
    let mut claimants = Vec::new();
    for claimant in &claim.claimants {
        let mut value = party_ref(records, claimant.party)?;
        value["role"] = json!(claimant.role);
        value["name_withheld"] =
            json!(records.find::<Party>(claimant.party)?.is_some_and(|party| party.unnamed.is_some()));
        claimants.push(value);
    }
    let appearances = records.appearances_of(claim.key)?;
    let links_in = records.links_to(Target::Claim(claim.key))?;
    let links_out = records.links_from(claim.key)?;
    Ok(json!({
        "schema": "claims/claim/1",
        "handle": claim.handle,
        "key": claim.key,
        "text": claim.text,
        "status": claim.status,
        "claimants": claimants,
        "said": claim.said,
        "occasion": claim.occasion,
        "place": claim.place,
        "language": claim.language,
        "tags": claim.tags,
        "part_of": handle(records, Kind::Claim, claim.part_of)?,
        "parts": handles(&records.parts_of(claim.key)?),
        "why_checked": claim.why_checked,
        "withdrawn_because": claim.withdrawn_because,
        "appearances": each(&appearances, |one| appearance(records, one))?,
        "links_in": each(&links_in, |one| link(records, one))?,
        "links_out": each(&links_out, |one| link(records, one))?,
        "grades": each(&records.grades_of(claim.key)?, |one| Ok(grade(one)))?,
        "verdicts": each(&records.verdicts_of(claim.key)?, |one| Ok(verdict(one)))?,
        "notes": each(&records.notes_of(claim.key)?, |one| Ok(note(one)))?,
        "replies": each(&records.replies_about(claim.key)?, |one| reply(records, one))?,
    }))
}

/// A request for a reply.
pub(crate) fn reply(records: &Records<'_>, reply: &Filed<Reply>) -> Outcome<Value> {
    let answer = reply.answer.as_ref();
    Ok(json!({
        "schema": "claims/reply/1",
        "handle": reply.handle,
        "key": reply.key,
        "claim": handle(records, Kind::Claim, Some(reply.claim))?,
        "party": party_ref(records, reply.party)?,
        "through": reply.through,
        "asked": reply.asked,
        "due": reply.due,
        "state": reply.state(),
        "answered": answer.map(|answer| answer.on),
        "answer": answer.and_then(|answer| answer.text.as_ref()),
        "by": reply.by,
        "at": reply.at,
        "notes": each(&records.notes_of(reply.key)?, |one| Ok(note(one)))?,
    }))
}

/// A link.
pub(crate) fn link(records: &Records<'_>, link: &Filed<Link>) -> Outcome<Value> {
    let to = match link.to {
        Target::Claim(key) => handle(records, Kind::Claim, Some(key))?,
        Target::Link(key) => handle(records, Kind::Link, Some(key))?,
    };
    Ok(json!({
        "schema": "claims/link/1",
        "handle": link.handle,
        "key": link.key,
        "from": handle(records, Kind::Claim, Some(link.from))?,
        "stance": link.stance,
        "to": to,
        "by": link.by,
        "at": link.at,
        "note": link.note,
        "links_in": each(&records.links_to(Target::Link(link.key))?, |one| self::link(records, one))?,
        "grades": each(&records.grades_of(link.key)?, |one| Ok(grade(one)))?,
        "notes": each(&records.notes_of(link.key)?, |one| Ok(note(one)))?,
    }))
}

/// A party.
pub(crate) fn party(records: &Records<'_>, party: &Filed<Party>) -> Outcome<Value> {
    Ok(json!({
        "schema": "claims/party/1",
        "handle": party.handle,
        "key": party.key,
        "name": party.name,
        "kind": party.kind,
        "aliases": party.aliases,
        "description": party.description,
        "unnamed": party.unnamed,
        "merged_into": handle(records, Kind::Party, party.merged_into)?,
        "claims": handles(&records.claims_by(party.key)?),
        "sources": handles(&records.sources_by(party.key)?),
        "grades": each(&records.grades_of(party.key)?, |one| Ok(grade(one)))?,
        "notes": each(&records.notes_of(party.key)?, |one| Ok(note(one)))?,
    }))
}

/// A source with its versions.
pub(crate) fn source(records: &Records<'_>, source: &Filed<Source>) -> Outcome<Value> {
    let publisher = source.publisher.map(|key| party_ref(records, key)).transpose()?;
    let authors = source.authors.iter().map(|key| party_ref(records, *key)).collect::<Outcome<Vec<_>>>()?;
    let derived_from =
        source.derived_from.iter().map(|key| handle(records, Kind::Source, Some(*key))).collect::<Outcome<Vec<_>>>()?;
    let versions = doubted::versions(records, source)?;
    Ok(json!({
        "schema": "claims/source/1",
        "handle": source.handle,
        "key": source.key,
        "title": source.title,
        "kind": source.kind,
        "publisher": publisher,
        "authors": authors,
        "published": source.published,
        "address": source.address,
        "language": source.language,
        "derived_from": derived_from,
        "versions": versions.iter().map(|(one, doubt)| version(source, one, *doubt)).collect::<Vec<_>>(),
        "claims": claims_in(records, source)?,
        "grades": each(&records.grades_of(source.key)?, |one| Ok(grade(one)))?,
        "notes": each(&records.notes_of(source.key)?, |one| Ok(note(one)))?,
    }))
}

/// The claims that stand in a source, each once.
fn claims_in(records: &Records<'_>, source: &Source) -> Outcome<Vec<String>> {
    let mut claims = Vec::new();
    for appearance in records.appearances_in(source.key)? {
        claims.extend(handle(records, Kind::Claim, Some(appearance.claim))?.filter(|claim| !claims.contains(claim)));
    }
    Ok(claims)
}

fn handles<T>(records: &[Filed<T>]) -> Vec<String> {
    records.iter().map(|record| record.handle.to_string()).collect()
}

/// A version, with the doubt about it.
pub(crate) fn version(source: &Filed<Source>, version: &Version, doubt: Option<Doubt>) -> Value {
    json!({
        "schema": "claims/version/1",
        "handle": format!("{}v{}", source.handle, version.number),
        "key": version.key,
        "source": source.handle,
        "number": version.number,
        "state": version.state,
        "captured": version.captured,
        "origin": version.origin,
        "media_type": version.media_type,
        "size": version.size,
        "sha256": version.bytes,
        "text_sha256": version.text,
        "extractor": version.extractor,
        "archives": version.archives,
        "seen": version.seen,
        "blocks_sha256": version.blocks,
        "details": version.details,
        "doubt": doubt,
        "is_forgotten": version.is_forgotten(),
    })
}

/// A score.
pub(crate) fn score(records: &Records<'_>, score: &Score) -> Outcome<Value> {
    let mut contributions = Vec::new();
    for part in &score.contributions {
        contributions.push(json!({
            "link": handle(records, Kind::Link, part.link)?,
            "because": part.because,
            "amount": part.amount,
        }));
    }
    Ok(json!({
        "schema": "claims/score/1",
        "claim": handle(records, Kind::Claim, Some(score.claim))?,
        "scorer": score.scorer,
        "value": score.value,
        "base": score.base,
        "contributions": contributions,
        "remarks": score.remarks,
    }))
}

/// What a score hangs on, from what it hangs on most.
pub(crate) fn removals(sensitivity: &Sensitivity) -> Value {
    let removal = |one: &Removal| json!({ "without": one.without, "fell": one.fell, "value": one.value, "change": sensitivity.change(one) });
    sensitivity.removals.iter().map(removal).collect()
}

/// An appearance.
pub(crate) fn appearance(records: &Records<'_>, appearance: &Appearance) -> Outcome<Value> {
    let via = appearance.via.iter().map(|key| party_ref(records, *key)).collect::<Outcome<Vec<_>>>()?;
    Ok(json!({
        "key": appearance.key,
        "version": version_name(records, appearance.version)?,
        "manner": appearance.manner,
        "first": appearance.first,
        "quote": appearance.quote,
        "timecode": appearance.timecode,
        "via": via,
        "hedge": appearance.hedge,
        "original": appearance.original,
    }))
}

/// A verdict.
pub(crate) fn verdict(verdict: &Verdict) -> Value {
    json!({
        "key": verdict.key,
        "scale": verdict.scale,
        "label": verdict.label,
        "name": verdict.name,
        "rating": verdict.rating,
        "because": verdict.because,
        "by": verdict.by,
        "at": verdict.at,
        "would_change": verdict.would_change,
        "correction": verdict.correction,
        "address": verdict.address,
        "feed": verdict.feed,
    })
}

fn grade(grade: &Grade) -> Value {
    json!({
        "key": grade.key,
        "grade": grade.grading.word(),
        "by": grade.by,
        "at": grade.at,
        "because": grade.because,
    })
}

fn note(note: &Note) -> Value {
    json!({ "key": note.key, "text": note.text, "by": note.by, "at": note.at, "looked": note.looked })
}

/// How people call a version: `s1v2`.
pub(crate) fn version_name(records: &Records<'_>, key: Key) -> Outcome<String> {
    let Some(version) = records.find::<Version>(key)? else { return Ok(key.to_string()) };
    let source = handle(records, Kind::Source, Some(version.source))?;
    Ok(format!("{}v{}", source.unwrap_or_default(), version.number))
}

fn party_ref(records: &Records<'_>, key: Key) -> Outcome<Value> {
    let party = records.find::<Party>(key)?;
    Ok(match party {
        Some(party) => json!({ "handle": party.handle, "name": party.name }),
        None => json!({ "key": key }),
    })
}

fn handle(records: &Records<'_>, kind: Kind, key: Option<Key>) -> Outcome<Option<String>> {
    let Some(key) = key else { return Ok(None) };
    Ok(records.handle(kind, key)?.map(|handle| handle.to_string()))
}

fn each<T>(items: &[Filed<T>], mut view: impl FnMut(&Filed<T>) -> Outcome<Value>) -> Outcome<Vec<Value>> {
    items.iter().map(&mut view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_reorder_or_control_is_escaped_and_reads_back() {
        let value = json!({ "t": "a\u{1b}b\u{9b}c\u{202e}d\u{e0041}é" });
        let mut out = Vec::new();
        write(&mut out, &value).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, r#"{"t":"a\u001bb\u009bc\u202ed\udb40\udc41é"}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
