//! Whether more than one source stands behind a verdict, echoes of one source counted once.

use std::cmp::Ordering;

use claims_model::{Kind, Rating, Stance};

use super::{Found, Rule, Subject};
use crate::failure::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "one-source",
    meaning: "fewer than two independent sources stand behind the verdict",
    standard: "NATO AJP-2.1 and STANAG 2511, credibility 1: confirmed by other sources",
    uri: None,
    find,
};

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let book = subject.book;
    let stances = behind(subject.verdict.as_ref().and_then(|verdict| verdict.rating));
    let mut origins = Vec::new();
    for evidence in subject.evidence.iter().filter(|one| stances.contains(&one.link.stance)) {
        for source in subject.sources(evidence.appearances.iter())? {
            origins.extend(book.origins(source)?);
        }
    }
    origins.sort();
    origins.dedup();
    let claim = subject.claim.handle;
    let verbs: Vec<String> = stances
        .iter()
        .map(|stance| format!("claims {} {claim} \"…\" --in SOURCE --quote \"…\"", verb(*stance)))
        .collect();
    let fix = verbs.join(", or ");
    let what_for = if subject.verdict.is_some() { "for the verdict" } else { "for it or against it" };
    match origins.as_slice() {
        [] => found.push(Found::new(format!("no statement with a source speaks {what_for}"), fix)),
        [one] => {
            let source = book.handle(Kind::Source, *one)?;
            let what = format!("all that speaks {what_for} goes back to one source, {source}");
            found.push(Found::new(what, fix).at(source));
        }
        _ => {}
    }
    Ok(())
}

/// What a verdict rests on: below the middle of its scale on what rebuts the claim, above on what supports it.
fn behind(rating: Option<Rating>) -> &'static [Stance] {
    match rating.map_or(Ordering::Equal, |rating| rating.side()) {
        Ordering::Less => &[Stance::Rebuts],
        Ordering::Greater => &[Stance::Supports],
        Ordering::Equal => &[Stance::Rebuts, Stance::Supports],
    }
}

const fn verb(stance: Stance) -> &'static str {
    match stance {
        Stance::Rebuts => "counter",
        Stance::Supports => "support",
        Stance::Context => "context",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_rests_on_what_points_its_way() {
        let behind = |worst, value, best| behind(Some(Rating { worst, value, best }));
        assert_eq!(behind(1, 2, 5), [Stance::Rebuts]);
        assert_eq!(behind(1, 4, 6), [Stance::Supports]);
        assert_eq!(behind(1, 3, 5).len(), 2);
        assert_eq!(super::behind(None).len(), 2);
        assert_eq!(behind(i32::MIN, i32::MIN, i32::MAX), [Stance::Rebuts]);
    }
}
