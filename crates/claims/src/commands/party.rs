//! `claims party`: who speaks, writes and publishes.

use claims_model::{Claimant, Filed, Grade, Key, Note, Party, PartyKind, Reply, Unnamed, Verb};
use claims_store::Records;

use super::required;
use crate::{
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    refs,
    render::{self, Table, json, quoted, safe},
    typed,
};

/// List, show, edit and merge people and organisations
#[derive(Debug, clap::Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// List the parties
    List,
    /// Show a party with what it said and published
    Show {
        /// The party: a handle (p2) or a name
        party: String,
    },
    /// Change what is known of a party
    #[command(
        after_help = "Examples:\n  claims party edit p2 --alias \"Sergey Shoygu\" --description \"defence minister of Russia 2012-2024\"\n  claims party edit p9 --unnamed \"asked not to be named; fears for the job\" --known-to \"the news editor\""
    )]
    Edit(EditArgs),
    /// Say that two parties are one: everything of the first goes to the second
    #[command(after_help = "Example:\n  claims party merge p7 p2      p7 turned out to be p2")]
    Merge {
        /// The party that goes
        from: String,
        /// The party that stays
        into: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct EditArgs {
    /// The party: a handle (p2) or a name
    party: String,
    /// The name that lists and reports show
    #[arg(long)]
    name: Option<String>,
    /// What it is
    #[arg(long, value_parser = crate::args::word::<PartyKind>())]
    kind: Option<PartyKind>,
    /// Another name by which it is found; may be repeated
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// A name by which it is found no longer; may be repeated
    #[arg(long, value_name = "NAME")]
    remove_alias: Vec<String>,
    /// Who this is, in a few words
    #[arg(long)]
    description: Option<String>,
    /// Why its name is withheld; reports show --name and this reason, and nothing takes the name out of the log
    #[arg(long, value_name = "REASON")]
    unnamed: Option<String>,
    /// Who on the desk knows the name
    #[arg(long, value_name = "WHO")]
    known_to: Option<String>,
}

pub(crate) fn run(command: &Command, desk: &Desk<'_>) -> Outcome<()> {
    match command {
        Command::List => list(desk),
        Command::Show { party } => show(party, desk),
        Command::Edit(args) => edit(args, desk),
        Command::Merge { from, into } => merge(from, into, desk),
    }
}

fn list(desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut out = desk.out();
    let mut parties = records.all::<Party>()?;
    parties.retain(|party| party.merged_into.is_none());
    if out.json {
        for party in &parties {
            out.object(&json::party(&records, party)?)?;
        }
        return out.done();
    }
    let mut table = Table::new(&mut out, &["party", "kind", "claims", "name", "also"]);
    for party in &parties {
        let claims = records.claims_by(party.key)?.len().to_string();
        let handle = party.handle.to_string();
        table.row(&[&handle, party.kind.word(), &claims, &party.name, &party.aliases.join(", ")])?;
    }
    table.end("no parties yet; they come with claims and sources: claims add … --by NAME")?;
    out.done()
}

fn show(typed: &str, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    // A handle shows the record it names, even one that was merged; a name finds who answers to it now.
    let party = if refs::is_handle(typed) { refs::get(&records, typed)? } else { refs::party(&records, typed)? };
    let mut out = desk.out();
    let value = json::party(&records, &party)?;
    if out.json {
        out.object(&value)?
    } else {
        out.text(&render::show::party(&records, &party)?)?
    }
    out.done()
}

fn edit(args: &EditArgs, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let party = refs::party(&writing, &args.party)?;
    let mut draft = desk.draft(&writing)?;
    let after = edited(args, &party)?;
    if args.unnamed.is_some() && after.unnamed.is_some() {
        // The record cannot know whether the name it holds is the one to protect.
        desk.out().message(&format!(
            "note: reports call this party {}; if that is the name to withhold, say what they should call it: --name \"…\"",
            quoted(&safe(&after.name))
        ))?;
    }
    draft.update(party.record.clone(), after);
    finish(desk, writing, draft, Verb::PartyEdit, &party)
}

fn edited(args: &EditArgs, party: &Party) -> Outcome<Party> {
    let mut edited = party.clone();
    if let Some(name) = &args.name {
        edited.name = typed::name(name)?.to_owned();
    }
    edited.kind = args.kind.unwrap_or(edited.kind);
    for gone in &args.remove_alias {
        let before = edited.aliases.len();
        edited.aliases.retain(|alias| alias != gone);
        if edited.aliases.len() == before {
            return Err(Failure::new(
                Exit::NotFound,
                format!("{gone:?} is not among the other names of {}", party.name),
            ));
        }
    }
    for alias in &args.alias {
        let alias = typed::name(alias)?;
        if !edited.answers_to(alias) {
            edited.aliases.push(alias.to_owned());
        }
    }
    if let Some(description) = &args.description {
        edited.description = Some(description.trim().to_owned()).filter(|description| !description.is_empty());
    }
    if args.unnamed.as_deref().is_some_and(|why| why.trim().is_empty()) {
        edited.unnamed = None;
    } else if let Some(why) = &args.unnamed {
        let known_to = edited.unnamed.and_then(|unnamed| unnamed.known_to);
        edited.unnamed = Some(Unnamed { why: why.clone(), known_to });
    }
    if let Some(who) = &args.known_to {
        match &mut edited.unnamed {
            Some(unnamed) => unnamed.known_to = Some(who.clone()),
            None => {
                return Err(Failure::new(Exit::Usage, "--known-to is for a party whose name is withheld")
                    .hint("say why it is withheld: --unnamed REASON"));
            }
        }
    }
    Ok(edited)
}

fn merge(from: &str, into: &str, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let (from, into) = (unmerged(&writing, from)?, unmerged(&writing, into)?);
    if from.key == into.key {
        return Err(Failure::new(Exit::Usage, format!("{} is one party already", into.handle)));
    }
    if from.kind != into.kind {
        return Err(Failure::new(
            Exit::Refused,
            format!("{} is {} and {} is {}", from.handle, a(from.kind), into.handle, a(into.kind)),
        )
        .hint(format!(
            "if they are one all the same, say so first: claims party edit {} --kind {}",
            from.handle, into.kind
        )));
    }
    if from.unnamed.is_some() && into.unnamed.is_none() {
        return Err(Failure::new(
            Exit::Refused,
            format!("the name of {} is withheld, and reports would call it {}", from.handle, safe(&into.name)),
        )
        .hint(format!("withhold that name first: claims party edit {} --unnamed REASON", into.handle)));
    }
    let mut draft = desk.draft(&writing)?;
    for grade in writing.grades_of(from.key)? {
        draft.update(grade.record.clone(), Grade { subject: into.key, ..grade.record });
    }
    for note in writing.notes_of(from.key)? {
        draft.update(note.record.clone(), Note { subject: into.key, ..note.record });
    }
    for claim in writing.claims_by(from.key)? {
        let mut merged = claim.record.clone();
        merged.claimants = as_one(&claim.claimants, from.key, into.key);
        draft.update(claim.record, merged);
    }
    for source in writing.sources_by(from.key)? {
        let mut merged = source.record.clone();
        merged.publisher = merged.publisher.map(|key| if key == from.key { into.key } else { key });
        replace(&mut merged.authors, from.key, into.key);
        draft.update(source.record, merged);
    }
    for appearance in writing.appearances_via(from.key)? {
        let mut merged = appearance.record.clone();
        replace(&mut merged.via, from.key, into.key);
        draft.update(appearance.record, merged);
    }
    for reply in writing.replies_of(from.key)? {
        draft.update(reply.record.clone(), Reply { party: into.key, ..reply.record });
    }
    for earlier in writing.all::<Party>()?.into_iter().filter(|party| party.merged_into == Some(from.key)) {
        draft.update(earlier.record.clone(), Party { merged_into: Some(into.key), ..earlier.record });
    }
    let mut named = into.record.clone();
    named.description = named.description.or_else(|| from.description.clone());
    for name in std::iter::once(&from.name).chain(&from.aliases) {
        if !named.answers_to(name) {
            named.aliases.push(name.clone());
        }
    }
    draft.update(into.record.clone(), named);
    draft.update(from.record.clone(), Party { merged_into: Some(into.key), ..from.record.clone() });
    finish(desk, writing, draft, Verb::PartyMerge, &into)
}

const fn a(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Person => "a person",
        PartyKind::Organization => "an organization",
    }
}

