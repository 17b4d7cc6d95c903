//! Pairs the equal items of two sequences in order; knows numbers, not lines.
//!
//! What is small is paired so that the most items stay, by the table of the longest common subsequence. What is larger
//! is first cut at items that stand once on each side, as in patience diff (B. Cohen). Cells of the table are counted
//! over the whole, so the work is bounded.

use std::{collections::HashMap, ops::Range};

/// The most cells of one table: a thousand lines on either side.
const TABLE: usize = 1 << 20;
/// The most cells of all tables together.
const TABLES: usize = 1 << 26;
/// How often parts are cut within parts.
const DEEPEST: usize = 16;

/// A change that ends at two places, and the equal items after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where the change ends in the old sequence, and what is the same begins.
    pub(crate) old: usize,
    /// The same in the new sequence.
    pub(crate) new: usize,
    /// How many items are the same.
    pub(crate) same: usize,
    /// Whether nobody looked into the change.
    pub(crate) coarse: bool,
}

/// The parts of the way from `old` to `new`, in order; they end with the sequences.
pub(crate) fn align(old: &[usize], new: &[usize]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut cells = TABLES;
    let mut tasks = vec![Task::Pair(0..old.len(), 0..new.len(), 0)];
    while let Some(task) = tasks.pop() {
        let (mut was, mut now, depth) = match task {
            Task::Keep(part) => {
                parts.push(part);
                continue;
            }
            Task::Pair(was, now, depth) => (was, now, depth),
        };
        let head = old[was.clone()].iter().zip(&new[now.clone()]).take_while(|(a, b)| a == b).count();
        parts.push(Part { old: was.start, new: now.start, same: head, coarse: false });
        (was.start, now.start) = (was.start + head, now.start + head);
        let ends = old[was.clone()].iter().rev().zip(new[now.clone()].iter().rev());
        let tail = ends.take_while(|(a, b)| a == b).count();
        (was.end, now.end) = (was.end - tail, now.end - tail);
        let mut end = Part { old: was.end, new: now.end, same: tail, coarse: false };
        if was.is_empty() || now.is_empty() {
            parts.push(end);
            continue;
        }
        let size = was.len().saturating_mul(now.len());
        if size <= TABLE.min(cells) {
            cells -= size;
            parts.extend(table(&old[was.clone()], &new[now.clone()], (was.start, now.start)));
            parts.push(end);
            continue;
        }
        let cuts = if depth < DEEPEST { unique(old, new, &was, &now) } else { Vec::new() };
        end.coarse = cuts.is_empty();
        tasks.push(Task::Keep(end));
        if cuts.is_empty() {
            continue;
        }
        let starts = std::iter::once((was.start, now.start)).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([(was.end, now.end)]);
        let between: Vec<_> = starts.zip(ends).collect();
        tasks.extend(between.into_iter().rev().map(|(from, to)| Task::Pair(from.0..to.0, from.1..to.1, depth + 1)));
    }
    parts
}

/// What is still to do, the next last.
enum Task {
    /// Pair what lies between these places, cut so many times already.
    Pair(Range<usize>, Range<usize>, usize),
    /// Give out a part that comes after those above it.
    Keep(Part),
}

/// The most pairs of equal items, one part each, for sides that start at the places `from`.
fn table(old: &[usize], new: &[usize], from: (usize, usize)) -> Vec<Part> {
    let width = new.len() + 1;
    // How many items stay of what follows both places.
    let mut stay = vec![0_u32; (old.len() + 1) * width];
    for x in (0..old.len()).rev() {
        for y in (0..new.len()).rev() {
            stay[x * width + y] = if old[x] == new[y] {
                stay[(x + 1) * width + y + 1] + 1
            } else {
                stay[(x + 1) * width + y].max(stay[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let mut parts = Vec::new();
    while x < old.len() && y < new.len() {
        if old[x] == new[y] {
            parts.push(Part { old: from.0 + x, new: from.1 + y, same: 1, coarse: false });
            (x, y) = (x + 1, y + 1);
        } else if stay[(x + 1) * width + y] >= stay[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    parts
}

/// The longest chain, in order on both sides, of the places of items that stand once on each side.
fn unique(old: &[usize], new: &[usize], was: &Range<usize>, now: &Range<usize>) -> Vec<(usize, usize)> {
    let (olds, news) = (places(old, was), places(new, now));
    let mut pairs: Vec<(usize, usize)> =
        olds.iter().filter_map(|(item, at)| Some(((*at)?, (*news.get(item)?)?))).collect();
    pairs.sort_unstable();
    // For each length the chain of that length which ends first (patience sorting).
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        previous.push(length.checked_sub(1).map(|before| ends[before]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        chain.push(pairs[index]);
        next = previous[index];
    }
    chain.reverse();
    chain
}

/// Where each item stands; `None` for one that stands twice.
fn places(items: &[usize], range: &Range<usize>) -> HashMap<usize, Option<usize>> {
    let mut places = HashMap::with_capacity(range.len());
    for at in range.clone() {
        places.entry(items[at]).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(old: &[usize], new: &[usize]) -> (usize, bool) {
        let parts = align(old, new);
        (parts.iter().map(|part| part.same).sum(), parts.iter().any(|part| part.coarse))
    }

    #[test]
    fn the_most_items_stay_where_the_table_is_small() {
        assert_eq!(kept(&[1, 2, 3, 1, 2, 2, 1], &[3, 2, 1, 2, 1, 3]), (4, false));
        assert_eq!(kept(&[], &[1]), (0, false));
        assert_eq!(kept(&[1, 2], &[1, 2]), (2, false));
    }

    #[test]
    fn a_large_part_is_cut_where_items_are_unique() {
        let old: Vec<usize> = (0..100_000).collect();
        let mut new = old.clone();
        new.swap(10, 11);
        new.remove(50_000);
        assert_eq!(kept(&old, &new), (99_998, false));
    }

    #[test]
    fn a_large_part_without_such_items_is_coarse() {
        let (old, new): (Vec<usize>, Vec<usize>) =
            ((0..9_000).map(|at| at % 7).collect(), (0..9_000).map(|at| at % 5).collect());
        assert!(kept(&old, &new).1);
    }
}
