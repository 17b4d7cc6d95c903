//! `claims forget`: takes what a record says out of the casebook for good, and leaves a tombstone that keeps the log valid.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use claims_model::{
    Handle, Key, Kind, Operation, Party, PartyKind, Record, Status, Verb,
    forget::{FORGOTTEN, Forgetting},
    query::Query,
};
use claims_store::{Error, Records};
use serde_json::json;

use super::log::many;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
};

/// Take what a record says out of the casebook for good, so as to protect somebody
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of a source or a version: its bytes and text, title, address, quotes, and the notes and grades on it.\nOf a party: its names, description and roles, replies asked of it, and the notes and grades on it.\nOf a claim that was never published: its wording, quotes, verdicts, links and notes.\n\nThe record stays with its handle and reads \"[forgotten]\"; the log stays valid, for it keeps the SHA-256\nof each text. Whoever guesses a text can confirm it by that: a name alone is not safe from guessing.\nNothing brings it back, undo neither. Backups, exports and reports made before still hold it:\n\n  claims forget s3 --because \"our source asked\" --dry-run\n  claims forget s3 --because \"our source asked\" --yes\n  claims -C backup.sqlite forget s3 --because \"our source asked\" --yes"
)]
pub(crate) struct Args {
    /// A source, a version, a party or a claim: s3, s3v1, p2, c5
    handle: String,
    /// The reason; it stays in the log
    #[arg(long, value_name = "REASON")]
    because: String,
    /// Do it, though nothing brings it back
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let because = args.because.trim();
    if because.is_empty() {
        return Err(Failure::new(Exit::Usage, "--because: forgetting needs a reason"));
    }
    let mut out = desk.out();
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let root = root(&writing, &args.handle)?;
    may_go(&writing, &root)?;
    let gone = writing.goes_with(root.key)?;
    let keys: BTreeSet<Key> = gone.keys().copied().collect();
    let counts = counts(&gone);
    let name = root.name.clone();
    let is_new = claims_store::still_holds(&desk.record, &keys)?;
    if is_new && !args.yes && !desk.global.dry_run {
        return Err(Failure::new(Exit::Refused, format!("what is forgotten cannot be brought back: {name}, {counts}"))
            .hint(format!("if you mean it: claims forget {name} --because … --yes"))
            .hint("see more: --dry-run"));
    }
    let quoting = quoting(&writing, &gone)?;
    let mut shared = Vec::new();
    if is_new {
        let draft = desk.draft(&writing)?;
        let forgets = Some(Forgetting { records: keys.clone(), because: because.to_owned() });
        let operation = Operation { forgets, ..draft.part(Verb::Forget, false) };
        for key in writing.forget(&operation)? {
            shared.push(refs::name(&writing, key)?);
        }
    }
    // Asked of what is left, so that it names no place that is gone.
    let named_in = named_in(&writing, &root.names)?;
    if desk.global.dry_run {
        drop(writing);
    } else {
        writing.commit()?;
    }
    let is_swept = desk.global.dry_run || swept(&mut casebook)?;
    let copies = copies(desk, &keys);
    if out.json {
        out.object(&json!({
            "schema": "claims/forgotten/1",
            "handle": name,
            "because": because,
            "is_new": is_new,
            "records": by_kind(&gone).into_iter().map(|(kind, count)| (kind.word(), count)).collect::<BTreeMap<_, _>>(),
            "shared": shared,
            "quoting": quoting,
            "named_in": named_in,
            "copies": copies.iter().map(|copy| copy.display().to_string()).collect::<Vec<_>>(),
            "is_swept": is_swept,
        }))?;
        return out.done();
    }
    out.line(&match is_new {
        true => format!("{name}  forgotten: {counts}"),
        false => format!("{name}  was forgotten already"),
    })?;
    if !shared.is_empty() {
        out.message(&format!("kept, since another source has the same bytes: {}", shared.join(", ")))?;
    }
    if !quoting.is_empty() {
        out.message(&format!("look at the wording of what was taken from it: {}", quoting.join(", ")))?;
    }
    if !named_in.is_empty() {
        out.message(&format!("the name still stands in: {}", named_in.join(", ")))?;
    }
    if !is_swept {
        out.message("others have the casebook open, and traces may be left in the file: repeat it when they are done")?;
    }
    if !copies.is_empty() {
        out.message("these copies beside the casebook still hold it; delete them, or forget it there with -C:")?;
        for copy in copies {
            out.message(&format!("  {}", safe(&copy.display().to_string())))?;
        }
    }
    out.message("backups, exports and reports that were made elsewhere before still hold it")?;
    out.done()
}

/// What was asked to be forgotten.
struct Root {
    key: Key,
    /// How people call it.
    name: String,
    /// The names of a party.
    names: Vec<String>,
}

