//! `claims add`: records a claim to be checked.

use claims_model::{Claim, Key, Link, Party, Status, Verb};
use claims_store::{Records, Writing};

use super::{matching, required};
use crate::{
    desk::{Desk, Draft},
    failure::Outcome,
    refs,
    render::{json, safe, show::claimants},
    statement::{self, AppearanceArgs, SaidArgs},
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims add \"North Korea made impressive progress\" --by \"Sergei Shoigu\" --role \"defence minister\" \\\n      --in s1 --quote \"made impressive progress\" --said 2023-08-15\n  claims add \"Rockets from North Korea are used\" --by \"Ukrainian forces\" --in s2 --manner indirect \\\n      --via \"state media\" --hedge reportedly"
)]
pub(crate) struct Args {
    /// The wording that is checked
    text: String,
    #[command(flatten)]
    said: SaidArgs,
    #[command(flatten)]
    appearance: AppearanceArgs,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let key = statement::claim(&writing, &mut draft, &args.text, &args.said, Status::Checking)?;
    statement::appearance(&writing, &mut draft, key, &args.appearance)?;
    let twin = same(&writing, &draft, &args.text, &args.said.by)?;
    finish(desk, writing, draft, Verb::Add, key, None)?;
    match twin {
        Some(twin) => desk.out().message(&twin),
        None => Ok(()),
    }
}

/// What a person should know if a claim on file says the same as the new one.
fn same(records: &Records<'_>, draft: &Draft<'_>, text: &str, by: &[String]) -> Outcome<Option<String>> {
    let found = matching::alike(records, text, by)?;
    if !matching::is_sure(&found) {
        return Ok(None);
    }
    for found in found.into_iter().take_while(matching::Alike::may_be_same) {
        let claim = required(records.find::<Claim>(found.claim)?)?;
        // A part says some of what the whole says.
        if claim.status != Status::Withdrawn && !draft.names_whole(claim.key) {
            let (handle, text) = (claim.handle, safe(&claim.text));
            return Ok(Some(format!("note: {handle} may say the same: {text}; if so: claims merge")));
        }
    }
    Ok(None)
}

/// Commits a draft with a claim in it, and shows the claim in a line, and the link if there is one.
pub(super) fn finish(
    desk: &Desk<'_>,
    writing: Writing<'_>,
    draft: Draft<'_>,
    verb: Verb,
    claim: Key,
    link: Option<Key>,
) -> Outcome<()> {
    let mut out = desk.out();
    for message in similar_parties(&writing, &draft) {
        out.message(&message)?;
    }
    let shown = desk.commit(writing, draft, verb, |records| {
        let claim = required(records.find::<Claim>(claim)?)?;
        let by = claimants(records, &claim)?;
        let by = if by.is_empty() { by } else { format!(" — {by}") };
        let mut shown = vec![(json::claim(records, &claim)?, format!("{}  {}{by}", claim.handle, safe(&claim.text)))];
        if let Some(link) = link {
            let link = required(records.find::<Link>(link)?)?;
            let to = refs::name(records, link.to.key())?;
            shown
                .push((json::link(records, &link)?, format!("{}  {} {} {to}", link.handle, claim.handle, link.stance)));
        }
        Ok(shown)
    })?;
    for (value, text) in &shown {
        if out.json {
            out.object(value)?;
        } else {
            out.line(text)?;
        }
    }
    out.done()
}

/// Names that are new but look like known ones.
pub(super) fn similar_parties(records: &Records<'_>, draft: &Draft<'_>) -> Vec<String> {
    let near = |party: &Party| refs::similar_party(records, &party.name);
    draft
        .new_parties()
        .filter_map(|party| near(party).map(|near| (party, near)))
        .map(|(party, near)| {
            let (new, old) = (safe(&party.name), safe(&near.name));
            format!("note: {new} is a new party; if it is {} {old}: claims party merge", near.handle)
        })
        .collect()
}
