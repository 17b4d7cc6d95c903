//! Pairs equal words of two passages in order; knows words and what they weigh, not where they come from.
//!
//! The heaviest pairing is found by filling a table. Every run of pairs pays for its beginning, so that a lone `the`
//! between two changes is not taken for something that was kept. The size of the table is bounded: beyond it the
//! passages are first cut at words that stand once in both.

use std::{collections::HashMap, ops::Range};

use super::word::Word;

/// Two equal words, by their positions.
pub(super) type Pair = (usize, usize);

/// What pairing costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Price {
    /// The weight that a run of pairs pays for its beginning.
    pub(super) run: i32,
    /// The weight that each unpaired new word between two runs costs.
    ///
    /// At zero all of both passages are paired; above it the part of the new passage that fits the old one best.
    pub(super) skip: i32,
}

/// The most cells of a table.
const MOST_CELLS: usize = 1 << 20;

/// The heaviest pairs of `old` and `new`, in order on both sides; of pairings that weigh the same, the one with most
/// of the `favoured` old words.
pub(super) fn pair(old: &[Word], new: &[Word], favoured: &Range<usize>, price: Price) -> Vec<Pair> {
    let equal = |(one, other): (&Word, &Word)| one.id == other.id;
    if price.skip > 0 {
        return if fits(old.len(), new.len()) { table(old, new, favoured, price) } else { Vec::new() };
    }
    // Words of others at the ends may be equal to the first new ones as well; they are not served first.
    let head = old[..favoured.end].iter().zip(new).take_while(|both| favoured.start == 0 && equal(*both)).count();
    let rest = (old[head.max(favoured.start)..].iter().rev()).zip(new[head..].iter().rev());
    let tail = rest.take_while(|both| favoured.end == old.len() && equal(*both)).count();
    let mut pairs: Vec<Pair> = (0..head).map(|at| (at, at)).collect();
    let (olds, news) = (head..old.len() - tail, head..new.len() - tail);
    for (olds, news) in cut(old, new, olds, news) {
        let favoured = favoured.start.saturating_sub(olds.start)..favoured.end.saturating_sub(olds.start);
        let inner = table(&old[olds.clone()], &new[news.clone()], &favoured, price);
        pairs.extend(inner.into_iter().map(|(was, now)| (was + olds.start, now + news.start)));
    }
    pairs.extend((0..tail).rev().map(|back| (old.len() - 1 - back, new.len() - 1 - back)));
    pairs
}

/// Moves pairs at the borders of what was put in or taken out so that it begins and ends where sentences do.
///
/// `a. [b.] c` and `a[. b]. c` are the same change, and only one of them leaves every sentence its own stop.
pub(super) fn slide(old: &[Word], new: &[Word], pairs: &mut [Pair]) {
    for at in 1..pairs.len() {
        let (before, after) = (pairs[at - 1], pairs[at]);
        let gap = match (after.0 - before.0 - 1, after.1 - before.1 - 1) {
            (0, put) if put > 0 => Gap { words: new, start: before.1 + 1, end: after.1 },
            (out, 0) if out > 0 => Gap { words: old, start: before.0 + 1, end: after.0 },
            _ => continue,
        };
        // The change can go as far as the words it would leave are equal to those it would take.
        let later = |step: &usize| {
            pairs.get(at + step) == Some(&(after.0 + step, after.1 + step))
                && old[before.0 + 1 + step].id == new[before.1 + 1 + step].id
        };
        let earlier = |step: &usize| {
            at.checked_sub(*step).is_some_and(|at| pairs[at] == (before.0 + 1 - step, before.1 + 1 - step))
                && old[after.0 - step].id == new[after.1 - step].id
        };
        let most_later = (0..MOST_SLID).take_while(later).count();
        let most_earlier = (1..=MOST_SLID).take_while(earlier).count();
        let here = gap.borders(0);
        let forward = (1..=most_later as isize).find(|by| gap.borders(*by) > here);
        let backward = || (1..=most_earlier as isize).map(|by| -by).find(|by| gap.borders(*by) > here);
        match forward.or_else(backward) {
            Some(by) if by > 0 => (0..by.unsigned_abs()).for_each(|step| {
                pairs[at + step] = (before.0 + 1 + step, before.1 + 1 + step);
            }),
            Some(by) => (1..=by.unsigned_abs()).for_each(|step| pairs[at - step] = (after.0 - step, after.1 - step)),
            None => {}
        }
    }
}

/// What stands on one side only, between two pairs.
struct Gap<'w> {
    words: &'w [Word],
    start: usize,
    end: usize,
}

impl Gap<'_> {
    /// At how many of its two ends a sentence begins, when it is slid by so many words.
    fn borders(&self, by: isize) -> usize {
        let begins = |at: usize| self.words.get(at.saturating_add_signed(by)).is_none_or(|word| word.begins);
        usize::from(begins(self.start)) + usize::from(begins(self.end))
    }
}