fn root(records: &Records<'_>, typed: &str) -> Outcome<Root> {
    if refs::split_version(typed)?.1.is_some() {
        let (source, version) = refs::version(records, typed)?;
        return Ok(Root { key: version.key, name: format!("{}v{}", source.handle, version.number), names: Vec::new() });
    }
    let handle = refs::handle(typed)?;
    if !matches!(handle.kind, Kind::Source | Kind::Party | Kind::Claim) {
        return Err(Failure::new(Exit::Usage, format!("{handle} is a {}", handle.kind))
            .hint("a source, a version, a party or a claim can be forgotten, with all that hangs on it"));
    }
    // What was undone is out of sight, and kept all the same.
    let key = match records.record(handle)? {
        Some(record) => record.key(),
        None => records.retired_key(handle)?.ok_or_else(|| refs::unknown(records, handle))?,
    };
    let names = match records.record(handle)? {
        Some(Record::Party(party)) => searched(party),
        _ => Vec::new(),
    };
    Ok(Root { key, name: handle.to_string(), names })
}

/// By which words one finds where a party is still named: its names, and of a person the longest word of each, which may
/// be all that is said.
fn searched(party: Party) -> Vec<String> {
    let is_person = party.kind == PartyKind::Person;
    let longest = |name: &str| name.split_whitespace().max_by_key(|word| word.chars().count()).map(str::to_owned);
    let names = party.aliases.into_iter().chain([party.name]).filter(|name| name != FORGOTTEN);
    names.filter_map(|name| if is_person { longest(&name) } else { Some(name) }).collect()
}

/// What was published is not erased: a reader must be able to see that it was withdrawn.
fn may_go(records: &Records<'_>, root: &Root) -> Outcome<()> {
    let mut is_public = false;
    records.each_entry(|body, _| {
        let operation = Operation::read(body).map_err(|why| Failure::new(Exit::Data, why.to_string()))?;
        is_public |= operation.changes.iter().any(|change| {
            let claim = change.after.as_ref().filter(|after| after.key() == root.key);
            matches!(claim, Some(Record::Claim(claim)) if claim.status == Status::Published)
        });
        Ok::<_, Failure>(())
    })?;
    if is_public {
        return Err(Failure::new(Exit::Refused, format!("{} was published, and that is not erased", root.name))
            .hint(format!("take it back in sight of everyone: claims withdraw {} --because …", root.name)));
    }
    Ok(())
}

fn by_kind(gone: &BTreeMap<Key, Kind>) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    for kind in gone.values() {
        *counts.entry(*kind).or_default() += 1;
    }
    counts
}

fn counts(gone: &BTreeMap<Key, Kind>) -> String {
    let counts = by_kind(gone);
    let words = counts.into_iter().map(|(kind, count)| format!("{count} {}", many(kind, count)));
    words.collect::<Vec<_>>().join(", ")
}

/// The claims that were taken from what goes and stay themselves.
fn quoting(records: &Records<'_>, gone: &BTreeMap<Key, Kind>) -> Outcome<Vec<String>> {
    let mut claims = BTreeSet::new();
    for (key, _) in gone.iter().filter(|(_, kind)| **kind == Kind::Appearance) {
        if let Some(appearance) =
            records.find::<claims_model::Appearance>(*key)?.filter(|one| !gone.contains_key(&one.claim))
        {
            claims.extend(records.handle(Kind::Claim, appearance.claim)?);
        }
    }
    Ok(claims.into_iter().map(|handle: Handle| handle.to_string()).collect())
}

/// Where the names still stand.
fn named_in(records: &Records<'_>, names: &[String]) -> Outcome<Vec<String>> {
    const MOST: u32 = 50;
    let mut places = BTreeSet::new();
    for name in names {
        let Ok(query) = Query::parse(&format!("\"{}\"", name.replace('"', " "))) else { continue };
        for hit in records.search(&query, &[], MOST)?.hits {
            match &hit.versions[..] {
                [] => drop(places.insert(hit.handle.to_string())),
                versions => places.extend(versions.iter().map(|number| format!("{}v{number}", hit.handle))),
            }
        }
    }
    Ok(places.into_iter().collect())
}

fn swept(casebook: &mut claims_store::Casebook) -> Outcome<bool> {
    match casebook.sweep() {
        Ok(()) => Ok(true),
        Err(Error::Locked { .. }) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// The copies of the record in its folder that still hold what was forgotten.
fn copies(desk: &Desk<'_>, keys: &BTreeSet<Key>) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(&desk.folder) else { return Vec::new() };
    let files = entries.filter_map(|entry| Some(desk.file(&entry.ok()?.file_name().into_string().ok()?)));
    let is_copy = |path: &PathBuf| {
        path.is_file()
            && *path != desk.record
            && path.file_name().is_some_and(|name| name.to_string_lossy().contains(".sqlite"))
            && claims_store::still_holds(path, keys).unwrap_or(false)
    };
    let mut copies: Vec<PathBuf> = files.filter(is_copy).collect();
    copies.sort();
    copies
}
