//! One record, with what hangs on it, as a person reads it.

use std::fmt::Write as _;

use claims_model::{
    Appearance, Claim, Filed, Grade, Grading, Key, Link, Note, Party, Source, Stance, Status, Target, Verdict, Version,
    VersionState,
};
use claims_store::Records;

use super::{FAINT, GREEN, RED, STRONG, YELLOW, json::version_name, quoted, safe, styled};
use crate::failure::Outcome;

/// A claim and everything that bears on it.
pub(crate) fn claim(records: &Records<'_>, claim: &Filed<Claim>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &claim.handle.to_string()), styled(STRONG, &safe(&claim.text)));
    let mut about = vec![claim.status.to_string()];
    if !claim.claimants.is_empty() {
        about.push(format!("by {}", claimants(records, claim)?));
    }
    let given = [
        claim.said.map(|said| format!("said {said}")),
        claim.occasion.as_ref().map(|occasion| safe(occasion).into_owned()),
        claim.place.as_ref().map(|place| safe(place).into_owned()),
        claim.language.as_ref().map(|language| format!("in {}", safe(language))),
    ];
    about.extend(given.into_iter().flatten());
    about.extend(claim.tags.iter().map(|tag| format!("#{}", safe(tag))));
    line(&mut out, 1, &about.join(" · "));
    if let Some(whole) = claim.part_of.map(|key| records.find::<Claim>(key)).transpose()?.flatten() {
        line(&mut out, 1, &format!("part of {}  {}", whole.handle, safe(&whole.text)));
    }
    for part in records.parts_of(claim.key)? {
        line(&mut out, 1, &format!("has the part {}  {}", part.handle, safe(&part.text)));
    }
    field(&mut out, "checked because", claim.why_checked.as_deref());
    field(&mut out, "withdrawn because", claim.withdrawn_because.as_deref());

    section(&mut out, "Verdict");
    match records.verdicts_of(claim.key)?.as_slice() {
        [] => line(&mut out, 1, "none yet"),
        [earlier @ .., last] => {
            verdict(&mut out, last);
            for earlier in earlier.iter().rev() {
                line(&mut out, 1, &format!("before: {}, {} by {}", safe(&earlier.name), earlier.at, safe(&earlier.by)));
            }
        }
    }
    let appearances = records.appearances_of(claim.key)?;
    section(&mut out, "Appears in");
    if appearances.is_empty() {
        line(&mut out, 1, "no source yet");
    }
    for one in &appearances {
        appearance(records, &mut out, one)?;
    }
    let links = records.links_to(Target::Claim(claim.key))?;
    for (heading, stance) in
        [("Counter-statements", Stance::Rebuts), ("Support", Stance::Supports), ("Context", Stance::Context)]
    {
        let links: Vec<_> = links.iter().filter(|link| link.stance == stance).collect();
        if !links.is_empty() || stance == Stance::Rebuts {
            section(&mut out, heading);
        }
        if links.is_empty() && stance == Stance::Rebuts {
            line(&mut out, 1, "none");
        }
        for link in links {
            incoming(records, &mut out, link, 1, &mut vec![claim.key])?;
        }
    }
    let outgoing = records.links_from(claim.key)?;
    if !outgoing.is_empty() {
        section(&mut out, "Speaks to");
        for link in outgoing {
            let target = target(records, link.to)?;
            line(&mut out, 1, &format!("{}  {} {target}", link.handle, stance(link.stance)));
        }
    }
    judgements(records, &mut out, claim.key)?;
    Ok(out)
}

