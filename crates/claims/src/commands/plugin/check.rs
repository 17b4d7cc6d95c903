//! `claims plugin check`: tries a plugin out as its author keeps it, and says to what it does not stand up.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use claims_host::ShelfError;
use serde_json::{Value, json};

use super::bench::lay_out;
use crate::{
    conformance::{self, Finding, Verdict},
    failure::{Exit, Failure, Outcome},
    plugins,
    render::{Out, Table},
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "It need not be added or trusted. What is tried is a copy of plugin.toml and of the file that it names,\nwithout what lies beside them, since only these two are kept when a plugin is trusted.\nExit 1 if it does not stand up to one of the checks.\n\nExamples:\n  claims plugin check hello\n  claims plugin check hello --json | grep '\"fail\"'"
)]
pub(crate) struct Args {
    /// The folder with plugin.toml and its file
    folder: PathBuf,
    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    deadline: u16,
    /// Try this one alone, such as `leaks`; to be given again for more
    #[arg(long, value_name = "CHECK")]
    only: Vec<String>,
    /// Tell how long each check took
    #[arg(long)]
    timings: bool,
}

pub(crate) fn run(args: &Args, mut out: Out, world: &World) -> Outcome<()> {
    if let Some(unknown) = args.only.iter().find(|name| !conformance::names().any(|known| known == **name)) {
        let known: Vec<&str> = conformance::names().collect();
        let what = format!("--only: there is no check {unknown:?}");
        return Err(Failure::new(Exit::Usage, what).hint(format!("there are: {}", known.join(", "))));
    }
    let folder = args.folder.canonicalize().map_err(|error| Failure::file(&args.folder, &error))?;
    let tally = if out.json {
        check(args, world, &folder, |finding| out.object(&as_json(finding, args.timings)))?
    } else {
        let mut table = Table::new(&mut out, &["check", "outcome", "what"]);
        let tally = check(args, world, &folder, |finding| row(&mut table, finding, args.timings))?;
        table.end("nothing was tried")?;
        tally
    };
    let Tally { passed, failed, skipped } = tally;
    out.message(&format!("{passed} passed, {failed} failed, {skipped} skipped"))?;
    out.done()?;
    if failed == 0 { Ok(()) } else { Err(Failure::no()) }
}

/// How many checks went how.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

/// Tries the plugin in the folder, and tells each finding as it comes.
fn check(args: &Args, world: &World, folder: &Path, mut tell: impl FnMut(&Finding) -> Outcome<()>) -> Outcome<Tally> {
    let mut tally = Tally::default();
    let mut tell = |finding: Finding| {
        *match finding.verdict {
            Verdict::Pass => &mut tally.passed,
            Verdict::Fail(_) => &mut tally.failed,
            Verdict::Skipped(_) => &mut tally.skipped,
        } += 1;
        tell(&finding)
    };
    let (name, what) = conformance::MANIFEST;
    let manifest = |verdict| Finding { name, what, verdict, took: Duration::ZERO };
    match plugins::read(folder) {
        Err(why) => tell(manifest(Verdict::Fail(reason(&why, folder))))?,
        Ok(found) => {
            tell(manifest(Verdict::Pass))?;
            let copy = tempfile::tempdir()?;
            let deadline = Duration::from_secs(u64::from(args.deadline));
            let bench = lay_out(world, found, folder, copy.path(), deadline)?;
            // Its author knows the file by another path.
            let (there, here) = (copy.path().display().to_string(), folder.display().to_string());
            conformance::run(&bench, &args.only, |mut finding| {
                if let Verdict::Fail(why) | Verdict::Skipped(why) = &mut finding.verdict {
                    *why = why.replace(&there, &here);
                }
                tell(finding)
            })?;
        }
    }
    Ok(tally)
}

/// What is wrong with a manifest, in one line: what, and where in it.
fn reason(error: &ShelfError, folder: &Path) -> String {
    let text = error.to_string();
    let mut lines = text.lines();
    let what = lines.next().unwrap_or_default();
    let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "));
    let here = format!("{}/", folder.display());
    let told = place.map_or_else(|| what.to_owned(), |place| format!("{what} ({place})"));
    told.replace(&here, "")
}

fn as_json(finding: &Finding, timings: bool) -> Value {
    let (outcome, reason) = outcome(&finding.verdict);
    let mut value = json!({
        "schema": "claims/plugin-check/1", "name": finding.name, "what": finding.what,
        "outcome": outcome, "reason": reason,
    });
    if timings {
        value["ms"] = json!(milliseconds(finding));
    }
    value
}

fn row(table: &mut Table<'_>, finding: &Finding, timings: bool) -> Outcome<()> {
    let (outcome, reason) = outcome(&finding.verdict);
    let took = if timings { format!("{} ms: ", milliseconds(finding)) } else { String::new() };
    let reason = reason.map(|reason| format!(" — {reason}")).unwrap_or_default();
    table.row(&[finding.name, outcome, &format!("{took}{}{reason}", finding.what)])
}

fn outcome(verdict: &Verdict) -> (&'static str, Option<&str>) {
    match verdict {
        Verdict::Pass => ("pass", None),
        Verdict::Fail(why) => ("fail", Some(why)),
        Verdict::Skipped(why) => ("skipped", Some(why)),
    }
}

fn milliseconds(finding: &Finding) -> u64 {
    u64::try_from(finding.took.as_millis()).unwrap_or(u64::MAX)
}
