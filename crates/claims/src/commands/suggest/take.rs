//! Records suggestions as claims: each with its claimant and with the place where it stands, all in one operation.

use std::{ops::RangeInclusive, str::FromStr};

use claims_model::{Appearance, Claim, Claimant, Key, Party, PartyKind, Quote, Status, Unnamed, Verb};
use claims_store::{Casebook, Records};

use super::{Read, offer::Offer};
use crate::{
    commands::{add::similar_parties, required},
    desk::{Desk, Draft},
    failure::{Exit, Failure, Outcome},
    render::{json, safe, show::claimants},
    statement, typed,
};

/// A number or a range of them, as typed: `4` or `4-6`.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(RangeInclusive<usize>);

impl FromStr for Numbers {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Self(first..=last)),
            _ => Err("write numbers such as 1,4-6".to_owned()),
        }
    }
}

/// A suggestion that is taken, with the wording it is taken with.
pub(super) struct Taken<'o> {
    pub(super) offer: &'o Offer,
    pub(super) wording: String,
}

/// The suggestions of the numbers, each once.
///
/// # Errors
/// When there is none of a number, when it is recorded already, or when a wording is given for several.
pub(super) fn chosen<'o>(offers: &'o [Offer], numbers: &[Numbers], wording: Option<&str>) -> Outcome<Vec<Taken<'o>>> {
    let mut taken: Vec<Taken<'o>> = Vec::new();
    for number in numbers.iter().flat_map(|numbers| numbers.0.clone()) {
        let Some(offer) = offers.get(number - 1) else {
            let what = match offers.len() {
                0 => "there are no suggestions".to_owned(),
                count => format!("there is no suggestion {number}; the last is {count}"),
            };
            return Err(Failure::new(Exit::NotFound, what));
        };
        if let Some(claim) = &offer.taken {
            return Err(Failure::new(Exit::Refused, format!("suggestion {number} is recorded already, as {claim}"))
                .hint(format!("look at it: claims show {claim}")));
        }
        if taken.iter().all(|other| other.offer.number != number) {
            taken.push(Taken { offer, wording: offer.wording.clone() });
        }
    }
    match (wording, taken.as_mut_slice()) {
        (None, _) => {}
        (Some(wording), [only]) => wording.clone_into(&mut only.wording),
        (Some(_), _) => {
            return Err(Failure::new(Exit::Usage, "--wording goes with one suggestion")
                .hint("take the others with a --take of their own"));
        }
    }
    Ok(taken)
}

/// Records claims to be checked, as one operation.
pub(super) fn record(desk: &Desk<'_>, casebook: &mut Casebook, read: &Read, taken: &[Taken<'_>]) -> Outcome<()> {
    let writing = casebook.write()?;
    let mut draft = desk.draft(&writing)?;
    let mut out = desk.out();
    let mut keys = Vec::new();
    for Taken { offer, wording } in taken {
        let party = match &offer.claimant {
            Some(name) => claimant(&writing, &mut draft, read, name)?,
            None => None,
        };
        if let (Some(name), None) = (&offer.claimant, party) {
            out.message(&format!("note: {} is the name of several, or of nobody; say who: claims edit", safe(name)))?;
        }
        let key = draft.key();
        draft.create(Claim {
            key,
            text: typed::wording(wording)?,
            status: Status::Checking,
            claimants: party.map(|party| Claimant { party, role: None }).into_iter().collect(),
            said: None,
            occasion: None,
            place: None,
            language: None,
            tags: Vec::new(),
            part_of: None,
            why_checked: None,
            withdrawn_because: None,
        });
        let appearance = Appearance {
            key: draft.key(),
            claim: key,
            version: read.version.key,
            manner: offer.manner,
            first: false,
            quote: Some(Quote::at(&read.text, offer.points.clone())),
            timecode: None,
            via: Vec::new(),
            hedge: None,
            original: None,
        };
        draft.create(appearance);
        keys.push(key);
    }
    for message in similar_parties(&writing, &draft) {
        out.message(&message)?;
    }
    let shown = desk.commit(writing, draft, Verb::Add, |records| {
        keys.iter().map(|key| shown(records, *key)).collect::<Outcome<Vec<_>>>()
    })?;
    for (value, line) in &shown {
        if out.json {
            out.object(value)?;
        } else {
            out.line(line)?;
        }
    }
    out.done()
}

/// A claim as an object and as a line.
fn shown(records: &Records<'_>, key: Key) -> Outcome<(serde_json::Value, String)> {
    let claim = required(records.find::<Claim>(key)?)?;
    let by = claimants(records, &claim)?;
    let by = if by.is_empty() { by } else { format!(" — {by}") };
    Ok((json::claim(records, &claim)?, format!("{}  {}{by}", claim.handle, safe(&claim.text))))
}

/// The party that a text names. "A senior official" of one source is not that of another.
fn claimant(records: &Records<'_>, draft: &mut Draft<'_>, read: &Read, told: &str) -> Outcome<Option<Key>> {
    if !told.starts_with(char::is_lowercase) {
        return statement::told_party(records, draft, told, PartyKind::Person);
    }
    let Ok(name) = typed::name(told) else { return Ok(None) };
    if let Some(party) = draft.new_parties().find(|party| party.answers_to(name)) {
        return Ok(Some(party.key));
    }
    for appearance in records.appearances_in(read.version.source)? {
        let claim = required(records.find::<Claim>(appearance.claim)?)?;
        for claimant in &claim.claimants {
            let party = required(records.find::<Party>(claimant.party)?)?;
            if party.unnamed.is_some() && party.answers_to(name) {
                return Ok(Some(party.key));
            }
        }
    }
    let key = draft.key();
    draft.create(Party {
        key,
        name: name.to_owned(),
        kind: PartyKind::Person,
        aliases: Vec::new(),
        description: None,
        unnamed: Some(Unnamed { why: format!("{} gives no name", read.place), known_to: None }),
        merged_into: None,
    });
    Ok(Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_typed() {
        let read = |typed: &str| typed.parse::<Numbers>().map(|numbers| numbers.0);
        assert_eq!(read("4"), Ok(4..=4));
        assert_eq!(read(" 4 - 6"), Ok(4..=6));
        for wrong in ["", "0", "6-4", "-1", "a", "1-", "1-2-3"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
