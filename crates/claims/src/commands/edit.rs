//! `claims edit`: changes a record, by flags or in the editor.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

use claims_model::{Claim, Filed, Handle, Link, Record, Reply, Source, Verb};
use claims_store::Records;
use toml::{Table, Value};

use super::required;
use crate::{
    desk::Desk,
    edit::{self, BUFFER_PREFIX},
    failure::{Exit, Failure, Outcome, reason},
    refs,
    render::{json, safe, show},
    settings,
};

/// The line of a buffer that tells which state of the record it was written on.
const MARK: &str = "# state ";

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims edit c2 --status published\n  claims edit c2 --said 2023-08-15 --occasion \"Moscow security conference\"\n  claims edit s1 --set publisher=\"NK News\"\n  claims edit c2               opens $VISUAL or $EDITOR\n\nAn empty value takes a field away. What you wrote in the editor is kept in the casebook's folder\nuntil it is recorded."
)]
pub(crate) struct Args {
    /// The record
    handle: String,
    /// The wording of a claim
    #[arg(long)]
    text: Option<String>,
    /// The state of a claim: noted, checking, published
    #[arg(long)]
    status: Option<String>,
    /// When a claim was said
    #[arg(long, value_name = "DATE")]
    said: Option<String>,
    /// On what occasion
    #[arg(long)]
    occasion: Option<String>,
    /// Where it was said
    #[arg(long)]
    place: Option<String>,
    /// The language of its wording
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Who made a claim; may be repeated, and replaces all who were named
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// The role of each claimant, in the order of --by
    #[arg(long)]
    role: Vec<String>,
    /// The claim that this one is a part of
    #[arg(long, value_name = "CLAIM")]
    part_of: Option<String>,
    /// Why a claim is checked
    #[arg(long, value_name = "REASON")]
    why: Option<String>,
    /// The title of a source
    #[arg(long)]
    title: Option<String>,
    /// A source that a source repeats; may be repeated, and is added to those that were named
    #[arg(long, value_name = "SOURCE")]
    derived_from: Vec<String>,
    /// Any field, as the editor shows them; may be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let (handle, record, fields) = {
        let records = casebook.read()?;
        let (handle, record) = refs::record(&records, &args.handle)?;
        let fields = edit::fields(&records, &record)?;
        (handle, record, fields)
    };
    let mut set = args.fields()?;
    set.extend(args.origins(&set, &fields));
    if !set.is_empty() {
        return record_edit(desk, &mut casebook, handle, &record, with(fields, set, handle)?);
    }
    let buffer = desk.file(&format!("{BUFFER_PREFIX}{handle}.toml"));
    let lock = Lock::take(desk, handle)?;
    let edited = in_editor(desk, handle, &fields, &buffer)?;
    record_edit(desk, &mut casebook, handle, &record, edited).map_err(|failure| kept(failure, &buffer, handle))?;
    if desk.global.dry_run {
        desk.out().message(&format!("what you wrote is kept in {}", safe(&buffer.display().to_string())))?;
        return Ok(());
    }
    std::fs::remove_file(&buffer).map_err(|error| Failure::file(&buffer, &error))?;
    drop(lock);
    Ok(())
}

