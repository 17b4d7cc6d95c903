//! What of a record people may change, as a table of fields: the same for flags and for a text editor.

use claims_model::{Claim, Claimant, Key, Link, PartyKind, Record, Reply, Source, Status};
use claims_store::Records;
use toml::{Table, Value};

use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    refs, statement, typed,
};

/// How the file that an editor works on begins.
pub(crate) const BUFFER_PREFIX: &str = ".claims-edit-";

/// The fields of a record that people may change, as they stand.
///
/// # Errors
/// When records of this kind are not edited this way.
pub(crate) fn fields(records: &Records<'_>, record: &Record) -> Outcome<Table> {
    let mut table = Table::new();
    let mut put = |name: &str, value: Option<String>| {
        table.insert(name.to_owned(), Value::String(value.unwrap_or_default()));
    };
    match record {
        Record::Claim(claim) => {
            put("text", Some(claim.text.clone()));
            put("status", Some(claim.status.to_string()));
            put("said", claim.said.map(|said| said.to_string()));
            put("occasion", claim.occasion.clone());
            put("place", claim.place.clone());
            put("language", claim.language.clone());
            put("part_of", claim.part_of.map(|key| refs::name(records, key)).transpose()?);
            put("why", claim.why_checked.clone());
            let parties = claim.claimants.iter().map(|claimant| claimant.party);
            table.insert("by".to_owned(), names(records, parties)?);
            let roles = claim.claimants.iter().map(|one| Value::String(one.role.clone().unwrap_or_default()));
            table.insert("role".to_owned(), Value::Array(roles.collect()));
        }
        Record::Source(source) => {
            put("title", Some(source.title.clone()));
            put("kind", Some(source.kind.to_string()));
            put("published", source.published.map(|date| date.to_string()));
            put("address", source.address.clone());
            put("language", source.language.clone());
            let publisher = source.publisher.map(|key| party_name(records, key)).transpose()?;
            put("publisher", publisher);
            table.insert("author".to_owned(), names(records, source.authors.iter().copied())?);
            let origins = source.derived_from.iter().map(|key| refs::name(records, *key).map(Value::String));
            table.insert("derived_from".to_owned(), Value::Array(origins.collect::<Outcome<_>>()?));
        }
        Record::Link(link) => {
            put("stance", Some(link.stance.to_string()));
            put("note", link.note.clone());
        }
        Record::Reply(reply) => {
            put("through", Some(reply.through.clone()));
            put("asked", Some(reply.asked.to_string()));
            put("due", reply.due.map(|due| due.to_string()));
        }
        Record::Party(_) => {
            return Err(Failure::new(Exit::Usage, "parties have a command of their own").hint("claims party edit"));
        }
        Record::Version(_) | Record::Appearance(_) | Record::Grade(_) | Record::Verdict(_) | Record::Note(_) => {
            return Err(Failure::new(Exit::Usage, format!("a {} is not edited", record.kind())));
        }
    }
    Ok(table)
}

