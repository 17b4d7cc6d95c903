//! `claims import`: takes in what another program recorded, by way of an importer.

use std::path::PathBuf;

use claims_host::Drafts;
use claims_model::{Claim, Verb};
use claims_store::Records;

use super::required;
use crate::{
    capture,
    desk::Desk,
    drafts,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    render::{Out, counted, json, safe},
    tree,
};

/// Take in what another program recorded, by way of an importer; all of it or nothing
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims import claims.csv --from csv --dry-run\n  claims import claims.csv --from csv\n  claims import reviews.json --from claimreview\n  claims import DIR --from git              an empty casebook, from what claims export --to git wrote\nThe importers: claims plugin list. What was imported is one operation: claims undo takes it back."
)]
pub(crate) struct Args {
    /// The file, or - for standard input; the folder, from git
    file: PathBuf,
    /// The importer, or git
    #[arg(long, value_name = "PLUGIN")]
    from: String,
    /// An option of the importer; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.from == tree::NAME {
        return match args.set.is_empty() {
            true => super::tree::import(desk, &args.file),
            false => Err(Failure::new(Exit::Usage, format!("{} has no options", tree::NAME))),
        };
    }
    let importer = plugins::find(desk, Kind::Importer, &args.from, &args.set)?;
    let bytes = capture::bytes(&args.file, desk.settings.capture.max_mib)?;
    let drafts = importer.import(&bytes)?;
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    // What is wrong with the drafts is the importer's doing, not the user's.
    let filed = drafts::file(desk, &mut writing, &mut draft, &drafts).map_err(|failure| match failure.exit {
        Exit::Usage | Exit::NotFound => Failure { exit: Exit::Plugin, ..failure },
        _ => failure,
    })?;
    let mut out = desk.out();
    if draft.is_empty() {
        tell(&mut out, &drafts)?;
        out.message(if drafts.is_empty() { "there is nothing in it" } else { "there is nothing new in it" })?;
        return out.done();
    }
    let show = |records: &Records<'_>| {
        let claims = filed.claims.iter().chain(&filed.changed).map(|key| required(records.find::<Claim>(*key)?));
        claims
            .map(|claim| claim.and_then(|claim| Ok((json::claim(records, &claim)?, claim))))
            .collect::<Outcome<Vec<_>>>()
    };
    let claims = desk.commit(writing, draft, Verb::Import, show)?;
    for (value, claim) in &claims {
        if out.json {
            out.object(value)?;
        } else {
            out.line(&format!("{}  {}", claim.handle, safe(&claim.text)))?;
        }
    }
    tell(&mut out, &drafts)?;
    let counts = [
        counted(filed.claims.len(), "claim", "claims"),
        counted(filed.links.len(), "link", "links"),
        counted(filed.sources.len(), "source", "sources"),
        counted(filed.parties, "party", "parties"),
    ];
    out.message(&counts.join(", "))?;
    if !filed.changed.is_empty() {
        let what = counted(filed.changed.len(), "claim was", "claims were");
        out.message(&format!("{what} there and changed"))?;
    }
    if filed.known > 0 {
        out.message(&format!("{} there already", counted(filed.known, "claim was", "claims were")))?;
    }
    out.done()
}

/// What the importer has to say about the file.
fn tell(out: &mut Out, drafts: &Drafts) -> Outcome<()> {
    drafts.remarks().iter().try_for_each(|remark| out.message(&safe(remark)))
}
