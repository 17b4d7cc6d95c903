//! `claims export --to bundle`: a report with all that it rests on, in one archive.

use std::{io::Write as _, path::Path};

use claims_model::Digest;
use serde_json::json;

use super::{
    What,
    asked::{Asked, asked},
    file::destination,
};
use crate::{
    bundle::{self, Beyond, NAME},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    render::safe,
    replace::replace,
    shown, withheld,
};

/// The exporter that writes the report in it.
const REPORTER: &str = "markdown";

pub(super) fn export(what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let (beyond, set) = beyond(&what.set)?;
    if set.iter().any(|pair| pair.replace(' ', "") == "style=memo") {
        let what = "a memo has the notes of the desk, and a bundle is for readers";
        return Err(Failure::new(Exit::Refused, what).hint("leave the style out"));
    }
    // Whatever style the settings have.
    let set: Vec<String> = std::iter::once("style=full".to_owned()).chain(set).collect();
    let reporter = plugins::find(desk, Kind::Exporter, REPORTER, &set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let path = what.output.as_deref().filter(|path| *path != Path::new("-"));
    if path.is_none() && !out.json && out.shows {
        let what = format!("{NAME} writes an archive, and a terminal shows none");
        return Err(Failure::new(Exit::Usage, what).hint("name the file: -o FILE.zip"));
    }
    let Asked { claims, about } = asked(&records, &what.claims, &what.status)?;
    let case = shown::case(&records, desk, &claims, &reporter)?;
    let mut report = Vec::new();
    reporter.export(&case, &shown::beside(desk, &reporter, about)?, &mut report)?;
    let bundle = bundle::bundle(&records, &case, report, beyond)?;
    let bytes = bundle::zip(&bundle.files)?;
    let digest = Digest::of(&bytes);

    for capture in &bundle.captures {
        if let Some(why) = capture.left_out {
            out.message(&format!("{} is left out: {why}", capture.handle))?;
        }
    }
    if beyond.log {
        out.message(
            "the log is in it with all it says: notes, other claims, what was undone; look before you give it away",
        )?;
        if withheld::names_are_known(&records)? {
            out.message("also who on the desk knows the unnamed parties")?;
        }
    }
    let handles: Vec<_> = claims.iter().map(|claim| claim.handle).collect();
    let files: Vec<&String> = bundle.files.keys().collect();
    let mut value = json!({
        "schema": "claims/export/1", "exporter": NAME, "claims": handles, "bytes": bytes.len(), "sha256": digest,
        "files": files,
    });
    match path {
        Some(path) => {
            let destination = destination(desk, path)?;
            if !desk.global.dry_run {
                replace(&destination, &bytes)?;
            }
            let would = if desk.global.dry_run { "would write" } else { "wrote" };
            let shown = path.display().to_string();
            out.message(&format!("{would} {} ({} bytes, SHA-256 {digest})", safe(&shown), bytes.len()))?;
            value["file"] = json!(path.to_string_lossy());
        }
        None if !out.json => out.raw().write_all(&bytes)?,
        None => {}
    }
    if out.json {
        out.object(&value)?;
    }
    out.done()
}

/// What the options say of the bundle itself; the others are for the report.
fn beyond(set: &[String]) -> Outcome<(Beyond, Vec<String>)> {
    let (mut beyond, mut others) = (Beyond::default(), Vec::new());
    for pair in set {
        match pair.split_once('=').map(|(name, value)| (name.trim(), value)) {
            Some(("log", "full")) => beyond.log = true,
            Some(("log", "hashes")) => beyond.log = false,
            Some(("confidential", "true")) => beyond.confidential = true,
            Some(("confidential", "false")) => beyond.confidential = false,
            Some(("log", value)) => return Err(wrong("log", value, "hashes or full")),
            Some(("confidential", value)) => return Err(wrong("confidential", value, "true or false")),
            _ => others.push(pair.clone()),
        }
    }
    Ok((beyond, others))
}

fn wrong(name: &str, value: &str, known: &str) -> Failure {
    Failure::new(Exit::Usage, format!("--set: {name}: {value:?} is not {known}"))
}
