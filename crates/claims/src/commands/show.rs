//! `claims show`: one record with what hangs on it.

use claims_model::{Claim, Filed, Record, Source, Version};
use claims_store::Records;

use crate::{
    desk::Desk,
    doubted,
    failure::Outcome,
    later::{self, Later},
    plugins::{self, Kind},
    refs,
    render::{json, show},
};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claims show c2\n  claims show l3 --json")]
pub(crate) struct Args {
    /// The handle
    handle: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    if !refs::is_handle(&args.handle) && refs::split_version(&args.handle).is_ok_and(|(_, number)| number.is_some()) {
        let (source, version) = refs::version(&records, &args.handle)?;
        let doubt = doubted::version(&records, &source, &version)?;
        if out.json {
            out.object(&json::version(&source, &version, doubt))?
        } else {
            out.text(&show::version(&source, &version, doubt))?
        }
        return out.done();
    }
    let (handle, record) = refs::record(&records, &args.handle)?;
    let json = out.json;
    macro_rules! print {
        ($name:ident, $record:expr) => {{
            let filed = Filed { handle, record: $record };
            if json {
                out.object(&json::$name(&records, &filed)?)?;
            } else {
                out.text(&show::$name(&records, &filed)?)?;
            }
        }};
    }
    match record {
        Record::Claim(record) => {
            let claim = Filed { handle, record };
            let later = later(&records, desk, &claim)?;
            if json {
                out.object(&json::claim_with(&records, &claim, &later)?)?;
            } else {
                out.text(&show::claim(&records, &claim, &later)?)?;
            }
        }
        Record::Source(record) => print!(source, record),
        Record::Link(record) => print!(link, record),
        Record::Party(record) => print!(party, record),
        Record::Reply(record) => print!(reply, record),
        // No other kind has a handle that a person can type.
        Record::Version(_) | Record::Appearance(_) | Record::Grade(_) | Record::Verdict(_) | Record::Note(_) => {}
    }
    out.done()
}

/// What became of the claim's quotes in later versions of their sources.
fn later(records: &Records<'_>, desk: &Desk<'_>, claim: &Filed<Claim>) -> Outcome<Vec<Later>> {
    let mut sources: Vec<Filed<Source>> = Vec::new();
    for appearance in records.appearances_of(claim.key)?.iter().filter(|appearance| appearance.quote.is_some()) {
        let version = records.find::<Version>(appearance.version)?;
        let source = version.map(|version| records.find::<Source>(version.source)).transpose()?.flatten();
        sources.extend(source.filter(|source| !sources.iter().any(|known| known.key == source.key)));
    }
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    later::changes(records, &differ, &sources, &|key| key == claim.key)
}
