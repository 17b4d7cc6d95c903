//! `claims report` and `claims export`: claims written out by an exporter, to a file or to standard output.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use claims_model::{Claim, Filed, Key};
use claims_store::Records;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    render::safe,
    touched,
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
#[command(after_help = "Example:\n  claims export --to markdown c1 c2 -o both.md\nThe exporters: claims plugin list")]
pub(crate) struct ExportArgs {
    /// The exporter
    #[arg(long, value_name = "PLUGIN")]
    to: String,
    #[command(flatten)]
    what: What,
}

#[derive(Debug, clap::Args)]
struct What {
    /// The claims; all that are checked if none is named
    claims: Vec<String>,
    /// The file to write; standard output if none is named
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    export(&desk.settings.plugins.exporter, &args.what, desk)
}

pub(crate) fn run_export(args: &ExportArgs, desk: &Desk<'_>) -> Outcome<()> {
    export(&args.to, &args.what, desk)
}

fn export(exporter: &str, what: &What, desk: &Desk<'_>) -> Outcome<()> {
    let exporter = plugins::find(Kind::Exporter, exporter)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let claims = super::score::chosen(&records, &what.claims)?;
    if claims.is_empty() {
        return Err(Failure::new(Exit::NotFound, "there is no claim to report on").hint("record one: claims add"));
    }
    let case = gather(&records, desk, &claims)?;
    let mut options = Vec::new();
    if let Some(title) = &desk.settings.desk.title {
        options.push(("title".to_owned(), title.clone()));
    }
    match what.output.as_deref().filter(|path| *path != Path::new("-")) {
        None => exporter.export(&case, &options, out.raw())?,
        Some(path) => {
            let mut bytes = Vec::new();
            exporter.export(&case, &options, &mut bytes)?;
            if !desk.global.dry_run {
                replace(path, &bytes)?;
            }
            out.message(&format!("wrote {} ({} bytes)", safe(&path.display().to_string()), bytes.len()))?;
        }
    }
    out.done()
}

/// The case of the claims, with their scores and with what became of their quotes.
fn gather(records: &Records<'_>, desk: &Desk<'_>, claims: &[Filed<Claim>]) -> Outcome<claims_model::Case> {
    let keys: Vec<Key> = claims.iter().map(|claim| claim.key).collect();
    let mut case = records.case(&keys)?;
    let scorer = plugins::find(Kind::Scorer, &desk.settings.plugins.scorer)?;
    case.scores = scorer.score(&case)?;
    let differ = plugins::find(Kind::Differ, &desk.settings.plugins.differ)?;
    let shown = |key: Key| case.claims.iter().any(|claim| claim.key == key);
    case.changes = touched::changes(records, &differ, &case.sources, &shown)?;
    Ok(case)
}

/// Puts a file in the place of another at once, so that a failure leaves the old one whole.
fn replace(path: &Path, bytes: &[u8]) -> Outcome<()> {
    if path.is_dir() {
        return Err(Failure::new(Exit::Data, format!("{} is a folder", path.display())).hint("name a file in it"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| Failure::file(path, &error);
    let mut file = tempfile::Builder::new().prefix(".claims-report-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    share(file.as_file(), path).map_err(failed)?;
    file.persist(path).map_err(|error| Failure::file(path, &error.error))?;
    Ok(())
}

/// Gives the new file the permissions of the one it replaces, or those of any new file.
#[cfg(unix)]
fn share(file: &std::fs::File, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let permissions = match std::fs::metadata(path) {
        Ok(old) => old.permissions(),
        // Reports are made to be read by others; temporary files are not.
        Err(_) => std::fs::Permissions::from_mode(0o644),
    };
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn share(_: &std::fs::File, _: &Path) -> std::io::Result<()> {
    Ok(())
}
