//! An export that is a folder of files.

use std::{borrow::Cow, io::Write as _, path::Path};

use claims_model::Digest;
use serde_json::{Value, json};

use super::{Exported, What};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    folder,
    plugins::Tool,
    render::{Out, counted, safe},
};

/// Writes a folder, or to standard output the archive that it comes in.
pub(super) fn export(exporter: &Tool, what: &What, desk: &Desk<'_>, it: &Exported) -> Outcome<()> {
    let mut out = desk.out();
    let path = what.output.as_deref().filter(|path| *path != Path::new("-"));
    if path.is_none() && !out.json && out.shows {
        let what = format!("{} writes a folder, and a terminal shows none", exporter.name());
        return Err(Failure::new(Exit::Usage, what)
            .hint("name the folder: -o DIR")
            .hint("or read the archive: | tar t"));
    }
    let mut bytes = Vec::new();
    exporter.export(&it.case, &it.beside, &mut bytes)?;
    let files = folder::files(&bytes).map_err(|why| {
        Failure::new(Exit::Plugin, format!("what {} wrote is no folder: {why}", exporter.name()))
            .hint("nothing was written")
    })?;
    let mut value = json!({ "schema": "claims/export/1", "exporter": exporter.name(), "claims": it.handles });
    match path {
        Some(path) => {
            let done = folder::put(desk, path, exporter.name(), &files, what.overwrite)?;
            tell(&mut out, path, &done, desk.global.dry_run)?;
            value["folder"] = json!(path.to_string_lossy());
            add(&mut value, &done);
        }
        None if out.json => {
            let file = |(path, bytes): (&String, &Cow<'_, [u8]>)| json!({ "path": path, "bytes": bytes.len(), "sha256": Digest::of(bytes).to_string() });
            value["files"] = files.iter().map(file).collect();
        }
        None => out.raw().write_all(&bytes)?,
    }
    if out.json {
        out.object(&value)?;
    }
    out.done()
}

/// Adds to an object what was done in a folder.
pub(crate) fn add(value: &mut Value, done: &folder::Done) {
    value["wrote"] = json!(done.wrote);
    value["unchanged"] = json!(done.unchanged);
    value["removed"] = json!(done.removed);
    value["kept"] = json!(done.kept);
}

/// Says what was done in a folder, or would be.
pub(crate) fn tell(out: &mut Out, path: &Path, done: &folder::Done, dry_run: bool) -> Outcome<()> {
    let shown = |file: &String| safe(&path.join(file).display().to_string()).into_owned();
    if dry_run {
        done.wrote.iter().try_for_each(|file| out.message(&format!("would write {}", shown(file))))?;
        done.removed.iter().try_for_each(|file| out.message(&format!("would remove {}", shown(file))))?;
    }
    for file in &done.kept {
        out.message(&format!("{} is no longer in the export, and stays for what you wrote into it", shown(file)))?;
    }
    let would = if dry_run { "would write" } else { "wrote" };
    let wrote = counted(done.wrote.len(), "file", "files");
    out.message(&format!("{would} {wrote}, {} unchanged, {} removed", done.unchanged, done.removed.len()))
}
