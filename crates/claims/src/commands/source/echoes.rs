//! `claims source echoes`: points out sources whose texts repeat each other; what follows from that, people decide.

use std::collections::HashMap;

use claims_model::{
    Filed, Key, PartialDate, Source, Timestamp, Version, VersionState,
    echo::{self, Echo},
};
use claims_store::Records;

use crate::{
    desk::Desk,
    failure::Outcome,
    refs,
    render::echo::{self as render, Known, Likely},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims source echoes\n  claims source echoes s4\n  claims source echoes --json | jq -r .command\n\nCompared are the newest texts. Two sources are pointed out if a passage of 25 words or more stands in both,\noutside of quotation marks and nearly word for word: to quote the same speech is no echo.\nWhat is joined already, by way of whatever it derives from, is left out; of many copies of one text each is\npointed out once, with the one it is most like. What more than 64 sources have in common does not count."
)]
pub(crate) struct Args {
    /// Only what concerns this source
    source: Option<String>,
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let only = args.source.as_ref().map(|typed| refs::get::<Source>(&records, typed)).transpose()?;
    let sources = Told::all(&records)?;
    let texts: Vec<&str> = sources.iter().map(|one| one.text.as_str()).collect();
    let found = echo::echoes(&texts);
    let pairs = echo::strongest(found.pairs, sources.len(), joined(&sources));
    let mut out = desk.out();
    let mut told = 0;
    for pair in &pairs {
        let likely = likely(&sources, pair);
        let concerns = |only: &Filed<Source>| [likely.first.key, likely.second.key].contains(&only.key);
        if only.as_ref().is_some_and(|only| !concerns(only)) {
            continue;
        }
        if out.json {
            out.object(&render::json(&likely))?;
        } else {
            if told > 0 {
                out.line("")?;
            }
            out.text(&render::text(&likely))?;
        }
        told += 1;
    }
    if told == 0 {
        out.message("no likely echoes")?;
    }
    if found.common > 0 {
        out.message(&format!("passages that stand in more than {} sources were left out", echo::COMMON))?;
    }
    out.done()
}

/// A source with its newest text and when it was first seen.
struct Told {
    source: Filed<Source>,
    captured: Option<Timestamp>,
    text: String,
}

impl Told {
    /// All sources, in the order in which they appeared as far as that is known.
    fn all(records: &Records<'_>) -> Outcome<Vec<Self>> {
        let mut all = Vec::new();
        for source in records.all::<Source>()? {
            let versions = records.versions_of(source.key)?;
            let newest = versions.iter().rev().find(|version| version.state == VersionState::Present);
            let text = newest.map(|version| records.text(version)).transpose()?.unwrap_or_default();
            let captured = versions.iter().map(|version: &Filed<Version>| version.captured).min();
            all.push(Self { source, captured, text });
        }
        all.sort_by_key(|one| (one.day(), one.captured, one.source.handle));
        Ok(all)
    }

    /// When it was published or, if that is not known, captured.
    fn day(&self) -> Option<PartialDate> {
        self.source.published.or_else(|| self.captured?.strftime("%F").to_string().parse().ok())
    }
}

/// The sources that name another as one they derive from, with that other.
fn joined(sources: &[Told]) -> Vec<(usize, usize)> {
    let places: HashMap<Key, usize> = sources.iter().enumerate().map(|(at, one)| (one.source.key, at)).collect();
    let origins = |(at, one): (usize, &Told)| {
        one.source.derived_from.iter().filter_map(|key| Some((at, *places.get(key)?))).collect::<Vec<_>>()
    };
    sources.iter().enumerate().flat_map(origins).collect()
}

/// The pair with what is known of which was first.
fn likely<'s>(sources: &'s [Told], pair: &Echo) -> Likely<'s> {
    let (one, other) = (&sources[pair.earlier], &sources[pair.later]);
    let is_published_before = |one: &Told, other: &Told| matches!((one.source.published, other.source.published), (Some(one), Some(other)) if one.is_surely_before(other));
    let (first, second, known) = if is_published_before(one, other) {
        (one, other, Known::Published)
    } else if is_published_before(other, one) {
        (other, one, Known::Published)
    } else if one.captured < other.captured {
        (one, other, Known::Captured)
    } else if one.captured > other.captured {
        (other, one, Known::Captured)
    } else if one.source.handle < other.source.handle {
        (one, other, Known::No)
    } else {
        (other, one, Known::No)
    };
    Likely {
        first: &first.source,
        second: &second.source,
        known,
        times: [first, second].map(|one| match known {
            Known::Published => one.source.published.map(|date| date.to_string()).unwrap_or_default(),
            Known::Captured | Known::No => one.captured.map(|time| time.to_string()).unwrap_or_default(),
        }),
        shared: pair.shared,
        shorter: pair.shorter,
        passage: &other.text[pair.longest.clone()],
        passage_words: pair.longest_words,
    }
}
