//! What `claims export` says of a folder: what was written, what stays, and what would be done.

use std::{borrow::Cow, path::Path};

use claims_model::{Claim, Digest, Filed};
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    folder,
    render::{Out, counted, safe},
};

/// Where an exporter's folder goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The folder; standard output gets the archive that it comes in.
    pub(super) path: Option<&'p Path>,
    /// Whether what a person wrote there may be written over.
    pub(super) overwrite: bool,
}

impl Place<'_> {
    /// Whether a folder can go there.
    pub(super) fn check(self, out: &Out, exporter: &str) -> Outcome<()> {
        if self.folder().is_some() || out.json || !out.shows {
            return Ok(());
        }
        let what = format!("{exporter} writes a folder, and a terminal shows none");
        Err(Failure::new(Exit::Usage, what).hint("name the folder: -o DIR").hint("or read the archive: | tar t"))
    }

    /// Writes what an exporter answered about the claims.
    pub(super) fn write(
        self,
        desk: &Desk<'_>,
        mut out: Out,
        exporter: &str,
        claims: &[Filed<Claim>],
        archive: &[u8],
    ) -> Outcome<()> {
        let files = folder::files(archive).map_err(|why| {
            Failure::new(Exit::Plugin, format!("what {exporter} wrote is no folder: {why}")).hint("nothing was written")
        })?;
        let handles: Vec<_> = claims.iter().map(|claim| claim.handle).collect();
        let mut value = json!({ "schema": "claims/export/1", "exporter": exporter, "claims": handles });
        match self.folder() {
            Some(path) => {
                let done = folder::put(desk, path, exporter, &files, self.overwrite)?;
                tell(&mut out, path, &done, desk.global.dry_run)?;
                value["folder"] = json!(path.to_string_lossy());
                add(&mut value, &done);
            }
            None if out.json => {
                let file = |(path, bytes): (&String, &Cow<'_, [u8]>)| json!({ "path": path, "bytes": bytes.len(), "sha256": Digest::of(bytes).to_string() });
                value["files"] = files.iter().map(file).collect();
            }
            None => out.raw().write_all(archive)?,
        }
        if out.json {
            out.object(&value)?;
        }
        out.done()
    }

    fn folder(&self) -> Option<&Path> {
        self.path.filter(|path| *path != Path::new("-"))
    }
}

/// Adds to an object what was done in a folder.
pub(super) fn add(value: &mut Value, done: &folder::Done) {
    value["wrote"] = json!(done.wrote);
    value["unchanged"] = json!(done.unchanged);
    value["removed"] = json!(done.removed);
    value["kept"] = json!(done.kept);
}

/// Says what was done in a folder, or would be.
pub(super) fn tell(out: &mut Out, path: &Path, done: &folder::Done, dry_run: bool) -> Outcome<()> {
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
