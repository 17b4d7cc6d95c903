//! `claims undo` and `claims redo`: take the last operation back, or take that back.

use claims_model::{Change, Claim, Operation, Record, Status, Verb};
use claims_store::Entry;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "An undo is itself an operation; `claims redo` takes it back.\nWhat was published is not undone: withdraw it, or correct the verdict."
)]
pub(crate) struct Args {}

#[derive(Debug, clap::Args)]
pub(crate) struct RedoArgs {}

pub(crate) fn run(_: &Args, desk: &Desk<'_>) -> Outcome<()> {
    take_back(desk, Verb::Undo)
}

pub(crate) fn run_redo(_: &RedoArgs, desk: &Desk<'_>) -> Outcome<()> {
    take_back(desk, Verb::Redo)
}

fn take_back(desk: &Desk<'_>, verb: Verb) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let mut writing = casebook.write()?;
    let target = if verb == Verb::Undo { writing.undo_target()? } else { writing.redo_target()? };
    let run = writing.run_to(target.seq)?;
    let first = *run.start();
    for seq in run.rev() {
        // Most are deeds of one operation, which is at hand.
        let part = if seq == target.seq { &target } else { &writing.entry(seq)? };
        if verb == Verb::Undo
            && !matches!(part.operation.verb, Verb::PartyMerge | Verb::Merge)
            && touches_published(&writing, &part.operation)?
        {
            return Err(published(part.operation.verb));
        }
        let draft = desk.draft(&writing)?;
        let operation = Operation {
            key: draft.key(),
            at: draft.at,
            by: draft.by.clone(),
            verb,
            undoes: Some(seq),
            continues: seq != target.seq,
            forgets: None,
            changes: part.operation.inverse(),
        };
        writing.perform(&operation)?;
    }
    let done = describe(&writing, &target)?;
    // A deed of several operations is called by the first of them.
    let done =
        if first == target.seq { done } else { (done.0.min(describe(&writing, &writing.entry(first)?)?.0), done.1) };
    if !desk.global.dry_run {
        writing.commit()?;
    }
    let past = if verb == Verb::Undo { "undone" } else { "redone" };
    let value = serde_json::json!({ "schema": "claims/undo/1", "verb": verb, "operation": done.0, "what": done.1 });
    desk.out().answer(&value, &format!("{past}: operation {}, {}", done.0, done.1))
}

/// Why what is about something published is not undone.
fn published(verb: Verb) -> Failure {
    let what = format!("the last operation ({verb}) is about something published, which is not undone");
    let failure = Failure::new(Exit::Refused, what);
    match verb {
        Verb::Withdraw => failure.hint("to check it again, record it anew: claims add …"),
        _ => failure
            .hint("withdraw the claim: claims withdraw CLAIM --because …")
            .hint("or correct the verdict: claims verdict CLAIM LABEL --correction CLASS --because …"),
    }
}

/// The number and the verb of the operation that a person sees come or go.
fn describe(records: &claims_store::Records<'_>, target: &Entry) -> Outcome<(u64, Verb)> {
    let mut seq = target.seq;
    let mut verb = target.operation.verb;
    // A redo takes an undo back; what comes back is the operation behind it.
    let mut undoes = target.operation.undoes;
    while let Some(behind) = undoes {
        let entry = records.entry(behind)?;
        (seq, verb, undoes) = (entry.seq, entry.operation.verb, entry.operation.undoes);
    }
    Ok((seq, verb))
}

/// Whether an operation published a claim, or decided, changed or withdrew one that was published; tags do not count.
fn touches_published(records: &claims_store::Records<'_>, operation: &Operation) -> Outcome<bool> {
    for change in &operation.changes {
        if only_tags(change) {
            continue;
        }
        for record in change.before.iter().chain(&change.after) {
            let published = match record {
                Record::Claim(claim) => claim.status == Status::Published,
                Record::Verdict(verdict) => {
                    records.find::<Claim>(verdict.claim)?.is_some_and(|claim| claim.status == Status::Published)
                }
                _ => false,
            };
            if published {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn only_tags(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (Some(Record::Claim(before)), Some(Record::Claim(after))) => {
            *before == Claim { tags: before.tags.clone(), ..after.clone() }
        }
        _ => false,
    }
}
