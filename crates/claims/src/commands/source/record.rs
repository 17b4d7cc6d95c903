//! Records what a capture came to: a source's first version, a further one, or that nothing new was there.

use std::{borrow::Cow, collections::HashMap};

use claims_model::{
    Archive, Digest, Doubt, Filed, Handle, Key, Source, Timestamp, Verb, Version, VersionState, anchor::AnchorState,
};
use claims_store::{Casebook, Records, Writing};
use serde_json::Value;

use super::trim::{TRIMMED, of_version};

use crate::{
    args::Global,
    blocks,
    capture::{Captured, Taken},
    commands::required,
    desk::{Desk, Draft},
    doubted,
    failure::{Exit, Failure, Outcome},
    next::Next,
    plugins::{self, Kind, Tool},
    render::{Out, counted, json},
    touched,
    typed::address,
};

// What is captured and where else it is kept.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct CaptureOptions {
    /// The address of a copy in a public archive; may be repeated
    #[arg(long, value_name = "URL")]
    pub(super) archive: Vec<String>,
    /// When it was captured, if not now (RFC 3339)
    #[arg(long, value_name = "TIME")]
    pub(super) captured: Option<String>,
    /// Where the bytes came from, if not the file's name
    #[arg(long, value_name = "NAME")]
    pub(super) origin: Option<String>,
}

/// What a further capture of a source came to.
pub(super) struct Further {
    /// The version that was added, or the one that it repeats.
    pub(super) version: Filed<Version>,
    pub(super) what: What,
    /// The claims that an editor should look at again, each once, and what became of their quotes.
    pub(super) touched: Vec<(Handle, AnchorState)>,
    /// Why it may be no capture of the source, so that what is missing need not have been taken out by anybody.
    pub(super) doubt: Option<Doubt>,
}

/// Whether a capture is a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It is a new one.
    New,
    /// It is the newest one again.
    Seen,
    /// It is the newest one again, with another copy in an archive.
    Archived,
}

/// Records a further capture of a source; `None` stands for a source that is gone, as somebody says.
pub(super) fn further(
    desk: &Desk<'_>,
    casebook: &mut Casebook,
    source: &Filed<Source>,
    taken: Option<&Taken>,
    options: &CaptureOptions,
    out: &mut Out,
) -> Outcome<Further> {
    // What is lacking is found out before anything is written.
    let differ = plugins::find(desk, Kind::Differ, &desk.settings.plugins.differ, &[])?;
    let told = match taken {
        Some(Taken::Present(captured)) => captured.captured,
        Some(Taken::Gone { captured, .. }) => *captured,
        None => None,
    };
    let when = time(desk, told, options)?;
    let mut writing = casebook.write()?;
    let newest = writing.versions_of(source.key)?.pop();
    let trimmed = match taken {
        Some(Taken::Present(captured)) => Some(trimmed_as(&writing, newest.as_ref(), captured)?),
        Some(Taken::Gone { .. }) | None => None,
    };
    let captured = trimmed.as_deref();
    let digest = captured.map(|captured| Digest::of(&captured.bytes));
    let repeats = newest.clone().filter(|newest| match digest {
        Some(digest) => newest.bytes == digest && newest.state == VersionState::Present && !newest.is_forgotten(),
        None => newest.state == VersionState::Gone,
    });
    if let Some(newest) = repeats {
        return seen_again(desk, writing, newest, when, options);
    }
    let mut draft = desk.draft(&writing)?;
    let number = writing.next_version_number(source.key)?;
    if let Some(newest) = newest.as_ref().filter(|newest| when < newest.captured) {
        let name = format!("{}v{}", source.handle, newest.number);
        out.message(&format!("note: {name} was captured later; versions are numbered as they come"))?;
    }
    let gone_at = match taken {
        Some(Taken::Gone { address, .. }) => Some(address.as_str()),
        _ => None,
    };
    let key = keep(&mut writing, &mut draft, source.key, number, captured.ok_or(gone_at), when, options)?;
    let version =
        desk.commit(writing, draft, Verb::SourceCapture, |records| required(records.find::<Version>(key)?))?;
    let mut done = Further { version, what: What::New, touched: Vec::new(), doubt: None };
    if newest.is_some() && !desk.global.dry_run {
        // It is recorded; what cannot be told of it now is no failure of that.
        match touched_by(&differ, casebook, source) {
            Ok(found) => done.touched = found,
            Err(failure) => out.message(&format!("note: which claims it touched is not known: {}", failure.what))?,
        }
        let records = casebook.read()?;
        let doubts = doubted::versions(&records, source)?;
        let doubt = |back: usize| doubts.iter().rev().nth(back).and_then(|(_, doubt)| *doubt);
        done.doubt = doubt(0);
        if doubt(1).is_some() {
            // Of what nobody need have taken out, nothing is there "again".
            done.touched.retain(|(_, state)| state.touches());
        }
    }
    Ok(done)
}

