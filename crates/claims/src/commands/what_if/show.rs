//! What would be, as a person or a program reads it: old beside new, and what is other.

use std::{borrow::Cow, collections::BTreeSet};

use claims_model::{Handle, Key, Kind as RecordKind, Score};
use claims_store::Records;
use serde_json::{Value, json};

use super::Turn;
use crate::{
    failure::Outcome,
    render::{Out, STRONG, json as render_json, safe, score as render, styled},
    sensitivity,
};

/// Prints what became of each claim, or only of those that would move.
pub(super) fn show(records: &Records<'_>, turns: &[Turn<'_>], only_moved: bool, mut out: Out) -> Outcome<()> {
    let fell: BTreeSet<Handle> = turns.iter().flat_map(|turn| turn.fell.iter().copied()).collect();
    if !fell.is_empty() && !out.json {
        out.line(&format!("falls with it: {}", fell.iter().map(Handle::to_string).collect::<Vec<_>>().join(", ")))?;
    }
    let mut shown = 0;
    for turn in turns.iter().filter(|turn| !only_moved || turn.is_moved()) {
        shown += 1;
        if out.json {
            out.object(&turn_object(records, turn)?)?;
        } else {
            turn_lines(records, turn, &mut out)?;
        }
    }
    if shown == 0 {
        out.message("no claim would move")?;
    }
    out.done()
}

fn turn_lines(records: &Records<'_>, turn: &Turn<'_>, out: &mut Out) -> Outcome<()> {
    let value = |score: &Score| score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
    let handle = styled(STRONG, &turn.claim.handle.to_string());
    let (before, after) = (value(&turn.before), styled(STRONG, &value(&turn.after)));
    let change = turn.change().map(|change| format!("  {}", render::amount(change))).unwrap_or_default();
    let flips = render::flips(turn.before.value, turn.after.value);
    out.line(&format!("{handle}  {before} → {after}{change}{flips}  {}", safe(&turn.claim.text)))?;
    if let (Some(before), Some(after)) = (turn.before.base, turn.after.base)
        && before.to_bits() != after.to_bits()
    {
        out.line(&format!("     {before:.3} →  {after:.3}  base"))?;
    }
    for (link, because, before, after) in parts(turn) {
        let name = records.handle(RecordKind::Link, link)?.map_or_else(|| "supposed".to_owned(), |one| one.to_string());
        let amount = |amount: Option<f64>| amount.map_or_else(|| "     —".to_owned(), render::amount);
        out.line(&format!("    {} → {}  {name}  {}", amount(before), amount(after), safe(&named(because))))?;
    }
    for remark in turn.after.remarks.iter().filter(|remark| !turn.before.remarks.contains(remark)) {
        out.line(&format!("    {}", safe(&named(remark))))?;
    }
    Ok(())
}

/// Words in which what is only supposed is called so; no record has the number 0.
fn named(words: &str) -> Cow<'_, str> {
    let is_part = |c: char| c.is_alphanumeric();
    let Some(at) = words.find("c0") else { return Cow::Borrowed(words) };
    let (before, after) = (&words[..at], &words[at + 2..]);
    if before.ends_with(is_part) || after.starts_with(is_part) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(format!("{before}a supposed statement{}", named(after)))
}

/// The contributions that are other than before: link, words, old and new amount.
fn parts<'t>(turn: &'t Turn<'_>) -> Vec<(Key, &'t str, Option<f64>, Option<f64>)> {
    let mut parts: Vec<(Key, &str, Option<f64>, Option<f64>)> = Vec::new();
    for (score, is_new) in [(&turn.before, false), (&turn.after, true)] {
        for part in &score.contributions {
            let Some(link) = part.link else { continue };
            match parts.iter_mut().find(|one| one.0 == link) {
                Some(known) => (known.1, known.3) = (part.because.as_str(), Some(part.amount)),
                None if is_new => parts.push((link, part.because.as_str(), None, Some(part.amount))),
                None => parts.push((link, part.because.as_str(), Some(part.amount), None)),
            }
        }
    }
    let shown = |amount: Option<f64>| amount.map(|amount| format!("{amount:+.3}"));
    parts.retain(|(_, _, before, after)| shown(*before) != shown(*after));
    parts
}

fn turn_object(records: &Records<'_>, turn: &Turn<'_>) -> Outcome<Value> {
    let flips = sensitivity::flips(turn.before.value, turn.after.value);
    Ok(json!({
        "schema": "claims/what-if/1",
        "claim": turn.claim.handle,
        "before": render_json::score(records, &turn.before)?,
        "after": render_json::score(records, &turn.after)?,
        "change": turn.change(),
        "flips": flips,
        "fell": turn.fell,
    }))
}
