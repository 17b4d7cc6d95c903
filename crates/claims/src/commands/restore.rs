//! `claims restore`: makes a casebook of a backup again, in a new folder or in the place of one that is there.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use claims_model::Digest;
use claims_store::{Carried, Casebook, Error, Terms};
use serde_json::json;

use super::init::{MADE, is_interrupted, place};
use crate::{
    args::Global,
    aside::Aside,
    desk::{self, RECORD_FILE, SETTINGS_FILE},
    failure::{Exit, Failure, Outcome},
    render::{self, Busy, Out, counted, safe},
    replace,
    settings::TEMPLATE,
    swap::{alone_in, swap},
    templates,
    world::World,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The backup is verified first, and brought to the newest schema; it stays as it is itself.\nWhere there is a casebook already, its record is kept beside the new one.\n\n  claims restore nk-arms.sqlite nk-arms          into a new folder\n  claims restore nk-arms.sqlite --replace        in the place of the record of this casebook"
)]
pub(crate) struct Args {
    /// The backup
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// The folder to restore into; the casebook that you stand in if none is named
    dir: Option<PathBuf>,
    /// Put the backup in the place of the record that is there, which is kept beside it
    #[arg(long)]
    replace: bool,
}

pub(crate) fn run(args: &Args, global: &Global, world: &World) -> Outcome<()> {
    let dir = match args.dir.as_ref().or(global.casebook.as_ref()).or(world.casebook.as_ref()) {
        Some(dir) => dir.clone(),
        None => desk::nearest_folder().map_err(|_| {
            Failure::new(Exit::Usage, "there is no casebook here to restore into")
                .hint(format!("name a folder: claims restore {} DIR", args.from.display()))
        })?,
    };
    let record = desk::within(&dir, RECORD_FILE);
    let terms: &dyn Fn() -> Terms = &|| desk::terms(world, global);
    if same_file(&args.from, &record) {
        return Err(Failure::new(Exit::Refused, format!("{} is the casebook itself", args.from.display())));
    }
    if !world.any_disk {
        claims_store::must_be_local(&record)?;
    }
    let carried = claims_store::carried(&args.from).map_err(|error| unreadable(&args.from, error))?;
    let is_new = !dir.exists();
    let differing = differing(&dir, &carried);
    let mut out = Out::new(global, world);
    let (operations, head, kept) = if global.dry_run {
        let aside = tempfile::tempdir().map_err(|error| Failure::file(&dir, &error))?;
        let busy = Busy::with("verifying the backup", global, world);
        let (copy, operations, head) = sound_copy(&args.from, aside.path())?;
        drop(busy);
        if record.exists() {
            look(terms, &record, &copy, args)?;
        }
        (operations, head, None)
    } else {
        fs::create_dir_all(&dir).map_err(|error| Failure::file(&dir, &error))?;
        let busy = Busy::with("restoring the backup", global, world);
        let restored = restore(args, terms, &dir, &record, &carried);
        drop(busy);
        if is_new && restored.is_err() {
            // Made here, and empty; if it is not, somebody else has begun to use it.
            let _ = fs::remove_dir(&dir);
        }
        restored?
    };
    let folder = dir.display().to_string();
    if out.json {
        out.object(&json!({
            "schema": "claims/restored/1",
            "folder": folder,
            "operations": operations,
            "head": head,
            "kept": kept.map(|kept| kept.display().to_string()),
            "differing": differing,
        }))?;
        return out.done();
    }
    let done = if global.dry_run { "would restore" } else { "restored" };
    out.message(&format!("{done} {} to {}\nhead {head}", render::operations(operations), safe(&folder)))?;
    match kept {
        Some(kept) => out.message(&format!("what was there is kept: {}", safe(&kept.display().to_string())))?,
        None if global.dry_run && record.exists() => out.message("what is there would be kept beside it")?,
        None => {}
    }
    if !differing.is_empty() {
        out.message(&format!("left as they are here, and not as in the backup: {}", safe(&differing.join(", "))))?;
    }
    out.done()
}

fn restore(
    args: &Args,
    terms: &dyn Fn() -> Terms,
    dir: &Path,
    record: &Path,
    carried: &[Carried],
) -> Outcome<(u64, Digest, Option<PathBuf>)> {
    if is_interrupted(dir) {
        fs::remove_file(record).map_err(|error| Failure::file(record, &error))?;
    }
    let aside = Aside::within(dir).map_err(|error| Failure::file(dir, &error))?;
    let made = aside.path(MADE);
    fs::create_dir(&made).map_err(|error| Failure::file(&made, &error))?;
    let (copy, operations, head) = sound_copy(&args.from, &made)?;
    let _alone = alone_in(dir);
    let there = record.exists();
    let old = if there { look(terms, record, &copy, args)? } else { None };
    put_all(&aside, dir, carried.iter().filter(|(path, _)| is_template(path)))?;
    let kept = match there {
        true => Some(swap(old, record, &copy, &aside, "before-restore")?),
        false => {
            place(&copy, record)?;
            None
        }
    };
    let has_settings = carried.iter().any(|(path, _)| path == SETTINGS_FILE);
    let plain = (SETTINGS_FILE.to_owned(), TEMPLATE.as_bytes().to_vec());
    // The settings come last: before them the folder is no casebook.
    let settings = carried.iter().filter(|(path, _)| path == SETTINGS_FILE);
    put_all(&aside, dir, settings.chain((!has_settings).then_some(&plain)))?;
    replace::settle(record)?;
    replace::settle(dir)?;
    Ok((operations, head, kept))
}

