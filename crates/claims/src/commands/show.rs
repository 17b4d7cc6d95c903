//! `claims show`: one record with what hangs on it.

use claims_model::{Filed, Record};

use crate::{
    desk::Desk,
    failure::Outcome,
    refs,
    render::{json, show},
};

/// Show a claim (c2), source (s1), version (s1v2), link (l3) or party (p2)
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
        if out.json {
            out.object(&json::version(&source, &version))?
        } else {
            out.text(&show::version(&source, &version))?
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
        Record::Claim(record) => print!(claim, record),
        Record::Source(record) => print!(source, record),
        Record::Link(record) => print!(link, record),
        Record::Party(record) => print!(party, record),
        // No other kind has a handle that a person can type.
        Record::Version(_) | Record::Appearance(_) | Record::Grade(_) | Record::Verdict(_) | Record::Note(_) => {}
    }
    out.done()
}