/// The record with its fields as the table says.
///
/// # Errors
/// Names the field that is wrong.
pub(crate) fn apply(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    record: &Record,
    mut table: Table,
) -> Outcome<Record> {
    let known = fields(records, record)?;
    if let Some(unknown) = table.keys().find(|name| !known.contains_key(*name)) {
        let failure = Failure::new(Exit::Usage, format!("a {} has no field {unknown:?}", record.kind()));
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        return Err(match refs::nearest(unknown, names.iter().copied()) {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure.hint(format!("its fields: {}", names.join(", "))),
        });
    }
    let mut text = |name: &str| -> Outcome<Option<String>> {
        match table.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            Some(_) => Err(Failure::new(Exit::Usage, format!("{name}: write the value in quotation marks"))),
        }
    };
    match record {
        Record::Claim(claim) => {
            let mut edited = Claim {
                text: typed::wording(&text("text")?.unwrap_or_default())?,
                status: status(claim.status, text("status")?)?,
                said: text("said")?.map(|said| parsed("said", &said)).transpose()?,
                occasion: text("occasion")?,
                place: text("place")?,
                language: text("language")?.map(|tag| typed::language(&tag)).transpose()?,
                part_of: whole(records, claim, text("part_of")?)?,
                why_checked: text("why")?,
                ..claim.clone()
            };
            let (by, mut roles) = (list(&mut table, "by")?, list(&mut table, "role")?);
            while roles.last().is_some_and(String::is_empty) {
                roles.pop();
            }
            if roles.len() > by.len() {
                return Err(Failure::new(Exit::Usage, "there are more roles than claimants")
                    .hint("each role goes with the claimant in the same place"));
            }
            edited.claimants.clear();
            for (at, name) in by.iter().enumerate() {
                let party = statement::party(records, draft, name, PartyKind::Person)?;
                let role = roles.get(at).cloned().filter(|role| !role.is_empty());
                statement::no_twin(&edited.claimants, party, name)?;
                edited.claimants.push(Claimant { party, role });
            }
            let is_reworded = (Claim { status: claim.status, ..edited.clone() }) != *claim;
            if claim.status == Status::Withdrawn && is_reworded {
                return Err(Failure::new(Exit::Refused, "the claim is withdrawn; it stays as it was"));
            }
            let is_another = edited.text != claim.text || edited.claimants != claim.claimants;
            if claim.status == Status::Checked && edited.status != Status::Checking && is_another {
                return Err(Failure::new(Exit::Refused, "the verdict was given on the claim as it reads")
                    .hint("take it back to checking as well: --status checking"));
            }
            if claim.status == Status::Published && is_reworded {
                return Err(Failure::new(Exit::Refused, "the claim is published; what was published is not reworded")
                    .hint("correct the verdict on it: claims verdict CLAIM LABEL --correction CLASS --because …")
                    .hint("or withdraw it, and add it anew: claims withdraw CLAIM --because …"));
            }
            Ok(edited.into())
        }
        Record::Source(source) => {
            let publisher = text("publisher")?;
            let mut edited = Source {
                title: text("title")?.ok_or_else(|| Failure::new(Exit::Usage, "a source needs a title"))?,
                kind: text("kind")?.map_or(Ok(source.kind), |kind| kind.parse())?,
                published: text("published")?.map(|date| parsed("published", &date)).transpose()?,
                address: text("address")?.map(|it| typed::address(&it)).transpose()?,
                language: text("language")?.map(|tag| typed::language(&tag)).transpose()?,
                ..source.clone()
            };
            edited.publisher =
                publisher.map(|name| statement::party(records, draft, &name, PartyKind::Organization)).transpose()?;
            edited.authors.clear();
            for name in list(&mut table, "author")? {
                edited.authors.push(statement::party(records, draft, &name, PartyKind::Person)?);
            }
            edited.derived_from.clear();
            for typed in list(&mut table, "derived_from")? {
                let origin = refs::get::<Source>(records, &typed)?;
                if origin.key == source.key {
                    return Err(Failure::new(Exit::Usage, "a source is not derived from itself"));
                }
                if derives_from(records, &origin, source.key)? {
                    return Err(Failure::new(
                        Exit::Usage,
                        format!("{} is itself derived from this source", origin.handle),
                    ));
                }
                if !edited.derived_from.contains(&origin.key) {
                    edited.derived_from.push(origin.key);
                }
            }
            Ok(edited.into())
        }
        Record::Link(link) => {
            let stance = text("stance")?.map_or(Ok(link.stance), |stance| stance.parse())?;
            Ok(Link { stance, note: text("note")?, ..link.clone() }.into())
        }
        Record::Reply(reply) => {
            let needed = |name: &str| Failure::new(Exit::Usage, format!("{name}: a reply needs one"));
            let through = text("through")?.ok_or_else(|| needed("through"))?;
            let asked = parsed("asked", &text("asked")?.ok_or_else(|| needed("asked"))?)?;
            let due = text("due")?.map(|date| parsed("due", &date)).transpose()?;
            Ok(Reply { through, asked, due, ..reply.clone() }.into())
        }
        other => Ok(other.clone()),
    }
}

