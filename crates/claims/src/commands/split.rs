//! `claims split`: takes a claim apart into claims that can be checked one by one.

use claims_model::{Appearance, Claim, Status, Verb};

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    refs,
    render::{counted, json, safe},
    typed,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  claims split c2 \"The economy grew\" \"The army was modernised\"\n\nEach part was said by whom, when and where the whole was, and stands where it stands. Without a grade of its own the\nwhole starts from the score of its weakest part."
)]
pub(crate) struct Args {
    /// The claim
    claim: String,
    /// The wordings of the parts, two or more
    #[arg(required = true)]
    parts: Vec<String>,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let whole = refs::get::<Claim>(&writing, &args.claim)?;
    if whole.status == Status::Withdrawn {
        return Err(Failure::new(Exit::Refused, format!("{} is withdrawn", whole.handle)));
    }
    let known = writing.parts_of(whole.key)?;
    if args.parts.len() < 2 && known.is_empty() {
        return Err(Failure::new(Exit::Usage, "a claim is split into two parts or more")
            .hint(format!("for another wording of all of it: claims edit {}", whole.handle)));
    }
    let mut wordings: Vec<String> = known.iter().map(|part| part.text.clone()).collect();
    let stands = writing.appearances_of(whole.key)?;
    let mut keys = Vec::new();
    for part in &args.parts {
        let text = typed::wording(part)?;
        if wordings.contains(&text) || text == whole.text {
            return Err(Failure::new(Exit::Usage, format!("{:?} is there already", safe(&text))));
        }
        wordings.push(text.clone());
        let key = draft.key();
        let status = if whole.status == Status::Noted { Status::Noted } else { Status::Checking };
        let part = Claim { key, text, status, part_of: Some(whole.key), why_checked: None, ..whole.record.clone() };
        draft.create(part);
        for appearance in &stands {
            let own = draft.key();
            draft.create(Appearance { key: own, claim: key, ..appearance.record.clone() });
        }
        keys.push(key);
    }
    let mut out = desk.out();
    let (values, lines) = desk.commit(writing, draft, Verb::Split, |records| {
        let (mut values, mut lines) = (Vec::new(), Vec::new());
        for key in &keys {
            let part = super::required(records.find::<Claim>(*key)?)?;
            values.push(json::claim(records, &part)?);
            lines.push(format!("{}  {}", part.handle, safe(&part.text)));
        }
        Ok((values, lines))
    })?;
    if out.json {
        values.iter().try_for_each(|value| out.object(value))?;
    } else {
        lines.iter().try_for_each(|line| out.line(line))?;
        out.message(&format!("{} is split into {}", whole.handle, counted(wordings.len(), "part", "parts")))?;
    }
    out.done()
}
