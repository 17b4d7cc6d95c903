//! Finds the long passages that stand byte for byte in both texts, before anything is cut into words; knows bytes, and
//! of words only that white space is between them.
//!
//! Most of an edited article is as it was. What is found here need not be read again; the rest, with some unchanged
//! text around it, is what is left to compare.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::run::{Region, Run, heaviest_chain};

/// The shortest piece of text that is looked for on the other side, in bytes.
const SHORTEST: usize = 32;
/// A piece ends where the hash of the last bytes has these bits clear: every 32 bytes or so beyond the shortest.
const ENDS: u64 = 0x1f << 40;
/// How much unchanged text is read around a change: from so many bytes …
const NEAREST: usize = 48;
/// … to so many, wherever a line or a word begins.
const FARTHEST: usize = 240;

/// A number with mixed bits for each byte (the finaliser of SplitMix64).
const MIXED: [u64; 256] = {
    let mut mixed = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut z = (byte as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed[byte] = z ^ (z >> 31);
        byte += 1;
    }
    mixed
};

/// The parts of two texts that have to be compared, in bytes and in order: each change with its surroundings.
///
/// Between two parts, before the first and after the last, the texts are the same.
pub(crate) fn regions(old: &str, new: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut at = (0, 0);
    for block in blocks(old, new) {
        let opens = block.old == 0 && block.new == 0;
        let closes = block.old_end() == old.len() && block.new_end() == new.len();
        let text = &old[block.old..block.old_end()];
        let head = if opens { 0 } else { after(text) };
        let tail = if closes { text.len() } else { before(text) };
        if head < tail {
            let region = Region { old: at.0..block.old + head, new: at.1..block.new + head };
            regions.extend(Some(region).filter(|region| region.items() > 0));
            at = (block.old + tail, block.new + tail);
        }
    }
    let last = Region { old: at.0..old.len(), new: at.1..new.len() };
    regions.extend(Some(last).filter(|region| region.items() > 0));
    regions
}

/// How much of an unchanged text is read after a change that ends where it begins.
fn after(text: &str) -> usize {
    let limit = floor(text, FARTHEST);
    let near = floor(text, NEAREST);
    let found = text[near..limit].find('\n').or_else(|| text[near..limit].find(' '));
    found.map_or(limit, |found| near + found + 1)
}

/// Where in an unchanged text to begin reading for a change that begins where it ends.
fn before(text: &str) -> usize {
    let limit = ceil(text, text.len().saturating_sub(FARTHEST));
    let near = ceil(text, text.len().saturating_sub(NEAREST)).max(limit);
    let part = &text[limit..near];
    let found = part.rfind('\n').or_else(|| part.rfind(". ").map(|at| at + 1)).or_else(|| part.rfind(' '));
    found.map_or(limit, |found| limit + found + 1)
}

/// The passages that are the same, in order on both sides and cut at whole characters.
fn blocks(old: &str, new: &str) -> Vec<Run> {
    let (was, now) = (old.as_bytes(), new.as_bytes());
    let head = same_start(was, now);
    let tail = same_end(&was[head..], &now[head..]);
    let first = Run { old: 0, new: 0, len: head };
    let last = Run { old: was.len() - tail, new: now.len() - tail, len: tail };
    let middle = Region { old: head..last.old, new: head..last.new };
    let mut blocks = vec![first];
    let chain = if middle.old.is_empty() || middle.new.is_empty() { Vec::new() } else { pieces(was, now, &middle) };
    for piece in chain.into_iter().chain([last]) {
        let Some(before) = blocks.last_mut() else { continue };
        let (from, to) = ((before.old_end(), before.new_end()), (piece.old, piece.new));
        if piece.len > 0 && (piece.old_end() <= from.0 || to.0 < from.0 || to.1 < from.1) {
            continue;
        }
        before.len += same_start(&was[from.0..to.0], &now[from.1..to.1]);
        let from = (before.old_end(), before.new_end());
        if from == to {
            before.len += piece.len;
            continue;
        }
        let grown = same_end(&was[from.0..to.0], &now[from.1..to.1]);
        blocks.push(Run { old: to.0 - grown, new: to.1 - grown, len: piece.len + grown });
    }
    blocks.iter().filter_map(|block| whole(old, *block)).collect()
}