/// A capture whose blocks are set apart, or taken into the text, as a person did with the same blocks of the version
/// before: a correction by hand is no edit of the article, and to forget it would look like one.
fn trimmed_as<'c>(
    records: &Records<'_>,
    before: Option<&Filed<Version>>,
    captured: &'c Captured,
) -> Outcome<Cow<'c, Captured>> {
    let before = before.filter(|before| before.extractor.ends_with(TRIMMED));
    let Some(before) = before else { return Ok(Cow::Borrowed(captured)) };
    let known: HashMap<String, Option<String>> =
        of_version(records, before)?.into_iter().map(|block| (block.text, block.apart)).collect();
    let found = captured.blocks.as_deref().map_or_else(|| blocks::paragraphs(&captured.text), blocks::read);
    let mut wanted = found.clone();
    for block in &mut wanted {
        if let Some(apart) = known.get(&block.text) {
            block.apart.clone_from(apart);
        }
    }
    let text = blocks::text(&wanted);
    if wanted == found || text.is_empty() {
        return Ok(Cow::Borrowed(captured));
    }
    let (blocks, extractor) = (Some(blocks::written(&wanted)), format!("{}{TRIMMED}", captured.extractor));
    Ok(Cow::Owned(Captured { text, blocks, extractor, ..captured.clone() }))
}

/// The claims that the newest version of a source touched.
fn touched_by(differ: &Tool, casebook: &mut Casebook, source: &Filed<Source>) -> Outcome<Vec<(Handle, AnchorState)>> {
    let records = casebook.read()?;
    let mut touched: Vec<(Handle, AnchorState)> = touched::newest(&records, differ, source)?
        .iter()
        .filter(|one| one.touches())
        .map(|one| (one.claim.handle, one.anchored.state))
        .collect();
    touched.sort_by_key(|(handle, _)| handle.number);
    touched.dedup_by_key(|(handle, _)| *handle);
    Ok(touched)
}

/// Records that the newest version was seen again, with the archive addresses that came along.
fn seen_again(
    desk: &Desk<'_>,
    writing: Writing<'_>,
    newest: Filed<Version>,
    when: Timestamp,
    options: &CaptureOptions,
) -> Outcome<Further> {
    let mut draft = desk.draft(&writing)?;
    let mut after = newest.record.clone();
    for archive in archives(&draft, options)? {
        if !after.archives.iter().any(|known| known.address == archive.address) {
            after.archives.push(archive);
        }
    }
    let what = if after.archives == newest.archives { What::Seen } else { What::Archived };
    if when > newest.captured && newest.seen.is_none_or(|seen| when > seen) {
        after.seen = Some(when);
    }
    draft.update(newest.record.clone(), after);
    if draft.is_empty() {
        return Ok(Further { version: newest, what, touched: Vec::new(), doubt: None });
    }
    let version =
        desk.commit(writing, draft, Verb::SourceCapture, |records| required(records.find::<Version>(newest.key)?))?;
    Ok(Further { version, what, touched: Vec::new(), doubt: None })
}