/// The state a claim goes to, where the life cycle allows it.
pub(crate) fn status(now: Status, typed: Option<String>) -> Outcome<Status> {
    let to: Status = typed.map_or(Ok(now), |typed| typed.parse())?;
    if to == now {
        return Ok(to);
    }
    if to == Status::Withdrawn {
        return Err(
            Failure::new(Exit::Refused, "a claim is withdrawn with a reason").hint("claims withdraw CLAIM --because …")
        );
    }
    if to == Status::Published && matches!(now, Status::Noted | Status::Checking) {
        return Err(Failure::new(Exit::Refused, "a claim is published after a verdict on it")
            .hint("claims verdict CLAIM LABEL --because …"));
    }
    if to == Status::Checked && matches!(now, Status::Noted | Status::Checking) {
        return Err(Failure::new(Exit::Refused, "a claim is checked when it has a verdict")
            .hint("claims verdict CLAIM LABEL --because …"));
    }
    if !now.may_become(to) {
        let next: Vec<&str> = now.next().iter().map(|status| status.word()).collect();
        let next = if next.is_empty() { "nothing".to_owned() } else { next.join(", ") };
        return Err(Failure::new(Exit::Refused, format!("what is {now} cannot become {to}; after {now} comes {next}")));
    }
    Ok(to)
}

/// The claim that another is a part of, where that makes no circle.
fn whole(records: &Records<'_>, claim: &Claim, typed: Option<String>) -> Outcome<Option<Key>> {
    let Some(typed) = typed else { return Ok(None) };
    let whole = refs::get::<Claim>(records, &typed)?;
    let mut above = Some(whole.key);
    while let Some(key) = above {
        if whole.key == claim.key {
            return Err(Failure::new(Exit::Usage, format!("{} cannot be a part of itself", whole.handle)));
        }
        if key == claim.key {
            return Err(Failure::new(Exit::Usage, format!("{} is itself a part of this claim", whole.handle)));
        }
        above = records.find::<Claim>(key)?.and_then(|claim| claim.part_of);
    }
    Ok(Some(whole.key))
}

/// Whether a source leads back to another by the sources that it is derived from.
fn derives_from(records: &Records<'_>, source: &Source, origin: Key) -> Outcome<bool> {
    let mut open: Vec<Key> = source.derived_from.clone();
    let mut seen = Vec::new();
    while let Some(key) = open.pop() {
        if key == origin {
            return Ok(true);
        }
        if !seen.contains(&key) {
            seen.push(key);
            open.extend(records.find::<Source>(key)?.into_iter().flat_map(|source| source.record.derived_from));
        }
    }
    Ok(false)
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(name: &str, text: &str) -> Outcome<T> {
    text.parse().map_err(|error: T::Err| Failure::new(Exit::Usage, format!("{name}: {error}")))
}

fn list(table: &mut Table, name: &str) -> Outcome<Vec<String>> {
    let wrong = || Failure::new(Exit::Usage, format!("{name}: write a list of values in quotation marks"));
    match table.remove(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => items
            .into_iter()
            .map(|item| match item {
                Value::String(text) => Ok(text.trim().to_owned()),
                _ => Err(wrong()),
            })
            .collect(),
        Some(_) => Err(wrong()),
    }
}

fn names(records: &Records<'_>, parties: impl Iterator<Item = Key>) -> Outcome<Value> {
    let names = parties.map(|key| party_name(records, key).map(Value::String));
    Ok(Value::Array(names.collect::<Outcome<_>>()?))
}

/// A name that finds the party again: its own, or its handle where others answer to the same.
fn party_name(records: &Records<'_>, key: Key) -> Outcome<String> {
    let Some(party) = records.find::<claims_model::Party>(key)? else { return Ok(key.to_string()) };
    let is_unique = records.parties_named(&party.name)?.len() == 1 && typed::name(&party.name).is_ok();
    Ok(if is_unique { party.record.name } else { party.handle.to_string() })
}
