//! `claims check`: what an editor must look at before, and after, a verdict is published.

use std::collections::HashMap;

use claims_model::{Claim, Filed, Handle, Status};
use serde_json::{Value, json};

use super::score::chosen;
use crate::{
    desk::Desk,
    failure::{Failure, Outcome},
    render::{FAINT, Out, RED, STRONG, Table, YELLOW, counted, safe, sarif, styled},
    rules::{self, Book, Finding, Level, RULES, Subject},
    strays,
};

#[derive(Debug, clap::Args)]
#[command(after_help = rules::help())]
pub(crate) struct Args {
    /// The claims; all that have a verdict if none is named
    claims: Vec<String>,
    /// Print the findings as SARIF 2.1.0, for tools that show such logs
    #[arg(long, conflicts_with = "json")]
    sarif: bool,
    /// List the rules with the standards that they come from, and how they are set
    #[arg(long, conflicts_with_all = ["claims", "sarif"])]
    rules: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.rules {
        return list(desk);
    }
    strays::tell(desk, None)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut claims = chosen(&records, &args.claims)?;
    if args.claims.is_empty() {
        // What has no verdict yet is work in progress; whoever wants to know names it.
        claims.retain(|claim| matches!(claim.status, Status::Checked | Status::Published));
    }
    let book = Book::of(&records, desk);
    let mut out = desk.out();
    let mut findings = Vec::new();
    for claim in &claims {
        if claim.status == Status::Withdrawn {
            out.message(&format!("{} is withdrawn; there is nothing to check", claim.handle))?;
        } else {
            findings.extend(rules::check(&Subject::of(&book, claim)?, &desk.settings.check)?);
        }
    }
    if args.sarif {
        out.object(&sarif::log(&findings, &desk.settings.check))?;
    } else if out.json {
        findings.iter().try_for_each(|finding| out.object(&object(finding)))?;
    } else if out.shows {
        groups(&mut out, &findings, &claims)?;
    } else {
        rows(&mut out, &findings)?;
    }
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    out.message(&summary(errors, findings.len() - errors))?;
    out.done()?;
    if errors == 0 { Ok(()) } else { Err(Failure::no()) }
}

pub(super) fn summary(errors: usize, warnings: usize) -> String {
    let counts = [(errors, "error", "errors"), (warnings, "warning", "warnings")];
    let parts: Vec<String> =
        counts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(*count, one, many)).collect();
    if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") }
}

/// For people: a claim, and under it what was found there.
fn groups(out: &mut Out, findings: &[Finding], claims: &[Filed<Claim>]) -> Outcome<()> {
    let texts: HashMap<Handle, &str> = claims.iter().map(|claim| (claim.handle, claim.text.as_str())).collect();
    let mut before = None;
    for finding in findings {
        if before != Some(finding.claim) {
            if before.is_some() {
                out.line("")?;
            }
            let text = texts.get(&finding.claim).copied().unwrap_or_default();
            out.line(&format!("{}  {}", styled(STRONG, &finding.claim.to_string()), safe(text)))?;
            before = Some(finding.claim);
        }
        let style = if finding.level == Level::Error { RED } else { YELLOW };
        let level = styled(style, &format!("{:5}", finding.level));
        out.line(&format!("    {level}  {}: {}", finding.rule.code, safe(&finding.found.what)))?;
        out.line(&format!("           {}", styled(FAINT, &safe(&finding.found.fix))))?;
    }
    Ok(())
}

/// For programs: a finding a row.
fn rows(out: &mut Out, findings: &[Finding]) -> Outcome<()> {
    let mut table = Table::new(out, &["claim", "level", "code", "place", "what", "fix"]);
    for finding in findings {
        let (claim, level, found) = (finding.claim.to_string(), finding.level.to_string(), &finding.found);
        let place = found.place.as_deref().unwrap_or_default();
        table.row(&[&claim, &level, finding.rule.code, place, &found.what, &found.fix])?;
    }
    if findings.is_empty() { Ok(()) } else { table.end("") }
}

fn object(finding: &Finding) -> Value {
    let Finding { rule, level, claim, found } = finding;
    json!({
        "schema": "claims/finding/1",
        "code": rule.code,
        "level": level.to_string(),
        "handle": claim,
        "place": found.place,
        "what": found.what,
        "fix": found.fix,
        "standard": rule.standard,
        "uri": rule.uri,
    })
}

fn list(desk: &Desk<'_>) -> Outcome<()> {
    let mut out = desk.out();
    if out.json {
        for rule in RULES {
            out.object(&json!({
                "schema": "claims/rule/1",
                "code": rule.code,
                "level": desk.settings.check.of(rule.code).to_string(),
                "meaning": rule.meaning,
                "standard": rule.standard,
                "uri": rule.uri,
            }))?;
        }
        return out.done();
    }
    if !out.shows {
        let mut table = Table::new(&mut out, &["code", "level", "meaning", "standard", "address"]);
        for rule in RULES {
            let level = desk.settings.check.of(rule.code).to_string();
            table.row(&[rule.code, &level, rule.meaning, rule.standard, rule.uri.unwrap_or_default()])?;
        }
        table.end("")?;
        return out.done();
    }
    for rule in RULES {
        let level = desk.settings.check.of(rule.code);
        out.line(&format!("{}  {level}", styled(STRONG, rule.code)))?;
        out.line(&format!("    {}", rule.meaning))?;
        let uri = rule.uri.map(|uri| format!(" <{uri}>")).unwrap_or_default();
        out.line(&format!("    {}", styled(FAINT, &format!("{}{uri}", rule.standard))))?;
    }
    out.done()
}
