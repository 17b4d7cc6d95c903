//! `claims anchor`: where the quotes of a claim stand now, and, by a person's decision, that they are taken from there.

use claims_model::{Appearance, Claim, Filed, Quote, Source, Verb, Version, anchor::AnchorState};
use claims_store::Records;
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    next::Next,
    plugins::{self, Kind},
    refs,
    render::{json::version_name, quoted, safe},
    touched::{self, Followed, Side},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A quote is never moved by itself: it stays in the version it was taken from until a person accepts its new place.\n\nExamples:\n  claims anchor c2                     what would be accepted\n  claims anchor c2 --accept\n  claims anchor c2 --accept --in s1 --nth 2   where it could be several passages"
)]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// Take the quotes from the newest versions from now on
    #[arg(long)]
    accept: bool,
    /// Only the quotes from this source
    #[arg(long = "in", value_name = "SOURCE")]
    source: Option<String>,
    /// Which passage, where a quote could be one of several
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    nth: Option<u32>,
}

/// A quote that stands elsewhere or otherwise than it was taken.
struct Moved {
    source: Filed<Source>,
    to: Filed<Version>,
    text: String,
    followed: Followed,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let mut out = desk.out();
    let (claim, moved) = {
        let records = casebook.read()?;
        let claim = refs::get::<Claim>(&records, &args.claim)?;
        let only = args.source.as_ref().map(|typed| refs::get::<Source>(&records, typed)).transpose()?;
        let moved = moved(&records, desk, &claim, only.as_ref())?;
        (claim, moved)
    };
    if moved.is_empty() {
        out.message(&format!("the quotes of {} stand in the newest versions where they were taken", claim.handle))?;
        return out.done();
    }
    if !args.accept {
        let records = casebook.read()?;
        for one in &moved {
            let (value, line) = one.told(&records)?;
            if out.json { out.object(&value)? } else { out.line(&line)? }
        }
        if moved.iter().any(|one| !one.followed.anchored.places.is_empty()) {
            let next = Next::of(desk.global, "anchor").word(&args.claim).word("--accept");
            let next = next.option("--in", args.source.as_ref()).option("--nth", args.nth);
            out.message(&format!("take them from there: {next}"))?;
        }
        return out.done();
    }
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let mut lines: Vec<(Value, String)> = Vec::new();
    // What stands nowhere stays where it was taken; it is no reason to leave the others.
    let (placed, lost): (Vec<&Moved>, Vec<&Moved>) =
        moved.iter().partition(|one| !one.followed.anchored.places.is_empty());
    if let ([], [one, ..]) = (placed.as_slice(), lost.as_slice()) {
        return Err(one.nowhere());
    }
    for one in placed {
        lines.push(one.told(&writing)?);
        draft.update(one.followed.appearance.record.clone(), one.accepted(args.nth)?);
    }
    desk.commit(writing, draft, Verb::Anchor, |_| Ok(()))?;
    for (value, line) in &lines {
        if out.json { out.object(value)? } else { out.line(line)? }
    }
    for one in lost {
        out.message(&format!("note: {}; it stays where it was taken", one.nowhere().what))?;
    }
    out.done()
}

/// The quotes of a claim that the newest version of their source does not have as they were taken.
fn moved(
    records: &Records<'_>,
    desk: &Desk<'_>,
    claim: &Filed<Claim>,
    only: Option<&Filed<Source>>,
) -> Outcome<Vec<Moved>> {
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let mut sources: Vec<Filed<Source>> = Vec::new();
    for appearance in records.appearances_of(claim.key)? {
        let version = records.find::<Version>(appearance.version)?;
        let source = version.map(|version| records.find::<Source>(version.source)).transpose()?.flatten();
        let is_new = |source: &Filed<Source>| !sources.iter().any(|known| known.key == source.key);
        let is_meant = |source: &Filed<Source>| only.is_none_or(|only| only.key == source.key);
        sources.extend(source.filter(is_new).filter(is_meant));
    }
    let mut moved = Vec::new();
    for source in sources {
        let Some(newest) = records.versions_of(source.key)?.pop() else { continue };
        let text = Side::read(records, newest.clone())?.text;
        for followed in touched::newest(records, &differ, &source)? {
            if followed.claim.key == claim.key && followed.anchored.state != AnchorState::Same {
                moved.push(Moved { source: source.clone(), to: newest.clone(), text: text.clone(), followed });
            }
        }
    }
    Ok(moved)
}

impl Moved {
    fn name(&self) -> String {
        format!("{}v{}", self.source.handle, self.to.number)
    }

    fn nowhere(&self) -> Failure {
        let quote =
            self.followed.appearance.quote.as_ref().map(|quote| quoted(&safe(&quote.exact))).unwrap_or_default();
        Failure::new(Exit::NotFound, format!("{quote} stands nowhere in {}", self.name()))
            .hint("it stays in the version it was taken from; a claim can be withdrawn: claims withdraw")
    }

    /// The appearance as it is once its new place is accepted.
    fn accepted(&self, nth: Option<u32>) -> Outcome<Appearance> {
        let places = &self.followed.anchored.places;
        let place = match (nth, places.as_slice()) {
            (_, []) => return Err(self.nowhere()),
            // Which of several is a question only where there are several.
            (_, [place]) => place,
            (Some(nth), places) => places.get(nth as usize - 1).ok_or_else(|| {
                Failure::new(Exit::NotFound, format!("it could be one of {} passages of {}", places.len(), self.name()))
            })?,
            (None, places) => {
                let what = format!("it could be one of {} passages of {}", places.len(), self.name());
                let shown = (1..)
                    .zip(places)
                    .map(|(number, place)| format!("  {number}  {}", safe(&touched::surroundings(&self.text, place))));
                return Err(Failure::new(Exit::NotFound, what)
                    .place(shown.collect::<Vec<_>>().join("\n"))
                    .hint("say which one with --nth"));
            }
        };
        let points = claims_model::Points::of(&self.text);
        let quote = Quote::at(&self.text, points.point(place.start)..points.point(place.end));
        Ok(Appearance { version: self.to.key, quote: Some(quote), ..self.followed.appearance.record.clone() })
    }

    fn told(&self, records: &Records<'_>) -> Outcome<(Value, String)> {
        let (state, claim) = (self.followed.anchored.state, self.followed.claim.handle);
        let was = self.followed.appearance.quote.as_ref().map(|quote| quote.exact.as_str()).unwrap_or_default();
        let from = version_name(records, self.followed.appearance.version)?;
        let now = &self.followed.now;
        let value = json!({
            "schema": "claims/anchor/1", "claim": claim, "from": from, "to": self.name(), "state": state,
            "was": was, "now": now, "places": self.followed.places(&self.text),
        });
        let becomes = if now.is_empty() { String::new() } else { format!(" → {}", quoted(&safe(now))) };
        Ok((value, format!("{claim}  {from} → {}  {state}: {}{becomes}", self.name(), quoted(&safe(was)))))
    }
}
