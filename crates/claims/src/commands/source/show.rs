//! `claims source show`: a source, a version, its text or its bytes.

use claims_model::{Source, VersionState};

use super::trim::{line, of_version};
use crate::{
    desk::Desk,
    doubted,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{self, json, safe_lines},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The source (s1) or the version (s1v2)
    source: String,
    /// Print its text
    #[arg(long)]
    text: bool,
    /// Print all that was captured in blocks: those of the text, and those set apart from it
    #[arg(long, conflicts_with = "text")]
    all: bool,
    /// Print the captured bytes as they are
    #[arg(long, conflicts_with_all = ["text", "all"])]
    bytes: bool,
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let one_version = refs::split_version(&args.source)?.1.is_some();
    if args.bytes {
        let (_, version) = refs::version(&records, &args.source)?;
        std::io::Write::write_all(&mut out.raw(), &records.capture(&version)?)?;
    } else if args.all {
        let (source, version) = refs::version(&records, &args.source)?;
        for (number, block) in (1..).zip(of_version(&records, &version)?) {
            if out.json {
                out.object(&serde_json::json!({
                    "schema": "claims/block/1", "version": format!("{}v{}", source.handle, version.number),
                    "number": number, "sort": block.sort, "apart": block.apart, "text": block.text,
                }))?;
            } else {
                out.line(&line(number, &block))?;
            }
        }
    } else if args.text {
        let (_, version) = refs::version(&records, &args.source)?;
        if version.state == VersionState::Gone {
            return Err(Failure::new(Exit::NotFound, format!("{} was gone then; there is no text", args.source))
                .hint("name an earlier version; there are: claims source versions SOURCE"));
        }
        let text = records.text(&version)?;
        if out.json {
            out.object(&serde_json::json!({ "schema": "claims/text/1", "version": version.key, "text": text }))?;
            return out.done();
        }
        // For a person the text is made safe; for a program it is the text.
        if out.shows {
            out.text(&safe_lines(&text))?
        } else {
            std::io::Write::write_all(&mut out.raw(), text.as_bytes())?
        }
    } else if one_version {
        let (source, version) = refs::version(&records, &args.source)?;
        let doubt = doubted::version(&records, &source, &version)?;
        let text = render::show::version(&source, &version, doubt);
        if out.json { out.object(&json::version(&source, &version, doubt))? } else { out.text(&text)? }
    } else {
        let source = refs::get::<Source>(&records, &args.source)?;
        let value = json::source(&records, &source)?;
        if out.json { out.object(&value)? } else { out.text(&render::show::source(&records, &source)?)? }
    }
    out.done()
}
