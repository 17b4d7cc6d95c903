//! `claims reply list`: whom the desk asked, a line each.

use claims_model::{Claim, PartialDate, Party, Reply};

use crate::{
    desk::Desk,
    failure::Outcome,
    refs,
    render::{Table, json, show},
    typed,
};

const NOBODY: &str = "nobody was asked yet: claims reply ask CLAIM --through CHANNEL";

pub(super) fn run(typed: Option<&str>, desk: &Desk<'_>) -> Outcome<()> {
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let replies = match typed {
        Some(typed) => records.replies_about(refs::get::<Claim>(&records, typed)?.key)?,
        None => records.all::<Reply>()?,
    };
    let mut out = desk.out();
    if out.json {
        for reply in &replies {
            out.object(&json::reply(&records, reply)?)?;
        }
        return out.done();
    }
    if out.shows {
        // Nine columns are for programs; a person reads a sentence.
        for reply in &replies {
            let claim = refs::name(&records, reply.claim)?;
            out.line(&format!("{}  {claim}  {}", reply.handle, show::asked(&records, reply)?))?;
        }
        if replies.is_empty() {
            out.message(NOBODY)?;
        }
        return out.done();
    }
    let heads = ["reply", "claim", "state", "asked", "due", "answered", "through", "of", "answer"];
    let mut table = Table::new(&mut out, &heads);
    for reply in &replies {
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let answer = reply.answer.as_ref();
        table.row(&[
            &reply.handle.to_string(),
            &refs::name(&records, reply.claim)?,
            reply.state().word(),
            &reply.asked.to_string(),
            &date(reply.due),
            &date(answer.map(|answer| answer.on)),
            &reply.through,
            &records.find::<Party>(reply.party)?.map(|party| party.record.name).unwrap_or_default(),
            &answer.and_then(|answer| answer.text.as_deref()).map(typed::one_line).unwrap_or_default(),
        ])?;
    }
    table.end(NOBODY)?;
    out.done()
}
