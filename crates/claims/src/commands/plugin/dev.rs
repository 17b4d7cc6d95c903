//! `claims plugin dev`: builds a plugin and tries its examples, again each time that a file of it is saved.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use serde_json::json;

use super::bench::lay_out;
use crate::{
    conformance,
    failure::{Failure, Outcome, reason},
    plugins,
    render::{GREEN, Out, RED, safe, safe_lines, styled},
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The build is what plugin.toml says, such as build = [\"make\"]; it is run in the plugin's folder.\nExamples stand in plugin.toml, under [[examples]]: claims help plugins\n\nExamples:\n  claims plugin dev corroboration\n  claims plugin dev corroboration --once   for a script: exit 1 if anything fails"
)]
pub(crate) struct Args {
    /// The folder with plugin.toml
    folder: PathBuf,
    /// Do it once, and do not wait for changes
    #[arg(long)]
    once: bool,
    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    deadline: u16,
}

/// How often the folder is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(300);
/// How many files are looked at; a folder with more holds what is not the plugin's.
const MOST_FILES: usize = 10_000;

pub(crate) fn run(args: &Args, mut out: Out, world: &World) -> Outcome<()> {
    let folder = args.folder.canonicalize().map_err(|error| Failure::file(&args.folder, &error))?;
    loop {
        let before = Seen::of(&folder);
        let sound = round(args, &mut out, world, &folder)?;
        if args.once {
            out.done()?;
            return if sound { Ok(()) } else { Err(Failure::no()) };
        }
        out.message("waiting for a change; Ctrl-C ends")?;
        let after = Seen::of(&folder);
        while !Seen::of(&folder).is_news(&before, &after) {
            std::thread::sleep(LOOK_EVERY);
        }
    }
}

/// Builds the plugin and tries its examples; gives whether all is well.
fn round(args: &Args, out: &mut Out, world: &World, folder: &Path) -> Outcome<bool> {
    let manifest = match plugins::manifest(folder) {
        Ok(manifest) => manifest,
        Err(why) => return told(out, &why.to_string()),
    };
    if let Some((program, arguments)) = manifest.build.split_first() {
        let mut build = Command::new(program);
        // What a build says is for the person at work; the data are the outcomes.
        build.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(std::io::stderr());
        match build.status() {
            Ok(status) if status.success() => {}
            Ok(_) => return told(out, &format!("{} failed", manifest.build.join(" "))),
            Err(error) => return told(out, &format!("{program}: {}", reason(&error))),
        }
    }
    if manifest.examples.is_empty() {
        out.message("it has no examples to try; write some: claims help plugins")?;
    }
    let copy = tempfile::tempdir()?;
    let deadline = Duration::from_secs(u64::from(args.deadline));
    let bench = match lay_out(world, manifest, folder, copy.path(), deadline) {
        Ok(bench) => bench,
        Err(failure) => return told(out, &failure.what),
    };
    let plugin = bench.apart();
    let mut sound = true;
    for (number, example) in (1..).zip(&bench.manifest.examples) {
        let failed = conformance::failed(&plugin, &bench.manifest, example);
        sound &= failed.is_none();
        let (outcome, style) = if failed.is_none() { ("pass", GREEN) } else { ("fail", RED) };
        if out.json {
            let (about, why) = (&example.about, &failed);
            out.object(&json!({
                "schema": "claims/plugin-example/1", "number": number, "about": about, "outcome": outcome, "reason": why,
            }))?;
        } else {
            let why = failed.map(|why| format!(" — {}", safe(&why))).unwrap_or_default();
            out.line(&format!("{}  example {number}: {}{why}", styled(style, outcome), safe(&example.about)))?;
        }
    }
    Ok(sound)
}

/// Says why a round ended early.
fn told(out: &mut Out, why: &str) -> Outcome<bool> {
    out.message(&format!("{}  {}", styled(RED, "fail"), safe_lines(why)))?;
    Ok(false)
}

/// The files of a plugin's folder, and when each was last written.
struct Seen(BTreeMap<PathBuf, Option<SystemTime>>);

impl Seen {
    fn of(folder: &Path) -> Self {
        // What is built is not what its author writes; what is not built is.
        let manifest = plugins::manifest(folder).ok().filter(|manifest| !manifest.build.is_empty());
        let made = manifest.map(|manifest| folder.join(manifest.file));
        let mut seen = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (path, name) = (entry.path(), entry.file_name());
                // What is hidden and what tools put there is not what its author writes.
                let is_foreign = name.to_string_lossy().starts_with('.') || name == "target" || name == "__pycache__";
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && !is_foreign => folders.push(path),
                    Ok(kind) if kind.is_file() && !is_foreign && made.as_ref() != Some(&path) => {
                        let written = entry.metadata().and_then(|data| data.modified()).ok();
                        seen.insert(path, written);
                    }
                    _ => {}
                }
                if seen.len() >= MOST_FILES {
                    return Self(seen);
                }
            }
        }
        Self(seen)
    }

    /// Whether something was saved since a round began, before which the files were `before` and after which `after`.
    ///
    /// What the build itself wrote is not: a file that was written while it ran counts once it is written again. So a
    /// file that is saved in that moment waits for the next time it is.
    fn is_news(&self, before: &Self, after: &Self) -> bool {
        let is_new = |(file, written): (&PathBuf, &Option<SystemTime>)| after.0.get(file) != Some(written);
        let is_gone = |file: &&PathBuf| before.0.contains_key(*file) && !self.0.contains_key(*file);
        self.0.iter().any(is_new) || after.0.keys().any(|file| is_gone(&file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(files: &[(&str, u64)]) -> Seen {
        let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        Seen(files.iter().map(|(name, seconds)| (PathBuf::from(name), at(*seconds))).collect())
    }

    #[test]
    fn what_a_build_made_is_no_reason_to_build_again() {
        let (before, after) = (seen(&[("a.c", 1)]), seen(&[("a.c", 1), ("a.o", 2)]));
        assert!(!after.is_news(&before, &after));
        assert!(seen(&[("a.c", 3), ("a.o", 2)]).is_news(&before, &after), "saved");
        assert!(seen(&[("a.c", 1), ("a.o", 2), ("b.c", 3)]).is_news(&before, &after), "added");
        assert!(seen(&[("a.o", 2)]).is_news(&before, &after), "removed");
        let again = seen(&[("a.c", 1), ("a.o", 3)]);
        assert!(!again.is_news(&after, &again), "a build that writes its log anew each time");
    }
}
