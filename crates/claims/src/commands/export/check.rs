//! `claims export --check`: what a publisher must look at first, as an exporter with the option `check` finds it.

use serde_json::json;

use super::{What, exported};
use crate::{
    commands::check::summary,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    render::Table,
};

/// Asks an exporter that has the option `check` what it finds, and shows that as `claims check` does.
///
/// Its answer has a finding a line: how grave, the claim, the property and what is wrong, with tabs between them.
pub(super) fn check(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let set: Vec<String> = what.set.iter().cloned().chain(["check=true".to_owned()]).collect();
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &set)?;
    let mut out = desk.out();
    let it = exported(&exporter, what, desk)?;
    let mut bytes = Vec::new();
    exporter.export(&it.case, &it.beside, &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let findings: Vec<[&str; 4]> = text.lines().filter_map(finding).collect();
    if findings.len() < text.lines().count() {
        let what = format!("{} has the option check, and its answer is no list of findings", exporter.name());
        return Err(Failure::new(Exit::Plugin, what));
    }
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
    let errors = findings.iter().filter(|[level, ..]| *level == "error").count();
    out.message(&summary(errors, findings.len() - errors))?;
    out.done()?;
    if errors == 0 { Ok(()) } else { Err(Failure::no()) }
}

fn finding(line: &str) -> Option<[&str; 4]> {
    let fields: Vec<&str> = line.split('\t').collect();
    let fields: [&str; 4] = fields.try_into().ok()?;
    matches!(fields[0], "error" | "warning").then_some(fields)
}