/// Those of the files that are there and say something else: they are somebody's, and stay.
fn differing(dir: &Path, carried: &[Carried]) -> Vec<String> {
    let is_put = |path: &str| path == SETTINGS_FILE || is_template(path);
    let differs = |path: &str, bytes: &[u8]| fs::read(desk::within(dir, path)).is_ok_and(|there| there != bytes);
    let differing = carried.iter().filter(|(path, bytes)| is_put(path) && differs(path, bytes));
    differing.map(|(path, _)| path.clone()).collect()
}

/// Writes those of the files that are not there.
fn put_all<'c>(aside: &Aside, dir: &Path, files: impl Iterator<Item = &'c Carried>) -> Outcome<()> {
    for (path, bytes) in files {
        let file = desk::within(dir, path);
        if file.exists() {
            continue;
        }
        let folder = replace::folder_of(&file);
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
        replace::replace_by(aside, &file, bytes)?;
    }
    Ok(())
}

/// A copy of the backup in `folder` that was verified, so that nothing is put in place that is not what was recorded.
fn sound_copy(from: &Path, folder: &Path) -> Outcome<(PathBuf, u64, Digest)> {
    let path = folder.join(RECORD_FILE);
    claims_store::copy_of(from, &path).map_err(|error| unreadable(from, error))?;
    let mut copy = Casebook::open(&path).map_err(|error| unreadable(from, error))?;
    let verified = copy.read()?.verify()?;
    if let Some(first) = verified.findings.first() {
        let found = counted(verified.findings.len(), "finding", "findings");
        let what = format!("{} is not sound: {found}, the first: {}: {}", from.display(), first.place, first.what);
        return Err(Failure::new(Exit::Data, what)
            .hint(format!("see them all: claims -C {} verify", from.display()))
            .hint("nothing was restored"));
    }
    Ok((path, verified.operations, verified.head))
}

/// Opens the record in whose place a backup is to be put, and keeps the others out; `None` for one that cannot be opened.
fn look(terms: &dyn Fn() -> Terms, record: &Path, copy: &Path, args: &Args) -> Outcome<Option<Casebook>> {
    let mut casebook = match Casebook::open_on(terms(), record) {
        Ok(casebook) => casebook,
        Err(Error::Corrupt(_)) if args.replace => return Ok(Casebook::alone(terms(), record).ok()),
        Err(Error::NotACasebook { .. }) if args.replace => return Ok(None),
        Err(Error::Corrupt(_) | Error::NotACasebook { .. }) => return Err(refused(record, "it cannot be read")),
        Err(other) => return Err(other.into()),
    };
    if args.replace {
        drop(casebook);
        return Ok(Some(Casebook::alone(terms(), record)?));
    }
    let here = casebook.read()?;
    let (operations, _) = here.head()?;
    let (theirs, head) = Casebook::open(copy)?.read()?.head()?;
    let is_later = operations >= theirs && (theirs == 0 || here.hash(theirs)? == head);
    let what = match operations.saturating_sub(theirs) {
        _ if !is_later => "it is not what the backup was made of".to_owned(),
        0 => "it has the same operations".to_owned(),
        more => format!("it has {} that the backup has not", render::operations(more)),
    };
    Err(refused(record, &what))
}

fn refused(record: &Path, why: &str) -> Failure {
    Failure::new(Exit::Refused, format!("there is a record already, {}: {why}", record.display()))
        .hint("put the backup in its place, and keep what is there beside it: --replace")
        .hint("or restore into another folder: claims restore FILE DIR")
}

/// A backup may come from anybody; what it carries is put nowhere but among the templates.
fn is_template(path: &str) -> bool {
    let parts: Vec<Component<'_>> = Path::new(path).components().collect();
    let is_plain = parts.iter().all(|part| matches!(part, Component::Normal(_)));
    is_plain && parts.len() == 3 && parts.first() == Some(&Component::Normal(templates::FOLDER.as_ref()))
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn unreadable(from: &Path, error: Error) -> Failure {
    match error {
        Error::Missing { .. } => Failure::new(Exit::NotFound, format!("{}: there is no such file", from.display())),
        other => Failure::from(other).hint("nothing was restored"),
    }
}
