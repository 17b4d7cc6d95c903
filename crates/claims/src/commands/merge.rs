//! `claims merge`: two claims turn out to be one; what is recorded about the first goes to the second.

use claims_model::{Appearance, Claim, Filed, Grade, Key, Link, Note, Reply, Status, Target, Verb, Verdict};
use claims_store::Records;

use super::add::finish;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  claims list --grouped          claims that say the same\n  claims merge c9 c7             what is known of c9 goes to c7\n\nAppearances, links, verdicts, grades, notes, replies, claimants and tags go along; the wording of the second stays.\nThe first is withdrawn, with the reason."
)]
pub(crate) struct Args {
    /// The claim that is given up
    from: String,
    /// The claim that stays
    into: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let (from, into) = (refs::get::<Claim>(&writing, &args.from)?, refs::get::<Claim>(&writing, &args.into)?);
    may_merge(&writing, &from, &into)?;

    let verdicts = writing.verdicts_of(from.key)?;
    for one in writing.appearances_of(from.key)? {
        draft.update(one.record.clone(), Appearance { claim: into.key, ..one.record });
    }
    for one in writing.links_from(from.key)? {
        draft.update(one.record.clone(), Link { from: into.key, ..one.record });
    }
    for one in writing.links_to(Target::Claim(from.key))? {
        draft.update(one.record.clone(), Link { to: Target::Claim(into.key), ..one.record });
    }
    for one in writing.grades_of(from.key)? {
        draft.update(one.record.clone(), Grade { subject: into.key, ..one.record });
    }
    for one in writing.notes_of(from.key)? {
        draft.update(one.record.clone(), Note { subject: into.key, ..one.record });
    }
    for one in writing.replies_about(from.key)? {
        draft.update(one.record.clone(), Reply { claim: into.key, ..one.record });
    }
    let is_decided = !verdicts.is_empty();
    for one in verdicts {
        draft.update(one.record.clone(), Verdict { claim: into.key, ..one.record });
    }
    draft.update(into.record.clone(), joined(&from, &into, is_decided));
    let because = Some(format!("It says the same as {}.", into.handle));
    let given_up = Claim { status: Status::Withdrawn, withdrawn_because: because, ..from.record.clone() };
    draft.update(from.record, given_up);
    finish(desk, writing, draft, Verb::Merge, into.key, None)
}

/// What stays says all that either said.
fn joined(from: &Claim, into: &Claim, is_decided: bool) -> Claim {
    let mut joined = into.clone();
    let new = from.claimants.iter().filter(|one| into.claimants.iter().all(|known| known.party != one.party));
    joined.claimants.extend(new.cloned());
    joined.tags.extend(from.tags.iter().cloned());
    joined.tags.sort();
    joined.tags.dedup();
    joined.said = joined.said.or(from.said);
    joined.occasion = joined.occasion.or_else(|| from.occasion.clone());
    joined.place = joined.place.or_else(|| from.place.clone());
    joined.why_checked = joined.why_checked.or_else(|| from.why_checked.clone());
    if is_decided && matches!(joined.status, Status::Noted | Status::Checking) {
        joined.status = Status::Checked;
    }
    joined
}

fn may_merge(records: &Records<'_>, from: &Filed<Claim>, into: &Filed<Claim>) -> Outcome<()> {
    let refused = |what: String| Failure::new(Exit::Refused, what);
    if from.key == into.key {
        return Err(Failure::new(Exit::Usage, format!("{} is one claim already", into.handle)));
    }
    if let Some(gone) = [from, into].into_iter().find(|claim| claim.status == Status::Withdrawn) {
        return Err(refused(format!("{} is withdrawn", gone.handle)));
    }
    let other_way = format!("the other way round: claims merge {} {}", into.handle, from.handle);
    if from.status == Status::Published {
        return Err(refused(format!("{} is published, and stays", from.handle)).hint(other_way));
    }
    if from.part_of.is_some() || into.part_of.is_some() || !records.parts_of(from.key)?.is_empty() {
        return Err(refused(format!("{} or {} is split, or a part of another claim", from.handle, into.handle)));
    }
    if let Some(link) = between(records, from.key, into.key)? {
        return Err(refused(format!("{link} leads from one of them to the other, so they do not say the same"))
            .hint(format!("see it: claims show {link}")));
    }
    // The newest verdict counts: one from elsewhere must not come after that of the claim that stays.
    let number =
        |key| -> Outcome<Option<u32>> { Ok(records.verdicts_of(key)?.last().map(|verdict| verdict.handle.number)) };
    if let (Some(moved), Some(stays)) = (number(from.key)?, number(into.key)?)
        && moved > stays
    {
        return Err(refused(format!(
            "{} has the newer verdict, which would become that of {}",
            from.handle, into.handle
        ))
        .hint(other_way));
    }
    Ok(())
}

/// The handle of a link from one claim to the other.
fn between(records: &Records<'_>, one: Key, other: Key) -> Outcome<Option<claims_model::Handle>> {
    for (from, to) in [(one, other), (other, one)] {
        let found = records.links_from(from)?.into_iter().find(|link| link.to == Target::Claim(to));
        if let Some(link) = found {
            return Ok(Some(link.handle));
        }
    }
    Ok(None)
}
