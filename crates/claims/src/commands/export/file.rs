//! An export that is one file, or what standard output shows.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
};

use claims_model::Handle;
use serde_json::{Value, json};

use super::{Exported, What};
use crate::{
    desk::{Desk, SETTINGS_FILE},
    failure::{Exit, Failure, Outcome},
    plugins::Tool,
    render::safe,
    replace::replace,
};

pub(super) fn export(exporter: &Tool, what: &What, desk: &Desk<'_>, it: &Exported) -> Outcome<()> {
    let mut out = desk.out();
    match what.output.as_deref().filter(|path| *path != Path::new("-")) {
        None if !out.json && !out.shows => exporter.export(&it.case, &it.beside, &mut out.raw())?,
        None if !out.json => {
            let mut bytes = Vec::new();
            exporter.export(&it.case, &it.beside, &mut bytes)?;
            if str::from_utf8(&bytes).is_err() {
                let what = format!("{} writes no text, and this is a terminal", exporter.name());
                return Err(Failure::new(Exit::Usage, what).hint("name the file: -o FILE"));
            }
            out.raw().write_all(&bytes)?;
        }
        path => {
            let mut bytes = Vec::new();
            exporter.export(&it.case, &it.beside, &mut bytes)?;
            if let Some(path) = path {
                return put(path, &bytes, exporter.name(), &it.handles, desk);
            }
            let mut value = object(exporter.name(), &it.handles, &bytes);
            match str::from_utf8(&bytes) {
                Ok(text) => value["text"] = json!(text),
                Err(_) => value["hex"] = json!(hex(&bytes)),
            }
            out.object(&value)?;
        }
    }
    out.done()
}

/// Puts what was written about claims into a file, and says so.
pub(super) fn put(path: &Path, bytes: &[u8], by: &str, claims: &[Handle], desk: &Desk<'_>) -> Outcome<()> {
    let mut out = desk.out();
    let destination = destination(desk, path)?;
    if !desk.global.dry_run {
        replace(&destination, bytes)?;
    }
    let would = if desk.global.dry_run { "would write" } else { "wrote" };
    out.message(&format!("{would} {} ({} bytes)", safe(&path.display().to_string()), bytes.len()))?;
    if out.json {
        let mut value = object(by, claims, bytes);
        value["file"] = json!(path.to_string_lossy());
        out.object(&value)?;
    }
    out.done()
}

fn object(by: &str, claims: &[Handle], bytes: &[u8]) -> Value {
    json!({ "schema": "claims/export/1", "exporter": by, "claims": claims, "bytes": bytes.len() })
}

/// Bytes that are no text, two digits each, as plugins give them.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        // Writing to a string does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// Where the output goes in the end: through links, and to none of the casebook's own files.
pub(crate) fn destination(desk: &Desk<'_>, path: &Path) -> Outcome<PathBuf> {
    if path.is_dir() {
        return Err(Failure::new(Exit::Data, format!("{} is a folder", path.display())).hint("name a file in it"));
    }
    // What does not exist yet cannot be one of ours; whatever else is wrong with it shows when it is written.
    let Ok(found) = path.canonicalize() else { return Ok(path.to_owned()) };
    let record = ["", "-wal", "-shm", "-journal"].map(|end| {
        let mut name = desk.record.clone().into_os_string();
        name.push(end);
        PathBuf::from(name)
    });
    let mut ours = record.into_iter().chain([desk.file(SETTINGS_FILE)]);
    if ours.any(|ours| ours.canonicalize().is_ok_and(|ours| ours == found)) {
        return Err(
            Failure::new(Exit::Refused, format!("{} is the casebook itself", path.display())).hint("name another file")
        );
    }
    Ok(found)
}
