//! `claims source capture`: a further version of a source, or that it is gone.

use std::path::PathBuf;

use claims_model::{Archive, Digest, Filed, Key, Source, Timestamp, Verb, Version, VersionState};
use claims_store::Writing;

use crate::{
    capture::{self, Captured},
    commands::required,
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    refs,
    render::json,
    typed::address,
};

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
pub(crate) struct Args {
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

pub(super) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
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
pub(super) fn keep(
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
        seen: None,
        blocks: None,
        details: Vec::new(),
    });
    Ok(key)
}
