//! A score and what it is made of, as a person reads it: in lines, and drawn.

use std::fmt::Write as _;

use claims_model::{Claim, Contribution, Filed, Handle, Kind, Score};
use claims_store::Records;

use super::{FAINT, GREEN, RED, STRONG, YELLOW, safe, styled};
use crate::{
    failure::Outcome,
    sensitivity::{self, Sensitivity},
};

/// How many cells stand for the way from 0 to 1.
const CELLS: usize = 40;
/// How many removals are told.
const MOST_REMOVALS: usize = 5;

/// The score of a claim: base, contributions, result, and what to know of it.
pub(crate) fn score(records: &Records<'_>, claim: &Filed<Claim>, score: &Score) -> Outcome<String> {
    let mut out = heading(claim, score);
    if let Some(base) = score.base {
        let _ = writeln!(out, "    {base:.3}  base");
    }
    for part in &score.contributions {
        let amount = amount(part.amount);
        let _ = writeln!(out, "   {amount}  {}{}", link(records, part)?, safe(&part.because));
    }
    remarks(&mut out, score);
    Ok(out)
}

/// The same, drawn on the way from 0 to 1, with what it hangs on.
pub(crate) fn explained(
    records: &Records<'_>,
    claim: &Filed<Claim>,
    score: &Score,
    sensitivity: &Sensitivity,
    columns: usize,
) -> Outcome<String> {
    let mut out = heading(claim, score);
    if let (Some(base), Some(value)) = (score.base, score.value) {
        let mut at = base;
        let _ = writeln!(out, "            {}", styled(FAINT, &scale()));
        let _ = writeln!(out, "    {base:.3}  {}  base", bar('█', 0.0, base));
        let room = columns.saturating_sub(14 + CELLS).max(20);
        for part in &score.contributions {
            let (sign, style) = if part.amount < 0.0 { ('-', RED) } else { ('+', GREEN) };
            let drawn = styled(style, &bar(sign, at, at + part.amount));
            let what = cut(&format!("{}{}", link(records, part)?, safe(&part.because)), room);
            let _ = writeln!(out, "   {}  {drawn}  {what}", amount(part.amount));
            at += part.amount;
        }
        let _ = writeln!(out, "    {value:.3}  {}  score", bar('█', 0.0, value));
    }
    remarks(&mut out, score);
    if sensitivity.removals.is_empty() {
        let _ = writeln!(out, "    No single removal would move it.");
    } else {
        let _ = writeln!(out, "    It hangs most on:");
        removals(&mut out, sensitivity, MOST_REMOVALS);
    }
    Ok(out)
}

/// What a score hangs on, a line each, from what it hangs on most.
pub(crate) fn removals(out: &mut String, sensitivity: &Sensitivity, most: usize) {
    for removal in sensitivity.removals.iter().take(most) {
        let value = removal.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
        let change = sensitivity.change(removal).map(|change| format!("  {}", amount(change))).unwrap_or_default();
        let flips = flips(sensitivity.value, removal.value);
        let _ = writeln!(out, "    {value}{change}  without {}{}{flips}", removal.without, with_it(&removal.fell));
    }
    let more = sensitivity.removals.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(out, "    {}", styled(FAINT, &format!("and {more} more that move it less")));
    }
    if sensitivity.untried > 0 {
        let _ = writeln!(out, "    {}", styled(FAINT, &format!("{} further away were not tried", sensitivity.untried)));
    }
}

/// What falls together with something.
pub(crate) fn with_it(fell: &[Handle]) -> String {
    let names: Vec<String> = fell.iter().map(Handle::to_string).collect();
    if names.is_empty() { String::new() } else { format!(", and so without {}", names.join(", ")) }
}

/// Says so where a change [flips](sensitivity::flips) a claim.
pub(crate) fn flips(before: Option<f64>, after: Option<f64>) -> String {
    if sensitivity::flips(before, after) { format!("  {}", styled(YELLOW, "flips")) } else { String::new() }
}

/// An amount with its sign, coloured.
pub(crate) fn amount(amount: f64) -> String {
    styled(if amount < 0.0 { RED } else { GREEN }, &format!("{amount:+.3}"))
}

fn heading(claim: &Filed<Claim>, score: &Score) -> String {
    let value = score.value.map_or_else(|| "undetermined".to_owned(), |value| format!("{value:.3}"));
    let handle = claim.handle.to_string();
    format!("{}  {}  {}\n", styled(STRONG, &handle), styled(STRONG, &value), safe(&claim.text))
}

fn remarks(out: &mut String, score: &Score) {
    for remark in &score.remarks {
        let _ = writeln!(out, "    {}", styled(FAINT, &safe(remark)));
    }
}

/// The link of a part, with two blanks behind it.
fn link(records: &Records<'_>, part: &Contribution) -> Outcome<String> {
    let Some(key) = part.link else { return Ok(String::new()) };
    Ok(records.handle(Kind::Link, key)?.map(|handle| format!("{handle}  ")).unwrap_or_default())
}

fn scale() -> String {
    let half = CELLS / 2;
    format!("0{}½{}1", " ".repeat(half - 1), " ".repeat(half - 1))
}

/// The way between two values as cells of a line, at least one of them.
fn bar(cell: char, from: f64, to: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and the cells")]
    let place = |value: f64| (value.clamp(0.0, 1.0) * CELLS as f64).round() as usize;
    let (start, end) = (place(from.min(to)), place(from.max(to)));
    let start = start.min(CELLS - 1);
    let end = end.max(start + 1);
    format!("{}{}{}", " ".repeat(start), cell.to_string().repeat(end - start), " ".repeat(CELLS + 1 - end))
}

/// A text of at most so many characters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_empty_and_always_as_wide() {
        for (from, to) in [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.2), (0.999, 1.0), (1.2, -0.3)] {
            let bar = bar('+', from, to);
            assert!(bar.contains('+'), "{from} {to}");
            assert_eq!(bar.chars().count(), CELLS + 1, "{from} {to}");
        }
    }
}
