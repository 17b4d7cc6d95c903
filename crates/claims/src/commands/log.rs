//! `claims log`: what was done, newest first.

use std::collections::{BTreeMap, BTreeSet};

use claims_model::{Change, Handle, Kind, Operation, Record, Verb};
use claims_store::{Entry, Records};
use serde_json::{Map, Value, json};

use crate::{
    desk::Desk,
    failure::Outcome,
    refs,
    render::{FAINT, STRONG, counted, quoted, safe, styled},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims log\n  claims log c2                what was done to c2\n  claims log --json | jq .hash"
)]
pub(crate) struct Args {
    /// Only what was done to this record
    handle: Option<String>,
    /// At most so many
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N", default_value_t = 50)]
    limit: u32,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let wanted = args.handle.as_ref().map(|typed| refs::record(&records, typed)).transpose()?;
    let mut out = desk.out();
    let mut left = args.limit;
    let mut from = None;
    // Read in pages, so that the log of a large casebook is not held at once: an operation of an import is long.
    const PAGE: usize = 16;
    // Of a deed of several operations what was read so far.
    let mut run = Run::default();
    while left > 0 {
        let page = records.entries(from, PAGE)?;
        for entry in &page {
            let concerns = |change: &Change| {
                let is_it = |key, record: &Record| record.key() == key || record.needs().contains(&key);
                wanted
                    .as_ref()
                    .is_none_or(|(_, wanted)| change.record().is_some_and(|record| is_it(wanted.key(), record)))
            };
            let is_alone = !entry.operation.continues && run.is_empty();
            if left > 0 && (out.json || is_alone) {
                let forgets = entry.operation.forgets.as_ref().is_some_and(|forgets| {
                    wanted.as_ref().is_none_or(|(_, wanted)| forgets.records.contains(&wanted.key()))
                });
                if forgets || entry.operation.changes.iter().any(concerns) {
                    left -= 1;
                    if out.json { out.object(&object(&records, entry)?)? } else { out.text(&text(&records, entry)?)? }
                }
                continue;
            }
            for change in entry.operation.changes.iter().filter(|change| concerns(change)) {
                run.add(&records, change, wanted.is_some())?;
            }
            run.last = run.last.max(entry.seq);
            if !entry.operation.continues {
                let done = std::mem::take(&mut run);
                if left > 0 && !done.is_empty() {
                    left -= 1;
                    out.text(&done.text(entry))?;
                }
            }
        }
        match page.last() {
            Some(last) if last.seq > 1 => from = Some(last.seq - 1),
            _ => break,
        }
    }
    out.done()
}

/// A deed of several operations, read from the last to the first.
#[derive(Default)]
struct Run {
    last: u64,
    /// How often what was done to which sort of record.
    counts: BTreeMap<(&'static str, Kind), usize>,
    /// What was done to the record that was asked for, newest first.
    lines: Vec<String>,
}

impl Run {
    const fn is_empty(&self) -> bool {
        self.last == 0
    }

    fn add(&mut self, records: &Records<'_>, change: &Change, in_full: bool) -> Outcome<()> {
        let Some(record) = change.record() else { return Ok(()) };
        *self.counts.entry((what(change), record.kind())).or_default() += 1;
        if in_full {
            self.lines.push(lines(records, change)?);
        }
        Ok(())
    }

