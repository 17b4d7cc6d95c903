//! Follows quotes from one text to another along their difference.

use std::{borrow::Cow, cell::OnceCell, ops::Range};

use super::{
    AnchorState, Anchored, Hunk,
    change::changes,
    checked::{cover, is_short, snapped, whole},
    edges::Paired,
    pair::{Price, pair, slide},
    search::windows,
    word::{Borders, Word, words},
};
use crate::quote;

/// Two texts and the way from one to the other.
#[derive(Debug)]
pub struct Trail<'t> {
    old: &'t str,
    new: &'t str,
    hunks: Cow<'t, [Hunk]>,
    /// The new text that the difference leaves unexplained, made when first searched.
    fresh: OnceCell<Loose>,
    /// The old text that the difference leaves without a place.
    gone: OnceCell<Loose>,
}

/// Passages of a text that are not paired with the other one.
#[derive(Debug)]
struct Loose {
    words: Vec<Word>,
    /// Each passage by the positions of its words.
    segments: Vec<Range<usize>>,
}

/// The part of both texts in which a quote is carried along.
struct Region {
    old: Range<usize>,
    new: Range<usize>,
    /// The new passage without what lies beyond an island.
    core: Range<usize>,
}

/// Where a quote may stand now.
#[derive(Debug, Clone)]
struct Candidate {
    place: Range<usize>,
    /// The share of the quote's letters that are kept.
    kept: f64,
    /// The share of the letters of both that are in the other; what ranks candidates.
    likeness: f64,
    in_place: bool,
}

/// Pairing within the region where the quote stood.
const ALONG: Price = Price { run: 4, skip: 0 };
/// Pairing with a window of unexplained text.
const WITHIN: Price = Price { run: 3, skip: 1 };
/// Pairing of the quote with the place it was given.
const FINAL: Price = Price { run: 1, skip: 0 };
/// The least share of letters that is kept of a quote which is not called removed.
const LEAST_LIKE: f64 = 0.45;
/// The part of the quote's weight, in thousandths, that a window shares with it if it is looked at.
const LEAST_SHARED: i64 = 400;
/// The most islands at either end of a region that are taken into it.
const MOST_ISLANDS: usize = 4;
/// How often a window, or what is left of one, is looked at.
const MOST_LOOKS: usize = 16;
/// The most words by which a place in unexplained text grows at either end.
const MOST_GROWN: usize = 8;

impl<'t> Trail<'t> {
    /// The way from `old` to `new` that a differ found.
    ///
    /// Hunks that do not cover both texts in order are taken for none: then every quote is searched in all of `new`.
    pub fn new(old: &'t str, new: &'t str, hunks: &'t [Hunk]) -> Self {
        let hunks = if cover(old, new, hunks) { Cow::Borrowed(hunks) } else { Cow::Owned(whole(old, new)) };
        Self { old, new, hunks, fresh: OnceCell::new(), gone: OnceCell::new() }
    }

    /// What became of the passage `at`, in bytes of the old text.
    pub fn follow(&self, at: Range<usize>) -> Anchored {
        let at = snapped(self.old, at);
        let touched = self.touched(&at);
        if let [hunk] = &self.hunks[touched.clone()]
            && hunk.same
        {
            let start = hunk.new.start + (at.start - hunk.old.start);
            let place = start..start + at.len();
            return Anchored { state: AnchorState::Same, places: vec![place], score: 1.0, changes: Vec::new() };
        }
        let region = self.region(&at, touched);
        let quote = words(self.old, at.clone());
        let carried = self.carried(&at, &quote, &region);
        let mut found = Vec::new();
        if carried.as_ref().is_none_or(|one| one.likeness < 0.9) {
            found = self.found(&at, &quote, &region);
        }
        self.decide(&at, carried, found)
    }

