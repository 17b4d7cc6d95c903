//! `claims source add`: a source with its first version.

use std::path::PathBuf;

use claims_model::{DetailName, Digest, Filed, PartialDate, PartyKind, Source, SourceKind, Verb};
use claims_store::{Casebook, Records};
use serde_json::json as json_of;

use super::record::{CaptureOptions, Further, further, keep, time};
use crate::{
    address as addresses,
    capture::{self, Captured, Taken},
    commands::required,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    fetch::Trust,
    refs,
    render::{Out, json, safe},
    statement::{party, told_party},
    typed::{address, language},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file, an address, or - for standard input
    file: PathBuf,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    capture: CaptureOptions,
}

// What a person says of a source; the rest the capture may say.
#[derive(Debug, clap::Args)]
pub(super) struct About {
    /// Its title; else the page's own, or its first line
    #[arg(long)]
    title: Option<String>,
    /// What it is
    #[arg(long, default_value = "article", value_parser = crate::args::word::<SourceKind>())]
    kind: SourceKind,
    /// Who published it: a name or a handle (p2)
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Who wrote it; may be repeated
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// When it was published: 2023, 2023-08 or 2023-08-15
    #[arg(long, value_name = "DATE")]
    published: Option<PartialDate>,
    /// Its live address; else the page's canonical one, or the one that answered
    #[arg(long, alias = "url", value_name = "URL")]
    address: Option<String>,
    /// Its language, such as en or ru; else the page's own
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// A source that it repeats, such as a wire report; may be repeated
    #[arg(long, value_name = "SOURCE")]
    derived_from: Vec<String>,
}

impl About {
    /// Nobody says anything.
    pub(super) fn nothing() -> Self {
        let (title, publisher, published, address, language) = (None, None, None, None, None);
        let (author, derived_from) = (Vec::new(), Vec::new());
        Self { title, kind: SourceKind::Article, publisher, author, published, address, language, derived_from }
    }
}

impl About {
    /// Whether a person said anything but the address.
    fn says_something(&self) -> bool {
        self.title.is_some()
            || self.publisher.is_some()
            || self.published.is_some()
            || self.language.is_some()
            || self.kind != SourceKind::Article
            || !self.author.is_empty()
            || !self.derived_from.is_empty()
    }
}

/// What came of adding a source.
pub(super) enum Added {
    /// It is new.
    New {
        /// The source.
        source: Filed<Source>,
        /// All of it, as JSON.
        value: serde_json::Value,
        /// The name of a version that has the same bytes.
        same: Option<String>,
    },
    /// It is another capture of a source that is at this address already.
    Further(Filed<Source>, Box<Further>),
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let captured = match capture::take(desk, &args.file, Trust::Typed, args.about.address.as_deref())? {
        Taken::Present(captured) => captured,
        Taken::Gone { address, status, .. } => return Err(nothing_there(&address, status)),
    };
    let words = captured.text.split_whitespace().count();
    let mut out = desk.out();
    captured.notes.iter().try_for_each(|note| out.message(&format!("note: {}", safe(note))))?;
    let how = json_of!(captured.notes);
    let (notes, typed) = (of_facts(&captured, &args.about), typed_address(args)?);
    let told = captured.detail(DetailName::Address).map(str::to_owned);
    let mut casebook = desk.open()?;
    match add(desk, &mut casebook, captured, &args.about, &args.capture, &mut out)? {
        Added::New { source, mut value, same } => {
            value["notes"] = how;
            notes.iter().try_for_each(|note| out.message(&format!("note: {}", safe(note))))?;
            let others = addresses::others(
                source.address.as_deref(),
                &[("given", typed.as_deref()), ("of the page", told.as_deref())],
            );
            if let Some(others) = others {
                out.message(&format!("note: {}", safe(&others)))?;
            }
            if let Some(same) = same {
                out.message(&format!("note: the same bytes are {same} already"))?;
            }
            let line = format!("{}  {}  version 1, {words} words", source.handle, safe(&source.title));
            out.answer(&value, &line)
        }
        Added::Further(source, done) => {
            let known = source.address.as_deref().unwrap_or_default();
            out.message(&format!("{} is at this address already: {}", source.handle, safe(known)))?;
            if args.about.says_something() {
                let hint = format!("what was said of it was left alone; say it with: claims edit {}", source.handle);
                out.message(&hint)?;
            }
            done.tell(&source, how, desk.global, &mut out)?;
            out.done()
        }
    }
}

/// The address that was typed, as what is captured or as where it is from.
fn typed_address(args: &Args) -> Outcome<Option<String>> {
    let typed = args.about.address.as_deref().map(address).transpose()?;
    let file = args.file.to_str().filter(|file| addresses::is_web(file)).map(str::to_owned);
    Ok(typed.or(file))
}

/// What a person should know of what a capture says of itself and does not say.
fn of_facts(captured: &Captured, about: &About) -> Vec<String> {
    let (published, modified) = (captured.detail(DetailName::Published), captured.detail(DetailName::Modified));
    match (about.published, published, modified) {
        (None, None, Some(changed)) => vec![format!(
            "it says when it was changed, {changed}, and not when it was published; if you know: --published DATE"
        )],
        _ => Vec::new(),
    }
}

