//! `claims report` and `claims export`: claims written out by an exporter, to a file or to standard output.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use claims_model::{Case, Claim, Digest, Filed, Key, Status};
use claims_store::Records;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, RECORD_FILE, SETTINGS_FILE},
    failure::{Exit, Failure, Outcome},
    folder, later,
    plugins::{self, Kind, Tool, Writes},
    render::{Out, Table, counted, safe},
    replace::replace,
    tree,
};

/// Write the fact-check report on claims, in Markdown
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims report c2\n  claims report c2 -o c2.md\n  claims report > all.md       every claim that is being checked or was"
)]
pub(crate) struct Args {
    #[command(flatten)]
    what: What,
}

/// Write claims out with any exporter
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims export --to markdown c1 c2 -o both.md\n  claims export --to claimreview --check\n  claims export --to git -o book.git          the whole casebook as text files, for git\nThe exporters: claims plugin list; what can be set: claims plugin show claimreview"
)]
pub(crate) struct ExportArgs {
    /// The exporter, if not the casebook's
    #[arg(long, value_name = "PLUGIN")]
    to: Option<String>,
    /// Write nothing; say what a publisher must look at first, and exit 1 if something required is missing
    #[arg(long, conflicts_with = "output")]
    check: bool,
    #[command(flatten)]
    what: What,
}

#[derive(Debug, clap::Args)]
struct What {
    /// The claims; if none is named, all that are being checked, were, or were withdrawn after a verdict
    claims: Vec<String>,
    /// The file to write, or the folder, for an exporter that writes one; standard output if none is named
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// In a folder, write over files that were changed since, or that no export wrote
    #[arg(long)]
    overwrite: bool,
    /// An option of the exporter; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    export(&desk.settings.plugins.exporter, &args.what, desk)
}

pub(crate) fn run_export(args: &ExportArgs, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = args.to.as_deref().unwrap_or(&desk.settings.plugins.exporter);
    if exporter == tree::NAME {
        if args.check || !args.what.claims.is_empty() || !args.what.set.is_empty() {
            let what = format!("{} writes the whole casebook: it takes no claims, and has no options", tree::NAME);
            return Err(Failure::new(Exit::Usage, what).hint("claims export --to git -o DIR"));
        }
        return super::tree::export(desk, args.what.output.as_deref(), args.what.overwrite);
    }
    if args.check { check(exporter, &args.what, desk) } else { export(exporter, &args.what, desk) }
}

/// Writes claims out by an exporter to standard output, as `claims export --to NAME CLAIM…` does.
pub(super) fn by(exporter: &str, claims: Vec<String>, set: Vec<String>, desk: &Desk<'_>) -> Outcome<()> {
    export(exporter, &What { claims, output: None, overwrite: false, set }, desk)
}

