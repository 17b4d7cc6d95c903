//! Tries a plugin out: puts questions to it that a casebook could put, and says to which it does not stand up.
//!
//! It is told how the plugin is started and gives findings; it reads no folder and prints nothing. Each check starts
//! the plugin afresh, in processes of its own, so that none can spoil the next.

mod ask;
mod bench;
mod differs;
mod examples;
mod exporters;
mod exports;
mod finders;
mod importers;
mod leaks;
mod model;
mod newer;
mod scorers;
mod talk;
mod whole;

use std::time::{Duration, Instant};

pub(crate) use bench::Bench;
use claims_host::Kind;
pub(crate) use examples::failed;

use crate::failure::Outcome;

/// One thing that is tried.
#[derive(Debug)]
pub(crate) struct Check {
    /// What it is called, for scripts and for talk.
    pub(crate) name: &'static str,
    /// What a plugin that passes does, in one line.
    pub(crate) what: &'static str,
    /// What it needs.
    needs: Needs,
    run: fn(&Bench) -> Checked,
}

/// What a check needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// The files alone.
    Files,
    /// A plugin that starts.
    Start,
    /// A plugin of a kind, that starts.
    Kind(Kind),
}

/// What came of a check.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The check's name.
    pub(crate) name: &'static str,
    /// What a plugin that passes does.
    pub(crate) what: &'static str,
    /// How it went.
    pub(crate) verdict: Verdict,
    /// How long it took.
    pub(crate) took: Duration,
}

/// How a check went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// As it should.
    Pass,
    /// Not as it should, and how.
    Fail(String),
    /// It was not tried, and why.
    Skipped(String),
}

/// What a check answers.
type Checked = Result<(), Stop>;

/// Why a check stopped.
#[derive(Debug)]
enum Stop {
    /// The plugin does not stand up to it.
    Fail(String),
    /// It cannot be tried.
    Skip(String),
}

impl From<claims_host::Error> for Stop {
    fn from(error: claims_host::Error) -> Self {
        Self::Fail(error.to_string())
    }
}

/// The check that comes before all others, since without a manifest nothing else can be tried.
pub(crate) const MANIFEST: (&str, &str) = ("manifest", "plugin.toml reads, and its file is there");

/// The check without which no other that starts the plugin makes sense.
const START: &str = "handshake";

/// All checks, in the order in which they are tried.
fn checks() -> impl Iterator<Item = &'static Check> {
    [
        exports::CHECKS,
        whole::CHECKS,
        leaks::CHECKS,
        talk::CHECKS,
        scorers::CHECKS,
        differs::CHECKS,
        exporters::CHECKS,
        importers::CHECKS,
        finders::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// What the checks are called, in the order in which they are tried.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    checks().map(|check| check.name)
}

/// Tries the plugin with every check that is for its kinds, or of these with those that are called `only` so, if any
/// are, and tells each finding as it comes.
pub(crate) fn run(bench: &Bench, only: &[String], mut tell: impl FnMut(Finding) -> Outcome<()>) -> Outcome<()> {
    let mut starts = true;
    for check in checks() {
        let is_of_others = matches!(check.needs, Needs::Kind(kind) if !bench.manifest.kinds.contains(&kind));
        // Whether it starts is tried in any case.
        let is_left_out = !only.is_empty() && check.name != START && !only.iter().any(|name| name == check.name);
        if is_of_others || is_left_out {
            continue;
        }
        let before = Instant::now();
        let verdict = if starts || check.needs == Needs::Files {
            verdict((check.run)(bench))
        } else {
            Verdict::Skipped("it does not start".to_owned())
        };
        starts &= check.name != START || !matches!(verdict, Verdict::Fail(_));
        tell(Finding { name: check.name, what: check.what, verdict, took: before.elapsed() })?;
    }
    Ok(())
}

fn verdict(checked: Checked) -> Verdict {
    match checked {
        Ok(()) => Verdict::Pass,
        Err(Stop::Fail(why)) => Verdict::Fail(why),
        Err(Stop::Skip(why)) => Verdict::Skipped(why),
    }
}

/// A check of a plugin that starts.
const fn check(name: &'static str, what: &'static str, run: fn(&Bench) -> Checked) -> Check {
    Check { name, what, needs: Needs::Start, run }
}

/// A check of a plugin of a kind.
const fn check_kind(kind: Kind, name: &'static str, what: &'static str, run: fn(&Bench) -> Checked) -> Check {
    Check { name, what, needs: Needs::Kind(kind), run }
}

/// Tries a plugin as each of its kinds, and says as which it fails, where there are several.
fn each_kind(bench: &Bench, mut run: impl FnMut(Kind) -> Checked) -> Checked {
    let kinds = &bench.manifest.kinds;
    let mut skipped = None;
    let mut passed = kinds.is_empty();
    for kind in kinds {
        match run(*kind) {
            Err(Stop::Fail(why)) if kinds.len() > 1 => return fail(format!("as {kind}: {why}")),
            Err(Stop::Fail(why)) => return fail(why),
            Err(skip) => skipped = Some(skip),
            Ok(()) => passed = true,
        }
    }
    skipped.filter(|_| !passed).map_or(Ok(()), Err)
}

/// The check fails, because of this.
fn fail<T>(why: impl Into<String>) -> Result<T, Stop> {
    Err(Stop::Fail(why.into()))
}

/// The beginning of what a plugin said, or was told, for a message.
fn shortened(text: &str) -> String {
    const TOLD: usize = 80;
    let told: String = text.chars().take(TOLD).collect();
    if told.len() < text.len() { format!("{told}…") } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_checks_have_a_name() {
        let mut names: Vec<&str> = checks().map(|check| check.name).chain([MANIFEST.0]).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.contains(&START));
    }
}
