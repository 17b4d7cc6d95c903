//! `claims source`: what can be cited, and its captures.

use std::path::PathBuf;

use claims_model::{
    Archive, Digest, Filed, Key, PartialDate, PartyKind, Source, SourceKind, Timestamp, Verb, Version, VersionState,
};
use claims_store::{Records, Writing};

use crate::{
    capture::{self, Captured},
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    refs,
    render::{self, Table, json, safe, safe_lines},
    statement::{address, language, party},
};

/// Add, capture and look at sources
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Add a source with its first version
    #[command(
        after_help = "Examples:\n  claims source add article.html --publisher \"NK News\" --published 2023-08-15\n  claims source add talk.txt --kind interview --title \"Call with the ministry\"\n  pbpaste | claims source add - --title \"Statement\" --address https://example.org/statement"
    )]
    Add(AddArgs),
    /// Capture a further version of a source, or record that it is gone
    #[command(
        after_help = "Examples:\n  claims source capture s1 article-later.html\n  claims source capture s1 --gone\nThen: claims diff s1"
    )]
    Capture(CaptureArgs),
    /// List the sources
    List,
    /// Show a source (s1), or a version of it (s1v2)
    Show(ShowArgs),
    /// List the versions of a source
    Versions {
        /// The source
        source: String,
    },
}