/// A server that says there is nothing.
pub(super) fn nothing_there(address: &str, status: u16) -> Failure {
    Failure::new(Exit::NotFound, format!("{address}: the server answered {status}; nothing is there"))
        .hint("if an archive has a copy, save that and add the file with --address")
}

/// Adds a source with its first version, or a version to the source that is at its address already.
pub(super) fn add(
    desk: &Desk<'_>,
    casebook: &mut Casebook,
    captured: Box<Captured>,
    about: &About,
    options: &CaptureOptions,
    out: &mut Out,
) -> Outcome<Added> {
    let given_address = about.address.as_deref().map(address).transpose()?;
    let is_typed = given_address.is_some() || captured.address.is_some();
    let own_address = given_address.or_else(|| own_address(&captured));
    let mut writing = casebook.write()?;
    if let Some(twin) = own_address.as_ref().map(|address| twin(&writing, address)).transpose()?.flatten() {
        if !is_typed {
            // The page says so itself, and a page can say what it likes.
            return Err(says_it_is(&twin));
        }
        drop(writing);
        let done = further(desk, casebook, &twin, Some(&Taken::Present(captured)), options, out)?;
        return Ok(Added::Further(twin, Box::new(done)));
    }
    let mut draft = desk.draft(&writing)?;
    let publisher = match (&about.publisher, captured.detail(DetailName::Publisher)) {
        (Some(typed), _) => Some(party(&writing, &mut draft, typed, PartyKind::Organization)?),
        (None, Some(told)) => told_party(&writing, &mut draft, told, PartyKind::Organization)?,
        (None, None) => None,
    };
    let mut authors = Vec::new();
    for name in &about.author {
        authors.push(party(&writing, &mut draft, name, PartyKind::Person)?);
    }
    if about.author.is_empty() {
        for detail in captured.details.iter().filter(|detail| detail.name == DetailName::Author) {
            let told = told_party(&writing, &mut draft, &detail.value, PartyKind::Person)?;
            authors.extend(told.filter(|told| !authors.contains(told)));
        }
    }
    let derived_from = about
        .derived_from
        .iter()
        .map(|typed| refs::get::<Source>(&writing, typed).map(|source| source.key))
        .collect::<Outcome<Vec<_>>>()?;
    let title = about.title.as_deref().or_else(|| captured.detail(DetailName::Title));
    let title = title.unwrap_or(&captured.origin).to_owned();
    if title.trim().is_empty() {
        return Err(Failure::new(Exit::Usage, "a source needs a title"));
    }
    let given_language = about.language.as_deref().map(language).transpose()?;
    let told_language = captured.detail(DetailName::Language);
    let published = about.published.or_else(|| captured.detail(DetailName::Published).and_then(day));
    let key = draft.key();
    draft.create(Source {
        key,
        title,
        kind: about.kind,
        publisher,
        authors,
        published,
        address: own_address,
        // What a page says of its language is used where it is a language at all.
        language: given_language.or_else(|| told_language.and_then(|tag| language(tag).ok())),
        derived_from,
    });
    let same = same_bytes(&writing, &captured.bytes)?;
    let when = time(desk, captured.captured, options)?;
    keep(&mut writing, &mut draft, key, 1, Ok(&captured), when, options)?;
    let (source, value) = desk.commit(writing, draft, Verb::SourceAdd, |records| {
        let source = required(records.find::<Source>(key)?)?;
        let value = json::source(records, &source)?;
        Ok((source, value))
    })?;
    Ok(Added::New { source, value, same })
}

/// A page that claims to stand where a source stands already.
fn says_it_is(source: &Filed<Source>) -> Failure {
    Failure::new(Exit::Refused, format!("the page says that it is {}; nothing was written", source.handle))
        .hint(format!("if it is a capture of it: claims source capture {} FILE", source.handle))
        .hint("if not, say where it is from: --address URL")
}

/// The day of a date or time as a capture tells it.
fn day(told: &str) -> Option<PartialDate> {
    told.get(..10).unwrap_or(told).parse().ok()
}

/// The address that a page gives itself, where it is an address at all; else the one that answered.
///
/// A page that was fetched speaks for its own host and for no other.
fn own_address(captured: &Captured) -> Option<String> {
    let canonical = captured.detail(DetailName::Address).and_then(|it| address(it).ok());
    let is_own = |it: &String| captured.address.as_ref().is_none_or(|answered| addresses::same_host(it, answered));
    let canonical = canonical.filter(is_own);
    let kept = captured.kept_address.as_deref().and_then(|it| address(it).ok());
    canonical.or_else(|| captured.address.clone()).or(kept).map(|address| addresses::kept(&address))
}

/// The source that has an address already, if not to the letter.
fn twin(records: &Records<'_>, address: &str) -> Outcome<Option<Filed<Source>>> {
    let form = addresses::compared(address);
    let is_twin =
        |source: &Filed<Source>| source.address.as_ref().is_some_and(|known| addresses::compared(known) == form);
    Ok(records.all::<Source>()?.into_iter().find(is_twin))
}

/// The version that has these bytes already, by name.
fn same_bytes(records: &Records<'_>, bytes: &[u8]) -> Outcome<Option<String>> {
    let digest = Digest::of(bytes);
    let known = records.version_with(&digest)?;
    known.map(|version| json::version_name(records, version.key)).transpose()
}
