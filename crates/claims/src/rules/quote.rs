//! Whether the quotes of a claim stand in the newest version as they were taken.

use std::collections::HashMap;

use claims_model::{Doubt, Key, Source, anchor::AnchorState};

use super::{Book, Found, IFCN, Rule, Subject};
use crate::{
    doubted,
    failure::Outcome,
    render::{json::version_name, quoted},
    touched,
};

pub(super) const RULE: Rule = Rule {
    code: "quote-touched",
    meaning: "a quote of the claim is edited, moved or gone in the newest version",
    standard: "IFCN Code of Principles, transparency of sources: readers can verify findings themselves",
    uri: Some(IFCN),
    find,
};

/// A quote that does not stand in the newest version as it was taken.
#[derive(Clone)]
pub(super) struct Touched {
    state: AnchorState,
    was: String,
    now: String,
    place: String,
    /// Whether the newest version shows the source at all.
    doubt: Option<Doubt>,
}

impl Touched {
    /// The touched quotes of a source, by their claims.
    pub(super) fn in_newest(book: &Book<'_, '_>, source: Key) -> Outcome<HashMap<Key, Vec<Self>>> {
        let mut by_claim: HashMap<Key, Vec<Self>> = HashMap::new();
        let Some(source) = book.records.find::<Source>(source)? else { return Ok(by_claim) };
        // Most sources were captured once, and have nothing to compare.
        if book.records.versions_of(source.key)?.len() < 2 {
            return Ok(by_claim);
        }
        let Some((newest, doubt)) = doubted::versions(book.records, &source)?.pop() else { return Ok(by_claim) };
        let place = version_name(book.records, newest.key)?;
        for one in touched::newest(book.records, book.differ()?, &source)? {
            let state = one.anchored.state;
            if state.touches() {
                let was = one.appearance.quote.as_ref().map(|quote| quote.exact.clone()).unwrap_or_default();
                let touched = Self { state, was, now: one.now, place: place.clone(), doubt };
                by_claim.entry(one.claim.key).or_default().push(touched);
            }
        }
        Ok(by_claim)
    }
}

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let claim = subject.claim;
    let correction = match claim.status {
        claims_model::Status::Published => " --correction CLASS",
        _ => "",
    };
    for source in subject.sources(subject.appearances.iter().filter(|one| one.quote.is_some()))? {
        for Touched { state, was, now, place, doubt } in subject.book.touched(source, claim.key)? {
            if let Some(doubt) = doubt.filter(|_| state == AnchorState::Removed) {
                let what = format!("its quote is not found in {place}: {} ({})", quoted(&was), doubt.question());
                let fix = format!(
                    "see: claims source show {place} --all; if it is no capture of the article, capture it again"
                );
                found.push(Found::new(what, fix).at(place));
                continue;
            }
            let now = if now.is_empty() { String::new() } else { format!(" → {}", quoted(&now)) };
            let what = format!("its quote is {state} in {place}: {}{now}", quoted(&was));
            let handle = claim.handle;
            let fix = format!(
                "if it matters: claims verdict {handle} LABEL{correction} --because …; if not: claims anchor {handle} --accept"
            );
            found.push(Found::new(what, fix).at(place));
        }
    }
    Ok(())
}
