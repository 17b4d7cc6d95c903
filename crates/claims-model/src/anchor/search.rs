//! Looks for the passages of a long text that share most words with a short one; knows words and their weight, not what
//! the text is nor why it is searched.
//!
//! A window of about the length of the pattern slides over the text, and the words it shares with the pattern are
//! counted as they come and go, so the work is one step for each word of the text.

use std::ops::Range;

use super::word::Word;

/// The most windows that are looked at more closely.
const MOST_WINDOWS: usize = 6;

/// Windows of `text` (by positions of words) that may hold `pattern`, the most promising first.
///
/// No window reaches across the border of a segment of `segments`. A window shares at least the part `least` (in
/// thousandths) of the weight of the pattern.
pub(super) fn windows(pattern: &[Word], text: &[Word], segments: &[Range<usize>], least: i64) -> Vec<Range<usize>> {
    let mut counts = Counts::of(pattern);
    let least = counts.total * least / 1000;
    let length = pattern.len() + pattern.len() / 4 + 2;
    let mut peaks: Vec<(i64, usize, usize)> = Vec::new();
    for (segment, range) in segments.iter().enumerate() {
        let words = &text[range.clone()];
        for (at, word) in words.iter().enumerate() {
            counts.enter(word);
            if at >= length {
                counts.leave(&words[at - length]);
            }
            if counts.shared >= least.max(1) {
                let end = range.start + at + 1;
                match peaks.last_mut() {
                    Some(last) if last.2 == segment && end - last.1 <= length / 2 => {
                        if counts.shared > last.0 {
                            *last = (counts.shared, end, segment);
                        }
                    }
                    _ => peaks.push((counts.shared, end, segment)),
                }
            }
        }
        for word in &words[words.len().saturating_sub(length)..] {
            counts.leave(word);
        }
    }
    peaks.sort_by_key(|peak| std::cmp::Reverse(peak.0));
    peaks.truncate(MOST_WINDOWS);
    let wider = pattern.len() / 2 + 2;
    let window = |(_, end, segment): (i64, usize, usize)| {
        let whole = &segments[segment];
        end.saturating_sub(length + wider).max(whole.start)..(end + wider).min(whole.end)
    };
    peaks.into_iter().map(window).collect()
}

/// How often each word of the pattern stands in it and in the window.
struct Counts {
    /// A table of words with open places, twice as large as the pattern at least.
    slots: Vec<Slot>,
    total: i64,
    shared: i64,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    id: u64,
    weight: i32,
    wanted: u32,
    seen: u32,
}

impl Counts {
    fn of(pattern: &[Word]) -> Self {
        let size = (pattern.len() * 4).next_power_of_two().max(16);
        let mut counts = Self { slots: vec![Slot::default(); size], total: 0, shared: 0 };
        for word in pattern {
            let at = counts.slot(word.id);
            let slot = &mut counts.slots[at];
            (slot.id, slot.weight) = (word.id, word.weight());
            slot.wanted += 1;
            counts.total += i64::from(word.weight());
        }
        counts
    }

    /// The place of a word, or the open place where it would be.
    fn slot(&self, id: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (id ^ (id >> 32)) as usize & mask;
        while self.slots[at].wanted > 0 && self.slots[at].id != id {
            at = (at + 1) & mask;
        }
        at
    }

    fn enter(&mut self, word: &Word) {
        let at = self.slot(word.id);
        let slot = &mut self.slots[at];
        if slot.wanted > 0 {
            self.shared += if slot.seen < slot.wanted { i64::from(slot.weight) } else { 0 };
            slot.seen += 1;
        }
    }

    fn leave(&mut self, word: &Word) {
        let at = self.slot(word.id);
        let slot = &mut self.slots[at];
        if slot.wanted > 0 {
            slot.seen -= 1;
            self.shared -= if slot.seen < slot.wanted { i64::from(slot.weight) } else { 0 };
        }
    }
}
