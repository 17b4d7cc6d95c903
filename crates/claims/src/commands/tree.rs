//! `claims export --to git` and `claims import --from git`: a whole casebook as text files, and back.

use std::path::Path;

use claims_model::Kind;
use claims_store::Records;
use serde_json::{Value, json};

use super::export::folder::{add, tell};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    folder,
    render::counted,
    tree::{self, NAME},
    withheld,
};

/// Writes the whole casebook into a folder.
pub(super) fn export(desk: &Desk<'_>, path: Option<&Path>, overwrite: bool) -> Outcome<()> {
    let path = path.filter(|path| *path != Path::new("-")).ok_or_else(|| {
        Failure::new(Exit::Usage, format!("{NAME} writes a folder")).hint("name it: claims export --to git -o DIR")
    })?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let files = tree::files(&records)?;
    let done = folder::put(desk, path, NAME, &files, overwrite)?;
    let mut out = desk.out();
    tell(&mut out, path, &done, desk.global.dry_run)?;
    if withheld::names_are_known(&records)? {
        out.message("it holds all of the casebook, also who knows the unnamed parties: keep it as closed")?;
    }
    if out.json {
        let (operations, head) = records.head()?;
        let mut value = json!({
            "schema": "claims/export/1", "exporter": NAME, "folder": path.to_string_lossy(), "operations": operations,
            "head": head,
        });
        add(&mut value, &done);
        out.object(&value)?;
    }
    out.done()
}

/// Makes the casebook of a folder again, in one that has nothing in it.
pub(super) fn import(desk: &Desk<'_>, path: &Path) -> Outcome<()> {
    if !path.is_dir() {
        let what = format!("{} is no folder that claims export --to {NAME} wrote", path.display());
        return Err(Failure::new(Exit::NotFound, what));
    }
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let restored = tree::restore(&mut writing, path)?;
    let value = json!({
        "schema": "claims/restored/1", "folder": path.to_string_lossy(), "operations": restored.operations,
        "head": restored.head, "claims": writing.count(Kind::Claim)?, "links": writing.count(Kind::Link)?,
        "sources": writing.count(Kind::Source)?, "parties": writing.count(Kind::Party)?,
    });
    let line = described(&writing, &value)?;
    if !desk.global.dry_run {
        writing.commit()?;
    }
    desk.out().answer(&value, &line)
}

fn described(records: &Records<'_>, value: &Value) -> Outcome<String> {
    let count = |kind, one, many| Ok::<_, Failure>(counted(records.count(kind)? as usize, one, many));
    let counts = [
        count(Kind::Claim, "claim", "claims")?,
        count(Kind::Link, "link", "links")?,
        count(Kind::Source, "source", "sources")?,
        count(Kind::Party, "party", "parties")?,
    ];
    let head = value["head"].as_str().unwrap_or_default();
    Ok(format!("{}: {} operations, head {head}", counts.join(", "), value["operations"]))
}
