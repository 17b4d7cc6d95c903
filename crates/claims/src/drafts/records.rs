//! The record of a claim as it was drafted, where it stands, and the verdict of another desk on it.

use claims_host::{DraftAppearance, DraftClaim, DraftVerdict, Drafts};
use claims_model::{Appearance, Claim, Claimant, Key, Label, Manner, Note, Quote, Status, Verdict, Version, quote};
use claims_store::Records;

use super::{IMPORTED, NO_REASONS};
use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    render::safe,
    statement, typed,
};

pub(super) fn claim(claim: &DraftClaim, key: Key, parties: &[Key], claims: &[Key]) -> Outcome<Claim> {
    let mut claimants = Vec::new();
    for one in &claim.claimants {
        statement::no_twin(&claimants, parties[one.party], &claim.text)?;
        claimants.push(Claimant { party: parties[one.party], role: typed::given(one.role.as_ref()) });
    }
    let status = match claim.status.unwrap_or(Status::Noted) {
        // Nothing is checked without a verdict, whatever a file says.
        Status::Checked | Status::Published if claim.verdicts.is_empty() => Status::Checking,
        status => status,
    };
    Ok(Claim {
        key,
        text: typed::wording(&claim.text)?,
        status,
        claimants,
        said: claim.said,
        occasion: typed::given(claim.occasion.as_ref()),
        place: typed::given(claim.place.as_ref()),
        language: claim.language.as_deref().and_then(|tag| typed::language(tag).ok()),
        tags: typed::tags(&claim.tags)?,
        part_of: claim.part_of.map(|at| claims[at]),
        why_checked: typed::given(claim.why_checked.as_ref()),
        withdrawn_because: typed::given(claim.withdrawn_because.as_ref()),
    })
}

/// Where a claim stands; and a note with the words, where the file has no text to look for them in and neither has the
/// casebook.
pub(super) fn appearance(
    records: &Records<'_>,
    draft: &Draft<'_>,
    drafts: &Drafts,
    one: &DraftAppearance,
    claim: Key,
    parties: &[Key],
    versions: &[Key],
) -> Outcome<(Appearance, Option<Note>)> {
    let told = drafts.versions()[one.version].text.as_deref();
    let text = match (told, records.find::<Version>(versions[one.version])?) {
        (Some(text), _) => text.to_owned(),
        (None, Some(version)) => records.text(&version)?,
        (None, None) => String::new(),
    };
    let text = text.as_str();
    let (found, lost) = match one.exact.as_deref() {
        Some(exact) => match (place(text, exact, one.range.as_ref()), told) {
            (Ok(found), _) => (Some(found), None),
            (Err(_), None) => (None, Some(exact)),
            (Err(failure), Some(_)) => return Err(failure),
        },
        None => (None, None),
    };
    let manner = one.manner.unwrap_or_else(|| match &found {
        None => Manner::Paraphrase,
        Some(found) if quote::is_in_quotation_marks(text, found) => Manner::Direct,
        Some(_) => Manner::Indirect,
    });
    let note = |words: &str| Note {
        key: draft.key(),
        subject: claim,
        text: format!("Quoted as: {words}"),
        by: draft.by.clone(),
        at: draft.at,
        looked: false,
    };
    let note = lost.map(note);
    let appearance = Appearance {
        key: draft.key(),
        claim,
        version: versions[one.version],
        manner,
        first: one.first,
        quote: found,
        timecode: typed::given(one.timecode.as_ref()),
        via: one.via.iter().map(|at| parties[*at]).collect(),
        hedge: typed::given(one.hedge.as_ref()),
        original: one.original.clone().filter(|_| lost.is_none()),
    };
    Ok((appearance, note))
}

/// Where the words stand: there where the file has them, else at the one place that they have in the text.
fn place(text: &str, exact: &str, range: Option<&std::ops::Range<usize>>) -> Outcome<Quote> {
    if let Some(range) = range.filter(|range| quote::slice(text, (*range).clone()) == exact) {
        return Ok(Quote::at(text, range.clone()));
    }
    match quote::find(text, exact).as_slice() {
        [only] => Ok(Quote::at(text, only.clone())),
        places => {
            let what = match places.len() {
                0 => format!("the quote is not in its version: {:?}", safe(exact)),
                several => format!("the quote stands {several} times in its version: {:?}", safe(exact)),
            };
            Err(Failure::new(Exit::Plugin, what).hint("nothing was written"))
        }
    }
}

/// The record of a verdict that was decided elsewhere; one without a label says nothing, and is left out.
pub(super) fn imported(draft: &Draft<'_>, claim: Key, verdict: &DraftVerdict) -> Option<Verdict> {
    let name = verdict.name.clone().or_else(|| verdict.label.clone())?;
    let label = Label::typed(verdict.label.as_deref().unwrap_or(&name));
    if label.is_empty() {
        return None;
    }
    Some(Verdict {
        key: draft.key(),
        claim,
        scale: verdict.scale.clone().unwrap_or_else(|| IMPORTED.to_owned()),
        label,
        name,
        rating: verdict.rating,
        because: typed::given(verdict.because.as_ref()).unwrap_or_else(|| NO_REASONS.to_owned()),
        by: verdict.by.clone().unwrap_or_else(|| draft.by.clone()),
        at: verdict.at.unwrap_or(draft.at),
        would_change: typed::given(verdict.would_change.as_ref()),
        correction: verdict.correction,
        // What a file says of itself is used where it is an address at all.
        address: verdict.address.as_deref().and_then(|it| typed::address(it).ok()),
        feed: verdict.feed.clone(),
    })
}