/// A party and what it said and published.
pub(crate) fn party(records: &Records<'_>, party: &Filed<Party>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &party.handle.to_string()), styled(STRONG, &safe(&party.name)));
    let mut about = vec![party.kind.to_string()];
    if !party.aliases.is_empty() {
        about.push(format!("also {}", party.aliases.iter().map(|name| safe(name)).collect::<Vec<_>>().join(", ")));
    }
    line(&mut out, 1, &about.join(" · "));
    field(&mut out, "who", party.description.as_deref());
    if let Some(unnamed) = &party.unnamed {
        field(&mut out, "unnamed because", Some(&unnamed.why));
        field(&mut out, "known to", unnamed.known_to.as_deref());
    }
    if let Some(other) = party.merged_into.map(|key| records.find::<Party>(key)).transpose()?.flatten() {
        line(&mut out, 1, &format!("merged into {}  {}", other.handle, safe(&other.name)));
    }
    let claims = records.claims_by(party.key)?;
    if !claims.is_empty() {
        section(&mut out, "Said");
        for claim in claims {
            line(&mut out, 1, &format!("{}  {}{}", claim.handle, safe(&claim.text), withdrawn(&claim)));
        }
    }
    let sources = records.sources_by(party.key)?;
    if !sources.is_empty() {
        section(&mut out, "Wrote or published");
        for source in sources {
            line(&mut out, 1, &format!("{}  {}", source.handle, safe(&source.title)));
        }
    }
    judgements(records, &mut out, party.key)?;
    Ok(out)
}

/// A source, its versions, and the claims taken out of it.
pub(crate) fn source(records: &Records<'_>, source: &Filed<Source>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &source.handle.to_string()), styled(STRONG, &safe(&source.title)));
    let mut about = vec![source.kind.to_string()];
    if let Some(publisher) = source.publisher {
        about.push(party_name(records, publisher)?);
    }
    for author in &source.authors {
        about.push(format!("by {}", party_name(records, *author)?));
    }
    about.extend(source.published.map(|date| format!("published {date}")));
    about.extend(source.language.as_ref().map(|language| format!("in {}", safe(language))));
    line(&mut out, 1, &about.join(" · "));
    field(&mut out, "address", source.address.as_deref());
    for origin in &source.derived_from {
        if let Some(origin) = records.find::<Source>(*origin)? {
            line(&mut out, 1, &format!("derived from {}  {}", origin.handle, safe(&origin.title)));
        }
    }
    section(&mut out, "Versions");
    for version in records.versions_of(source.key)? {
        line(&mut out, 1, &version_line(source, &version));
    }
    let appearances = records.appearances_in(source.key)?;
    section(&mut out, "Claims taken from it");
    if appearances.is_empty() {
        line(&mut out, 1, "none yet");
    }
    for appearance in appearances {
        if let Some(claim) = records.find::<Claim>(appearance.claim)? {
            let place = version_name(records, appearance.version)?;
            line(&mut out, 1, &format!("{}  {}  {}", claim.handle, styled(FAINT, &place), safe(&claim.text)));
        }
    }
    judgements(records, &mut out, source.key)?;
    Ok(out)
}

/// A version in a line and its particulars below.
pub(crate) fn version(source: &Filed<Source>, version: &Version) -> String {
    let mut out = format!("{}\n", version_line(source, version));
    field(&mut out, "origin", Some(&version.origin));
    field(&mut out, "media type", Some(&version.media_type));
    field(&mut out, "sha256", Some(&version.bytes.to_string()));
    field(&mut out, "text sha256", Some(&version.text.to_string()));
    field(&mut out, "extractor", Some(&version.extractor));
    for archive in &version.archives {
        field(&mut out, "archived at", Some(&archive.address));
    }
    out
}

/// A link, its two ends and its undercuts.
pub(crate) fn link(records: &Records<'_>, link: &Filed<Link>) -> Outcome<String> {
    let from = records.find::<Claim>(link.from)?;
    let from = from.map_or_else(|| link.from.to_string(), |claim| format!("{}  {}", claim.handle, safe(&claim.text)));
    let mut out = format!("{}  {from}\n", styled(STRONG, &link.handle.to_string()));
    line(&mut out, 1, &format!("{} {}", stance(link.stance), target(records, link.to)?));
    line(&mut out, 1, &format!("drawn by {}, {}", safe(&link.by), link.at));
    field(&mut out, "note", link.note.as_deref());
    for undercut in records.links_to(Target::Link(link.key))? {
        incoming(records, &mut out, &undercut, 1, &mut vec![link.from])?;
    }
    judgements(records, &mut out, link.key)?;
    Ok(out)
}

