//! `claims verify`: proves that the record is what was done to it.

use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Failure, Outcome},
    render::{GREEN, RED, safe, styled},
};

/// Prove that nothing in the record was changed behind the program's back
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Walks the log, whose entries are chained by SHA-256, and holds every record and every captured\nbyte against it. Exit 1 if anything does not hold."
)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let verified = casebook.read()?.verify()?;
    let mut out = desk.out();
    let sound = verified.findings.is_empty();
    if out.json {
        let findings: Vec<_> =
            verified.findings.iter().map(|one| json!({ "place": one.place, "what": one.what })).collect();
        out.object(&json!({
            "schema": "claims/verification/1",
            "sound": sound,
            "operations": verified.operations,
            "head": verified.head,
            "findings": findings,
        }))?;
    } else {
        for finding in &verified.findings {
            out.line(&format!("{}  {}: {}", styled(RED, "wrong"), safe(&finding.place), safe(&finding.what)))?;
        }
        let answer = if sound { styled(GREEN, "sound") } else { styled(RED, "not sound") };
        out.line(&format!("{answer}: {} operations, head {}", verified.operations, verified.head))?;
    }
    out.done()?;
    if sound { Ok(()) } else { Err(Failure::no()) }
}
