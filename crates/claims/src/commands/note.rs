//! `claims note`: hangs a remark on a record.

use claims_model::{Note, Verb};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs, typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A note is for the desk: show prints it, and no report does. What a claimant was asked is no note:\nclaims reply ask.\n\nExamples:\n  claims note c2 \"the ministry moved its archive in 2022\"\n  claims note c2 --looked \"searched the port's notices and two papers; found nothing against it\""
)]
pub(crate) struct Args {
    /// The record
    handle: String,
    /// What to remark, or - for standard input
    text: String,
    /// It says that counter-evidence was looked for, and what was found
    #[arg(long)]
    looked: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let text = typed::words(&args.text)?;
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "a note needs words"));
    }
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let (handle, record) = refs::standing(&writing, &args.handle)?;
    let key = draft.key();
    let (by, at, looked) = (draft.by.clone(), draft.at, args.looked);
    draft.create(Note { key, subject: record.key(), text: text.clone(), by, at, looked });
    let out = desk.out();
    desk.commit(writing, draft, Verb::Note, |_| Ok(()))?;
    let value = serde_json::json!({ "schema": "claims/note/1", "subject": handle, "key": key, "text": text, "looked": args.looked });
    out.answer(&value, &format!("{handle}  noted"))
}
