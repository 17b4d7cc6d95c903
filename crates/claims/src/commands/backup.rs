//! `claims backup`: a copy of the casebook in one file, made while others work.

use std::path::{Path, PathBuf};

use claims_model::Digest;
use claims_store::Carried;
use serde_json::json;

use crate::{
    aside::{self, Aside},
    desk::{Desk, SETTINGS_FILE},
    failure::{Exit, Failure, Outcome},
    render::{self, Busy, safe},
    replace, templates,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The file holds the record, every capture, the settings and your own templates. It opens alone:\n\n  claims backup /media/disk/nk-arms.sqlite\n  claims backup /media/disk                      names the file by the time\n  claims -C /media/disk/nk-arms.sqlite list      look into it\n  claims restore /media/disk/nk-arms.sqlite DIR  make a casebook of it again\n  claims backup - | age -r KEY >nk-arms.age      into a program, such as one that encrypts it\n\nWhat is forgotten later stays in a backup that was made before: see `claims forget --help`."
)]
pub(crate) struct Args {
    /// The file to write, a folder to write it in, or - for standard output
    #[arg(value_name = "FILE")]
    to: PathBuf,
    /// Put it in the place of a backup of that name
    #[arg(long)]
    overwrite: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.to.as_os_str() == "-" {
        return stream(desk);
    }
    let mut out = desk.out();
    let to = if args.to.is_dir() { args.to.join(named_by_time(desk)) } else { args.to.clone() };
    if !desk.global.dry_run {
        aside::clear(replace::folder_of(&to));
    }
    if to.exists() {
        if !args.overwrite {
            return Err(exists(&to));
        }
        super::export::file::destination(desk, &to)?;
        // Over another backup, but over nothing else that somebody may have meant to keep.
        claims_store::carried(&to)?;
    }
    let failed = |error| Failure::file(&to, &error);
    let Copied { operations, head, file } = copied(desk, replace::folder_of(&to), &to)?;
    let mut bytes = None;
    if let Some((_aside, part)) = &file {
        bytes = Some(std::fs::metadata(part).map_err(failed)?.len());
        if args.overwrite {
            std::fs::rename(part, &to).map_err(failed)?;
        } else {
            replace::name_new(part, &to).map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => exists(&to),
                _ => failed(error),
            })?;
        }
        replace::settle(&to)?;
    }
    let file = to.display().to_string();
    if out.json {
        out.object(&json!({
            "schema": "claims/backup/1",
            "file": file,
            "operations": operations,
            "head": head,
            "bytes": bytes,
        }))?;
    } else {
        out.message(&said(desk, operations, head, &safe(&file), bytes))?;
    }
    out.done()
}

/// Hands the copy to another program, which may encrypt it or send it away.
fn stream(desk: &Desk<'_>) -> Outcome<()> {
    let mut out = desk.out();
    if out.json || out.shows {
        return Err(Failure::new(
            Exit::Usage,
            "a backup to standard output goes to a program or a file, without --json",
        )
        .hint("claims backup - | ssh archive.example 'cat >copy.sqlite'")
        .hint("or name a file: claims backup FILE"));
    }
    // SQLite writes a copy in no order, so it is whole on the disk before it goes out.
    let Copied { operations, head, file } = copied(desk, &desk.folder, &desk.folder)?;
    let mut bytes = None;
    if let Some((_aside, part)) = &file {
        let mut copy = std::fs::File::open(part).map_err(|error| Failure::file(part, &error))?;
        bytes = Some(std::io::copy(&mut copy, &mut out.raw())?);
        out.flush()?;
    }
    out.message(&said(desk, operations, head, "standard output", bytes))?;
    out.done()
}

struct Copied {
    operations: u64,
    head: Digest,
    /// The copy, in a folder aside that goes with it; none where nothing is to be written.
    file: Option<(Aside, PathBuf)>,
}

/// Copies the casebook to a file aside in `folder`, on the way to the place that people call `to`.
fn copied(desk: &Desk<'_>, folder: &Path, to: &Path) -> Outcome<Copied> {
    let files = files(desk)?;
    let mut casebook = desk.open()?;
    if desk.global.dry_run {
        let (operations, head) = casebook.read()?.head()?;
        return Ok(Copied { operations, head, file: None });
    }
    let aside = Aside::within(folder).map_err(|error| Failure::file(to, &error))?;
    let part = aside.path("copy");
    let _busy = Busy::with("copying the record", desk.global, desk.world);
    let (operations, head) = casebook.copy_into(&part, &files)?;
    Ok(Copied { operations, head, file: Some((aside, part)) })
}

fn said(desk: &Desk<'_>, operations: u64, head: Digest, to: &str, bytes: Option<u64>) -> String {
    let done = if desk.global.dry_run { "would back up" } else { "backed up" };
    let size = bytes.map(|bytes| format!(", {bytes} bytes")).unwrap_or_default();
    format!("{done} {} to {to}{size}\nhead {head}", render::operations(operations))
}

/// What a backup carries beside the record.
fn files(desk: &Desk<'_>) -> Outcome<Vec<Carried>> {
    let settings = desk.file(SETTINGS_FILE);
    let mut files = Vec::new();
    match std::fs::read(&settings) {
        Ok(bytes) => files.push((SETTINGS_FILE.to_owned(), bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::file(&settings, &error)),
    }
    for template in templates::all(desk)? {
        if let Some((_, text)) = &template.own {
            files.push((format!("{}/{}", templates::FOLDER, template.path()), text.clone().into_bytes()));
        }
    }
    Ok(files)
}

fn named_by_time(desk: &Desk<'_>) -> String {
    let now: String = desk.world.now().to_string().chars().filter(|c| !matches!(c, '-' | ':')).collect();
    format!("casebook-{now}.sqlite")
}

fn exists(path: &Path) -> Failure {
    Failure::new(Exit::Refused, format!("{} exists already", path.display()))
        .hint("name another file, or put the backup in its place: --overwrite")
}
