//! `claims tag`: words to find claims by.

use claims_model::{Claim, Verb};

use super::required;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{json, safe},
    typed,
};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  claims tag c2 arms dprk\n  claims tag c2 checked-twice --remove urgent")]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// Tags to give
    #[arg(required_unless_present = "remove")]
    tags: Vec<String>,
    /// A tag to take away; may be repeated
    #[arg(long, value_name = "TAG")]
    remove: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    let mut tags = claim.tags.clone();
    for gone in &args.remove {
        let before = tags.len();
        tags.retain(|tag| tag != gone);
        if tags.len() == before {
            return Err(Failure::new(Exit::NotFound, format!("{} has no tag {gone:?}", claim.handle)));
        }
    }
    tags.extend(args.tags.iter().cloned());
    draft.update(claim.record.clone(), Claim { tags: typed::tags(&tags)?, ..claim.record.clone() });
    if draft.is_empty() {
        let mut out = desk.out();
        out.message("nothing to change")?;
        return out.done();
    }
    let out = desk.out();
    let (value, text) = desk.commit(writing, draft, Verb::Tag, |records| {
        let claim = required(records.find::<Claim>(claim.key)?)?;
        let tags: Vec<String> = claim.tags.iter().map(|tag| format!("#{}", safe(tag))).collect();
        let tags = if tags.is_empty() { "no tags".to_owned() } else { tags.join(" ") };
        Ok((json::claim(records, &claim)?, format!("{}  {tags}", claim.handle)))
    })?;
    out.answer(&value, &text)
}
