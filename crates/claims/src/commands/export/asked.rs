//! Which claims a report or an export is about, as they are typed.

use claims_model::{Claim, Filed, Handle, Source, Status};
use claims_store::Records;

use crate::{
    commands::score,
    failure::{Exit, Failure, Outcome},
    refs,
};

/// What is written about.
pub(super) struct Asked {
    pub(super) claims: Vec<Filed<Claim>>,
    /// The source that it is all about, where it is.
    pub(super) about: Option<Handle>,
}

/// The claims that are written about: those that were typed, in one of the states, if any are asked for.
pub(super) fn asked(records: &Records<'_>, typed: &[String], states: &[Status]) -> Outcome<Asked> {
    let is_source = |typed: &String| typed.starts_with(['s', 'S']) && refs::is_handle(typed);
    let source = match typed {
        [only] if is_source(only) => Some(refs::get::<Source>(records, only)?),
        several if several.iter().any(is_source) => {
            return Err(Failure::new(Exit::Usage, "this is about claims, or about one source")
                .hint("name the source alone, or the claims that stand in it"));
        }
        _ => None,
    };
    let mut claims = match &source {
        Some(source) => standing_in(records, source)?,
        // A state that is named is meant, also that of claims which are only noted.
        None if typed.is_empty() && !states.is_empty() => records.all::<Claim>()?,
        None => chosen(records, typed)?,
    };
    if !states.is_empty() && !claims.is_empty() {
        claims.retain(|claim| states.contains(&claim.status));
        if claims.is_empty() {
            let words: Vec<&str> = states.iter().map(|status| status.word()).collect();
            let what = format!("no claim that is asked for is {}", words.join(" or "));
            return Err(Failure::new(Exit::NotFound, what).hint("see how far they are: claims list"));
        }
    }
    if claims.is_empty() {
        let nothing = match &source {
            Some(source) => format!("no claim stands in {}", source.handle),
            None => "there is no claim to report on".to_owned(),
        };
        let hint = match (&source, records.all::<Claim>()?.is_empty()) {
            (None, false) => "those that are only noted are written about when they are named: claims list",
            _ => "record one: claims add",
        };
        return Err(Failure::new(Exit::NotFound, nothing).hint(hint));
    }
    Ok(Asked { claims, about: source.map(|source| source.handle) })
}

/// The claims that stand in a source and that a reader may ask for; all that stand there, if none was checked.
fn standing_in(records: &Records<'_>, source: &Filed<Source>) -> Outcome<Vec<Filed<Claim>>> {
    let places = records.appearances_in(source.key)?;
    let asked = chosen(records, &[])?;
    let stands = |claim: &Filed<Claim>| places.iter().any(|place| place.claim == claim.key);
    let checked: Vec<_> = asked.into_iter().filter(stands).collect();
    if !checked.is_empty() {
        return Ok(checked);
    }
    Ok(records.all::<Claim>()?.into_iter().filter(stands).collect())
}

/// The claims that were named or, if none was, those that a reader may ask for.
pub(super) fn chosen(records: &Records<'_>, typed: &[String]) -> Outcome<Vec<Filed<Claim>>> {
    let mut claims = score::chosen(records, typed)?;
    if typed.is_empty() {
        // A check that was taken back is told of, not dropped.
        for claim in records.all::<Claim>()?.into_iter().filter(|claim| claim.status == Status::Withdrawn) {
            if !records.verdicts_of(claim.key)?.is_empty() {
                claims.push(claim);
            }
        }
        claims.sort_by_key(|claim| claim.handle.number);
    }
    Ok(claims)
}