/// What is captured and where else it is kept.
#[derive(Debug, clap::Args)]
pub(crate) struct CaptureOptions {
    /// The address of a copy in a public archive; may be repeated
    #[arg(long, value_name = "URL")]
    archive: Vec<String>,
    /// When it was captured, if not now (RFC 3339)
    #[arg(long, value_name = "TIME")]
    captured: Option<String>,
    /// Where the bytes came from, if not the file's name
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
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

#[derive(Debug, clap::Args)]
pub(crate) struct CaptureArgs {
    /// The source
    source: String,
    /// A text or an HTML file, or - for standard input
    #[arg(required_unless_present = "gone")]
    file: Option<PathBuf>,
    /// The source was deleted or answers 404 or 410
    #[arg(long, conflicts_with = "file")]
    gone: bool,
    #[command(flatten)]
    capture: CaptureOptions,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// The source (s1) or the version (s1v2)
    source: String,
    /// Print its text
    #[arg(long)]
    text: bool,
    /// Print the captured bytes as they are
    #[arg(long, conflicts_with = "text")]
    bytes: bool,
}

pub(crate) fn run(command: &Command, desk: &Desk<'_>) -> Outcome<()> {
    match command {
        Command::Add(args) => add(args, desk),
        Command::Capture(args) => capture(args, desk),
        Command::List => list(desk),
        Command::Show(args) => show(args, desk),
        Command::Versions { source } => versions(source, desk),
    }
}

fn add(args: &AddArgs, desk: &Desk<'_>) -> Outcome<()> {
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
    let given_language = args.language.as_deref().map(language).transpose()?;
    let key = draft.key();
    draft.create(Source {
        key,
        title,
        kind: args.kind,
        publisher,
        authors,
        published: args.published,
        address: args.address.clone().or_else(|| found.address.clone()).map(|it| address(&it)).transpose()?,
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

fn capture(args: &CaptureArgs, desk: &Desk<'_>) -> Outcome<()> {
    let captured = args.file.as_ref().map(|file| capture::take(file, desk.settings.capture.max_mib)).transpose()?;
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let source = refs::get::<Source>(&writing, &args.source)?;
    let mut out = desk.out();
    let newest = writing.versions_of(source.key)?.pop();
    let digest = captured.as_ref().map(|captured| Digest::of(&captured.bytes));
    let repeats = newest.as_ref().is_some_and(|newest| match digest {
        Some(digest) => newest.bytes == digest && newest.state == VersionState::Present,
        None => newest.state == VersionState::Gone,
    });
    if let (true, Some(newest)) = (repeats, &newest) {
        if !args.capture.archive.is_empty() {
            return archived(desk, writing, &source, newest, &args.capture);
        }
        let name = format!("{}v{}", source.handle, newest.number);
        out.message(&format!("nothing new: it is what {name} is; no version was added"))?;
        if out.json {
            out.object(&json::version(&source, newest))?;
        }
        return out.done();
    }
    let mut draft = desk.draft(&writing)?;
    let number = writing.next_version_number(source.key)?;
    if let (Some(newest), Some(time)) = (&newest, &args.capture.captured)
        && crate::world::time("--captured", time)? < newest.captured
    {
        let name = format!("{}v{}", source.handle, newest.number);
        out.message(&format!("note: {name} was captured later; versions are numbered as they come"))?;
    }
    let key = keep(desk, &mut writing, &mut draft, source.key, number, captured.as_ref(), &args.capture)?;
    let (value, text) = desk.commit(writing, draft, Verb::SourceCapture, |records| {
        let version = required(records.find::<Version>(key)?)?;
        let name = format!("{}v{number}", source.handle);
        let text = match version.state {
            VersionState::Present => format!("{name}  {} bytes", version.size),
            VersionState::Gone => format!("{name}  gone"),
        };
        Ok((json::version(&source, &version), text))
    })?;
    if out.json {
        out.object(&value)?;
    } else {
        out.line(&text)?;
        out.message(&format!("see what changed: claims diff {}", source.handle))?;
    }
    out.done()
}

/// Adds the archive addresses that came with a capture which says nothing new.
fn archived(
    desk: &Desk<'_>,
    writing: Writing<'_>,
    source: &Filed<Source>,
    version: &Filed<Version>,
    options: &CaptureOptions,
) -> Outcome<()> {
    let mut draft = desk.draft(&writing)?;
    let mut after = version.record.clone();
    for archive in archives(&draft, options)? {
        if !after.archives.iter().any(|known| known.address == archive.address) {
            after.archives.push(archive);
        }
    }
    draft.update(version.record.clone(), after);
    let name = format!("{}v{}", source.handle, version.number);
    let mut out = desk.out();
    if draft.is_empty() {
        out.message(&format!("nothing new: it is what {name} is, with this archive address"))?;
        return out.done();
    }
    let value = desk.commit(writing, draft, Verb::SourceCapture, |records| {
        let version: Filed<Version> = required(records.find(version.key)?)?;
        Ok(json::version(source, &version))
    })?;
    if out.json {
        out.object(&value)?;
    } else {
        out.line(&format!("{name}  archive address added"))?;
        out.message(&format!("the bytes are those of {name}; no version was added"))?;
    }
    out.done()
}

fn archives(draft: &Draft<'_>, options: &CaptureOptions) -> Outcome<Vec<Archive>> {
    options.archive.iter().map(|it| Ok(Archive { address: address(it)?, recorded: draft.at })).collect()
}

/// Keeps a capture and drafts its version; answers the version's key.
fn keep(
    desk: &Desk<'_>,
    writing: &mut Writing<'_>,
    draft: &mut Draft<'_>,
    source: Key,
    number: u32,
    captured: Option<&Captured>,
    options: &CaptureOptions,
) -> Outcome<Key> {
    let when: Timestamp = match &options.captured {
        Some(time) => crate::world::time("--captured", time)?,
        None => draft.at,
    };
    if when > desk.world.now() {
        return Err(Failure::new(Exit::Usage, format!("--captured: {when} is still to come")));
    }
    let archives = archives(draft, options)?;
    let (bytes, text) = captured.map_or((&b""[..], ""), |captured| (&captured.bytes, &captured.extracted.text));
    let key = draft.key();
    let origin = options.origin.clone().or_else(|| captured.map(|captured| captured.origin.clone()));
    draft.create(Version {
        key,
        source,
        number,
        state: if captured.is_some() { VersionState::Present } else { VersionState::Gone },
        captured: when,
        origin: origin.unwrap_or_else(|| "-".to_owned()),
        media_type: captured.map_or("application/octet-stream", |captured| captured.media_type).to_owned(),
        size: bytes.len() as u64,
        bytes: writing.keep_capture(bytes)?,
        text: writing.keep_text(text)?,
        extractor: captured.map_or("none", |captured| captured.extracted.extractor).to_owned(),
        archives,
    });
    Ok(key)
}

fn list(desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let sources = records.all::<Source>()?;
    if out.json {
        for source in &sources {
            out.object(&json::source(&records, source)?)?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["source", "kind", "published", "versions", "publisher", "title"]);
    for source in &sources {
        let publisher = source.publisher.map(|key| render::show::party_name(&records, key)).transpose()?;
        table.row(&[
            &source.handle.to_string(),
            source.kind.word(),
            &source.published.map(|date| date.to_string()).unwrap_or_default(),
            &records.versions_of(source.key)?.len().to_string(),
            publisher.as_deref().unwrap_or_default(),
            &source.title,
        ])?;
    }
    table.end("no sources yet; add one: claims source add FILE")?;
    out.done()
}

fn show(args: &ShowArgs, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let one_version = refs::split_version(&args.source)?.1.is_some();
    if args.bytes {
        let (_, version) = refs::version(&records, &args.source)?;
        std::io::Write::write_all(out.raw(), &records.capture(&version)?)?;
    } else if args.text {
        let (_, version) = refs::version(&records, &args.source)?;
        if version.state == VersionState::Gone {
            return Err(Failure::new(Exit::NotFound, format!("{} was gone then; there is no text", args.source))
                .hint("name an earlier version; there are: claims source versions SOURCE"));
        }
        let text = records.text(&version)?;
        // For a person the text is made safe; for a program it is the text.
        if out.shows { out.text(&safe_lines(&text))? } else { std::io::Write::write_all(out.raw(), text.as_bytes())? }
    } else if one_version {
        let (source, version) = refs::version(&records, &args.source)?;
        let text = render::show::version(&source, &version);
        if out.json { out.object(&json::version(&source, &version))? } else { out.text(&text)? }
    } else {
        let source = refs::get::<Source>(&records, &args.source)?;
        let value = json::source(&records, &source)?;
        if out.json { out.object(&value)? } else { out.text(&render::show::source(&records, &source)?)? }
    }
    out.done()
}

fn versions(typed: &str, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let source = refs::get::<Source>(&records, typed)?;
    let versions = records.versions_of(source.key)?;
    if out.json {
        for version in &versions {
            out.object(&json::version(&source, version))?;
        }
        return out.done();
    }
    let shows = out.shows;
    let mut table = Table::new(&mut out, &["version", "captured", "state", "bytes", "origin", "sha256"]);
    for version in &versions {
        let digest = version.bytes.to_string();
        table.row(&[
            &format!("{}v{}", source.handle, version.number),
            &version.captured.to_string(),
            version.state.word(),
            &version.size.to_string(),
            &version.origin,
            // For people the start of it; show has the whole.
            if shows { &digest[..12] } else { &digest },
        ])?;
    }
    table.end("no versions")?;
    out.done()
}

/// The version that has these bytes already, by name.
fn same_bytes(records: &Records<'_>, bytes: &[u8]) -> Outcome<Option<String>> {
    let digest = Digest::of(bytes);
    let known = records.version_with(&digest)?;
    known.map(|version| json::version_name(records, version.key)).transpose()
}

/// A record that was just written.
pub(super) fn required<T>(found: Option<T>) -> Outcome<T> {
    found.ok_or_else(|| Failure::new(Exit::Data, "a record that was just written is not there").hint("claims doctor"))
}
