//! `claims suggest`: what a finder takes for claims in a captured text, best first; people decide which they take up.

mod ask;
mod offer;
mod take;

use claims_model::{Filed, Version, VersionState};
use serde_json::json;

use self::offer::{Offer, offers};
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    next::Next,
    plugins::{self, Kind},
    refs,
    render::{Out, Table, counted, json::version_name},
};

/// How many are shown on a terminal if nothing else is said.
const SHOWN: usize = 20;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims suggest s1\n  claims suggest s1 --take 1,4-6\n  claims suggest s1 --take 2 --wording \"Exports rose by 4 percent\"\n\nThe numbers stay the same as long as the text and the finder do; what is recorded already is not offered again.\nOn a terminal each is asked about, unless --list or --take is given. The finders: claims plugin list"
)]
pub(crate) struct Args {
    /// The source (s1: its newest version) or a certain version of it (s1v2)
    source: String,
    /// Record these as claims, by their numbers: 1,4-6
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
    take: Vec<take::Numbers>,
    /// Another wording of the one that is taken
    #[arg(long, requires = "take", value_name = "TEXT")]
    wording: Option<String>,
    /// Only show them, also on a terminal
    #[arg(long, conflicts_with = "take")]
    list: bool,
    /// Show at most so many
    #[arg(long, conflicts_with = "take", value_name = "N")]
    limit: Option<usize>,
    /// Show all of them, and those that are recorded already
    #[arg(long, conflicts_with_all = ["take", "limit"])]
    all: bool,
    /// The finder
    #[arg(long, value_name = "PLUGIN")]
    finder: Option<String>,
    /// An option of the finder; may be repeated
    #[arg(long, value_name = "OPTION=VALUE")]
    set: Vec<String>,
}

/// A version, what it is called, and its text.
struct Read {
    version: Filed<Version>,
    place: String,
    text: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let name = args.finder.as_deref().unwrap_or(&desk.settings.plugins.finder);
    let finder = plugins::find(desk, Kind::Finder, name, &args.set)?;
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let (_, version) = refs::version(&records, &args.source)?;
    let place = version_name(&records, version.key)?;
    if version.state == VersionState::Gone {
        return Err(Failure::new(Exit::NotFound, format!("{place} records that the source was gone; it has no text")));
    }
    let text = records.text(&version)?;
    let read = Read { version, place, text };
    let offers = offers(&records, &read, finder.find(&read.text)?)?;
    drop(records);
    if !args.take.is_empty() {
        let taken = take::chosen(&offers, &args.take, args.wording.as_deref())?;
        return take::record(desk, &mut casebook, &read, &taken);
    }
    let mut out = desk.out();
    let most = match args.limit {
        Some(limit) => limit,
        None if args.all || out.json || !out.shows => usize::MAX,
        None => SHOWN,
    };
    let open = || offers.iter().filter(|offer| args.all || offer.taken.is_none());
    let shown: Vec<&Offer> = open().take(most).collect();
    if out.json {
        shown.iter().try_for_each(|offer| out.object(&object(&read, offer)))?;
        return out.done();
    }
    if desk.world.asks && !args.list && !args.all {
        let taken = ask::about(&mut out, &shown)?;
        return if taken.is_empty() { out.done() } else { take::record(desk, &mut casebook, &read, &taken) };
    }
    table(&mut out, &shown)?;
    let rest = open().count() - shown.len();
    if rest > 0 {
        out.message(&format!("and {}: --all", counted(rest, "more", "more")))?;
    }
    let recorded = offers.iter().filter(|offer| offer.taken.is_some()).count();
    if recorded > 0 && !args.all {
        out.message(&format!("{} recorded already: --all", counted(recorded, "is", "are")))?;
    }
    if let Some(best) = shown.iter().find(|offer| offer.taken.is_none()) {
        // Another finder, or another option of it, numbers other suggestions.
        let next = Next::of(desk.global, "suggest").word(&args.source);
        let next = next.option("--finder", args.finder.as_ref()).option("--set", &args.set);
        out.message(&format!("take some up: {}", next.option("--take", [best.number])))?;
    }
    out.done()
}

fn table(out: &mut Out, shown: &[&Offer]) -> Outcome<()> {
    let mut table = Table::new(out, &["no", "confidence", "recorded", "by", "words"]);
    for offer in shown {
        let number = offer.number.to_string();
        let confidence = format!("{:.2}", offer.confidence);
        let by = offer.claimant.as_deref().unwrap_or_default();
        table.row(&[&number, &confidence, offer.taken.as_deref().unwrap_or_default(), by, &offer.wording])?;
    }
    table.end("no claims found")
}

fn object(read: &Read, offer: &Offer) -> serde_json::Value {
    json!({
        "schema": "claims/suggestion/1",
        "version": read.place,
        "number": offer.number,
        "start": offer.points.start,
        "end": offer.points.end,
        "quote": &read.text[offer.at.clone()],
        "text": offer.wording,
        "claimant": offer.claimant,
        "confidence": offer.confidence,
        "manner": offer.manner.word(),
        "claim": offer.taken,
    })
}
