//! `claims verify`: proves that the record is what was done to it.

use std::path::PathBuf;

use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Failure, Outcome},
    render::{Busy, GREEN, RED, operations, safe, styled},
    seal::Seal,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Walks the log, whose entries are chained by SHA-256, and holds every record and every captured\nbyte against it. Exit 1 if anything does not hold.\n\n  claims verify\n  claims verify --against seal.txt     and that nothing before the seal was changed since"
)]
pub(crate) struct Args {
    /// Hold the log against a seal that `claims seal` wrote
    #[arg(long, value_name = "SEAL")]
    against: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut seals = Vec::new();
    for path in &args.against {
        seals.extend(Seal::read(path)?.into_iter().map(|seal| (path, seal)));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let busy = Busy::with("verifying the record", desk.global, desk.world);
    let mut verified = records.verify()?;
    drop(busy);
    let mut held = Vec::new();
    for (path, seal) in seals {
        match seal.held_against(path, &records)? {
            Some(finding) => verified.findings.push(finding),
            None => held.push((path, seal)),
        }
    }
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
            "against": held.iter().map(|(path, seal)| json!({
                "file": path.display().to_string(), "operations": seal.operations, "sealed": seal.sealed,
            })).collect::<Vec<_>>(),
        }))?;
    } else {
        for finding in &verified.findings {
            out.line(&format!("{}  {}: {}", styled(RED, "wrong"), safe(&finding.place), safe(&finding.what)))?;
        }
        let answer = if sound { styled(GREEN, "sound") } else { styled(RED, "not sound") };
        for (path, seal) in held {
            let file = path.display().to_string();
            let are = match seal.operations {
                1 => "the first operation is that".to_owned(),
                more => format!("the first {more} operations are those"),
            };
            out.line(&format!("{are} of {}, sealed {}", safe(&file), seal.sealed))?;
        }
        out.line(&format!("{answer}: {}, head {}", operations(verified.operations), verified.head))?;
    }
    out.done()?;
    if sound { Ok(()) } else { Err(Failure::no()) }
}
