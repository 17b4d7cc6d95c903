//! `claims appear`: records a further place where a claim stands.

use claims_model::{Claim, Verb};

use super::add::finish;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    statement::{self, AppearanceArgs},
};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claims appear c2 --in s3 --quote \"impressive progress\" --manner indirect")]
pub(crate) struct Args {
    /// The claim
    claim: String,
    #[command(flatten)]
    appearance: AppearanceArgs,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    if args.appearance.source.is_none() {
        return Err(Failure::new(Exit::Usage, "where does it stand? name the source with --in"));
    }
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    statement::appearance(&writing, &mut draft, claim.key, &args.appearance)?;
    finish(desk, writing, draft, Verb::Add, claim.key, None)
}