/// A link to something shown above, with what speaks to it in turn.
fn incoming(
    records: &Records<'_>,
    out: &mut String,
    link: &Filed<Link>,
    depth: usize,
    above: &mut Vec<Key>,
) -> Outcome<()> {
    const DEEP: usize = 8;
    let Some(claim) = records.find::<Claim>(link.from)? else { return Ok(()) };
    let mut text = format!("{}  {}  {}", link.handle, claim.handle, safe(&claim.text));
    if !claim.claimants.is_empty() {
        let _ = write!(text, " — {}", claimants(records, &claim)?);
    }
    text.push_str(withdrawn(&claim));
    let text = if depth > 1 { format!("{} {text}", answered(link)) } else { text };
    line(out, depth, &text);
    if let Some(note) = &link.note {
        line(out, depth + 1, &styled(FAINT, &safe(note)));
    }
    if depth >= DEEP || above.contains(&claim.key) {
        return Ok(());
    }
    above.push(claim.key);
    for undercut in records.links_to(Target::Link(link.key))? {
        incoming(records, out, &undercut, depth + 1, above)?;
    }
    for reply in records.links_to(Target::Claim(claim.key))? {
        incoming(records, out, &reply, depth + 1, above)?;
    }
    above.pop();
    Ok(())
}

fn appearance(records: &Records<'_>, out: &mut String, appearance: &Appearance) -> Outcome<()> {
    let place = version_name(records, appearance.version)?;
    let words = match (&appearance.quote, &appearance.timecode) {
        (Some(quote), _) => quoted(&safe(&quote.exact)),
        (None, Some(timecode)) => format!("at {}", safe(timecode)),
        (None, None) => "no quote".to_owned(),
    };
    let mut about = vec![appearance.manner.to_string()];
    for via in &appearance.via {
        about.push(format!("via {}", party_name(records, *via)?));
    }
    about.extend(appearance.hedge.as_ref().map(|hedge| format!("hedged {}", quoted(&safe(hedge)))));
    if appearance.first {
        about.push("first known".to_owned());
    }
    line(out, 1, &format!("{place}  {words}  {}", styled(FAINT, &about.join(", "))));
    if let Some(original) = &appearance.original {
        let by = original.translator.as_ref().map(|name| format!(", translated by {}", safe(name)));
        let by = by.unwrap_or_default();
        line(out, 2, &format!("original ({}): {}{by}", safe(&original.language), quoted(&safe(&original.text))));
    }
    Ok(())
}

fn verdict(out: &mut String, verdict: &Verdict) {
    let rating = match verdict.rating {
        Some(rating) => format!("{} of {}–{} on {}", rating.value, rating.worst, rating.best, safe(&verdict.scale)),
        None => format!("off the scale {}", safe(&verdict.scale)),
    };
    line(out, 1, &format!("{}  {}", styled(YELLOW.bold(), &safe(&verdict.name)), styled(FAINT, &rating)));
    field(out, "because", Some(&verdict.because));
    field(out, "would change with", verdict.would_change.as_deref());
    field(out, "correction", verdict.correction.map(claims_model::Correction::word));
    line(out, 1, &format!("decided by {}, {}", safe(&verdict.by), verdict.at));
}

fn judgements(records: &Records<'_>, out: &mut String, key: Key) -> Outcome<()> {
    let grades = records.grades_of(key)?;
    if let Some((last, earlier)) = grades.split_last() {
        section(out, "Grade");
        grade(out, last);
        for earlier in earlier.iter().rev() {
            line(out, 1, &format!("before: {}, {} by {}", earlier.grading.word(), earlier.at, safe(&earlier.by)));
        }
    }
    let notes = records.notes_of(key)?;
    if !notes.is_empty() {
        section(out, "Notes");
        notes.iter().for_each(|one| note(out, one));
    }
    Ok(())
}

