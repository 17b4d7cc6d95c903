//! Asks at the terminal about one suggestion after the other; nothing is recorded before the last answer.

use std::{io, path::Path};

use super::{offer::Offer, take::Taken};
use crate::{
    failure::{Failure, Outcome},
    render::{FAINT, Out, safe, styled},
};

/// The suggestions that the person at the terminal takes; those after the end of the answers are skipped.
pub(super) fn about<'o>(out: &mut Out, offers: &[&'o Offer]) -> Outcome<Vec<Taken<'o>>> {
    if offers.is_empty() {
        out.message("no claims found")?;
    }
    let mut taken: Vec<Taken<'o>> = Vec::new();
    for (at, offer) in offers.iter().copied().enumerate() {
        let by = offer.claimant.as_deref().map(|name| format!(" — {}", safe(name))).unwrap_or_default();
        let place = format!("{}/{}  {:.2}", at + 1, offers.len(), offer.confidence);
        out.line(&format!("{}  {}{by}", styled(FAINT, &place), safe(&offer.wording)))?;
        loop {
            let Some(answer) = answer(out, "t take, e edit and take, s skip, q quit > ")? else { return Ok(taken) };
            match answer.trim() {
                "t" => taken.push(Taken { offer, wording: offer.wording.clone() }),
                "e" => match self::answer(out, "wording > ")? {
                    Some(wording) if !wording.trim().is_empty() => taken.push(Taken { offer, wording }),
                    _ => continue,
                },
                "s" | "" => {}
                "q" => return Ok(taken),
                _ => continue,
            }
            break;
        }
    }
    Ok(taken)
}

/// A line from the terminal; `None` where it ends.
fn answer(out: &mut Out, question: &str) -> Outcome<Option<String>> {
    out.as_is(question)?;
    out.flush()?;
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).map_err(|error| Failure::file(Path::new("standard input"), &error))?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}
