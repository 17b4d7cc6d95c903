//! `claims init`: makes a casebook.

use std::path::{Path, PathBuf};

use claims_store::Casebook;

use crate::{
    args::Global,
    desk::{RECORD_FILE, SETTINGS_FILE},
    example,
    failure::{Exit, Failure, Outcome},
    render::{Out, safe},
    settings::TEMPLATE,
    world::World,
};

/// Make a casebook: a folder with settings (claims.toml) and a record (casebook.sqlite)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims init\n  claims init nk-arms --title \"Arms and North Korea\"\n  claims init --example example && cd example"
)]
pub(crate) struct Args {
    /// Where to make it; made if it is not there
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Make a finished casebook about a real dispute, to look around in
    #[arg(long)]
    example: bool,
    /// How the casebook is called in reports
    #[arg(long)]
    title: Option<String>,
}

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let has_settings = args.dir.join(SETTINGS_FILE).exists();
    let only_settings = has_settings && !args.dir.join(RECORD_FILE).exists();
    if only_settings && !args.example && args.title.is_none() {
        return complete(args, global, world);
    }
    for name in [SETTINGS_FILE, RECORD_FILE] {
        if args.dir.join(name).exists() {
            let settings = Failure::new(Exit::Refused, format!("{} has a {SETTINGS_FILE} already", args.dir.display()));
            if only_settings {
                return Err(settings.hint("name a new folder, or make the record that goes with it: claims init"));
            }
            return Err(Failure::new(
                Exit::Refused,
                format!("{} is a casebook already: it has {name}", args.dir.display()),
            )
            .hint("look into it: claims list"));
        }
    }
    let mut out = Out::new(global, world);
    let settings = match (&args.title, args.example) {
        (Some(title), _) => titled(title),
        (None, true) => titled("The Shoigu–Lankov example"),
        (None, false) => TEMPLATE.to_owned(),
    };
    if global.dry_run {
        out.message(&format!("would make a casebook in {}", safe(&args.dir.display().to_string())))?;
        return out.done();
    }
    std::fs::create_dir_all(&args.dir).map_err(|error| Failure::file(&args.dir, &error))?;
    // Built aside and moved into place at the end, so that a casebook is there whole or not at all.
    let aside = tempfile::Builder::new()
        .prefix(".claims-init-")
        .tempdir_in(&args.dir)
        .map_err(|error| Failure::file(&args.dir, &error))?;
    write(&aside.path().join(SETTINGS_FILE), &settings)?;
    drop(Casebook::create(&aside.path().join(RECORD_FILE))?);
    if args.example {
        example::build(aside.path())?;
    }
    for name in [RECORD_FILE, SETTINGS_FILE] {
        let to = args.dir.join(name);
        std::fs::rename(aside.path().join(name), &to).map_err(|error| Failure::file(&to, &error))?;
    }
    if args.example {
        example::write_texts(&args.dir)?;
    }
    let place = args.dir.display().to_string();
    if out.json {
        out.object(&serde_json::json!({ "schema": "claims/casebook/1", "folder": place }))?;
    } else {
        out.message(&format!("made a casebook in {}", safe(&place)))?;
        let enter = if args.dir == Path::new(".") { String::new() } else { format!("cd {} && ", safe(&place)) };
        if args.example {
            out.message(&example::next_steps(&enter))?;
        } else {
            out.message(&format!("next: {enter}claims source add ARTICLE"))?;
        }
    }
    out.done()
}

/// Makes the record for settings that are there already: copied from elsewhere, or checked out without it.
fn complete(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let mut out = Out::new(global, world);
    let place = args.dir.display().to_string();
    if global.dry_run {
        out.message(&format!("would make {RECORD_FILE} beside the {SETTINGS_FILE} in {}", safe(&place)))?;
        return out.done();
    }
    drop(Casebook::create(&args.dir.join(RECORD_FILE))?);
    if out.json {
        out.object(&serde_json::json!({ "schema": "claims/casebook/1", "folder": place }))?;
    } else {
        out.message(&format!("made {RECORD_FILE} beside the {SETTINGS_FILE} in {}", safe(&place)))?;
    }
    out.done()
}

/// The settings with a title set, as TOML writes the string.
fn titled(title: &str) -> String {
    let value = toml::Value::String(title.to_owned()).to_string();
    TEMPLATE.replacen("# title = \"Our fact-checks\"", &format!("title = {value}"), 1)
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    std::fs::write(path, text).map_err(|error| Failure::file(path, &error))
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