    fn decide(&self, at: &Range<usize>, carried: Option<Candidate>, mut found: Vec<Candidate>) -> Anchored {
        let rank = |one: &Candidate| one.likeness + if one.in_place { 0.1 } else { 0.0 };
        found.extend(carried);
        found.retain(|one| one.kept >= LEAST_LIKE && one.likeness >= LEAST_LIKE);
        found.sort_by(|one, other| rank(other).total_cmp(&rank(one)));
        let Some(best) = found.first() else {
            return Anchored { state: AnchorState::Removed, places: Vec::new(), score: 0.0, changes: Vec::new() };
        };
        let ties: Vec<&Candidate> = found
            .iter()
            .filter(|one| !best.in_place && !one.in_place && rank(one) >= rank(best) && one.place != best.place)
            .collect();
        if !ties.is_empty() {
            let mut places: Vec<_> = ties.iter().map(|one| one.place.clone()).chain([best.place.clone()]).collect();
            places.sort_by_key(|place| place.start);
            places.dedup();
            return Anchored { state: AnchorState::Ambiguous, places, score: best.kept, changes: Vec::new() };
        }
        let (was, now) = (&self.old[at.clone()], &self.new[best.place.clone()]);
        let state = match (best.in_place, was == now, quote::same_but_typography(was, now)) {
            (true, true, _) => AnchorState::Same,
            (true, false, true) => AnchorState::Typographic,
            (true, false, false) => AnchorState::Edited,
            (false, _, true) => AnchorState::Moved,
            (false, ..) => AnchorState::MovedAndEdited,
        };
        let changes = match state {
            AnchorState::Edited | AnchorState::MovedAndEdited => {
                changes((self.old, at.clone()), (self.new, best.place.clone()))
            }
            _ => Vec::new(),
        };
        Anchored { state, places: vec![best.place.clone()], score: best.kept.min(1.0), changes }
    }

    /// The hunks that hold a part of `at`.
    fn touched(&self, at: &Range<usize>) -> Range<usize> {
        let first = self.hunks.partition_point(|hunk| hunk.old.end <= at.start);
        let end = first + self.hunks[first..].partition_point(|hunk| hunk.old.start < at.end);
        first..end
    }

    /// The hunks `touched`, with changes that border on the quote, cut to the quote where they are the same.
    fn region(&self, at: &Range<usize>, touched: Range<usize>) -> Region {
        let Range { start: mut first, end: mut last } = touched;
        let blank = |range: Range<usize>| self.old[range].trim().is_empty();
        while let Some(before) = first.checked_sub(1).map(|before| &self.hunks[before])
            && !before.same
            && blank(before.old.end..at.start.max(before.old.end))
        {
            first -= 1;
        }
        while let Some(after) = self.hunks.get(last)
            && !after.same
            && blank(at.end.min(after.old.start)..after.old.start)
        {
            last += 1;
        }
        let core = match &self.hunks[first..last] {
            [head, .., tail] => head.new.start..tail.new.end,
            [one] => one.new.clone(),
            [] => 0..0,
        };
        // An island between two changes may be the quote's own word that was paired with another's.
        let is_island = |island: usize, next: usize| {
            let (island, next) = (self.hunks.get(island), self.hunks.get(next));
            island.is_some_and(|one| one.same && is_short(&self.old[one.old.clone()]))
                && next.is_some_and(|one| !one.same)
        };
        for _ in 0..MOST_ISLANDS {
            if first >= 2 && !self.hunks[first].same && is_island(first - 1, first - 2) {
                first -= 2;
            }
            if last > first && !self.hunks[last - 1].same && is_island(last, last + 1) {
                last += 2;
            }
        }
        let hunks = &self.hunks[first..last];
        let (Some(head), Some(tail)) = (hunks.first(), hunks.last()) else {
            return Region { old: at.clone(), new: 0..0, core: 0..0 };
        };
        let cut = |hunk: &Hunk| if hunk.same { at.start.saturating_sub(hunk.old.start) } else { 0 };
        let cut_end = |hunk: &Hunk| if hunk.same { hunk.old.end.saturating_sub(at.end) } else { 0 };
        let (head_cut, tail_cut) = (cut(head), cut_end(tail));
        Region {
            old: head.old.start + head_cut..tail.old.end - tail_cut,
            new: head.new.start + head_cut..tail.new.end - tail_cut,
            core,
        }
    }