/// The right to edit a record in an editor, for one person at a time; given back by whatever ends the process.
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn take(desk: &Desk<'_>, handle: Handle) -> Outcome<Self> {
        let path = desk.file(&format!("{BUFFER_PREFIX}{handle}.lock"));
        let file = File::create(&path).map_err(|error| Failure::file(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path, _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(Failure::new(Exit::Refused, format!("{handle} is being edited in another editor"))
                    .hint("finish there first"))
            }
            Err(TryLockError::Error(error)) => Err(Failure::file(&path, &error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left over it would only be an empty file that nobody holds.
        let _ = std::fs::remove_file(&self.path);
    }
}

fn record_edit(
    desk: &Desk<'_>,
    casebook: &mut claims_store::Casebook,
    handle: Handle,
    was: &Record,
    edited: Table,
) -> Outcome<()> {
    let writing = casebook.write()?;
    if writing.record(handle)?.as_ref() != Some(was) {
        return Err(Failure::new(
            Exit::Refused,
            format!("{handle} was changed by someone else while you were editing"),
        )
        .hint(format!("see how it reads now: claims show {handle}")));
    }
    let mut draft = desk.draft(&writing)?;
    let after = edit::apply(&writing, &mut draft, was, edited)?;
    draft.update(was.clone(), after);
    let mut out = desk.out();
    let key = was.key();
    let shown = |records: &Records<'_>| {
        Ok(match was {
            Record::Source(_) => {
                let source: Filed<Source> = required(records.find(key)?)?;
                (json::source(records, &source)?, format!("{handle}  {}", safe(&source.title)))
            }
            Record::Link(_) => {
                let link: Filed<Link> = required(records.find(key)?)?;
                (json::link(records, &link)?, format!("{handle}  {}", link.stance))
            }
            Record::Reply(_) => {
                let reply: Filed<Reply> = required(records.find(key)?)?;
                (json::reply(records, &reply)?, format!("{handle}  {}", show::asked(records, &reply)?))
            }
            _ => {
                let claim: Filed<Claim> = required(records.find(key)?)?;
                (json::claim(records, &claim)?, format!("{handle}  {}  {}", claim.status, safe(&claim.text)))
            }
        })
    };
    if draft.is_empty() {
        out.message("nothing to change")?;
        if out.json {
            out.object(&shown(&writing)?.0)?;
        }
        return out.done();
    }
    let (value, text) = desk.commit(writing, draft, Verb::Edit, shown)?;
    out.answer(&value, &text)
}

impl Args {
    /// The origins of a source with those that are added; the field itself where a record has no such field.
    fn origins(&self, set: &[(String, String)], fields: &Table) -> Option<(String, String)> {
        const NAME: &str = "derived_from";
        if self.derived_from.is_empty() {
            return None;
        }
        let typed = set.iter().rev().find(|(name, _)| name == NAME).map(|(_, value)| value.as_str());
        let known = fields.get(NAME).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let known: Vec<&str> = typed.map_or_else(|| known.collect(), |typed| vec![typed]);
        let all: Vec<&str> = known.into_iter().chain(self.derived_from.iter().map(String::as_str)).collect();
        Some((NAME.to_owned(), all.join(";")))
    }

    /// The fields that were set by flags.
    fn fields(&self) -> Outcome<Vec<(String, String)>> {
        let flags = [
            ("text", &self.text),
            ("status", &self.status),
            ("said", &self.said),
            ("occasion", &self.occasion),
            ("place", &self.place),
            ("language", &self.language),
            ("part_of", &self.part_of),
            ("why", &self.why),
            ("title", &self.title),
        ];
        let mut set: Vec<(String, String)> =
            flags.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect();
        for (name, values) in [("by", &self.by), ("role", &self.role)] {
            if !values.is_empty() {
                set.push((name.to_owned(), values.join(";")));
            }
        }
        // A role belongs to who had it; new claimants come with roles of their own or with none.
        if !self.by.is_empty() && self.role.is_empty() {
            set.push(("role".to_owned(), String::new()));
        }
        for pair in &self.set {
            let (name, value) = pair.split_once('=').ok_or_else(|| {
                Failure::new(Exit::Usage, format!("--set {pair:?}: write the field, =, and its value"))
            })?;
            set.push((name.trim().to_owned(), value.to_owned()));
        }
        Ok(set)
    }
}

/// The fields with some set anew; a field that is a list takes its values apart at `;`.
fn with(mut fields: Table, set: Vec<(String, String)>, handle: Handle) -> Outcome<Table> {
    for (name, value) in set {
        let is_list = matches!(fields.get(&name), Some(Value::Array(_)));
        if !fields.contains_key(&name) {
            let names: Vec<&str> = fields.keys().map(String::as_str).collect();
            let failure = Failure::new(Exit::Usage, format!("{handle} has no field {name:?}"));
            return Err(match refs::nearest(&name, names.iter().copied()) {
                Some(near) => failure.hint(format!("did you mean {near}?")),
                None => failure.hint(format!("its fields: {}", names.join(", "))),
            });
        }
        let value = if is_list {
            // Roles stand in the order of the claimants, and a claimant may have none.
            let items = value.split(';').map(str::trim).filter(|item| name == "role" || !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        } else {
            Value::String(value)
        };
        fields.insert(name, value);
    }
    Ok(fields)
}

/// Lets a person change the fields in a text editor.
fn in_editor(desk: &Desk<'_>, handle: Handle, fields: &Table, buffer: &Path) -> Outcome<Table> {
    let Some(editor) = &desk.world.editor else {
        return Err(Failure::new(Exit::Usage, "no field is set, and there is no editor to set them in")
            .hint("name a field, such as --text, or set EDITOR"));
    };
    let words = shell_words::split(editor)
        .map_err(|_| Failure::new(Exit::Usage, format!("EDITOR is not a command: {editor:?}")))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failure::new(Exit::Usage, "EDITOR is empty"));
    };
    let fresh = page(handle, fields)?;
    if buffer.exists() {
        go_on(desk, handle, buffer, &fresh)?;
    } else {
        std::fs::write(buffer, &fresh).map_err(|error| Failure::file(buffer, &error))?;
    }
    let status = std::process::Command::new(program).args(arguments).arg(buffer).status();
    let failed = match status {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("the editor {program:?} ended with {status}")),
        Err(error) => Some(format!("the editor {program:?} did not start: {}", reason(&error))),
    };
    let text = std::fs::read(buffer).map_err(|error| Failure::file(buffer, &error))?;
    if failed.is_none() && text.trim_ascii().is_empty() {
        std::fs::remove_file(buffer).map_err(|error| Failure::file(buffer, &error))?;
        return Err(Failure::new(Exit::Refused, "the file was emptied").hint("nothing was changed"));
    }
    if let Some(what) = failed {
        // An editor that fails before anything was written leaves nothing worth keeping.
        if text == fresh.as_bytes() {
            std::fs::remove_file(buffer).map_err(|error| Failure::file(buffer, &error))?;
            return Err(Failure::new(Exit::Refused, what).hint("nothing was changed"));
        }
        return Err(kept(Failure::new(Exit::Refused, what), buffer, handle));
    }
    let text = String::from_utf8(text)
        .map_err(|_| kept(Failure::new(Exit::Usage, "what you wrote is not UTF-8"), buffer, handle))?;
    toml::from_str(&text).map_err(|error| kept(settings::invalid(buffer, &text, &error), buffer, handle))
}

