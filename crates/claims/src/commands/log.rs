//! `claims log`: what was done, newest first.

use claims_model::{Change, Handle, Record};
use claims_store::{Entry, Records};
use serde_json::json;

use crate::{
    desk::Desk,
    failure::Outcome,
    refs,
    render::{FAINT, STRONG, safe, styled},
};

/// Show what was done, newest first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims log\n  claims log c2                what was done to c2\n  claims log --json | jq .hash"
)]
pub(crate) struct Args {
    /// Only what was done to this record
    handle: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let wanted = args.handle.as_ref().map(|typed| refs::record(&records, typed)).transpose()?;
    let mut out = desk.out();
    let mut left = args.limit;
    let mut from = None;
    // Read in pages, so that the log of a large casebook is not held at once.
    const PAGE: usize = 500;
    while left > 0 {
        let page = records.entries(from, PAGE)?;
        for entry in &page {
            let concerns = |record: &Record| {
                wanted
                    .as_ref()
                    .is_none_or(|(_, wanted)| record.key() == wanted.key() || record.needs().contains(&wanted.key()))
            };
            if left == 0 || !entry.operation.changes.iter().filter_map(Change::record).any(concerns) {
                continue;
            }
            left -= 1;
            if out.json { out.object(&object(&records, entry)?)? } else { out.text(&text(&records, entry)?)? }
        }
        match page.last() {
            Some(last) if last.seq > 1 => from = Some(last.seq - 1),
            _ => break,
        }
    }
    out.done()
}

fn object(records: &Records<'_>, entry: &Entry) -> Outcome<serde_json::Value> {
    let operation = &entry.operation;
    let mut changes = Vec::new();
    for change in &operation.changes {
        if let Some(record) = change.record() {
            changes.push(json!({
                "what": what(change),
                "kind": record.kind(),
                "key": record.key(),
                "handle": handle(records, record)?.map(|handle| handle.to_string()),
            }));
        }
    }
    Ok(json!({
        "schema": "claims/operation/1",
        "seq": entry.seq,
        "key": operation.key,
        "at": operation.at,
        "by": operation.by,
        "verb": operation.verb,
        "undoes": operation.undoes,
        "changes": changes,
        "hash": entry.hash,
    }))
}

fn text(records: &Records<'_>, entry: &Entry) -> Outcome<String> {
    let operation = &entry.operation;
    let undoes = operation.undoes.map(|seq| format!(" of {seq}")).unwrap_or_default();
    let mut out = format!(
        "{}  {}{undoes}  {}\n",
        styled(STRONG, &entry.seq.to_string()),
        operation.verb,
        styled(FAINT, &format!("{} by {}", operation.at, safe(&operation.by)))
    );
    for change in &operation.changes {
        let Some(record) = change.record() else { continue };
        let name = handle(records, record)?.map_or_else(|| record.kind().to_string(), |handle| handle.to_string());
        out.push_str(&format!("      {} {name}  {}\n", what(change), safe(&gist(record))));
    }
    Ok(out)
}

const fn what(change: &Change) -> &'static str {
    match (&change.before, &change.after) {
        (None, _) => "+",
        (Some(_), Some(_)) => "~",
        (Some(_), None) => "-",
    }
}

/// The handle of a record that people can type one for.
fn handle(records: &Records<'_>, record: &Record) -> Outcome<Option<Handle>> {
    if record.kind().letter().is_none() {
        return Ok(None);
    }
    Ok(records.handle(record.kind(), record.key())?)
}

/// What a record says, in a few words.
fn gist(record: &Record) -> String {
    match record {
        Record::Claim(claim) => format!("{} ({})", claim.text, claim.status),
        Record::Source(source) => source.title.clone(),
        Record::Link(link) => link.stance.to_string(),
        Record::Party(party) => party.name.clone(),
        Record::Version(version) => format!("v{} {}, SHA-256 {}", version.number, version.origin, version.bytes),
        Record::Appearance(appearance) => match &appearance.quote {
            Some(quote) => format!("{} “{}”", appearance.manner, quote.exact),
            None => appearance.manner.to_string(),
        },
        Record::Grade(grade) => grade.grading.word().to_owned(),
        Record::Verdict(verdict) => format!("{}: {}", verdict.name, verdict.because),
        Record::Note(note) => note.text.clone(),
    }
}
