//! A place where a quote may stand now, and how like it is to the quote; does not know how it was found.

use std::ops::Range;

use super::{
    ground::Ground,
    pair::{Price, pair},
    word::{Word, letters},
};

/// Where a quote may stand now.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// In bytes of the new text.
    pub(super) place: Range<usize>,
    /// The share of the quote's letters that are kept.
    pub(super) kept: f64,
    /// The share of the letters of both that are in the other.
    pub(super) likeness: f64,
    /// Whether it is where the quote stood.
    pub(super) in_place: bool,
}

/// The least share of letters that is kept of a quote which is not called removed.
pub(super) const LEAST_LIKE: f64 = 0.45;
/// What stands where the quote stood and is as like as this was made of it, wherever else the old words may stand.
const CERTAINLY_LIKE: f64 = 2.0 / 3.0;
/// Pairing of the quote with the place it was given.
const FINAL: Price = Price { run: 1, skip: 0 };

impl Candidate {
    /// The words `now` as a place for the quote `at`, whose words are `quote`.
    pub(super) fn of(ground: &Ground<'_>, at: &Range<usize>, quote: &[Word], now: &[Word], in_place: bool) -> Self {
        let pairs = pair(quote, now, &(0..quote.len()), FINAL);
        let kept: f64 = pairs.iter().map(|both| f64::from(quote[both.0].letters)).sum();
        let (was, is) = (letters(quote).max(1) as f64, letters(now) as f64);
        let mut place = match now {
            [first, .., last] => first.start..last.end,
            [one] => one.start..one.end,
            [] => 0..0,
        };
        // A quote that was marked with the space around it keeps it.
        let text = &ground.old[at.clone()];
        let head = text.len() - text.trim_start().len();
        let tail = text.len() - text.trim_end().len();
        if ground.new[..place.start].ends_with(&text[..head]) {
            place.start -= head;
        }
        if ground.new[place.end..].starts_with(&text[text.len() - tail..]) {
            place.end += tail;
        }
        Self { place, kept: kept / was, likeness: 2.0 * kept / (was + is).max(1.0), in_place }
    }

    /// Whether enough of the quote is kept.
    pub(super) fn is_like(&self) -> bool {
        self.kept >= LEAST_LIKE && self.likeness >= LEAST_LIKE
    }

    /// Whether this is the quote, wherever else its old words may stand.
    pub(super) fn is_certain(&self) -> bool {
        self.in_place && self.likeness >= CERTAINLY_LIKE
    }

    /// What candidates are ranked by.
    ///
    /// A correction may quote the old wording further down; the quote is the sentence that was corrected, not that one.
    pub(super) fn rank(&self) -> f64 {
        let bonus = match self.in_place {
            _ if self.is_certain() => 1.0,
            true => 0.1,
            false => 0.0,
        };
        self.likeness + bonus
    }

    /// Whether both claim the same words.
    pub(super) fn overlaps(&self, place: &Range<usize>) -> bool {
        self.place.start < place.end && place.start < self.place.end
    }
}
