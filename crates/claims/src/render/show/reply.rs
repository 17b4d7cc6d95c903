//! A request for a reply: of whom, how, when, and what came of it.

use claims_model::{Claim, Filed, Reply};
use claims_store::Records;

use super::{judgements, line, party_name};
use crate::{
    failure::Outcome,
    render::{STRONG, quoted, safe, styled},
    typed,
};

/// A request with all that hangs on it.
pub(crate) fn reply(records: &Records<'_>, reply: &Filed<Reply>) -> Outcome<String> {
    let mut out = format!("{}  {}\n", styled(STRONG, &reply.handle.to_string()), asked(records, reply)?);
    if let Some(claim) = records.find::<Claim>(reply.claim)? {
        line(&mut out, 1, &format!("about {}  {}", claim.handle, safe(&claim.text)));
    }
    line(&mut out, 1, &format!("recorded by {}, {}", safe(&reply.by), reply.at));
    judgements(records, &mut out, reply.key)?;
    Ok(out)
}

/// The request and its answer, in one line.
pub(crate) fn asked(records: &Records<'_>, reply: &Reply) -> Outcome<String> {
    let due = reply.due.map(|due| format!(", due {due}")).unwrap_or_default();
    let came = match &reply.answer {
        None => "no answer yet".to_owned(),
        Some(answer) => match &answer.text {
            Some(text) => format!("answered {}: {}", answer.on, quoted(&safe(&typed::one_line(text)))),
            None => format!("no answer by {}", answer.on),
        },
    };
    let of = party_name(records, reply.party)?;
    Ok(format!("asked {of} {} through {}{due}; {came}", reply.asked, safe(&reply.through)))
}
