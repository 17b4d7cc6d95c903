//! Finds a quote in text that the difference of two versions leaves unexplained; knows nothing of where it stood.

use std::{cell::OnceCell, ops::Range};

use super::{
    Hunk,
    candidate::Candidate,
    checked::is_short,
    edges::Paired,
    ground::{Ground, Region},
    pair::{Price, pair},
    search::windows,
    word::{Borders, Word, letters, words},
};

/// The text of either side that is not paired with the other; its words are cut when first needed.
#[derive(Debug, Default)]
pub(super) struct Unexplained {
    /// New text that came from nowhere.
    fresh: OnceCell<Loose>,
    /// Old text without a place.
    gone: OnceCell<Loose>,
}

/// Passages of a text that are not paired with the other one.
#[derive(Debug, Default)]
struct Loose {
    words: Vec<Word>,
    /// Each passage by the positions of its words.
    segments: Vec<Range<usize>>,
}

/// Pairing with a window of unexplained text.
const WITHIN: Price = Price { run: 3, skip: 1 };
/// The part of the quote's weight, in thousandths, that a window shares with it if it is looked at.
const LEAST_SHARED: i64 = 400;
/// The same for a passage that lost its place and is compared with what was found.
const LEAST_SHARED_BY_OTHERS: i64 = 600;
/// How often a window, or what is left of one, is looked at.
const MOST_LOOKS: usize = 16;
/// The most words by which a place in unexplained text grows at either end.
const MOST_GROWN: usize = 8;

impl Unexplained {
    /// Passages of new text that are like the quote `at` and no more like another that lost its place.
    pub(super) fn found(
        &self,
        ground: &Ground<'_>,
        at: &Range<usize>,
        quote: &[Word],
        region: &Region,
    ) -> Vec<Candidate> {
        let fresh = self.fresh.get_or_init(|| Loose::of(ground, ground.new, |hunk| &hunk.new));
        let mut found: Vec<Candidate> = Vec::new();
        let mut todo = windows(quote, &fresh.words, &fresh.segments, LEAST_SHARED);
        todo.reverse();
        for _ in 0..MOST_LOOKS {
            let Some(window) = todo.pop() else { break };
            let Some(place) = within(ground, at, quote, &fresh.words[window.clone()]) else { continue };
            let place = window.start + place.start..window.start + place.end;
            // There may be a second one beside it.
            let sides = [place.end..window.end, window.start..place.start];
            todo.extend(sides.into_iter().filter(|side| side.len() * 2 > quote.len()));
            let place = grown(ground, quote, fresh.words[place.start].start..fresh.words[place.end - 1].end);
            if found.iter().any(|other| other.overlaps(&place)) {
                continue;
            }
            let in_place = region.core.start <= place.start && place.end <= region.core.end;
            let now = words(ground.new, place);
            let one = Candidate::of(ground, at, quote, &now, in_place);
            if in_place || !self.belongs_to_another(ground, at, &now, one.likeness) {
                found.push(one);
            }
        }
        found
    }

    /// Whether another passage that lost its place is more like `now` than the quote is.
    fn belongs_to_another(&self, ground: &Ground<'_>, at: &Range<usize>, now: &[Word], likeness: f64) -> bool {
        let gone = self.gone.get_or_init(|| Loose::of(ground, ground.old, |hunk| &hunk.old));
        windows(now, &gone.words, &gone.segments, LEAST_SHARED_BY_OTHERS).into_iter().any(|window| {
            let old = &gone.words[window];
            let pairs = pair(now, old, &(0..now.len()), WITHIN);
            let Some((first, last)) = pairs.first().zip(pairs.last()) else { return false };
            let there = &old[first.1..=last.1];
            if there[0].start < at.end && at.start < there[there.len() - 1].end {
                return false;
            }
            let kept: f64 = pairs.iter().map(|both| f64::from(now[both.0].letters)).sum();
            2.0 * kept / (letters(now) + letters(there)).max(1) as f64 > likeness + 0.05
        })
    }
}

/// The part of a window that stands for the quote.
fn within(ground: &Ground<'_>, at: &Range<usize>, quote: &[Word], window: &[Word]) -> Option<Range<usize>> {
    let pairs = pair(quote, window, &(0..quote.len()), WITHIN);
    let end = window.last().map_or(0, |word| word.end);
    let after = (Borders::after(ground.old, at.end), Borders::after(ground.new, end));
    let (old, new) = (0..quote.len(), 0..window.len());
    Paired { old: quote, quote: old, new: window, passage: new, pairs: &pairs, after }.place()
}

/// A place in unexplained text with the words of the quote beside it that the difference took for its neighbours'.
///
/// `[the end. ]the` and `the [end. the ]` are the same insertion, so a border may cut into the quote.
fn grown(ground: &Ground<'_>, quote: &[Word], place: Range<usize>) -> Range<usize> {
    let now = words(ground.new, place.clone());
    let (Some(first), Some(last)) = (now.first(), now.last()) else { return place };
    let is_border = |one: &usize| quote[*one].id != first.id;
    let lost = (0..quote.len()).take_while(is_border).count().min(MOST_GROWN);
    let before = words(ground.new, ground.floor(place.start.saturating_sub(MOST_GROWN * 16))..place.start);
    let head = quote[..lost].iter().rev().zip(before.iter().rev()).take_while(|(one, other)| one.id == other.id);
    let start = head.last().map_or(place.start, |(_, word)| word.start);
    let kept = quote.iter().rposition(|word| word.id == last.id).map_or(quote.len(), |at| at + 1);
    let after = words(ground.new, place.end..ground.floor((place.end + MOST_GROWN * 16).min(ground.new.len())));
    let tail = quote[kept..].iter().zip(&after).take_while(|(one, other)| one.id == other.id);
    start..tail.last().map_or(place.end, |(_, word)| word.end)
}

impl Loose {
    /// The passages of one side that changed; what is too short between them to be told from chance is taken in.
    fn of(ground: &Ground<'_>, text: &str, side: impl Fn(&Hunk) -> &Range<usize>) -> Self {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hunk in ground.hunks.iter().filter(|hunk| !hunk.same) {
            let range = side(hunk).clone();
            if range.is_empty() {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if is_short(&text[last.end..range.start]) => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        let mut loose = Self::default();
        for range in ranges {
            let start = loose.words.len();
            loose.words.extend(words(text, range));
            loose.segments.push(start..loose.words.len());
        }
        loose
    }
}
