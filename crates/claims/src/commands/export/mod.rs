//! `claims export`: claims written out by an exporter, to a file, to a folder or to standard output.

mod asked;
mod bundle;
mod check;
pub(super) mod file;
pub(super) mod folder;

use std::path::{Path, PathBuf};

use claims_model::{Case, Handle, Status};

use asked::{Asked, asked, chosen};

use super::tree;
use crate::{
    bundle::NAME as BUNDLE,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    pdf,
    plugins::{self, Kind, Options, Tool, Writes},
    shown,
    tree::NAME as TREE,
    typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims export --to markdown c1 c2 -o both.md\n  claims export --to claimreview --check\n  claims export --to csv -o claims.csv        a table, which claims import reads again\n  claims export --to git -o book.git          the whole casebook as text files, for git\n  claims export --to site -o site --status published,withdrawn\n  claims export --to bundle c2 -o c2.zip      the report with its captures, hashes and log\nThe exporters: claims plugin list, and git and bundle; what can be set: claims plugin show claimreview"
)]
pub(crate) struct Args {
    /// The exporter, if not the casebook's
    #[arg(long, value_name = "PLUGIN")]
    to: Option<String>,
    /// Write nothing; say what a publisher must look at first, and exit 1 if something required is missing
    #[arg(long, conflicts_with = "output")]
    check: bool,
    #[command(flatten)]
    what: What,
}

// What is written out, where to, and how.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct What {
    /// The claims, or a source (s1) for all that was checked in it; if none is named, all that are being checked, were,
    /// or were withdrawn after a verdict
    #[arg(value_name = "CLAIM|SOURCE")]
    claims: Vec<String>,
    /// The file to write, or the folder, for an exporter that writes one; standard output if none is named
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// In a folder, write over files that were changed since, or that no export wrote
    #[arg(long)]
    overwrite: bool,
    /// Write of the record as it stood: 2023-08-20 (the end of that day, UTC) or a time
    #[arg(long, value_name = "WHEN")]
    as_of: Option<String>,
    /// Only claims in these states, with commas between them: published leaves out what is still being checked
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = crate::args::word::<Status>())]
    status: Vec<Status>,
    /// An option of the exporter; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    pub(crate) set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = args.to.as_deref().unwrap_or(&desk.settings.plugins.exporter);
    if exporter == TREE {
        let what = &args.what;
        let is_of_part = !what.claims.is_empty() || !what.status.is_empty() || what.as_of.is_some();
        if args.check || is_of_part || !what.set.is_empty() {
            let what =
                format!("{TREE} writes the whole casebook: it takes no claims and no options, and stands as it is");
            return Err(Failure::new(Exit::Usage, what).hint("claims export --to git -o DIR"));
        }
        return tree::export(desk, args.what.output.as_deref(), args.what.overwrite);
    }
    if exporter == BUNDLE {
        if args.check || args.what.as_of.is_some() {
            let what = format!("{BUNDLE} has nothing to check, and holds the record as it stands");
            return Err(Failure::new(Exit::Usage, what));
        }
        return bundle::export(&args.what, desk);
    }
    match (args.check, &args.to) {
        (true, _) => check::check(exporter, &args.what, desk),
        (false, Some(_)) => export(exporter, &args.what, desk),
        (false, None) => by_ending(&args.what, desk),
    }
}

/// Writes claims out in the form that the ending of the file stands for, by the casebook's exporter where it stands for
/// none.
///
/// # Errors
/// When it stands for a form that reports do not have, and the casebook has no exporter of its own.
pub(super) fn by_ending(what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = desk.settings.plugins.exporter.as_str();
    let ending = what.output.as_deref().and_then(|path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    match (ending.as_deref(), &what.output) {
        (Some("pdf"), Some(path)) => pdf(what, path, desk),
        (Some("html" | "htm"), _) => export("html", what, desk),
        (Some("typ"), _) => export("typst", what, desk),
        (Some(other), Some(path)) if exporter == "markdown" && OTHERS.contains(&other) && !path.exists() => {
            let what = format!("a report is no .{other} file; it is .md, .html, .pdf or .typ");
            Err(Failure::new(Exit::Usage, what).hint("other forms: claims export --to NAME, see claims plugin list"))
        }
        _ => export(exporter, what, desk),
    }
}

/// Endings that stand for forms of their own, which a report in Markdown is not.
const OTHERS: [&str; 11] = ["csv", "doc", "docx", "json", "jsonld", "odt", "rtf", "tsv", "xlsx", "xml", "zip"];

/// Writes claims out by an exporter to standard output, as `claims export --to NAME CLAIM…` does.
pub(super) fn by(exporter: &str, claims: Vec<String>, set: Vec<String>, desk: &Desk<'_>) -> Outcome<()> {
    export(exporter, &What { claims, output: None, overwrite: false, as_of: None, status: Vec::new(), set }, desk)
}

/// What an exporter is handed.
struct Exported {
    case: Case,
    beside: Options,
    /// The claims that were asked about.
    handles: Vec<Handle>,
}

/// Writes claims out by an exporter.
pub(super) fn export(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = plugins::find(desk, Kind::Exporter, exporter, &what.set)?;
    let it = exported(&exporter, what, desk)?;
    if exporter.option("check").is_some_and(|check| check != "true") {
        check::left_out(exporter.name(), what, desk, &it)?;
    }
    match exporter.writes() {
        Writes::Folder => folder::export(&exporter, what, desk, &it),
        Writes::File => file::export(&exporter, what, desk, &it),
    }
}

/// Gathers what an exporter is handed.
fn exported(exporter: &Tool, what: &What, desk: &Desk<'_>) -> Outcome<Exported> {
    let mut casebook = desk.open_as_of(what.as_of.as_ref(), true)?;
    let records = casebook.read()?;
    let Asked { claims, about } = asked(&records, &what.claims, &what.status)?;
    let case = match &what.as_of {
        Some(moment) => {
            let mut whole = desk.open()?;
            let log = whole.read()?;
            shown::case_as_of(&records, desk, &claims, exporter, (&log, typed::moment(moment)?))?
        }
        None => shown::case(&records, desk, &claims, exporter)?,
    };
    Ok(Exported {
        case,
        beside: shown::beside(desk, exporter, about)?,
        handles: claims.iter().map(|claim| claim.handle).collect(),
    })
}

/// Writes claims out as a PDF.
pub(super) fn pdf(what: &What, path: &Path, desk: &Desk<'_>) -> Outcome<()> {
    let mut handles = Vec::new();
    let (bytes, program) = pdf::make(|exporter| {
        let exporter = plugins::find(desk, Kind::Exporter, exporter, &what.set)?;
        let it = exported(&exporter, what, desk)?;
        let mut source = Vec::new();
        exporter.export(&it.case, &it.beside, &mut source)?;
        handles = it.handles;
        Ok(source)
    })?;
    file::put(path, &bytes, program, &handles, desk)
}

/// Writes all there is by an exporter and keeps nothing of it.
pub(super) fn tried(desk: &Desk<'_>, exporter: &str, set: &[String]) -> Outcome<()> {
    let exporter = plugins::find(desk, Kind::Exporter, exporter, set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let case = shown::case(&records, desk, &chosen(&records, &[])?, &exporter)?;
    Ok(exporter.export(&case, &shown::beside(desk, &exporter, None)?, &mut std::io::sink())?)
}