/// How many words a change is slid by at most; more are never alike by chance.
const MOST_SLID: usize = 8;

/// Whether the table for so many words is small enough.
pub(super) const fn fits(old: usize, new: usize) -> bool {
    old.saturating_mul(new) <= MOST_CELLS
}

/// Parts that can be paired by themselves: all at once where that is small, else between words that stand once in both.
///
/// A word at which is cut belongs to the part that follows; parts that are still too large are left out.
fn cut(old: &[Word], new: &[Word], olds: Range<usize>, news: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    if fits(olds.len(), news.len()) {
        return vec![(olds, news)];
    }
    let mut parts = Vec::new();
    let mut from = (olds.start, news.start);
    let cuts = rising(once(&old[olds.clone()], &new[news.clone()]));
    let ends = cuts.into_iter().map(|(was, now)| (was + olds.start, now + news.start));
    for to in ends.chain([(olds.end, news.end)]) {
        if fits(to.0 - from.0, to.1 - from.1) {
            parts.push((from.0..to.0, from.1..to.1));
        }
        from = to;
    }
    parts
}

/// The words that stand once on both sides, in the order of the old one.
fn once(old: &[Word], new: &[Word]) -> Vec<Pair> {
    let mut places: HashMap<u64, [(usize, usize); 2]> = HashMap::new();
    for (side, words) in [old, new].into_iter().enumerate() {
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.letters > 0) {
            let place = &mut places.entry(word.id).or_default()[side];
            *place = (place.0 + 1, at);
        }
    }
    let is_once = |word: &Word| places.get(&word.id).filter(|both| both[0].0 == 1 && both[1].0 == 1);
    old.iter().filter(|word| word.letters > 0).filter_map(is_once).map(|both| (both[0].1, both[1].1)).collect()
}

/// The longest part of `pairs` that rises on the new side as it does on the old one.
fn rising(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        ends.truncate(ends.len().max(length));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.push(pairs[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

/// How the best pairing up to a cell came about: from the row above, the cell before, a pair, or nothing.
const FROM_ABOVE: u8 = 1;
const FROM_BEFORE: u8 = 2;
const FROM_PAIR: u8 = 3;
const FROM: u8 = 3;
/// The pair of this cell continues the run of the one before it.
const CONTINUES: u8 = 4;

/// Into how many parts a weight is divided.
const PARTS: i32 = 4;

fn table(old: &[Word], new: &[Word], favoured: &Range<usize>, price: Price) -> Vec<Pair> {
    /// So little that no sum of weights makes up for it.
    const NEVER: i32 = i32::MIN / 2;
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    // Weights are counted in parts, so that favour decides between equals only.
    let (run, skip) = (price.run * PARTS, price.skip * PARTS);
    let width = new.len();
    let mut ways = vec![0u8; old.len() * width];
    // For the row above and this one: the best up to the cell, and the best that ends with its pair.
    let mut above = vec![(0i32, NEVER); width + 1];
    let mut row = above.clone();
    let mut best = (0i32, 0usize, 0usize);
    for (was, word) in old.iter().enumerate() {
        row[0] = (0, NEVER);
        let weight = word.weight() * PARTS + i32::from(favoured.contains(&was));
        for now in 0..width {
            let (up, left) = (above[now + 1].0, row[now].0 - skip);
            let mut way = if up >= left { FROM_ABOVE } else { FROM_BEFORE };
            let mut value = up.max(left);
            let mut paired = NEVER;
            if word.id == new[now].id {
                let (opened, continued) = (above[now].0 - run, above[now].1);
                paired = opened.max(continued) + weight;
                way |= if continued >= opened { CONTINUES } else { 0 };
                if paired > value {
                    value = paired;
                    way |= FROM_PAIR;
                }
            }
            if value <= 0 {
                value = 0;
                way &= !FROM;
            }
            row[now + 1] = (value, paired);
            ways[was * width + now] = way;
            if value > best.0 {
                best = (value, was + 1, now + 1);
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    walk_back(&ways, width, (best.1, best.2))
}

/// The pairs on the way to a cell.
fn walk_back(ways: &[u8], width: usize, (mut was, mut now): (usize, usize)) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut in_run = false;
    while was > 0 && now > 0 {
        let way = ways[(was - 1) * width + now - 1];
        if in_run || way & FROM == FROM_PAIR {
            (was, now) = (was - 1, now - 1);
            pairs.push((was, now));
            in_run = way & CONTINUES != 0;
        } else if way & FROM == FROM_ABOVE {
            was -= 1;
        } else if way & FROM == FROM_BEFORE {
            now -= 1;
        } else {
            break;
        }
    }
    pairs.reverse();
    pairs
}
