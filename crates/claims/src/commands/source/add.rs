//! `claims source add`: a source with its first version.

use std::path::PathBuf;

use claims_model::{DetailName, Digest, Filed, PartialDate, PartyKind, Source, SourceKind, Verb};
use claims_store::{Casebook, Records};

use super::record::{CaptureOptions, further, keep};
use crate::{
    address as addresses,
    capture::{self, Captured, Taken},
    commands::required,
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{json, safe},
    statement::party,
    typed::{address, language},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file, an address, or - for standard input
    file: PathBuf,
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
    #[command(flatten)]
    capture: CaptureOptions,
}

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let captured = match capture::take(&args.file, desk.settings.capture.max_mib)? {
        Taken::Present(captured) => captured,
        Taken::Gone { address, status } => {
            return Err(Failure::new(
                Exit::NotFound,
                format!("{address}: the server answered {status}; nothing is there"),
            )
            .hint("if an archive has a copy, save that and add the file with --address"));
        }
    };
    let given_address = args.address.as_deref().map(address).transpose()?;
    let own_address = given_address.or_else(|| own_address(&captured));
    let mut casebook = desk.open()?;
    let twin = {
        let records = casebook.read()?;
        own_address.as_ref().map(|address| twin(&records, address)).transpose()?.flatten()
    };
    if let Some(twin) = twin {
        return add_to(desk, &mut casebook, &twin, captured, &args.capture);
    }
    let mut writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let publisher = args.publisher.as_deref().or_else(|| captured.detail(DetailName::Publisher));
    let publisher = publisher.map(|name| party(&writing, &mut draft, name, PartyKind::Organization)).transpose()?;
    let mut authors = Vec::new();
    for name in authors_of(args, &captured) {
        authors.push(party(&writing, &mut draft, name, PartyKind::Person)?);
    }
    let derived_from = args
        .derived_from
        .iter()
        .map(|typed| refs::get::<Source>(&writing, typed).map(|source| source.key))
        .collect::<Outcome<Vec<_>>>()?;
    let title = args.title.as_deref().or_else(|| captured.detail(DetailName::Title));
    let title = title.unwrap_or(&captured.origin).to_owned();
    if title.trim().is_empty() {
        return Err(Failure::new(Exit::Usage, "a source needs a title"));
    }
    let given_language = args.language.as_deref().map(language).transpose()?;
    let told_language = captured.detail(DetailName::Language);
    let published = args.published.or_else(|| captured.detail(DetailName::Published).and_then(day));
    let key = draft.key();
    draft.create(Source {
        key,
        title,
        kind: args.kind,
        publisher,
        authors,
        published,
        address: own_address,
        // What a page says of its language is used where it is a language at all.
        language: given_language.or_else(|| told_language.and_then(|tag| language(tag).ok())),
        derived_from,
    });
    let same = same_bytes(&writing, &captured.bytes)?;
    keep(desk, &mut writing, &mut draft, key, 1, Ok(&captured), &args.capture)?;
    let mut out = desk.out();
    if let Some(same) = same {
        out.message(&format!("note: the same bytes are {same} already"))?;
    }
    let (value, text) = desk.commit(writing, draft, Verb::SourceAdd, |records| {
        let source = required(records.find::<Source>(key)?)?;
        let words = captured.text.split_whitespace().count();
        let text = format!("{}  {}  version 1, {words} words", source.handle, safe(&source.title));
        Ok((json::source(records, &source)?, text))
    })?;
    out.answer(&value, &text)
}

/// The names that were typed, else those that the capture says.
fn authors_of<'a>(args: &'a Args, captured: &'a Captured) -> Vec<&'a str> {
    if !args.author.is_empty() {
        return args.author.iter().map(String::as_str).collect();
    }
    let authors = captured.details.iter().filter(|detail| detail.name == DetailName::Author);
    authors.map(|detail| detail.value.as_str()).collect()
}

/// The day of a date or time as a capture tells it.
fn day(told: &str) -> Option<PartialDate> {
    told.get(..10).unwrap_or(told).parse().ok()
}

/// The address that a page gives itself, where it is an address at all; else the one that answered.
fn own_address(captured: &Captured) -> Option<String> {
    let canonical = captured.detail(DetailName::Address).and_then(|it| address(it).ok());
    canonical.or_else(|| captured.address.clone()).map(|address| addresses::kept(&address))
}

/// The source that has an address already, if not to the letter.
fn twin(records: &Records<'_>, address: &str) -> Outcome<Option<Filed<Source>>> {
    let form = addresses::compared(address);
    let is_twin =
        |source: &Filed<Source>| source.address.as_ref().is_some_and(|known| addresses::compared(known) == form);
    Ok(records.all::<Source>()?.into_iter().find(is_twin))
}

/// Adds a capture to the source that it is another capture of, and says so.
fn add_to(
    desk: &Desk<'_>,
    casebook: &mut Casebook,
    source: &Filed<Source>,
    captured: Box<Captured>,
    options: &CaptureOptions,
) -> Outcome<()> {
    let mut out = desk.out();
    let known = source.address.as_deref().unwrap_or_default();
    out.message(&format!("{} is at this address already: {}", source.handle, safe(known)))?;
    let done = further(desk, casebook, source, Some(&Taken::Present(captured)), options, &mut out)?;
    done.tell(source, &mut out)?;
    out.done()
}

/// The version that has these bytes already, by name.
fn same_bytes(records: &Records<'_>, bytes: &[u8]) -> Outcome<Option<String>> {
    let digest = Digest::of(bytes);
    let known = records.version_with(&digest)?;
    known.map(|version| json::version_name(records, version.key)).transpose()
}
