//! `claims note`: hangs a remark on a record.

use claims_model::{Note, Verb};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
};

/// Hang a remark on a claim, source, link or party
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A note is for the desk: show prints it, and no report does.\n\nExample:\n  claims note c2 \"asked the ministry for comment on Tuesday; no answer yet\""
)]
pub(crate) struct Args {
    /// The record
    handle: String,
    /// What to remark
    text: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let text = args.text.trim();
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "a note needs words"));
    }
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let (handle, record) = refs::standing(&writing, &args.handle)?;
    let key = draft.key();
    draft.create(Note { key, subject: record.key(), text: text.to_owned(), by: draft.by.clone(), at: draft.at });
    let out = desk.out();
    desk.commit(writing, draft, Verb::Note, |_| Ok(()))?;
    let value = serde_json::json!({ "schema": "claims/note/1", "subject": handle, "key": key, "text": text });
    out.answer(&value, &format!("{handle}  noted"))
}