/// The block without the halves of characters at its ends; both sides have the same bytes there.
fn whole(text: &str, block: Run) -> Option<Run> {
    let start = ceil(text, block.old);
    let end = floor(text, block.old_end());
    let len = end.checked_sub(start).filter(|len| *len > 0)?;
    Some(Run { old: start, new: block.new + (start - block.old), len })
}

/// The last edge of a character at or before `at`, or the end.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first edge of a character at or after `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The heaviest chain of pieces that stand once on each side.
fn pieces(old: &[u8], new: &[u8], middle: &Region) -> Vec<Run> {
    let (olds, news) = (&old[middle.old.clone()], &new[middle.new.clone()]);
    if olds.len().max(news.len()) >= NOWHERE as usize {
        // Nobody would read the parts of such a text either.
        return Vec::new();
    }
    let mut known = Pieces::of(olds);
    let ranks = known.find_in(news);
    let both = known.places.iter().filter(|place| !place.is_twice && place.new < NOWHERE);
    let (runs, places): (Vec<Run>, Vec<u32>) = both
        .map(|place| {
            let (old, new) = (middle.old.start + place.old as usize, middle.new.start + place.new as usize);
            (Run { old, new, len: place.len as usize }, place.rank)
        })
        .unzip();
    drop(known);
    heaviest_chain(&runs, ranks as usize, |index| places[index] as usize, |run| run.len as u64)
}

/// The pieces of the old text, and where they stand in the new one.
struct Pieces<'t> {
    text: &'t [u8],
    /// The different ones, by where they stand first.
    places: Vec<Place>,
    /// All of them in order, by their places.
    order: Vec<u32>,
    by_bytes: HashMap<&'t [u8], u32, RandomState>,
}

/// Where a piece stands.
struct Place {
    old: u32,
    len: u32,
    /// Where it stands first among all the old ones, counted by pieces.
    nth: u32,
    /// Whether it stands in several places of the old text.
    is_twice: bool,
    /// Where it stands in the new text, [`TWICE`] for several places.
    new: u32,
    /// How many pieces of the new text stand before it.
    rank: u32,
}

const TWICE: u32 = u32::MAX;
const NOWHERE: u32 = u32::MAX - 1;

impl<'t> Pieces<'t> {
    fn of(text: &'t [u8]) -> Self {
        let many = text.len() / (2 * SHORTEST) + 1;
        let by_bytes = HashMap::with_capacity_and_hasher(many, RandomState::default());
        let (places, order) = (Vec::with_capacity(many), Vec::with_capacity(many));
        let mut pieces = Self { text, places, order, by_bytes };
        let mut start = 0;
        while let Some(end) = piece_end(text, start) {
            let (next, nth) = (small(pieces.places.len()), small(pieces.order.len()));
            let index = *pieces.by_bytes.entry(&text[start..end]).or_insert(next);
            if index == next {
                let (old, len) = (small(start), small(end - start));
                pieces.places.push(Place { old, len, nth, is_twice: false, new: NOWHERE, rank: 0 });
            } else {
                pieces.places[index as usize].is_twice = true;
            }
            pieces.order.push(index);
            start = end;
        }
        pieces
    }

    /// Finds the pieces in the new text; answers how many that has.
    fn find_in(&mut self, news: &[u8]) -> u32 {
        let (mut start, mut ranks) = (0, 0);
        // Which of the old pieces comes next, if the texts go on alike.
        let mut next = 0;
        loop {
            let guess = self.order.get(next as usize).copied().filter(|index| self.is_at(*index, &news[start..]));
            let end = match guess {
                Some(index) => start + self.places[index as usize].len as usize,
                None => match piece_end(news, start) {
                    Some(end) => end,
                    None => return ranks,
                },
            };
            let found = guess.or_else(|| self.by_bytes.get(&news[start..end]).copied());
            if let Some(index) = found {
                let place = &mut self.places[index as usize];
                (place.new, place.rank) = (if place.new == NOWHERE { small(start) } else { TWICE }, ranks);
                next = if guess.is_some() { next + 1 } else { place.nth + 1 };
            }
            start = end;
            ranks += 1;
        }
    }