    fn text(&self, first: &Entry) -> String {
        let operation = &first.operation;
        // What an undo takes back was performed in the other direction.
        let undoes = operation.undoes.map(|seq| format!(" of {}–{seq}", seq - (self.last - first.seq)));
        let undoes = undoes.filter(|_| operation.verb == Verb::Undo).unwrap_or_default();
        let mut out = heading(&format!("{}–{}", first.seq, self.last), &undoes, operation);
        if !self.lines.is_empty() {
            out.extend(self.lines.iter().rev().map(String::as_str));
            return out;
        }
        for sign in ["+", "~", "-"] {
            let counts = self.counts.iter().filter(|((what, _), _)| *what == sign);
            let counts: Vec<String> =
                counts.map(|((_, kind), count)| format!("{count} {}", many(*kind, *count))).collect();
            if !counts.is_empty() {
                out.push_str(&format!("      {sign} {}\n", counts.join(", ")));
            }
        }
        out
    }
}

/// What people call so many records of a kind.
pub(super) fn many(kind: Kind, count: usize) -> String {
    match kind.word() {
        word if count == 1 => word.to_owned(),
        "party" => "parties".to_owned(),
        "reply" => "replies".to_owned(),
        word => format!("{word}s"),
    }
}

fn object(records: &Records<'_>, entry: &Entry) -> Outcome<Value> {
    let operation = &entry.operation;
    let mut changes = Vec::new();
    for change in &operation.changes {
        let Some(record) = change.record() else { continue };
        let fields = fields(change)
            .into_iter()
            .map(|(name, before, after)| json!({ "field": name, "before": before, "after": after }));
        let names = record.needs().into_iter().map(|key| refs::name(records, key)).collect::<Outcome<Vec<_>>>()?;
        changes.push(json!({
            "what": what(change),
            "kind": record.kind(),
            "key": record.key(),
            "handle": handle(records, record)?.map(|handle| handle.to_string()),
            "record": members(record),
            "names": names,
            "fields": fields.collect::<Vec<_>>(),
        }));
    }
    Ok(json!({
        "schema": "claims/operation/1",
        "seq": entry.seq,
        "key": operation.key,
        "at": operation.at,
        "by": operation.by,
        "verb": operation.verb,
        "undoes": operation.undoes,
        "continues": operation.continues,
        "forgets": operation.forgets,
        "changes": changes,
        "hash": entry.hash,
    }))
}

fn text(records: &Records<'_>, entry: &Entry) -> Outcome<String> {
    let operation = &entry.operation;
    let undoes = operation.undoes.map(|seq| format!(" of {seq}")).unwrap_or_default();
    let mut out = heading(&entry.seq.to_string(), &undoes, operation);
    if let Some(forgets) = &operation.forgets {
        let mut named = Vec::new();
        for key in &forgets.records {
            let handle = records.handle_of_any(*key)?.filter(|handle| handle.kind.letter().is_some());
            named.extend(handle.map(|handle| handle.to_string()));
        }
        let others = forgets.records.len() - named.len();
        named.extend((others > 0).then(|| counted(others, "other record", "other records")));
        out.push_str(&format!("      × {}: {}\n", named.join(", "), safe(&forgets.because)));
    }
    for change in &operation.changes {
        out.push_str(&lines(records, change)?);
    }
    Ok(out)
}

fn heading(number: &str, undoes: &str, operation: &Operation) -> String {
    format!(
        "{}  {}{undoes}  {}\n",
        styled(STRONG, number),
        operation.verb,
        styled(FAINT, &format!("{} by {}", operation.at, safe(&operation.by)))
    )
}

/// A change, a line for each field.
fn lines(records: &Records<'_>, change: &Change) -> Outcome<String> {
    let Some(record) = change.record() else { return Ok(String::new()) };
    let name = handle(records, record)?.map_or_else(|| record.kind().to_string(), |handle| handle.to_string());
    let fields = fields(change);
    if fields.is_empty() {
        return Ok(format!("      {} {name}  {}\n", what(change), safe(&gist(records, record)?)));
    }
    let mut out = String::new();
    for (field, before, after) in fields {
        let (before, after) = (shown(records, &before)?, shown(records, &after)?);
        let line = format!("{}: {before} → {after}", field.replace('_', " "));
        out.push_str(&format!("      {} {name}  {}\n", what(change), safe(&line)));
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

/// The fields that a change gave another value, with both values; none for a record that came or went.
fn fields(change: &Change) -> Vec<(String, Value, Value)> {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Vec::new() };
    let (before, after) = (members(before), members(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let value = |members: &Map<String, Value>, name| members.get(name).cloned().unwrap_or_default();
    let pairs = names.into_iter().map(|name| (name.clone(), value(&before, name), value(&after, name)));
    pairs.filter(|(_, before, after)| before != after).collect()
}

/// The members of a record as the log keeps them.
fn members(record: &Record) -> Map<String, Value> {
    // A record is an object with one member, its kind, and the record under it.
    match serde_json::to_value(record) {
        Ok(Value::Object(kind)) => match kind.into_iter().next() {
            Some((_, Value::Object(members))) => members,
            _ => Map::new(),
        },
        _ => Map::new(),
    }
}

/// A value in words: handles in the place of keys, and a dash for nothing.
fn shown(records: &Records<'_>, value: &Value) -> Outcome<String> {
    Ok(match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => match text.parse() {
            Ok(key) => refs::name(records, key)?,
            Err(_) => text.clone(),
        },
        Value::Array(items) if items.is_empty() => "–".to_owned(),
        Value::Array(items) => items.iter().map(|item| shown(records, item)).collect::<Outcome<Vec<_>>>()?.join(", "),
        Value::Object(members) => {
            members.values().map(|value| shown(records, value)).collect::<Outcome<Vec<_>>>()?.join(" ")
        }
        other => other.to_string(),
    })
}

/// The handle of a record that people can type one for.
fn handle(records: &Records<'_>, record: &Record) -> Outcome<Option<Handle>> {
    if record.kind().letter().is_none() {
        return Ok(None);
    }
    let stands = records.handle(record.kind(), record.key())?;
    // An undone record keeps its handle, also in the log.
    Ok(stands.map_or_else(|| records.retired_handle(record.key()), |handle| Ok(Some(handle)))?)
}

/// What a record says, in a few words.
fn gist(records: &Records<'_>, record: &Record) -> Outcome<String> {
    let name = |key| refs::name(records, key);
    Ok(match record {
        Record::Claim(claim) => format!("{} ({})", claim.text, claim.status),
        Record::Source(source) => source.title.clone(),
        Record::Link(link) => format!("{} {} {}", name(link.from)?, link.stance, name(link.to.key())?),
        Record::Party(party) => party.name.clone(),
        Record::Version(version) => {
            format!("v{} of {}, {}, SHA-256 {}", version.number, name(version.source)?, version.origin, version.bytes)
        }
        Record::Appearance(appearance) => {
            let quote = appearance.quote.as_ref().map(|quote| format!(" {}", quoted(&quote.exact)));
            format!("of {}, {}{}", name(appearance.claim)?, appearance.manner, quote.unwrap_or_default())
        }
        Record::Grade(grade) => format!("of {}: {}", name(grade.subject)?, grade.grading.word()),
        Record::Verdict(verdict) => format!("on {}, {}: {}", name(verdict.claim)?, verdict.name, verdict.because),
        Record::Note(note) => format!("on {}: {}", name(note.subject)?, note.text),
        Record::Reply(reply) => match &reply.answer {
            None => format!("about {}, of {}, through {}", name(reply.claim)?, name(reply.party)?, reply.through),
            Some(answer) => {
                let text = answer.text.as_deref().map_or_else(|| "none came".to_owned(), quoted);
                format!("about {}, of {}: {text}", name(reply.claim)?, name(reply.party)?)
            }
        },
    })
}
