//! `claims withdraw`: takes a claim back, in sight of everyone.

use claims_model::{Claim, Status, Verb};

use super::add::finish;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs, typed,
};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  claims withdraw c4 --because \"the quote was a mistranslation\"")]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// The reason, or - for standard input
    #[arg(long, value_name = "REASON")]
    because: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let because = typed::words(&args.because)?;
    if because.is_empty() {
        return Err(Failure::new(Exit::Usage, "--because: a withdrawal needs a reason"));
    }
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let claim = refs::get::<Claim>(&writing, &args.claim)?;
    if claim.status == Status::Withdrawn {
        return Err(Failure::new(Exit::Refused, format!("{} is withdrawn already", claim.handle)));
    }
    let withdrawn = Claim { status: Status::Withdrawn, withdrawn_because: Some(because), ..claim.record.clone() };
    draft.update(claim.record.clone(), withdrawn);
    finish(desk, writing, draft, Verb::Withdraw, claim.key, None)
}