    /// The quote where the difference carries it.
    fn carried(&self, at: &Range<usize>, quote: &[Word], region: &Region) -> Option<Candidate> {
        if region.new.len() > 4 * at.len() + 16_384 || region.old.len() > 4 * at.len() + 16_384 {
            return None;
        }
        let mut old = words(self.old, region.old.start.min(at.start)..at.start);
        let start = old.len();
        old.extend_from_slice(quote);
        let quoted = start..old.len();
        old.extend(words(self.old, at.end..region.old.end.max(at.end)));
        // The new sentence may reach into what did not change.
        let (before, after) = (region.new.start.saturating_sub(at.len() + 80), region.new.end + at.len() + 80);
        let around = self.floor(before)..self.floor(after.min(self.new.len()));
        let mut new = words(self.new, around.start..region.new.start);
        let passage = new.len();
        new.extend(words(self.new, region.new.clone()));
        let passage = passage..new.len();
        new.extend(words(self.new, region.new.end..around.end));
        let mut pairs = pair(&old, &new[passage.clone()], &quoted, ALONG);
        slide(&old, &new[passage.clone()], &mut pairs);
        pairs.iter_mut().for_each(|pair| pair.1 += passage.start);
        let paired = Paired {
            old: &old,
            quote: quoted,
            new: &new,
            passage,
            pairs: &pairs,
            after: (Borders::after(self.old, region.old.end.max(at.end)), Borders::after(self.new, around.end)),
        };
        let mut one = self.candidate(at, quote, &new[paired.place()?], true);
        if one.likeness < LEAST_LIKE {
            one = self.candidate(at, quote, &new[paired.bare()?], true);
        }
        // Beyond an island it has moved, which is for the search to find.
        (one.place.start <= region.core.end && region.core.start <= one.place.end).then_some(one)
    }

    fn candidate(&self, at: &Range<usize>, quote: &[Word], now: &[Word], in_place: bool) -> Candidate {
        let letters = |words: &[Word]| words.iter().map(|word| f64::from(word.letters)).sum::<f64>();
        let kept: f64 =
            pair(quote, now, &(0..quote.len()), FINAL).iter().map(|both| f64::from(quote[both.0].letters)).sum();
        let (was, is) = (letters(quote).max(1.0), letters(now));
        let mut place = match now {
            [first, .., last] => first.start..last.end,
            [one] => one.start..one.end,
            [] => 0..0,
        };
        // A quote that was marked with the space around it keeps it.
        let text = &self.old[at.clone()];
        let head = text.len() - text.trim_start().len();
        let tail = text.len() - text.trim_end().len();
        if self.new[..place.start].ends_with(&text[..head]) {
            place.start -= head;
        }
        if self.new[place.end..].starts_with(&text[text.len() - tail..]) {
            place.end += tail;
        }
        Candidate { place, kept: kept / was, likeness: 2.0 * kept / (was + is).max(1.0), in_place }
    }

    /// Passages of unexplained text that are like the quote.
    fn found(&self, at: &Range<usize>, quote: &[Word], region: &Region) -> Vec<Candidate> {
        let fresh = self.fresh.get_or_init(|| self.loose(self.new, |hunk| &hunk.new));
        let mut found: Vec<Candidate> = Vec::new();
        let mut todo = windows(quote, &fresh.words, &fresh.segments, LEAST_SHARED);
        todo.reverse();
        for _ in 0..MOST_LOOKS {
            let Some(window) = todo.pop() else { break };
            let Some(place) = self.within(at, quote, &fresh.words[window.clone()]) else { continue };
            let place = window.start + place.start..window.start + place.end;
            // There may be a second one beside it.
            let sides = [place.end..window.end, window.start..place.start];
            todo.extend(sides.into_iter().filter(|side| side.len() * 2 > quote.len()));
            let place = self.grown(quote, fresh.words[place.start].start..fresh.words[place.end - 1].end);
            if found.iter().any(|other| other.place.start < place.end && place.start < other.place.end) {
                continue;
            }
            let in_place = region.core.start <= place.start && place.end <= region.core.end;
            let now = words(self.new, place);
            let one = self.candidate(at, quote, &now, in_place);
            if in_place || !self.belongs_to_another(at, &now, one.likeness) {
                found.push(one);
            }
        }
        found
    }

