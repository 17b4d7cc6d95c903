//! `claims plugin new`: writes the project of a plugin, to be built upon; it adds, trusts and runs nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use claims_host::is_name;
use serde_json::json;

use super::template::{Language, Project, Sort};
use crate::{
    aside::{self, Aside},
    bundled,
    failure::{Exit, Failure, Outcome},
    render::{Out, safe},
    replace::folder_of,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims plugin new corroboration --kind scorer --lang python\n  claims plugin new newswire --kind exporter --lang rust --dir ~/plugins\n\nFrom there to a plugin in use: claims help plugins"
)]
pub(crate) struct Args {
    /// Its name: lower-case letters, digits and underscores
    name: String,
    /// What it is to be
    #[arg(long, value_enum)]
    kind: Sort,
    /// What it is to be written in
    #[arg(long, value_enum)]
    lang: Language,
    /// Where to make its folder, here if nothing is said
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    dir: PathBuf,
}

pub(crate) fn run(args: &Args, mut out: Out, dry_run: bool) -> Outcome<()> {
    let name = args.name.as_str();
    check(name)?;
    let project = Project::new(name, args.kind, args.lang);
    let folder = match args.dir.as_path() {
        here if here == Path::new(".") => PathBuf::from(name),
        dir => dir.join(name),
    };
    if fs::symlink_metadata(&folder).is_ok() {
        if !dry_run {
            aside::clear(folder_of(&folder));
        }
        return Err(taken(&folder));
    }
    let files = project.files()?;
    if !dry_run {
        make(&folder, &files)?;
    }
    let place = folder.display().to_string();
    if out.json {
        let files: Vec<&str> = files.iter().map(|(file, _)| *file).collect();
        out.object(&json!({
            "schema": "claims/plugin-project/1", "name": name, "kind": args.kind, "language": args.lang,
            "folder": place, "files": files,
        }))?;
        return out.done();
    }
    for (file, _) in &files {
        out.line(&safe(&folder.join(file).display().to_string()))?;
    }
    let place = safe(&shell_words::quote(&place)).into_owned();
    out.message("next:")?;
    for command in project.build().map(|build| format!("(cd {place} && {build})")).into_iter().chain([
        format!("claims plugin check {place}"),
        format!("claims plugin add {place}"),
        format!("claims plugin trust {name}"),
        project.used(),
    ]) {
        out.message(&format!("  {command}"))?;
    }
    out.done()
}

/// Whether a new plugin can be called so.
fn check(name: &str) -> Outcome<()> {
    if !is_name(name) {
        let what = format!("{name:?} is no name for a plugin");
        let hint = "take lower-case letters, digits and underscores, a letter first: my_scorer";
        return Err(Failure::new(Exit::Usage, what).hint(hint));
    }
    bundled::refuse(name)
}

/// Writes all files into a folder that is not there yet, or none.
fn make(folder: &Path, files: &[(&str, String)]) -> Outcome<()> {
    let parent = folder_of(folder);
    fs::create_dir_all(parent).map_err(|error| Failure::file(parent, &error))?;
    let aside = Aside::within(parent).map_err(|error| Failure::file(parent, &error))?;
    let made = aside.path("made");
    for (file, text) in files {
        let path = made.join(file);
        let written = fs::create_dir_all(folder_of(&path)).and_then(|()| fs::write(&path, text));
        written.map_err(|error| Failure::file(&folder.join(file), &error))?;
    }
    match fs::rename(&made, folder) {
        Ok(()) => Ok(()),
        Err(_) if fs::symlink_metadata(folder).is_ok() => Err(taken(folder)),
        Err(error) => Err(Failure::file(folder, &error)),
    }
}

fn taken(folder: &Path) -> Failure {
    Failure::new(Exit::Refused, format!("{} is there already", folder.display()))
        .hint("take another name, or another place: --dir")
}
