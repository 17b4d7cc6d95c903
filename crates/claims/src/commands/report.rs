//! `claims report` and `claims export`: claims written out by an exporter, to a file or to standard output.

use std::path::{Path, PathBuf};

use claims_model::{Claim, Filed, Handle, Source, Status};
use claims_store::Records;
use serde_json::json;

use super::into_folder::Place;
use crate::{
    bundle,
    desk::{Desk, RECORD_FILE, SETTINGS_FILE},
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind, Writes},
    refs,
    render::{Table, safe},
    replace::replace,
    shown, tree,
};

/// Write the fact-check report on claims, in Markdown
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims report c2\n  claims report c2 -o c2.md\n  claims report c2 --style short --lang de\n  claims report s1              what was checked in one source\n  claims report --style overview\n  claims report > all.md        every claim that is being checked or was\nTemplates and languages of your own: claims help templates"
)]
pub(crate) struct Args {
    #[command(flatten)]
    what: What,
    /// full, short (a card), memo (for the editor), overview (a table), or a template of your own
    #[arg(long)]
    style: Option<String>,
    /// The language of the report: en, de, or one of your own
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
}

/// Write claims out with any exporter
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims export --to markdown c1 c2 -o both.md\n  claims export --to claimreview --check\n  claims export --to git -o book.git          the whole casebook as text files, for git\n  claims export --to bundle c2 -o c2.zip      the report with its captures, hashes and log\nThe exporters: claims plugin list; what can be set: claims plugin show claimreview"
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

#[derive(Debug, Clone, clap::Args)]
pub(super) struct What {
    /// The claims, or a source (s1) for all that was checked in it; if none is named, all that are being checked, were,
    /// or were withdrawn after a verdict
    #[arg(value_name = "CLAIM|SOURCE")]
    pub(super) claims: Vec<String>,
    /// The file to write, or the folder, for an exporter that writes one; standard output if none is named
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// In a folder, write over files that were changed since, or that no export wrote
    #[arg(long)]
    overwrite: bool,
    /// An option of the exporter; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    pub(super) set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let named = [("style", &args.style), ("language", &args.lang)];
    let named = named.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)));
    let set = args.what.set.iter().cloned().chain(named).collect();
    let what = What { set, ..args.what.clone() };
    export(&desk.settings.plugins.exporter, &what, desk)
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
    if exporter == bundle::NAME {
        return match args.check {
            true => Err(Failure::new(Exit::Usage, format!("{} has nothing to check", bundle::NAME))),
            false => super::bundle::export(&args.what, desk),
        };
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
    let Asked { claims, about } = asked(&records, what)?;
    let case = shown::case(&records, desk, &claims, &exporter)?;
    let mut bytes = Vec::new();
    exporter.export(&case, &shown::beside(desk, exporter.name(), about)?, &mut bytes)?;
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
    let Asked { claims, about } = asked(&records, what)?;
    let case = shown::case(&records, desk, &claims, &exporter)?;
    let beside = shown::beside(desk, exporter.name(), about)?;
    if exporter.writes() == Writes::Folder {
        let mut bytes = Vec::new();
        let place = Place { path: what.output.as_deref(), overwrite: what.overwrite };
        place.check(&out, exporter.name())?;
        exporter.export(&case, &beside, &mut bytes)?;
        return place.write(desk, out, exporter.name(), &claims, &bytes);
    }
    match what.output.as_deref().filter(|path| *path != Path::new("-")) {
        None if !out.json => exporter.export(&case, &beside, out.raw())?,
        path => {
            let mut bytes = Vec::new();
            exporter.export(&case, &beside, &mut bytes)?;
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

/// What is written about.
pub(super) struct Asked {
    pub(super) claims: Vec<Filed<Claim>>,
    /// The source that it is all about, where it is.
    pub(super) about: Option<Handle>,
}

pub(super) fn asked(records: &Records<'_>, what: &What) -> Outcome<Asked> {
    let source = match what.claims.as_slice() {
        [only] if only.starts_with(['s', 'S']) && refs::is_handle(only) => Some(refs::get::<Source>(records, only)?),
        _ => None,
    };
    let claims = match &source {
        Some(source) => standing_in(records, source)?,
        None => chosen(records, &what.claims)?,
    };
    if claims.is_empty() {
        let nothing = match &source {
            Some(source) => format!("no claim stands in {}", source.handle),
            None => "there is no claim to report on".to_owned(),
        };
        return Err(Failure::new(Exit::NotFound, nothing).hint("record one: claims add"));
    }
    Ok(Asked { claims, about: source.map(|source| source.handle) })
}

/// The claims that stand in a source and that a reader may ask for; all that stand there, if none was checked.
fn standing_in(records: &Records<'_>, source: &Filed<Source>) -> Outcome<Vec<Filed<Claim>>> {
    let places = records.appearances_in(source.key)?;
    let asked = chosen(records, &[])?;
    let stands = |claim: &Filed<Claim>| places.iter().any(|place| place.claim == claim.key);
    let checked: Vec<_> = asked.into_iter().filter(stands).collect();
    if !checked.is_empty() {
        return Ok(checked);
    }
    Ok(records.all::<Claim>()?.into_iter().filter(stands).collect())
}

/// Writes all there is by an exporter and keeps nothing of it.
pub(super) fn tried(desk: &Desk<'_>, exporter: &str, set: &[String]) -> Outcome<()> {
    let exporter = plugins::find(desk, Kind::Exporter, exporter, set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let case = shown::case(&records, desk, &chosen(&records, &[])?, &exporter)?;
    Ok(exporter.export(&case, &shown::beside(desk, exporter.name(), None)?, &mut std::io::sink())?)
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

/// Where the output goes in the end: through links, and to none of the casebook's own files.
pub(super) fn destination(desk: &Desk<'_>, path: &Path) -> Outcome<PathBuf> {
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
