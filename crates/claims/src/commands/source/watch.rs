//! `claims source watch`: captures a list of sources again, politely, and tells what is new; fit for a timetable.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use claims_model::{Filed, Handle, Source, VersionState, anchor::AnchorState};
use claims_store::Casebook;
use serde_json::json;

use super::{
    add::{About, Added, add, nothing_there},
    record::{CaptureOptions, Further, What, further},
};
use crate::{
    address,
    again::Again,
    capture::{self, Taken},
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    fetch::Trust,
    refs,
    render::{Out, safe},
};

/// The longest time that a server is waited for.
const LONGEST: Duration = Duration::from_secs(10);

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A line of the list is a source (s3) or an address; # starts a comment. An address that no source has becomes a source.\nEach source is captured by itself: one that fails stops no other.\n\nIt is told as it comes: source or version, outcome, claims touched, address.\nAn outcome is added, unchanged, changed, shrunk (a paywall, or not found in the page?), gone, still gone, put off, or failed.\nA server that asks to come again later (429 or 503) is waited for at most 10 seconds, and once. If it asks for more, it is put off: no other address of its host is asked in this run, and it is told when to come again.\nWhere something could not be captured, the exit code says why, and 6 where there are several reasons.\n\nExample, for crontab:\n  0 * * * * claims -C ~/desk source watch watched.txt --only-news"
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
    let mut entries = entries(args, desk, &mut casebook)?;
    let mut out = desk.out();
    let mut manners = Manners { pause: Duration::from_secs(u64::from(args.pause)), ..Manners::default() };
    let mut failed: Vec<Exit> = Vec::new();
    for entry in &mut entries {
        let seen = match entry.wrong.take() {
            Some(wrong) => Err(wrong),
            None => politely(&mut manners, entry, desk, &mut casebook, &mut out),
        };
        failed.extend(seen.as_ref().err().map(|failure| failure.exit));
        let row = Row::of(entry, seen);
        if args.only_news && !row.is_news {
            continue;
        }
        // Told as it comes: whoever stops the rest has heard of what is recorded.
        if out.json {
            out.object(&row.object())?
        } else {
            out.line(&row.line(out.shows))?
        }
        out.flush()?;
    }
    if entries.is_empty() {
        out.message("there is nothing to watch")?;
    }
    out.done()?;
    let exit = match failed.as_slice() {
        [] => return Ok(()),
        [first, rest @ ..] if rest.iter().all(|exit| exit == first) => *first,
        _ => Exit::Network,
    };
    Err(Failure::new(exit, format!("{} of {} could not be captured", failed.len(), entries.len())))
}

/// Something to look at: an address, and the source that has it.
struct Entry {
    address: String,
    source: Option<Filed<Source>>,
    trust: Trust,
    /// Why it cannot be looked at.
    wrong: Option<Failure>,
}