    /// The part of a window that stands for the quote.
    fn within(&self, at: &Range<usize>, quote: &[Word], window: &[Word]) -> Option<Range<usize>> {
        let pairs = pair(quote, window, &(0..quote.len()), WITHIN);
        let end = window.last().map_or(0, |word| word.end);
        let after = (Borders::after(self.old, at.end), Borders::after(self.new, end));
        let (old, new) = (0..quote.len(), 0..window.len());
        Paired { old: quote, quote: old, new: window, passage: new, pairs: &pairs, after }.place()
    }

    /// A place in unexplained text with the words of the quote beside it that the difference took for its neighbours'.
    ///
    /// `[the end. ]the` and `the [end. the ]` are the same insertion, so a border may cut into the quote.
    fn grown(&self, quote: &[Word], place: Range<usize>) -> Range<usize> {
        let now = words(self.new, place.clone());
        let (Some(first), Some(last)) = (now.first(), now.last()) else { return place };
        let is_border = |one: &usize| quote[*one].id != first.id;
        let lost = (0..quote.len()).take_while(is_border).count().min(MOST_GROWN);
        let before = words(self.new, self.floor(place.start.saturating_sub(MOST_GROWN * 16))..place.start);
        let head = quote[..lost].iter().rev().zip(before.iter().rev()).take_while(|(one, other)| one.id == other.id);
        let start = head.last().map_or(place.start, |(_, word)| word.start);
        let kept = quote.iter().rposition(|word| word.id == last.id).map_or(quote.len(), |at| at + 1);
        let after = words(self.new, place.end..self.floor((place.end + MOST_GROWN * 16).min(self.new.len())));
        let tail = quote[kept..].iter().zip(&after).take_while(|(one, other)| one.id == other.id);
        start..tail.last().map_or(place.end, |(_, word)| word.end)
    }

    /// The border of a character at or before a byte of the new text.
    fn floor(&self, mut at: usize) -> usize {
        while !self.new.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// Whether another passage that lost its place is more like `now` than the quote is.
    fn belongs_to_another(&self, at: &Range<usize>, now: &[Word], likeness: f64) -> bool {
        let gone = self.gone.get_or_init(|| self.loose(self.old, |hunk| &hunk.old));
        let letters = |words: &[Word]| words.iter().map(|word| f64::from(word.letters)).sum::<f64>();
        windows(now, &gone.words, &gone.segments, 600).into_iter().any(|window| {
            let old = &gone.words[window];
            let pairs = pair(now, old, &(0..now.len()), WITHIN);
            let Some((first, last)) = pairs.first().zip(pairs.last()) else { return false };
            let there = &old[first.1..=last.1];
            if there[0].start < at.end && at.start < there[there.len() - 1].end {
                return false;
            }
            let kept: f64 = pairs.iter().map(|both| f64::from(now[both.0].letters)).sum();
            2.0 * kept / (letters(now) + letters(there)).max(1.0) > likeness + 0.05
        })
    }

    /// The passages of one side that changed; what is too short between them to be told from chance is taken in.
    fn loose(&self, text: &str, side: impl Fn(&Hunk) -> &Range<usize>) -> Loose {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for hunk in self.hunks.iter().filter(|hunk| !hunk.same) {
            let range = side(hunk).clone();
            if range.is_empty() {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if is_short(&text[last.end..range.start]) => {
                    last.end = range.end;
                }
                _ => ranges.push(range),
            }
        }
        let mut loose = Loose { words: Vec::new(), segments: Vec::new() };
        for range in ranges {
            let start = loose.words.len();
            loose.words.extend(words(text, range));
            loose.segments.push(start..loose.words.len());
        }
        loose
    }
}