/// The party of a name or a handle; one that went into another already is not taken for that other.
fn unmerged(records: &Records<'_>, typed: &str) -> Outcome<Filed<Party>> {
    let party = refs::party(records, typed)?;
    if refs::is_handle(typed) && !typed.eq_ignore_ascii_case(&party.handle.to_string()) {
        return Err(Failure::new(Exit::Refused, format!("{typed} was merged into {} already", party.handle))
            .hint(format!("if you mean {}, name it", party.handle)));
    }
    Ok(party)
}

/// Claimants with one party in the place of another, once, with all the roles of both.
fn as_one(claimants: &[Claimant], from: Key, into: Key) -> Vec<Claimant> {
    let mut merged: Vec<Claimant> = Vec::new();
    for claimant in claimants {
        let party = if claimant.party == from { into } else { claimant.party };
        match merged.iter_mut().find(|known| known.party == party) {
            None => merged.push(Claimant { party, role: claimant.role.clone() }),
            Some(known) => {
                let roles = [known.role.take(), claimant.role.clone()];
                let roles: Vec<String> = roles.into_iter().flatten().collect();
                known.role = (!roles.is_empty()).then(|| roles.join(", "));
            }
        }
    }
    merged
}

/// Puts one party in the place of another, once.
fn replace(parties: &mut Vec<Key>, from: Key, into: Key) {
    let mut seen = Vec::new();
    parties.iter_mut().filter(|key| **key == from).for_each(|key| *key = into);
    parties.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
}

fn finish(
    desk: &Desk<'_>,
    writing: claims_store::Writing<'_>,
    draft: Draft<'_>,
    verb: Verb,
    party: &Filed<Party>,
) -> Outcome<()> {
    let mut out = desk.out();
    if draft.is_empty() {
        out.message("nothing to change")?;
        return out.done();
    }
    let after = |records: &Records<'_>| {
        let party = required(records.find::<Party>(party.key)?)?;
        Ok((json::party(records, &party)?, format!("{}  {}", party.handle, safe(&party.name))))
    };
    let (value, text) = desk.commit(writing, draft, verb, after)?;
    out.answer(&value, &text)
}
