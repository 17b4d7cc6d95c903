//! A claim or a link, and everything that bears on it.

use std::fmt::Write as _;

use claims_model::{Appearance, Claim, Filed, Key, Link, Stance, Target, Verdict, anchor::AnchorState};
use claims_store::Records;

use super::{asked, claimants, field, judgements, line, party_name, section, withdrawn};
use crate::{
    failure::Outcome,
    later::Later,
    render::{FAINT, GREEN, RED, STRONG, YELLOW, json::version_name, quoted, safe, styled},
};

/// A claim and everything that bears on it; `later` is what became of its quotes.
pub(crate) fn claim(records: &Records<'_>, claim: &Filed<Claim>, later: &[Later]) -> Outcome<String> {
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
        let verdict = records.verdicts_of(part.key)?.pop();
        let verdict = verdict.map(|verdict| format!(" ({})", safe(&verdict.name))).unwrap_or_default();
        line(&mut out, 1, &format!("has the part {}{verdict}  {}", part.handle, safe(&part.text)));
    }
    field(&mut out, "checked because", claim.why_checked.as_deref());
    field(&mut out, "withdrawn because", claim.withdrawn_because.as_deref());

    section(&mut out, "Verdict");
    match records.verdicts_of(claim.key)?.as_slice() {
        [] => line(&mut out, 1, "none yet"),
        [earlier @ .., last] => {
            verdict(&mut out, last);
            // What counts of those on the other question stands as well.
            let beside = earlier.iter().rfind(|one| one.is_on_media() != last.is_on_media());
            beside.into_iter().for_each(|one| verdict(&mut out, one));
            let before = earlier.iter().rev().filter(|one| beside.is_none_or(|beside| beside.key != one.key));
            for earlier in before {
                line(&mut out, 1, &format!("before: {}, {} by {}", safe(&earlier.name), earlier.at, safe(&earlier.by)));
            }
        }
    }
    let replies = records.replies_about(claim.key)?;
    if !replies.is_empty() {
        section(&mut out, "Asked for a reply");
        for reply in replies {
            line(&mut out, 1, &format!("{}  {}", reply.handle, asked(records, &reply)?));
        }
    }
    let appearances = records.appearances_of(claim.key)?;
    section(&mut out, "Appears in");
    if appearances.is_empty() {
        line(&mut out, 1, "no source yet");
    }
    for one in &appearances {
        appearance(records, &mut out, one)?;
        history(records, &mut out, one, later)?;
    }
    let links = records.links_to(Target::Claim(claim.key))?;
    // What answers what may go round in circles; each statement is followed where it stands first.
    let mut seen = vec![claim.key];
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
            incoming(records, &mut out, link, 1, &mut seen)?;
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
    seen: &mut Vec<Key>,
) -> Outcome<()> {
    const DEEP: usize = 8;
    let Some(claim) = records.find::<Claim>(link.from)? else { return Ok(()) };
    let mut text = format!("{}  {}  {}", link.handle, claim.handle, safe(&claim.text));
    if !claim.claimants.is_empty() {
        let _ = write!(text, " — {}", claimants(records, &claim)?);
    }
    text.push_str(withdrawn(&claim));
    let is_shown_above = seen.contains(&claim.key);
    if is_shown_above {
        text.push_str(" (see above)");
    }
    let text = if depth > 1 { format!("{} {text}", answered(link)) } else { text };
    line(out, depth, &text);
    if let Some(note) = &link.note {
        line(out, depth + 1, &styled(FAINT, &safe(note)));
    }
    if depth >= DEEP || is_shown_above {
        return Ok(());
    }
    seen.push(claim.key);
    for undercut in records.links_to(Target::Link(link.key))? {
        incoming(records, out, &undercut, depth + 1, seen)?;
    }
    for reply in records.links_to(Target::Claim(claim.key))? {
        incoming(records, out, &reply, depth + 1, seen)?;
    }
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

/// What became of a quote, from version to version; a row of versions in which the same became of it is one line.
fn history(records: &Records<'_>, out: &mut String, appearance: &Appearance, later: &[Later]) -> Outcome<()> {
    let later: Vec<&Later> = later.iter().filter(|one| one.change.appearance == appearance.key).collect();
    let mut before = None;
    let reads = |one: &Later| (one.change.state, one.change.now.clone(), one.drifted.clone(), one.change.doubt);
    for run in later.chunk_by(|one, other| reads(one) == reads(other)) {
        let ([Later { change, drifted }, ..], Some(Later { change: last, .. })) = (run, run.last()) else { continue };
        let first = version_name(records, change.version)?;
        let place = if run.len() > 1 { format!("{first} to {}", version_name(records, last.version)?) } else { first };
        let place = styled(FAINT, &place);
        if let Some(doubt) = change.doubt.filter(|_| change.state == AnchorState::Removed) {
            // Whether it was removed is not known, and nothing that comes later is "again".
            line(out, 2, &format!("{place}  not found  {}", styled(YELLOW, doubt.question())));
            continue;
        }
        let state = match (before, change.state) {
            // It reads as it was taken, after it did not.
            (Some(true), AnchorState::Same | AnchorState::Typographic) => "as it was again".to_owned(),
            (_, state) if state.touches() => styled(YELLOW, state.word()),
            (_, state) => state.word().to_owned(),
        };
        let differs = !matches!(change.state, AnchorState::Same | AnchorState::Moved | AnchorState::Removed);
        let now = match drifted {
            Some(words) => format!("  step by step it became {}", quoted(&safe(words))),
            None if differs => format!("  {}", quoted(&safe(&change.now))),
            None => String::new(),
        };
        line(out, 2, &format!("{place}  {state}{now}"));
        before = Some(change.state.touches());
    }
    Ok(())
}

fn verdict(out: &mut String, verdict: &Verdict) {
    let rating = match verdict.rating {
        Some(rating) => format!("{} of {}–{} on {}", rating.value, rating.worst, rating.best, safe(&verdict.scale)),
        None if verdict.is_on_media() => "on the picture or recording".to_owned(),
        None => format!("off the scale {}", safe(&verdict.scale)),
    };
    line(out, 1, &format!("{}  {}", styled(YELLOW.bold(), &safe(&verdict.name)), styled(FAINT, &rating)));
    field(out, "because", Some(&verdict.because));
    field(out, "would change with", verdict.would_change.as_deref());
    field(out, "correction", verdict.correction.map(claims_model::Correction::word));
    line(out, 1, &format!("decided by {}, {}", safe(&verdict.by), verdict.at));
    field(out, "review", verdict.address.as_deref());
    field(out, "feed", verdict.feed.as_deref());
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
