//! Suggestions in the order of their worth, numbered, each with the claim that records it already.

use std::ops::Range;

use claims_model::{Appearance, Claim, Manner, Points, Quote, Suggestion, quote};
use claims_store::Records;

use super::Read;
use crate::{commands::required, failure::Outcome};

/// The marks that words may be quoted with, the single ones as well: here they stand right before the words.
const MARKS: [char; 17] = ['“', '”', '„', '‟', '"', '«', '»', '‹', '›', '「', '『', '‘', '’', '‚', '\'', '＂', '`'];

/// A suggestion with its number.
pub(super) struct Offer {
    /// Its place in the order of worth, counted from 1.
    pub(super) number: usize,
    /// The words, in bytes of the text.
    pub(super) at: Range<usize>,
    /// The same in code points.
    pub(super) points: Range<usize>,
    pub(super) wording: String,
    pub(super) claimant: Option<String>,
    pub(super) confidence: f64,
    pub(super) manner: Manner,
    /// The claim that stands there already, by its handle.
    pub(super) taken: Option<String>,
}

/// The suggestions for a version, best first, and in the order of the text where they are as good.
pub(super) fn offers(records: &Records<'_>, read: &Read, found: Vec<Suggestion>) -> Outcome<Vec<Offer>> {
    let mut found = found;
    found.sort_by(|one, other| {
        other.confidence.total_cmp(&one.confidence).then_with(|| one.at.start.cmp(&other.at.start))
    });
    let points = Points::of(&read.text);
    let mut taken: Vec<(Range<usize>, String)> = Vec::new();
    for appearance in records.appearances_in(read.version.source)? {
        let Appearance { version, quote, claim, .. } = appearance.record;
        if let Some(quote) = quote.filter(|_| version == read.version.key) {
            taken.push((quote.start..quote.end, required(records.find::<Claim>(claim)?)?.handle.to_string()));
        }
    }
    taken.sort_by_key(|(at, _)| at.start);
    Ok(found
        .into_iter()
        .zip(1..)
        .map(|(one, number)| {
            let range = points.point(one.at.start)..points.point(one.at.end);
            Offer {
                number,
                manner: manner(&read.text, &one.at),
                taken: taken.iter().find(|(at, _)| is_same(at, &range)).map(|(_, claim)| claim.clone()),
                points: range,
                at: one.at,
                wording: one.wording,
                claimant: one.claimant,
                confidence: one.confidence,
            }
        })
        .collect())
}

/// Whether two passages are about the same words: they share half of the shorter one.
fn is_same(one: &Range<usize>, other: &Range<usize>) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared > 0 && shared * 2 >= one.len().min(other.len())
}

/// Words right behind a quotation mark are direct speech, and so are those between marks.
fn manner(text: &str, at: &Range<usize>) -> Manner {
    let before = text[..at.start].trim_end().chars().next_back();
    if before.is_some_and(|c| MARKS.contains(&c)) {
        return Manner::Direct;
    }
    // The paragraph is enough to tell, and a text may be long.
    let paragraph = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let start = text[paragraph..at.start].chars().count();
    let length = text[at.clone()].chars().count();
    let within = Quote::at(&text[paragraph..at.end], start..start + length);
    if quote::is_in_quotation_marks(&text[paragraph..at.end], &within) { Manner::Direct } else { Manner::Indirect }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_taken_where_half_of_it_is() {
        assert!(is_same(&(0..10), &(0..10)));
        assert!(is_same(&(0..4), &(2..40)));
        assert!(!is_same(&(0..4), &(3..40)));
        assert!(!is_same(&(0..4), &(4..8)));
    }

    #[test]
    fn the_marks_tell_the_manner() {
        let text = "She said it ‘fell’.\nHe said “it rose” and it stayed.";
        let manner = |words: &str| {
            let at = text.find(words).expect("in the text");
            super::manner(text, &(at..at + words.len()))
        };
        assert_eq!(manner("fell"), Manner::Direct);
        assert_eq!(manner("rose"), Manner::Direct);
        assert_eq!(manner("it rose"), Manner::Direct);
        assert_eq!(manner("it stayed"), Manner::Indirect);
        assert_eq!(manner("it ‘fell’"), Manner::Indirect);
    }
}