/// Asks an exporter that has the option `check` what it finds, and shows that as `claims check` does.
///
/// Its answer has a finding a line: how grave, the claim, the property and what is wrong, with tabs between them.
fn check(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let set: Vec<String> = what.set.iter().cloned().chain(["check=true".to_owned()]).collect();
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let case = gather(&records, desk, &asked(&records, what)?)?;
    let mut bytes = Vec::new();
    exporter.export(&case, desk.settings.desk.title.as_deref(), &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let findings: Vec<[&str; 4]> = text.lines().filter_map(finding).collect();
    if findings.len() < text.lines().count() {
        let what = format!("{} has the option check, and its answer is no list of findings", exporter.name());
        return Err(Failure::new(Exit::Plugin, what));
    }
    if out.json {
        for [level, claim, property, what] in &findings {
            let schema = "claims/export-finding/1";
            let finding =
                json!({ "schema": schema, "level": level, "handle": claim, "property": property, "what": what });
            out.object(&finding)?;
        }
    } else if !findings.is_empty() {
        let mut table = Table::new(&mut out, &["level", "claim", "property", "what"]);
        findings.iter().try_for_each(|finding| table.row(finding))?;
        table.end("")?;
    }
    let errors = findings.iter().filter(|[level, ..]| *level == "error").count();
    out.message(&super::check::summary(errors, findings.len() - errors))?;
    out.done()?;
    if errors == 0 { Ok(()) } else { Err(Failure::no()) }
}

fn finding(line: &str) -> Option<[&str; 4]> {
    let fields: Vec<&str> = line.split('\t').collect();
    let fields: [&str; 4] = fields.try_into().ok()?;
    matches!(fields[0], "error" | "warning").then_some(fields)
}

fn export(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &what.set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let claims = asked(&records, what)?;
    let case = gather(&records, desk, &claims)?;
    let title = desk.settings.desk.title.as_deref();
    if exporter.writes() == Writes::Folder {
        return export_folder(&exporter, what, desk, &claims, &case);
    }
    match what.output.as_deref().filter(|path| *path != Path::new("-")) {
        None if !out.json => exporter.export(&case, title, out.raw())?,
        path => {
            let mut bytes = Vec::new();
            exporter.export(&case, title, &mut bytes)?;
            let handles: Vec<_> = claims.iter().map(|claim| claim.handle).collect();
            let mut value = json!({
                "schema": "claims/export/1", "exporter": exporter.name(), "claims": handles, "bytes": bytes.len(),
            });
            match path {
                Some(path) => {
                    let destination = destination(desk, path)?;
                    if !desk.global.dry_run {
                        replace(&destination, &bytes)?;
                    }
                    let would = if desk.global.dry_run { "would write" } else { "wrote" };
                    out.message(&format!("{would} {} ({} bytes)", safe(&path.display().to_string()), bytes.len()))?;
                    value["file"] = json!(path.to_string_lossy());
                }
                None => value["text"] = json!(String::from_utf8_lossy(&bytes)),
            }
            if out.json {
                out.object(&value)?;
            }
        }
    }
    out.done()
}

/// Writes a folder, or to standard output the archive that it comes in.
fn export_folder(exporter: &Tool, what: &What, desk: &Desk<'_>, claims: &[Filed<Claim>], case: &Case) -> Outcome<()> {
    let mut out = desk.out();
    let path = what.output.as_deref().filter(|path| *path != Path::new("-"));
    if path.is_none() && !out.json && out.shows {
        let what = format!("{} writes a folder, and a terminal shows none", exporter.name());
        return Err(Failure::new(Exit::Usage, what)
            .hint("name the folder: -o DIR")
            .hint("or read the archive: | tar t"));
    }
    let mut bytes = Vec::new();
    exporter.export(case, desk.settings.desk.title.as_deref(), &mut bytes)?;
    let files = folder::files(&bytes).map_err(|why| {
        Failure::new(Exit::Plugin, format!("what {} wrote is no folder: {why}", exporter.name()))
            .hint("nothing was written")
    })?;
    let handles: Vec<_> = claims.iter().map(|claim| claim.handle).collect();
    let mut value = json!({ "schema": "claims/export/1", "exporter": exporter.name(), "claims": handles });
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

/// The claims that are written about.
fn asked(records: &Records<'_>, what: &What) -> Outcome<Vec<Filed<Claim>>> {
    let claims = chosen(records, &what.claims)?;
    if claims.is_empty() {
        return Err(Failure::new(Exit::NotFound, "there is no claim to report on").hint("record one: claims add"));
    }
    Ok(claims)
}

/// The claims that were named or, if none was, those that a reader may ask for.
fn chosen(records: &Records<'_>, typed: &[String]) -> Outcome<Vec<Filed<Claim>>> {
    let mut claims = super::score::chosen(records, typed)?;
    if typed.is_empty() {
        // A check that was taken back is told of, not dropped.
        for claim in records.all::<Claim>()?.into_iter().filter(|claim| claim.status == Status::Withdrawn) {
            if !records.verdicts_of(claim.key)?.is_empty() {
                claims.push(claim);
            }
        }
        claims.sort_by_key(|claim| claim.handle.number);
    }
    Ok(claims)
}

/// The case of the claims, with their scores and with what became of their quotes.
fn gather(records: &Records<'_>, desk: &Desk<'_>, claims: &[Filed<Claim>]) -> Outcome<Case> {
    let keys: Vec<Key> = claims.iter().map(|claim| claim.key).collect();
    let mut case = records.case(&keys)?;
    let scorer = plugins::find(desk, Kind::Scorer, &desk.settings.plugins.scorer, &[])?;
    case.scores = scorer.score(&case)?;
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let shown = |key: Key| case.claims.iter().any(|claim| claim.key == key);
    let later = later::changes(records, &differ, &case.sources, &shown)?;
    case.changes = later.into_iter().map(|one| one.change).collect();
    Ok(case)
}

/// Where the output goes in the end: through links, and to none of the casebook's own files.
fn destination(desk: &Desk<'_>, path: &Path) -> Outcome<PathBuf> {
    if path.is_dir() {
        return Err(Failure::new(Exit::Data, format!("{} is a folder", path.display())).hint("name a file in it"));
    }
    // What does not exist yet cannot be one of ours; whatever else is wrong with it shows when it is written.
    let Ok(found) = path.canonicalize() else { return Ok(path.to_owned()) };
    let is_ours = |name: &str| desk.file(name).canonicalize().is_ok_and(|ours| ours == found);
    let sidecars = ["-wal", "-shm", "-journal"].map(|end| format!("{RECORD_FILE}{end}"));
    if [SETTINGS_FILE, RECORD_FILE].into_iter().chain(sidecars.iter().map(String::as_str)).any(is_ours) {
        return Err(
            Failure::new(Exit::Refused, format!("{} is the casebook itself", path.display())).hint("name another file")
        );
    }
    Ok(found)
}