impl Further {
    /// Tells what came of it, with what was done to capture it as a list in JSON, and what to do next.
    pub(super) fn tell(&self, source: &Filed<Source>, how: Value, global: &Global, out: &mut Out) -> Outcome<()> {
        let version = &self.version;
        let name = format!("{}v{}", source.handle, version.number);
        match self.what {
            What::New => {}
            What::Seen => out.message(&format!("nothing new: it is what {name} is; no version was added"))?,
            What::Archived => out.message(&format!("the bytes are those of {name}; no version was added"))?,
        }
        if out.json {
            let mut value = json::version(source, version, self.doubt);
            value["notes"] = how;
            return out.object(&value);
        }
        match (self.what, version.state) {
            (What::Seen, _) => return Ok(()),
            (What::Archived, _) => return out.line(&format!("{name}  archive address added")),
            (What::New, VersionState::Present) => out.line(&format!("{name}  {} bytes", version.size))?,
            (What::New, VersionState::Gone) => out.line(&format!("{name}  gone"))?,
        }
        if let Some(doubt) = self.doubt {
            out.message(&format!("{} Nobody need have removed it", doubt.question()))?;
            let (see, undo) = (Next::of(global, "source"), Next::of(global, "undo"));
            let see = see.word("show").word(&name).word("--all");
            out.message(&format!("see: {see}; if it is no capture of the article: {undo}"))?;
        }
        let (told, lost) = self.told();
        if lost > 0 {
            let (lost, list) = (counted(lost, "claim", "claims"), Next::of(global, "list").word("--touched"));
            out.message(&format!("whether the quotes of {lost} were removed cannot be told: {list}"))?;
        }
        if !told.is_empty() {
            out.message(&format!("{} touched: {}", counted(told.len(), "claim", "claims"), told.join(", ")))?;
        }
        let next = Next::of(global, "diff").word(&source.handle.to_string());
        out.message(&format!("see what changed: {next}"))
    }

    /// The touched claims in a row, with what became of their quotes.
    pub(super) fn states(&self) -> String {
        let (mut told, lost) = self.told();
        if lost > 0 {
            told.push(format!("{} not found", counted(lost, "claim", "claims")));
        }
        told.join(", ")
    }

    /// The touched claims, each with what became of its quote, and of how many that cannot be told.
    fn told(&self) -> (Vec<String>, usize) {
        let is_lost = |state: AnchorState| self.doubt.is_some() && state == AnchorState::Removed;
        let told = self.touched.iter().filter(|(_, state)| !is_lost(*state)).map(|(handle, state)| {
            // What an edit touches without a change to the quote, it took back.
            if state.touches() { format!("{handle} {state}") } else { format!("{handle} as it was again") }
        });
        let told: Vec<String> = told.collect();
        let lost = self.touched.len() - told.len();
        (told, lost)
    }
}

fn archives(draft: &Draft<'_>, options: &CaptureOptions) -> Outcome<Vec<Archive>> {
    options.archive.iter().map(|it| Ok(Archive { address: address(it)?, recorded: draft.at })).collect()
}

/// When something was captured: as was typed, else as what it was kept in says, else now.
pub(super) fn time(desk: &Desk<'_>, told: Option<Timestamp>, options: &CaptureOptions) -> Outcome<Timestamp> {
    let now = desk.world.now();
    let typed = options.captured.as_deref().map(|time| crate::world::time("--captured", time)).transpose()?;
    if let Some(when) = typed.filter(|when| *when > now) {
        return Err(Failure::new(Exit::Usage, format!("--captured: {when} is still to come")));
    }
    // Nothing was captured after today, whatever an archive says.
    Ok(typed.or(told.filter(|told| *told <= now)).unwrap_or(now))
}

/// Keeps a capture and drafts its version; answers the version's key. What is gone is told by where it was, if known.
pub(super) fn keep(
    writing: &mut Writing<'_>,
    draft: &mut Draft<'_>,
    source: Key,
    number: u32,
    captured: Result<&Captured, Option<&str>>,
    when: Timestamp,
    options: &CaptureOptions,
) -> Outcome<Key> {
    let archives = archives(draft, options)?;
    let key = draft.key();
    let origin = options.origin.clone();
    draft.create(match captured {
        Ok(captured) => Version {
            key,
            source,
            number,
            state: VersionState::Present,
            captured: when,
            origin: origin.unwrap_or_else(|| captured.origin.clone()),
            media_type: captured.media_type.clone(),
            size: captured.bytes.len() as u64,
            bytes: writing.keep_capture(&captured.bytes)?,
            text: writing.keep_text(&captured.text)?,
            extractor: captured.extractor.clone(),
            archives,
            seen: None,
            blocks: captured.blocks.as_deref().map(|blocks| writing.keep_text(blocks)).transpose()?,
            details: captured.details.clone(),
        },
        Err(place) => Version {
            key,
            source,
            number,
            state: VersionState::Gone,
            captured: when,
            origin: origin.or_else(|| place.map(str::to_owned)).unwrap_or_else(|| "-".to_owned()),
            media_type: "application/octet-stream".to_owned(),
            size: 0,
            bytes: writing.keep_capture(b"")?,
            text: writing.keep_text("")?,
            extractor: "none".to_owned(),
            archives,
            seen: None,
            blocks: None,
            details: Vec::new(),
        },
    });
    Ok(key)
}
