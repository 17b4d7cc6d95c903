//! `claims suggest`: what a finder takes for claims in a captured text; people decide which they take up.

use claims_model::{Points, VersionState};
use serde_json::json;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    plugins::{self, Kind},
    refs,
    render::{Table, json::version_name, safe},
};

/// Show what a finder takes for claims in a source; nothing is recorded
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claims suggest s1 --finder numbers\nThe finders: claims plugin list")]
pub(crate) struct Args {
    /// The source (s1: its newest version) or a certain version of it (s1v2)
    source: String,
    /// The finder
    #[arg(long, value_name = "PLUGIN")]
    finder: String,
    /// An option of the finder; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let finder = plugins::find(desk, Kind::Finder, &args.finder, &args.set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let (_, version) = refs::version(&records, &args.source)?;
    let place = version_name(&records, version.key)?;
    if version.state == VersionState::Gone {
        return Err(Failure::new(Exit::NotFound, format!("{place} records that the source was gone; it has no text")));
    }
    let text = records.text(&version)?;
    let found = finder.find(&text)?;
    let mut out = desk.out();
    if out.json {
        let points = Points::of(&text);
        for one in &found {
            out.object(&json!({
                "schema": "claims/suggestion/1",
                "version": place,
                "start": points.point(one.at.start),
                "end": points.point(one.at.end),
                "quote": &text[one.at.clone()],
                "text": one.wording,
                "claimant": one.claimant,
                "confidence": one.confidence,
            }))?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["confidence", "by", "wording"]);
    for one in &found {
        let claimant = one.claimant.as_deref().unwrap_or_default();
        table.row(&[&format!("{:.2}", one.confidence), claimant, &one.wording])?;
    }
    table.end("no claims found")?;
    if !found.is_empty() {
        let next = format!("take one up: claims add \"…\" --in {} --quote \"…\"", safe(&place));
        out.message(&next)?;
    }
    out.done()
}