fn grade(out: &mut String, grade: &Grade) {
    let meaning = match grade.grading {
        Grading::Reliability(reliability) => reliability.meaning(),
        Grading::Credibility(credibility) => credibility.meaning(),
    };
    let because = grade.because.as_ref().map(|because| format!(": {}", safe(because))).unwrap_or_default();
    line(out, 1, &format!("{} {meaning}{because}", styled(STRONG, grade.grading.word())));
    line(out, 1, &styled(FAINT, &format!("judged by {}, {}", safe(&grade.by), grade.at)));
}

fn note(out: &mut String, note: &Note) {
    line(out, 1, &format!("{}  {}", safe(&note.text), styled(FAINT, &format!("{}, {}", safe(&note.by), note.at))));
}

fn version_line(source: &Filed<Source>, version: &Version) -> String {
    let name = format!("{}v{}", source.handle, version.number);
    match version.state {
        VersionState::Gone => format!("{name}  {}  gone", version.captured),
        VersionState::Present => {
            let digest: String = version.bytes.to_string().chars().take(12).collect();
            format!("{name}  {}  {} bytes  {}", version.captured, version.size, styled(FAINT, &digest))
        }
    }
}

fn withdrawn(claim: &Claim) -> &'static str {
    if claim.status == Status::Withdrawn { " (withdrawn)" } else { "" }
}

fn target(records: &Records<'_>, target: Target) -> Outcome<String> {
    Ok(match target {
        Target::Claim(key) => match records.find::<Claim>(key)? {
            Some(claim) => format!("{}  {}", claim.handle, safe(&claim.text)),
            None => key.to_string(),
        },
        Target::Link(key) => match records.find::<Link>(key)? {
            Some(link) => {
                let from = records.handle(claims_model::Kind::Claim, link.from)?;
                let to = records.handle_of_any(link.to.key())?;
                match (from, to) {
                    (Some(from), Some(to)) => format!("{} ({from} {} {to})", link.handle, link.stance),
                    _ => link.handle.to_string(),
                }
            }
            None => key.to_string(),
        },
    })
}

/// Who made a claim, with the roles.
pub(crate) fn claimants(records: &Records<'_>, claim: &Claim) -> Outcome<String> {
    let mut names = Vec::new();
    for claimant in &claim.claimants {
        let name = party_name(records, claimant.party)?;
        let unnamed = records.find::<Party>(claimant.party)?.is_some_and(|party| party.unnamed.is_some());
        let about = [claimant.role.as_deref().map(safe), unnamed.then_some("name withheld".into())];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join("; ");
        names.push(if about.is_empty() { name } else { format!("{name} ({about})") });
    }
    Ok(names.join(", "))
}

/// A party's name, safe to print.
pub(crate) fn party_name(records: &Records<'_>, key: Key) -> Outcome<String> {
    let party = records.find::<Party>(key)?;
    Ok(party.map_or_else(|| key.to_string(), |party| safe(&party.name).into_owned()))
}

/// What a link does, seen from the claim or the link above that it leads to.
fn answered(link: &Link) -> String {
    let (style, words) = match (link.stance, link.to) {
        (Stance::Rebuts, Target::Claim(_)) => (RED, "rebutted by"),
        (Stance::Rebuts, Target::Link(_)) => (RED, "undercut by"),
        (Stance::Supports, Target::Claim(_)) => (GREEN, "supported by"),
        (Stance::Supports, Target::Link(_)) => (GREEN, "bearing supported by"),
        (Stance::Context, _) => (FAINT, "context:"),
    };
    styled(style, words)
}

fn stance(stance: Stance) -> String {
    let style = match stance {
        Stance::Rebuts => RED,
        Stance::Supports => GREEN,
        Stance::Context => FAINT,
    };
    styled(style, stance.word())
}

fn section(out: &mut String, heading: &str) {
    let _ = write!(out, "\n{}\n", styled(STRONG, heading));
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, 1, &format!("{name}: {}", safe(value)));
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    let _ = writeln!(out, "{}{text}", "    ".repeat(depth));
}