/// Takes up what an earlier edit left, unless the record reads differently since: that would undo what others did.
fn go_on(desk: &Desk<'_>, handle: Handle, buffer: &Path, fresh: &str) -> Outcome<()> {
    let left = std::fs::read(buffer).map_err(|error| Failure::file(buffer, &error))?;
    let shown = buffer.display().to_string();
    let mark = |text: &[u8]| {
        text.split(|byte| *byte == b'\n').find(|line| line.starts_with(MARK.as_bytes())).map(<[u8]>::to_vec)
    };
    if mark(&left) != mark(fresh.as_bytes()) {
        return Err(Failure::new(Exit::Refused, format!("{handle} was changed since {shown} was written"))
            .hint(format!("see how it reads now: claims show {handle}"))
            .hint(format!("take what you need out of {shown}, then: rm {shown}")));
    }
    desk.out().message(&format!("going on with what was left in {}", safe(&shown)))
}

fn kept(failure: Failure, buffer: &Path, handle: Handle) -> Failure {
    let may_go_on = failure.exit != Exit::Refused;
    let failure = failure.hint(format!("what you wrote is kept in {}", buffer.display()));
    if may_go_on { failure.hint(format!("go on with it: claims edit {handle}")) } else { failure }
}

/// What the editor shows.
fn page(handle: Handle, fields: &Table) -> Outcome<String> {
    let body = toml::to_string_pretty(fields)
        .map_err(|error| Failure::new(Exit::Data, format!("{handle} cannot be shown in an editor: {error}")))?;
    let digest = claims_model::Digest::of(body.as_bytes()).to_string();
    Ok(format!(
        "# {handle}: change what is in quotation marks, save, and leave the editor.\n# An empty value takes a field away; lines that start with # do not count.\n{MARK}{}\n\n{body}",
        &digest[..12]
    ))
}
