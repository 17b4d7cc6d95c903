//! `claims seal`: the end of the log as a small text to keep elsewhere, which later proves that nothing before it changed.

use std::path::PathBuf;

use serde_json::json;

use crate::{
    aside,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    render::{self, Busy, safe},
    replace::{folder_of, replace},
    seal::Seal,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The record is verified first; only a sound one is sealed. The text names the end of the log and\nnothing of what is in it: publish it, mail it to a colleague, or have it time-stamped.\n\n  claims seal seal.txt\n  claims seal - | mail -s seal archive@desk.example\n  claims verify --against seal.txt"
)]
pub(crate) struct Args {
    /// The file to write, or - for standard output
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let busy = Busy::with("verifying the record", desk.global, desk.world);
    let verified = casebook.read()?.verify()?;
    drop(busy);
    if let Some(first) = verified.findings.first() {
        return Err(Failure::new(Exit::No, format!("the record is not sound: {}: {}", first.place, first.what))
            .hint("see all that is wrong: claims verify"));
    }
    let seal = Seal { operations: verified.operations, head: verified.head, sealed: desk.world.now() };
    if verified.operations == 0 {
        return Err(Failure::new(Exit::Refused, "there is nothing to seal yet: the log is empty"));
    }
    let mut out = desk.out();
    let is_file = args.to.as_os_str() != "-";
    if is_file && !desk.global.dry_run {
        // What a stopped one left, though this one may be refused.
        aside::clear(folder_of(&args.to));
    }
    if is_file && args.to.exists() {
        return Err(Failure::new(Exit::Refused, format!("{} exists already", args.to.display()))
            .hint("a seal is not written over another; name a new file"));
    }
    if is_file && !desk.global.dry_run {
        replace(&args.to, seal.to_string().as_bytes())?;
    }
    if out.json {
        out.object(&json!({
            "schema": "claims/seal/1",
            "operations": seal.operations,
            "head": seal.head,
            "sealed": seal.sealed,
            "file": is_file.then(|| args.to.display().to_string()),
        }))?;
    } else if is_file {
        let done = if desk.global.dry_run { "would seal" } else { "sealed" };
        let file = safe(&args.to.display().to_string()).into_owned();
        out.message(&format!("{done} {} in {file}\nhead {}", render::operations(seal.operations), seal.head))?;
    } else {
        out.as_is(&seal.to_string())?;
    }
    out.done()
}
