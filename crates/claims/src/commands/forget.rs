//! `claims forget`: takes what a record says out of the casebook for good, and leaves a tombstone that keeps the log valid.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use claims_model::{
    Handle, Key, Kind, Operation, Party, PartyKind, Record, Source, Status, Verb,
    forget::{FORGOTTEN, Forgetting},
    query::Query,
};
use claims_store::{Casebook, Error, Records};
use serde_json::json;

use super::log::many;
use crate::{
    desk::{self, Desk},
    failure::{Exit, Failure, Outcome},
    refs,
    render::safe,
    typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of a source or a version: its bytes and text, title, address, quotes, and the notes and grades on it.\nOf a party: its names, description and roles, replies asked of it, and the notes and grades on it.\nOf a claim that was never published: its wording, quotes, verdicts, links and notes.\n\nThe record stays with its handle and reads \"[forgotten]\"; the log stays valid, for it keeps the SHA-256\nof each text. Whoever guesses a text can confirm it by that: a name alone is not safe from guessing.\nNothing brings it back, undo neither. Backups, exports and reports made before still hold it:\n\n  claims forget s3 --because \"our source asked\" --dry-run\n  claims forget s3 --because \"our source asked\" --yes\n  claims -C backup.sqlite forget s3 --because \"our source asked\" --yes"
)]
pub(crate) struct Args {
    /// A source, a version, a party or a claim: s3, s3v1, p2, c5
    handle: String,
    /// The reason, or - for standard input; it stays in the log
    #[arg(long, value_name = "REASON")]
    because: String,
    /// Do it, though nothing brings it back
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let because = typed::words(&args.because)?;
    let because = because.as_str();
    if because.is_empty() {
        return Err(Failure::new(Exit::Usage, "--because: forgetting needs a reason"));
    }
    let mut out = desk.out();
    // A copy too: what is forgotten must go out of the backups as well.
    let mut casebook = Casebook::open_on(desk::terms(desk.world, desk.global), &desk.record)?;
    let mut writing = casebook.write()?;
    let root = root(&writing, &args.handle)?;
    may_go(&writing, &root)?;
    let gone = writing.goes_with(root.key)?;
    let keys: BTreeSet<Key> = gone.keys().copied().collect();
    let counts = counts(&gone);
    let name = root.name.clone();
    let is_new = writing.has_texts_of(&keys)?;
    if let Some(word) = root.names.iter().find(|word| says(because, word)) {
        return Err(Failure::new(Exit::Usage, format!("--because: {word:?} is what should be forgotten"))
            .hint("the reason stays in the log; word it otherwise"));
    }
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
        for version in writing.forget(&operation)? {
            shared.push(format!("{}v{}", refs::name(&writing, version.source)?, version.number));
        }
    }
    // Asked of what is left, so that it names no place that is gone.
    let named_in = named_in(&writing, &root.names)?;
    let logged = logged(&writing, &root.names)?;
    let stays = stays(&writing, root.key)?;
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
            "logged": logged,
            "stays": stays,
            "copies": copies.iter().map(|copy| copy.display().to_string()).collect::<Vec<_>>(),
            "is_swept": is_swept,
        }))?;
        out.done()?;
        return finished(&name, is_swept);
    }
    out.line(&match is_new {
        true => format!("{name}  forgotten: {counts}"),
        false => format!("{name}  was forgotten already"),
    })?;
    if !shared.is_empty() {
        out.message(&format!("the same bytes or text are kept as: {}", shared.join(", ")))?;
    }
    if !quoting.is_empty() {
        out.message(&format!("look at the wording of what was taken from it: {}", quoting.join(", ")))?;
    }
    if !named_in.is_empty() {
        out.message(&format!("the name still stands in: {}", named_in.join(", ")))?;
    }
    if !logged.is_empty() {
        let logged: Vec<String> = logged.iter().map(u64::to_string).collect();
        out.message(&format!("the name still stands in what the log keeps, in operations: {}", logged.join(", ")))?;
    }
    if !stays.is_empty() {
        out.message(&format!("its authors and publisher stay: {}", stays.join(", ")))?;
    }
    if !copies.is_empty() {
        out.message("these copies beside the casebook still hold it; delete them, or forget it there with -C:")?;
        for copy in copies {
            out.message(&format!("  {}", safe(&copy.display().to_string())))?;
        }
    }
    out.message("backups, exports and reports that were made elsewhere before still hold it")?;
    out.done()?;
    finished(&name, is_swept)
}

/// It is forgotten; whether it is gone from every page of the file as well.
fn finished(name: &str, is_swept: bool) -> Outcome<()> {
    if is_swept {
        return Ok(());
    }
    let what = format!("{name} is forgotten, but others have the casebook open, and words may be left in the file");
    Err(Failure::new(Exit::Data, what)
        .hint("the next command takes them out once the others are done; to see that it did, repeat this one"))
}

/// Whether a text says a word, in whatever case.
fn says(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}

/// The operations whose record of what was still says one of the words; no more than a person would look at.
fn logged(records: &Records<'_>, words: &[String]) -> Outcome<Vec<u64>> {
    const MOST: usize = 20;
    let (mut found, mut seq) = (Vec::new(), 0);
    if words.is_empty() {
        return Ok(found);
    }
    records.each_entry(|body, _| {
        seq += 1;
        if found.len() < MOST && words.iter().any(|word| says(body, word)) {
            found.push(seq);
        }
        Ok::<_, Failure>(())
    })?;
    Ok(found)
}

/// The parties that a source names and that stay when it goes.
fn stays(records: &Records<'_>, key: Key) -> Outcome<Vec<String>> {
    let Some(source) = records.find::<Source>(key)? else { return Ok(Vec::new()) };
    source.authors.iter().chain(&source.publisher).map(|party| refs::name(records, *party)).collect()
}

/// What was asked to be forgotten.
struct Root {
    key: Key,
    kind: Kind,
    /// How people call it.
    name: String,
    /// The names of a party.
    names: Vec<String>,
}

fn root(records: &Records<'_>, typed: &str) -> Outcome<Root> {
    if refs::split_version(typed)?.1.is_some() {
        let (source, version) = refs::version(records, typed)?;
        let name = format!("{}v{}", source.handle, version.number);
        return Ok(Root { key: version.key, kind: Kind::Version, name, names: Vec::new() });
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
    Ok(Root { key, kind: handle.kind, name: handle.to_string(), names })
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
    if root.kind != Kind::Claim {
        return Ok(());
    }
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

/// Whether a file begins as those of SQLite do.
fn is_sqlite(path: &Path) -> bool {
    use std::io::Read as _;
    let mut start = [0; 16];
    std::fs::File::open(path)
        .is_ok_and(|mut file| file.read_exact(&mut start).is_ok() && &start == b"SQLite format 3\0")
}

/// The copies of the record in its folder, and in the folders there, that still hold what was forgotten.
fn copies(desk: &Desk<'_>, keys: &BTreeSet<Key>) -> Vec<PathBuf> {
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| Some(desk::within(folder, &entry.file_name().into_string().ok()?))).collect()
    };
    let here = within(&desk.folder);
    let below: Vec<PathBuf> = here.iter().filter(|path| path.is_dir()).flat_map(|folder| within(folder)).collect();
    let is_copy = |path: &PathBuf| {
        path.is_file()
            && *path != desk.record
            && is_sqlite(path)
            && claims_store::still_holds(path, keys).unwrap_or(false)
    };
    let mut copies: Vec<PathBuf> = here.into_iter().chain(below).filter(is_copy).collect();
    copies.sort();
    copies
}
