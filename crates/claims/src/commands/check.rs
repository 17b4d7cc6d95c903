//! `claims check`: what an editor must look at before, and after, a claim is published.

use claims_model::{Claim, Filed, Source, Status, anchor::AnchorState};
use claims_store::Records;
use serde_json::{Value, json};

use super::score::chosen;
use crate::{
    desk::Desk,
    doubted,
    failure::{Failure, Outcome},
    plugins::{self, Kind},
    render::{Table, json::version_name, quoted},
    touched,
};

/// Find what an editor must look at; exit 1 if there is anything
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is found:\n  quote-touched     a published verdict stands on a quote that is edited, moved or gone in the newest version\n  quote-not-found   the same, but most of the text is gone with it: a paywall, or not found in the page?\n\nExamples:\n  claims check\n  claims check c2 --json"
)]
pub(crate) struct Args {
    /// The claims; all that are checked if none is named
    claims: Vec<String>,
}

/// Something that an editor must look at.
struct Finding {
    code: &'static str,
    claim: String,
    what: String,
    fix: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let claims = chosen(&records, &args.claims)?;
    let findings = quotes_touched(&records, desk, &claims)?;
    let mut out = desk.out();
    if out.json {
        findings.iter().try_for_each(|finding| out.object(&finding.object()))?;
    } else {
        let mut table = Table::new(&mut out, &["claim", "code", "what"]);
        for finding in &findings {
            table.row(&[&finding.claim, finding.code, &format!("{}; {}", finding.what, finding.fix)])?;
        }
        if !findings.is_empty() {
            table.end("")?;
        }
    }
    if findings.is_empty() {
        out.message("nothing found")?;
    }
    out.done()?;
    if findings.is_empty() { Ok(()) } else { Err(Failure::no()) }
}

/// Published claims whose quotes the newest version of their source does not have as they were taken.
fn quotes_touched(records: &Records<'_>, desk: &Desk<'_>, claims: &[Filed<Claim>]) -> Outcome<Vec<Finding>> {
    let is_meant = |claim: &Claim| claim.status == Status::Published && claims.iter().any(|one| one.key == claim.key);
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let mut findings = Vec::new();
    for source in records.all::<Source>()? {
        let Some((newest, doubt)) = doubted::versions(records, &source)?.pop() else { continue };
        for one in touched::newest(records, &differ, &source)? {
            let state = one.anchored.state;
            if !state.touches() || !is_meant(&one.claim) {
                continue;
            }
            let was = one.appearance.quote.as_ref().map(|quote| quoted(&quote.exact)).unwrap_or_default();
            let now = if one.now.is_empty() { String::new() } else { format!(" → {}", quoted(&one.now)) };
            let place = version_name(records, newest.key)?;
            let claim = one.claim.handle;
            if let Some(doubt) = doubt.filter(|_| state == AnchorState::Removed) {
                findings.push(Finding {
                    code: "quote-not-found",
                    claim: claim.to_string(),
                    what: format!("its quote is not found in {place}: {was} ({})", doubt.question()),
                    fix: format!(
                        "see: claims source show {place} --all; if it is no capture of the article, capture it again"
                    ),
                });
                continue;
            }
            findings.push(Finding {
                code: "quote-touched",
                claim: claim.to_string(),
                what: format!("its quote is {state} in {place}: {was}{now}"),
                fix: format!("if it matters: claims verdict {claim} LABEL --correction CLASS --because …; if not: claims anchor {claim} --accept"),
            });
        }
    }
    findings.sort_by_key(|finding| finding.claim[1..].parse::<u32>().unwrap_or(0));
    Ok(findings)
}

impl Finding {
    fn object(&self) -> Value {
        let Self { code, claim, what, fix } = self;
        json!({ "schema": "claims/finding/1", "code": code, "claim": claim, "what": what, "fix": fix })
    }
}
