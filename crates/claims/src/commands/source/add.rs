//! `claims source add`: a source with its first version.

use std::path::PathBuf;

use claims_model::{Digest, PartialDate, PartyKind, Source, SourceKind, Verb};
use claims_store::Records;

use super::capture::{CaptureOptions, keep};
use crate::{
    capture,
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
    /// A text or an HTML file, or - for standard input
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
    /// Its live address; else the page's canonical one
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
    let captured = capture::take(&args.file, desk.settings.capture.max_mib)?;
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let publisher = args.publisher.as_ref();
    let publisher = publisher.map(|name| party(&writing, &mut draft, name, PartyKind::Organization)).transpose()?;
    let mut authors = Vec::new();
    for name in &args.author {
        authors.push(party(&writing, &mut draft, name, PartyKind::Person)?);
    }
    let derived_from = args
        .derived_from
        .iter()
        .map(|typed| refs::get::<Source>(&writing, typed).map(|source| source.key))
        .collect::<Outcome<Vec<_>>>()?;
    let found = &captured.extracted;
    let title = args.title.clone().or_else(|| found.title.clone()).unwrap_or_else(|| captured.origin.clone());
    if title.trim().is_empty() {
        return Err(Failure::new(Exit::Usage, "a source needs a title"));
    }
    let given_address = args.address.as_deref().map(address).transpose()?;
    let given_language = args.language.as_deref().map(language).transpose()?;
    let key = draft.key();
    draft.create(Source {
        key,
        title,
        kind: args.kind,
        publisher,
        authors,
        published: args.published,
        // What a page says of itself is used where it is an address at all.
        address: given_address.or_else(|| found.address.as_deref().and_then(|it| address(it).ok())),
        // What a page says of its language is used where it is a language at all.
        language: given_language.or_else(|| found.language.as_deref().and_then(|tag| language(tag).ok())),
        derived_from,
    });
    let same = same_bytes(&writing, &captured.bytes)?;
    keep(desk, &mut writing, &mut draft, key, 1, Some(&captured), &args.capture)?;
    let mut out = desk.out();
    if let Some(same) = same {
        out.message(&format!("note: the same bytes are {same} already"))?;
    }
    let (value, text) = desk.commit(writing, draft, Verb::SourceAdd, |records| {
        let source = required(records.find::<Source>(key)?)?;
        let words = captured.extracted.text.split_whitespace().count();
        let text = format!("{}  {}  version 1, {words} words", source.handle, safe(&source.title));
        Ok((json::source(records, &source)?, text))
    })?;
    out.answer(&value, &text)
}

/// The version that has these bytes already, by name.
fn same_bytes(records: &Records<'_>, bytes: &[u8]) -> Outcome<Option<String>> {
    let digest = Digest::of(bytes);
    let known = records.version_with(&digest)?;
    known.map(|version| json::version_name(records, version.key)).transpose()
}
