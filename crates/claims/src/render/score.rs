//! A score and what it is made of, as a person reads it: in lines, and drawn.

use std::fmt::Write as _;

use claims_model::{Claim, Contribution, Filed, Handle, Kind, Score};
use claims_store::Records;

use super::{FAINT, GREEN, RED, STRONG, YELLOW, safe, styled};
use crate::{
    failure::Outcome,
    sensitivity::{self, Sensitivity},
};

/// How many cells stand for the way from 0 to 1 at most, and at least.
const CELLS: (usize, usize) = (40, 20);
/// What stands before and between the cells and the words.
const MARGINS: usize = 14;
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
    columns: Option<usize>,
) -> Outcome<String> {
    // Half of the line is for the words; what goes elsewhere than to a terminal is not cut.
    let cells = columns.map_or(CELLS.0, |columns| (columns.saturating_sub(MARGINS) / 2).clamp(CELLS.1, CELLS.0));
    let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(MARGINS + cells).max(CELLS.1));
    let bar = |cell, from, to| bar(cells, cell, from, to);
    let mut out = heading(claim, score);
    if let Some(columns) = columns {
        out = textwrap::fill(&out, textwrap::Options::new(columns.max(20)).subsequent_indent("    "));
    }
    if let (Some(base), Some(value)) = (score.base, score.value) {
        let mut at = base;
        let _ = writeln!(out, "            {}", styled(FAINT, &scale(cells)));
        let _ = writeln!(out, "    {base:.3}  {}  base", bar('█', 0.0, base));
        for part in &score.contributions {
            let (sign, style) = match part.amount {
                0.0 => (' ', FAINT),
                amount if amount < 0.0 => ('-', RED),
                _ => ('+', GREEN),
            };
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
    // What rounds to nothing has no sign of its own.
    let amount = if amount.abs() < 0.0005 { 0.0 } else { amount };
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

fn scale(cells: usize) -> String {
    let half = cells / 2;
    format!("0{}½{}1", " ".repeat(half - 1), " ".repeat(half - 1))
}

/// The way between two values as cells of a line, at least one of them.
fn bar(cells: usize, cell: char, from: f64, to: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and the cells")]
    let place = |value: f64| (value.clamp(0.0, 1.0) * cells as f64).round() as usize;
    let (start, end) = (place(from.min(to)), place(from.max(to)));
    let start = start.min(cells - 1);
    let end = end.max(start + 1);
    format!("{}{}{}", " ".repeat(start), cell.to_string().repeat(end - start), " ".repeat(cells + 1 - end))
}

/// A text in so many columns at most.
fn cut(text: &str, most: usize) -> String {
    if textwrap::core::display_width(text) <= most {
        return text.to_owned();
    }
    let mut width = 1;
    let fits = |c: &char| {
        width += textwrap::core::display_width(c.encode_utf8(&mut [0; 4]));
        width <= most
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_never_empty_and_always_as_wide() {
        for (from, to) in [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.2), (0.999, 1.0), (1.2, -0.3)] {
            let bar = bar(CELLS.0, '+', from, to);
            assert!(bar.contains('+'), "{from} {to}");
            assert_eq!(bar.chars().count(), CELLS.0 + 1, "{from} {to}");
        }
    }
}
