//! The note on a claim: who made it, what was decided, where it stands, and what speaks to it.

use claims_plugin::{Appearance, Case, Claim, Link, Reply, Stance, Target, Verdict};

use crate::{
    escape::{inline, quoted},
    note::{Note, fact, judgement, property_link, to_claim, to_party, to_source},
};

pub(crate) fn note<'a>(case: Case<'a>, claim: Claim<'a>) -> Note {
    let mut note = Note::of("claim", claim.handle(), claim.key(), claim.text());
    let verdict = claim.verdict();
    let value = claim.scores().next_back().and_then(|score| score.value());
    note.property("status", claim.status().word());
    note.property_if("verdict", verdict.map(Verdict::name));
    if let Some(value) = value {
        note.number("score", value);
    }
    note.property_if("said", claim.said());
    let claimants = claim.claimants().filter_map(|one| one.party());
    note.list("by", claimants.map(|party| property_link("parties", party.handle())));
    note.list("tags", claim.tags().map(|tag| tag.text().to_owned()));

    note.items(facts(claim));
    decision(&mut note, claim);
    note.section("Where it stands", claim.appearances().filter_map(appearance).collect());
    for (heading, stance) in
        [("Against it", Stance::Rebuts), ("For it", Stance::Supports), ("Context", Stance::Context)]
    {
        note.section(heading, claim.links_in().filter(|link| link.stance() == stance).flat_map(spoken).collect());
    }
    note.section("What it speaks to", claim.links_out().filter_map(speaks).collect());
    note.section("Asked for a reply", claim.replies().map(reply).collect());
    note.remarks(case, claim.notes());
    note
}

fn facts(claim: Claim<'_>) -> Vec<String> {
    let mut facts = vec![format!("status: {}", claim.status().word())];
    facts.extend(fact("withdrawn because", claim.withdrawn_because()));
    for claimant in claim.claimants() {
        let role = claimant.role().map(|role| format!(", {}", inline(role))).unwrap_or_default();
        facts.extend(claimant.party().map(|party| format!("by {}{role}", to_party(party))));
    }
    facts.extend(fact("said", claim.said()));
    facts.extend(fact("occasion", claim.occasion()));
    facts.extend(fact("place", claim.place()));
    facts.extend(fact("why it is checked", claim.why_checked()));
    facts.extend(claim.part_of().map(|whole| format!("part of {}", to_claim(whole))));
    facts.extend(claim.parts().map(|part| format!("its part {}", to_claim(part))));
    facts.extend(claim.grade().map(|grade| format!("credibility {}", judgement(grade))));
    if let Some(score) = claim.scores().next_back() {
        let value = score.value().map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
        facts.push(format!("score {value} by {}, an aid and no verdict", inline(score.scorer())));
    }
    facts
}

fn decision(note: &mut Note, claim: Claim<'_>) {
    let mut verdicts: Vec<Verdict<'_>> = claim.verdicts().collect();
    let Some(verdict) = verdicts.pop() else { return };
    note.block(format_args!("## Verdict: {}", inline(verdict.name())));
    note.items(vec![format!(
        "on the scale {}, by {}, {}",
        inline(verdict.scale()),
        inline(verdict.by()),
        inline(verdict.at())
    )]);
    note.paragraphs(verdict.because());
    note.items(fact("what would change it", verdict.would_change()).into_iter().collect());
    let earlier = verdicts
        .iter()
        .rev()
        .map(|verdict| format!("{}, {}: {}", inline(verdict.name()), inline(verdict.at()), inline(verdict.because())));
    note.section("Earlier verdicts", earlier.collect());
}

fn appearance(one: Appearance<'_>) -> Option<String> {
    let version = one.version()?;
    let mut parts =
        vec![format!("{}, {}, {}", to_source(version.source()?), inline(version.handle()), inline(one.manner()))];
    parts.extend(one.is_first().then(|| "the first known".to_owned()));
    parts.extend(one.via().map(|party| format!("by way of {}", to_party(party))));
    parts.extend(fact("hedged", one.hedge()));
    parts.extend(fact("at", one.timecode()));
    let mut text = parts.join(", ");
    if let Some(exact) = one.exact() {
        text += &format!(": {}", quoted(exact));
    }
    if let Some(original) = one.original() {
        let language = one.original_language().unwrap_or_default();
        let translator = one.translator().map(|who| format!(", translated by {}", inline(who))).unwrap_or_default();
        text += &format!("; in {} {}{translator}", inline(language), quoted(original));
    }
    for change in one.changes().filter(|change| change.state() != "same") {
        let version = change.version().map(|version| version.handle()).unwrap_or_default();
        text += &format!("; in {} {}", inline(version), inline(change.state()));
        if !change.now().is_empty() && change.now() != one.exact().unwrap_or_default() {
            text += &format!(", now {}", quoted(change.now()));
        }
    }
    Some(text)
}

/// A statement that bears on a claim, and what bears on its bearing.
fn spoken(link: Link<'_>) -> Vec<String> {
    let Some(from) = link.from() else { return Vec::new() };
    let note = link.note().map(|note| format!(": {}", inline(note))).unwrap_or_default();
    let grade = link.grade().map(|grade| format!("; bearing {}", judgement(grade))).unwrap_or_default();
    let mut items = vec![format!("{} ({}){note}{grade}", to_claim(from), inline(link.handle()))];
    let undercuts = link.links_in().filter_map(|undercut| {
        let from = to_claim(undercut.from()?);
        Some(format!("{from} {} that link ({})", stance(undercut.stance()), inline(undercut.handle())))
    });
    items.extend(undercuts);
    items
}

fn speaks(link: Link<'_>) -> Option<String> {
    Some(match link.to()? {
        Target::Claim(claim) => format!("{} {}", stance(link.stance()), to_claim(claim)),
        Target::Link(other) => {
            let ends = |claim: Option<Claim<'_>>| claim.map(to_claim).unwrap_or_default();
            format!("{} the link {} from {}", stance(link.stance()), inline(other.handle()), ends(other.from()))
        }
    })
}

const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Rebuts => "rebuts",
        Stance::Supports => "supports",
        Stance::Context => "is context of",
        _ => "bears on",
    }
}

fn reply(reply: Reply<'_>) -> String {
    let who = reply.party().map(to_party).unwrap_or_default();
    let mut text = format!("{who}, {}, {}", inline(reply.asked()), inline(reply.through()));
    match (reply.answered(), reply.answer()) {
        (Some(at), Some(answer)) => text += &format!("; answered {}: {}", inline(at), quoted(answer)),
        (Some(at), None) => text += &format!("; nothing came by {}", inline(at)),
        (None, _) => text += "; nothing came yet",
    }
    text
}