    /// Whether a text begins with a piece that ends for what it says, and not because the old text ends there.
    fn is_at(&self, index: u32, text: &[u8]) -> bool {
        let Place { old, len, .. } = self.places[index as usize];
        let (start, end) = (old as usize, old as usize + len as usize);
        end < self.text.len() && text.starts_with(&self.text[start..end])
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(TWICE)
}

/// Where the piece ends that starts at a place, if it is long enough; that depends on what it says, not where it stands.
fn piece_end(text: &[u8], start: usize) -> Option<usize> {
    let mut hash = 0_u64;
    let mut add = |byte: u8| {
        hash = (hash << 1).wrapping_add(MIXED[usize::from(byte)]);
        hash & ENDS == 0
    };
    let (least, rest) = text[start..].split_at_checked(SHORTEST - 1)?;
    for byte in least {
        add(*byte);
    }
    match rest.iter().position(|byte| add(*byte)) {
        Some(more) => Some(start + least.len() + more + 1),
        None => (!rest.is_empty()).then_some(text.len()),
    }
}

/// How many bytes are the same at the start.
pub(crate) fn same_start(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 32;
    let (mut ones, mut others) = (one.chunks_exact(STEP), other.chunks_exact(STEP));
    let steps = ones.by_ref().zip(others.by_ref()).take_while(|(a, b)| a == b).count() * STEP;
    steps + one[steps..].iter().zip(&other[steps..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same at the end.
pub(crate) fn same_end(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 32;
    let steps = one.rchunks_exact(STEP).zip(other.rchunks_exact(STEP)).take_while(|(a, b)| a == b).count() * STEP;
    let (one, other) = (&one[..one.len() - steps], &other[..other.len() - steps]);
    steps + one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts to compare, after holding that all else is the same.
    fn compared<'t>(old: &'t str, new: &'t str) -> Vec<(&'t str, &'t str)> {
        let regions = regions(old, new);
        let mut at = (0, 0);
        for region in regions.iter().chain([&Region { old: old.len()..old.len(), new: new.len()..new.len() }]) {
            assert_eq!(&old[at.0..region.old.start], &new[at.1..region.new.start]);
            at = (region.old.end, region.new.end);
        }
        regions.into_iter().map(|region| (&old[region.old], &new[region.new])).collect()
    }

    fn numbered(numbers: impl Iterator<Item = usize>) -> String {
        numbers.map(|number| format!("This is line {number} of a text that somebody edits.\n")).collect()
    }

    #[test]
    fn a_change_is_read_with_its_surroundings() {
        let old = numbered(0..100);
        let new = old.replace("line 50", "lines fifty");
        let parts = compared(&old, &new);
        assert_eq!(parts.len(), 1);
        assert!(parts[0].0.starts_with("This is line 4") && parts[0].0.len() < 3 * FARTHEST, "{parts:?}");
    }

    #[test]
    fn what_lies_between_two_changes_is_left_alone() {
        let old = numbered(0..200);
        let new = old.replace("line 20 ", "line twenty ").replace("line 180 ", "");
        assert_eq!(compared(&old, &new).len(), 2);
    }

    #[test]
    fn characters_stay_whole() {
        let (old, new) = ("é".repeat(300) + "è" + &"ü".repeat(300), "é".repeat(300) + "ê" + &"ü".repeat(300));
        assert_eq!(compared(&old, &new).len(), 1);
        compared("è", "ê");
        compared(&"字".repeat(500), &"字".repeat(400));
    }

    #[test]
    fn equal_ends_are_counted_to_the_byte() {
        for len in [0, 1, 31, 32, 33, 64, 100] {
            let (one, other) = (vec![7; len], vec![7; len + 5]);
            assert_eq!((same_start(&one, &other), same_end(&one, &other)), (len, len));
        }
    }
}
