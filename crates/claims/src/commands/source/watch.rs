//! `claims source watch`: captures a list of sources again, politely, and tells what is new; fit for a timetable.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use claims_model::{Filed, Source, VersionState};
use claims_store::Casebook;
use serde_json::json;

use super::{
    add::{About, Added, add, nothing_there},
    record::{CaptureOptions, Further, What, further},
};
use crate::{
    address,
    capture::{self, Taken},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{Out, Table},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A line of the list is a source (s3) or an address; # starts a comment. An address that no source has becomes a source.\nEach source is captured by itself: one that fails stops no other.\n\nExit 6 if any could not be fetched.\n\nExample, for crontab:\n  0 * * * * claims -C ~/desk source watch watched.txt --only-news"
)]
pub(crate) struct Args {
    /// The list, or - for standard input; without one, every source that has a live address
    list: Option<PathBuf>,
    /// Tell of what is new or failed, and of nothing else
    #[arg(long)]
    only_news: bool,
    /// How long to wait between two requests to one host, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    pause: u16,
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let entries = entries(args, desk, &mut casebook)?;
    let mut out = desk.out();
    let mut manners = Manners { pause: Duration::from_secs(u64::from(args.pause)), asked: BTreeMap::new() };
    let mut rows = Vec::new();
    let mut failed = 0;
    for entry in &entries {
        manners.wait(&entry.address);
        let seen = look(entry, desk, &mut casebook, &mut out);
        failed += usize::from(seen.is_err());
        let row = Row::of(entry, seen);
        if out.json {
            if !args.only_news || row.is_news {
                out.object(&row.object())?;
            }
        } else {
            rows.push(row);
        }
    }
    if !out.json {
        let mut table = Table::new(&mut out, &["source", "outcome", "touched", "address"]);
        for row in rows.iter().filter(|row| !args.only_news || row.is_news) {
            table.row(&[&row.name, &row.outcome, &row.touched, &row.address])?;
        }
        if !args.only_news {
            table.end("there is nothing to watch")?;
        }
    }
    out.done()?;
    match failed {
        0 => Ok(()),
        _ => Err(Failure::new(Exit::Network, format!("{failed} of {} could not be captured", entries.len()))),
    }
}

/// Something to look at: an address, and the source that has it.
struct Entry {
    address: String,
    source: Option<Filed<Source>>,
}

fn entries(args: &Args, desk: &Desk<'_>, casebook: &mut Casebook) -> Outcome<Vec<Entry>> {
    let list = args.list.as_ref().map(|list| capture::bytes(list, desk.settings.capture.max_mib)).transpose()?;
    let records = casebook.read()?;
    let sources = records.all::<Source>()?;
    let of_source =
        |source: &Filed<Source>| source.address.clone().map(|address| Entry { address, source: Some(source.clone()) });
    let Some(list) = list else { return Ok(sources.iter().filter_map(of_source).collect()) };
    let place = args.list.as_deref().unwrap_or(Path::new("-")).display();
    let list =
        String::from_utf8(list).map_err(|_| Failure::new(Exit::Data, format!("{place} is not text in UTF-8")))?;
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(list.lines()) {
        let line = line.split('#').next().filter(|_| !line.trim_start().starts_with("http")).unwrap_or(line).trim();
        if line.is_empty() {
            continue;
        }
        if address::is_web(line) {
            let form = address::compared(line);
            let known =
                |source: &&Filed<Source>| source.address.as_ref().is_some_and(|known| address::compared(known) == form);
            entries.push(Entry { address: line.to_owned(), source: sources.iter().find(known).cloned() });
            continue;
        }
        let at = |failure: Failure| Failure { what: format!("{place}, line {number}: {}", failure.what), ..failure };
        let source = refs::get::<Source>(&records, line).map_err(at)?;
        entries.push(
            of_source(&source)
                .ok_or_else(|| at(Failure::new(Exit::Usage, format!("{} has no live address", source.handle))))?,
        );
    }
    Ok(entries)
}

/// What came of looking at an entry.
enum Seen {
    /// It is a source now.
    New(Filed<Source>),
    /// It was one.
    Again(Filed<Source>, Box<Further>),
}

fn look(entry: &Entry, desk: &Desk<'_>, casebook: &mut Casebook, out: &mut Out) -> Outcome<Seen> {
    let taken = capture::take(desk, Path::new(&entry.address), None)?;
    let options = CaptureOptions::default();
    match (&entry.source, taken) {
        (Some(source), taken) => {
            let done = further(desk, casebook, source, Some(&taken), &options, out)?;
            Ok(Seen::Again(source.clone(), Box::new(done)))
        }
        (None, Taken::Gone { address, status }) => Err(nothing_there(&address, status)),
        (None, Taken::Present(captured)) => {
            Ok(match add(desk, casebook, captured, &About::nothing(), &options, out)? {
                Added::New { source, .. } => Seen::New(source),
                // Its own address leads to a source that the list did not name.
                Added::Further(source, done) => Seen::Again(source, done),
            })
        }
    }
}

/// What is told of an entry.
struct Row {
    name: String,
    outcome: String,
    touched: String,
    address: String,
    is_news: bool,
}

impl Row {
    fn of(entry: &Entry, seen: Outcome<Seen>) -> Self {
        let address = entry.address.clone();
        let handle = entry.source.as_ref().map(|source| source.handle.to_string()).unwrap_or_default();
        let row = |name, outcome: &str, touched, is_news| Self {
            name,
            outcome: outcome.to_owned(),
            touched,
            address: address.clone(),
            is_news,
        };
        match seen {
            Err(failure) => row(handle, &format!("failed: {}", failure.what), String::new(), true),
            Ok(Seen::New(source)) => row(source.handle.to_string(), "added", String::new(), true),
            Ok(Seen::Again(source, done)) => {
                let name = format!("{}v{}", source.handle, done.version.number);
                let outcome = match (done.what, done.version.state) {
                    (What::New, VersionState::Present) => "changed",
                    (What::New, VersionState::Gone) => "gone",
                    (What::Seen | What::Archived, VersionState::Present) => "unchanged",
                    (What::Seen | What::Archived, VersionState::Gone) => "still gone",
                };
                row(name, outcome, done.states(), done.what == What::New)
            }
        }
    }

    fn object(&self) -> serde_json::Value {
        json!({
            "schema": "claims/watched/1", "version": self.name, "outcome": self.outcome, "touched": self.touched,
            "address": self.address,
        })
    }
}

/// Waits before a host is asked again.
struct Manners {
    pause: Duration,
    asked: BTreeMap<String, Instant>,
}

impl Manners {
    fn wait(&mut self, address: &str) {
        let host = address::compared(address).split('/').next().unwrap_or_default().to_owned();
        if let Some(asked) = self.asked.get(&host) {
            thread::sleep(self.pause.saturating_sub(asked.elapsed()));
        }
        self.asked.insert(host, Instant::now());
    }
}