fn entries(args: &Args, desk: &Desk<'_>, casebook: &mut Casebook) -> Outcome<Vec<Entry>> {
    let list = args.list.as_ref().map(|list| capture::bytes(list, desk.settings.capture.max_mib)).transpose()?;
    let records = casebook.read()?;
    let sources = records.all::<Source>()?;
    let of_source = |source: &Filed<Source>| {
        let address = source.address.clone().filter(|address| address::is_web(address));
        address.map(|address| Entry { address, source: Some(source.clone()), trust: Trust::Stored, wrong: None })
    };
    let Some(list) = list else { return Ok(sources.iter().filter_map(of_source).collect()) };
    let place = args.list.as_deref().unwrap_or(Path::new("-")).display();
    let list =
        String::from_utf8(list).map_err(|_| Failure::new(Exit::Data, format!("{place} is not text in UTF-8")))?;
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(list.lines()) {
        let line = without_comment(line).trim();
        if line.is_empty() {
            continue;
        }
        if address::is_web(line) {
            let form = address::compared(line);
            let known =
                |source: &&Filed<Source>| source.address.as_ref().is_some_and(|known| address::compared(known) == form);
            let source = sources.iter().find(known).cloned();
            entries.push(Entry { address: line.to_owned(), source, trust: Trust::Typed, wrong: None });
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

/// A line up to a `#` that begins it or follows a blank; within an address it is a part of it.
fn without_comment(line: &str) -> &str {
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    line.match_indices('#').map(|(at, _)| at).find(begins).map_or(line, |at| &line[..at])
}

/// What came of looking at an entry.
enum Seen {
    /// It is a source now.
    New(Filed<Source>),
    /// It was one.
    Again(Filed<Source>, Box<Further>),
}

/// Looks at an entry as its host wishes: later, or not in this run.
fn politely(
    manners: &mut Manners,
    entry: &Entry,
    desk: &Desk<'_>,
    casebook: &mut Casebook,
    out: &mut Out,
) -> Outcome<Seen> {
    if let Some(again) = manners.put_off.get(&address::host(&entry.address)) {
        let what = format!("{}: it was not asked; its host {}", entry.address, again.words());
        return Err(Failure { again: Some(*again), ..Failure::new(Exit::Network, what) });
    }
    manners.wait(&entry.address);
    let mut seen = look(entry, desk, casebook, out);
    if let Some(wait) = wish(&seen).and_then(|again| wait(again, desk)) {
        thread::sleep(wait);
        manners.wait(&entry.address);
        seen = look(entry, desk, casebook, out);
    }
    if let Some(again) = wish(&seen) {
        manners.put_off.insert(address::host(&entry.address), again);
    }
    seen
}

/// What the server wishes that did not answer.
fn wish(seen: &Outcome<Seen>) -> Option<Again> {
    seen.as_ref().err().and_then(|failure| failure.again)
}

/// How long to wait for a server, if that is not too long.
fn wait(again: Again, desk: &Desk<'_>) -> Option<Duration> {
    let wait = again.after?.duration_since(desk.world.now()).unsigned_abs();
    (wait <= LONGEST).then_some(wait)
}

fn look(entry: &Entry, desk: &Desk<'_>, casebook: &mut Casebook, out: &mut Out) -> Outcome<Seen> {
    let taken = capture::take(desk, Path::new(&entry.address), entry.trust, None)?;
    let options = CaptureOptions::default();
    match (&entry.source, taken) {
        (Some(source), taken) => {
            let done = further(desk, casebook, source, Some(&taken), &options, out)?;
            Ok(Seen::Again(source.clone(), Box::new(done)))
        }
        (None, Taken::Gone { address, status, .. }) => Err(nothing_there(&address, status)),
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
    /// The source, or the version that was seen.
    name: Option<String>,
    outcome: &'static str,
    /// Why it failed, if it did.
    reason: Option<String>,
    /// What its server wishes, if it was put off.
    again: Option<Again>,
    touched: Vec<(Handle, AnchorState)>,
    states: String,
    address: String,
    is_news: bool,
}

impl Row {
    fn of(entry: &Entry, seen: Outcome<Seen>) -> Self {
        let name = entry.source.as_ref().map(|source| source.handle.to_string());
        let (address, states, touched) = (entry.address.clone(), String::new(), Vec::new());
        let row = Self { name, outcome: "failed", reason: None, again: None, touched, states, address, is_news: true };
        match seen {
            Err(failure) => {
                let outcome = if failure.again.is_some() { "put off" } else { row.outcome };
                Self { outcome, reason: Some(failure.what), again: failure.again, ..row }
            }
            Ok(Seen::New(source)) => Self { name: Some(source.handle.to_string()), outcome: "added", ..row },
            Ok(Seen::Again(source, done)) => {
                let name = Some(format!("{}v{}", source.handle, done.version.number));
                let outcome = match (done.what, done.version.state) {
                    (What::New, VersionState::Present) if done.doubt.is_some() => "shrunk",
                    (What::New, VersionState::Present) => "changed",
                    (What::New, VersionState::Gone) => "gone",
                    (What::Seen | What::Archived, VersionState::Present) => "unchanged",
                    (What::Seen | What::Archived, VersionState::Gone) => "still gone",
                };
                let (states, is_news) = (done.states(), done.what == What::New);
                Self { name, outcome, states, touched: done.touched, is_news, ..row }
            }
        }
    }

    fn line(&self, shows: bool) -> String {
        let name = self.name.as_deref().unwrap_or("-");
        let outcome = self.reason.as_ref().map(|reason| format!("{}: {reason}", self.outcome));
        let cells = [name, outcome.as_deref().unwrap_or(self.outcome), &self.states, &self.address];
        let cells = cells.into_iter().map(safe);
        if shows {
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("  ")
        } else {
            cells.collect::<Vec<_>>().join("\t")
        }
    }

    fn object(&self) -> serde_json::Value {
        let touched = self.touched.iter().map(|(claim, state)| json!({ "claim": claim, "state": state }));
        json!({
            "schema": "claims/watched/1", "name": self.name, "outcome": self.outcome, "reason": self.reason,
            "again": self.again.and_then(|again| again.after), "touched": touched.collect::<Vec<_>>(), "address": self.address,
        })
    }
}

/// Waits before a host is asked again, and knows which are not to be asked.
#[derive(Default)]
struct Manners {
    pause: Duration,
    asked: BTreeMap<String, Instant>,
    put_off: BTreeMap<String, Again>,
}

impl Manners {
    fn wait(&mut self, address: &str) {
        let host = address::host(address);
        if let Some(asked) = self.asked.get(&host) {
            thread::sleep(self.pause.saturating_sub(asked.elapsed()));
        }
        self.asked.insert(host, Instant::now());
    }
}
