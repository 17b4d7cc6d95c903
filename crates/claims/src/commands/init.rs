//! `claims init`: makes a casebook.

use std::path::{Path, PathBuf};

use claims_store::{Casebook, Terms};

use crate::{
    args::Global,
    aside::{self, Aside},
    desk::{self, RECORD_FILE, SETTINGS_FILE},
    example,
    failure::{Exit, Failure, Outcome},
    render::{Out, safe},
    replace::{is_one_file, name_new, settle, write_new},
    settings::TEMPLATE,
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims init\n  claims init nk-arms --title \"Arms and North Korea\"\n  claims init --example example && cd example"
)]
pub(crate) struct Args {
    /// Where to make it, here if nothing is said; made if it is not there
    dir: Option<PathBuf>,
    /// Make a finished casebook about a real dispute, to look around in
    #[arg(long)]
    example: bool,
    /// How the casebook is called in reports
    #[arg(long)]
    title: Option<String>,
}

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let dir = match (&args.dir, &global.casebook) {
        (Some(dir), _) | (None, Some(dir)) => dir.as_path(),
        (None, None) => Path::new("."),
    };
    let settings = match (&args.title, args.example) {
        (Some(title), _) => titled(title),
        (None, true) => titled("The Shoigu–Lankov example"),
        (None, false) => TEMPLATE.to_owned(),
    };
    let has = |name: &str| dir.join(name).exists();
    // One of the two may be there alone: copied from elsewhere, checked out without the other, or left by a lost file.
    let (has_settings, has_record) = (has(SETTINGS_FILE), has(RECORD_FILE) && !is_interrupted(dir));
    let adds_to = has_settings || has_record;
    let titles_settings = has_settings && args.title.is_some();
    if (has_settings && has_record) || titles_settings || (adds_to && args.example) {
        if !global.dry_run {
            aside::clear(dir);
        }
        let name = if has_settings { SETTINGS_FILE } else { RECORD_FILE };
        let refused = Failure::new(Exit::Refused, format!("{} is a casebook already: it has {name}", dir.display()));
        return Err(match has_settings && has_record {
            true => refused.hint("look into it: claims list"),
            false => refused.hint("make what is missing: claims init"),
        });
    }
    if !world.any_disk {
        // Before a folder is made that nobody can use.
        claims_store::must_be_local(&dir.join(RECORD_FILE))?;
    }
    let mut out = Out::new(global, world);
    let place = dir.display().to_string();
    let made = match (has_settings, has_record) {
        (true, _) => format!("made {RECORD_FILE} beside the {SETTINGS_FILE} in {}", safe(&place)),
        (_, true) => format!("made {SETTINGS_FILE} beside the {RECORD_FILE} in {}", safe(&place)),
        _ => format!("made a casebook in {}", safe(&place)),
    };
    if global.dry_run {
        out.message(&made.replacen("made", "would make", 1))?;
        return out.done();
    }
    let terms = desk::terms(world, global);
    make(dir, &settings, args.example, !has_settings, (!has_record).then_some(terms))?;
    if out.json {
        out.object(&serde_json::json!({ "schema": "claims/casebook/1", "folder": place }))?;
        return out.done();
    }
    out.message(&made)?;
    let enter = if dir == Path::new(".") { String::new() } else { format!("cd {} && ", safe(&place)) };
    if args.example {
        out.message(&example::next_steps(&enter))?;
    } else if !adds_to {
        out.message(&format!("next: {enter}claims source add ARTICLE"))?;
    }
    out.done()
}

/// Builds the files aside and moves them into place at the end, each whole or not at all, and never over another.
///
/// The settings come last: before them the folder is no casebook.
fn make(dir: &Path, settings: &str, with_example: bool, new_settings: bool, new_record: Option<Terms>) -> Outcome<()> {
    std::fs::create_dir_all(dir).map_err(|error| Failure::file(dir, &error))?;
    if new_settings && new_record.is_some() && is_interrupted(dir) {
        let path = dir.join(RECORD_FILE);
        std::fs::remove_file(&path).map_err(|error| Failure::file(&path, &error))?;
    }
    let aside = Aside::within(dir).map_err(|error| Failure::file(dir, &error))?;
    let made = aside.path(MADE);
    std::fs::create_dir(&made).map_err(|error| Failure::file(&made, &error))?;
    let path = |name: &str| made.join(name);
    let written = write_new(&path(SETTINGS_FILE), settings.as_bytes(), true);
    written.map_err(|error| Failure::file(&path(SETTINGS_FILE), &error))?;
    if let Some(terms) = new_record {
        drop(Casebook::create_on(terms, &path(RECORD_FILE))?);
        if with_example {
            example::build(&made, &aside.path("texts"))?;
            example::write_texts(dir)?;
        }
        place(&path(RECORD_FILE), &dir.join(RECORD_FILE))?;
    }
    if new_settings {
        place(&path(SETTINGS_FILE), &dir.join(SETTINGS_FILE))?;
    }
    settle(&dir.join(SETTINGS_FILE))?;
    settle(dir)
}

/// Where the files of a casebook are built, in the folder aside.
pub(super) const MADE: &str = "made";

/// Whether the record in `dir` was put there by a command that was stopped before it was done: it has no settings yet,
/// and is the very file that was built aside.
pub(super) fn is_interrupted(dir: &Path) -> bool {
    let record = dir.join(RECORD_FILE);
    !dir.join(SETTINGS_FILE).exists()
        && aside::left_in(dir).iter().any(|left| is_one_file(&left.path(MADE).join(RECORD_FILE), &record))
}

/// Gives a file its name, unless something has that name already.
pub(super) fn place(from: &Path, to: &Path) -> Outcome<()> {
    name_new(from, to).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::new(Exit::Refused, format!("{} was made by somebody else just now", to.display()))
                .hint("look into it: claims list")
        }
        _ => Failure::file(to, &error),
    })
}

/// The settings with a title set, as TOML writes the string.
fn titled(title: &str) -> String {
    let value = toml::Value::String(title.to_owned()).to_string();
    TEMPLATE.replacen("# title = \"Our fact-checks\"", &format!("title = {value}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn any_title_is_valid_in_the_settings() {
        for title in ["Plain", "With \"quotes\" and \\", "Two\nlines", "'", "'''\"\"\""] {
            let settings = Settings::parse(Path::new("claims.toml"), &titled(title)).unwrap();
            assert_eq!(settings.desk.title.as_deref(), Some(title));
        }
    }
}
