//! `claims doctor`: looks over a casebook and says what is wrong with it and what to do.

use claims_model::{Claim, Link, Party, Source};
use serde_json::json;

use crate::{
    aside,
    desk::{Desk, RECORD_FILE},
    failure::{Failure, Outcome},
    render::{GREEN, RED, safe, styled},
};

/// Look the casebook over and say what is wrong with it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Checks the file, the log, every record and capture, and left-over files. Exit 1 with findings."
)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, desk: &Desk<'_>) -> Outcome<()> {
    // Others send people here with a damaged file; here is no point in sending them here again.
    examine(desk).map_err(|mut failure| {
        let hints = failure.hints.len();
        failure.hints.retain(|hint| !hint.contains("claims doctor"));
        let is_damaged = failure.hints.len() < hints;
        if is_damaged { failure.hint("nothing here mends it; restore casebook.sqlite from a backup") } else { failure }
    })
}

fn examine(desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let mut findings: Vec<(String, String)> = Vec::new();
    let counts = {
        let records = casebook.read()?;
        for finding in records.verify()?.findings {
            let what = format!("{}: {}", finding.place, finding.what);
            findings.push((what, "the file was changed without claims; compare it with a backup".to_owned()));
        }
        json!({
            "sources": records.all::<Source>()?.len(),
            "claims": records.count(claims_model::Kind::Claim)?,
            "links": records.all::<Link>()?.len(),
            "parties": records.all::<Party>()?.len(),
            "published": records.all::<Claim>()?.iter().filter(|claim| claim.status == claims_model::Status::Published).count(),
            "operations": records.head()?.0,
        })
    };
    for left in left_over(&desk.folder) {
        findings
            .push((format!("{left} was left by an interrupted command"), format!("look into it, then: rm -r {left}")));
    }
    let mut out = desk.out();
    let size = std::fs::metadata(casebook.path()).map_or(0, |file| file.len());
    if out.json {
        let found: Vec<_> = findings.iter().map(|(what, fix)| json!({ "what": what, "fix": fix })).collect();
        out.object(&json!({
            "schema": "claims/doctor/1",
            "casebook": desk.folder.display().to_string(),
            "schema_version": claims_store::SCHEMA_VERSION,
            "bytes": size,
            "counts": counts,
            "findings": found,
        }))?;
    } else {
        out.line(&format!("casebook    {}", safe(&desk.folder.display().to_string())))?;
        out.line(&format!("record      {RECORD_FILE}, schema {}, {size} bytes", claims_store::SCHEMA_VERSION))?;
        let count = |name: &str| counts[name].to_string();
        out.line(&format!(
            "holds       {} sources, {} claims ({} published), {} links, {} parties, {} operations",
            count("sources"),
            count("claims"),
            count("published"),
            count("links"),
            count("parties"),
            count("operations")
        ))?;
        for (what, fix) in &findings {
            out.line(&format!("{}       {}\n            {}", styled(RED, "wrong"), safe(what), safe(fix)))?;
        }
        for lack in claims_host::lacks() {
            out.line(&format!("note        {}", lack.words()))?;
        }
        if findings.is_empty() {
            out.line(&format!("{}       nothing is wrong", styled(GREEN, "sound")))?;
        }
    }
    out.done()?;
    if findings.is_empty() { Ok(()) } else { Err(Failure::no()) }
}

/// Files that a command makes and takes away again, and that are still there.
fn left_over(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut left: Vec<String> = names.filter(|name| name.starts_with(crate::edit::BUFFER_PREFIX)).collect();
    left.sort();
    // What an open editor holds is no left-over.
    let is_held = |name: &str| {
        let lock = name.strip_suffix(".toml").map_or_else(|| name.to_owned(), |stem| format!("{stem}.lock"));
        let file = std::fs::File::open(folder.join(lock));
        file.is_ok_and(|file| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
    };
    let held: Vec<String> = left.iter().filter(|name| is_held(name)).cloned().collect();
    left.retain(|name| !held.contains(name));
    left.extend(aside::left_in(folder).iter().map(aside::Left::name));
    left
}
