//! `claims export --check`: what a publisher must look at first, as an exporter with the option `check` finds it.

use serde_json::json;

use super::{Exported, What, exported};
use crate::{
    commands::check::summary,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind, Tool},
    render::{Table, safe},
};

/// Asks an exporter that has the option `check` what it finds, and shows that as `claims check` does.
///
/// Its answer has a finding a line: `error`, `warning` or `left-out`, the claim, the property and what is wrong or why it
/// is not written, with tabs between them.
pub(super) fn check(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let set: Vec<String> = what.set.iter().cloned().chain(["check=true".to_owned()]).collect();
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &set)?;
    let mut out = desk.out();
    let it = exported(&exporter, what, desk)?;
    let text = asked(&exporter, &it)?;
    let findings = findings(&exporter, &text)?;
    if out.json {
        for [level, claim, property, what] in &findings {
            let schema = "claims/export-finding/1";
            let finding =
                json!({ "schema": schema, "level": level, "handle": claim, "property": property, "what": what });
            out.object(&finding)?;
        }
    } else if !findings.is_empty() {
        let mut table = Table::new(&mut out, &["level", "claim", "property", "what"]);
        findings.iter().try_for_each(|finding| table.row(finding))?;
        table.end("")?;
    }
    let count = |level: &str| findings.iter().filter(|[own, ..]| *own == level).count();
    let (errors, left_out) = (count("error"), count("left-out"));
    let mut told = summary(errors, count("warning"));
    if left_out > 0 {
        told = match errors + count("warning") {
            0 => format!("{left_out} left out"),
            _ => format!("{told}, {left_out} left out"),
        };
    }
    out.message(&told)?;
    out.done()?;
    if errors == 0 { Ok(()) } else { Err(Failure::no()) }
}

/// Says on standard error what an exporter that has the option `check` leaves out of what it writes.
pub(super) fn left_out(exporter: &str, what: &What, desk: &Desk<'_>, it: &Exported) -> Outcome<()> {
    let set: Vec<String> = what.set.iter().cloned().chain(["check=true".to_owned()]).collect();
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &set)?;
    let text = asked(&exporter, it)?;
    // For one reason many may be left out.
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for [_, claim, _, why] in findings(&exporter, &text)?.into_iter().filter(|[level, ..]| *level == "left-out") {
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, claims)) => claims.push(claim),
            None => reasons.push((why, vec![claim])),
        }
    }
    let mut out = desk.out();
    for (why, claims) in reasons {
        let named = claims.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = match claims.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        out.message(&format!("left out: {}{more}: {}", safe(&named), safe(why)))?;
    }
    Ok(())
}

/// How many claims are named that are left out for one reason.
const NAMED: usize = 10;

fn asked(exporter: &Tool, it: &Exported) -> Outcome<String> {
    let mut bytes = Vec::new();
    exporter.export(&it.case, &it.beside, &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn findings<'t>(exporter: &Tool, text: &'t str) -> Outcome<Vec<[&'t str; 4]>> {
    let findings: Vec<[&str; 4]> = text.lines().filter_map(finding).collect();
    if findings.len() < text.lines().count() {
        let what = format!("{} has the option check, and its answer is no list of findings", exporter.name());
        return Err(Failure::new(Exit::Plugin, what));
    }
    Ok(findings)
}

fn finding(line: &str) -> Option<[&str; 4]> {
    let fields: Vec<&str> = line.split('\t').collect();
    let fields: [&str; 4] = fields.try_into().ok()?;
    matches!(fields[0], "error" | "warning" | "left-out").then_some(fields)
}
