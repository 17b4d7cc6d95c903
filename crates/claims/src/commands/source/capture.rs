//! `claims source capture`: a further version of a source, or that it is gone.

use std::path::PathBuf;

use claims_model::Source;
use serde_json::json;

use super::record::{CaptureOptions, further};
use crate::{
    address,
    capture::{self, Taken},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    fetch::Trust,
    refs,
    render::safe,
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The source
    source: String,
    /// A file, an address, or - for standard input; else the source's own live address
    file: Option<PathBuf>,
    /// The source was deleted or answers 404 or 410
    #[arg(long, conflicts_with = "file")]
    gone: bool,
    #[command(flatten)]
    capture: CaptureOptions,
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let source = {
        let records = casebook.read()?;
        refs::get::<Source>(&records, &args.source)?
    };
    let what = match (&args.file, args.gone) {
        (_, true) => None,
        (Some(file), false) => Some((file.clone(), Trust::Typed)),
        (None, false) => Some((live(&source)?, Trust::Stored)),
    };
    // Fetched before the record is locked: a slow server keeps nobody waiting.
    let taken = what.map(|(what, trust)| capture::take(desk, &what, trust, source.address.as_deref())).transpose()?;
    let mut out = desk.out();
    let mut how = json!([]);
    if let Some(Taken::Present(captured)) = &taken {
        how = json!(captured.notes);
        captured.notes.iter().try_for_each(|note| out.message(&format!("note: {}", safe(note))))?;
    }
    let done = further(desk, &mut casebook, &source, taken.as_ref(), &args.capture, &mut out)?;
    done.tell(&source, how, desk.global, &mut out)?;
    out.done()
}

/// The live address of a source, to be captured anew.
fn live(source: &Source) -> Outcome<PathBuf> {
    source.address.as_ref().filter(|address| address::is_web(address)).map(PathBuf::from).ok_or_else(|| {
        Failure::new(Exit::Usage, "the source has no live address to capture")
            .hint("name a file, or record the address: claims edit s1 --set address=URL")
    })
}
