//! Leaves the items of one sequence out that do not stand in another, and remembers where the others stood.

/// The places of the items that were kept, a bit for each item there was.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    bits: Vec<u64>,
}

const BITS: usize = u64::BITS as usize;

impl Kept {
    /// Remembers which items are kept.
    pub(crate) fn mark(&mut self, items: &[u32], is_kept: impl Fn(u32) -> bool) {
        self.bits.clear();
        self.bits.reserve_exact(items.len().div_ceil(BITS));
        let bit = |item: &u32| u64::from(is_kept(*item));
        self.bits
            .extend(items.chunks(BITS).map(|items| items.iter().rev().fold(0, |bits, item| bits << 1 | bit(item))));
    }

    /// Moves the same items, of which those were remembered that are kept, to the front; answers how many there are.
    pub(crate) fn gather(&self, items: &mut [u32]) -> usize {
        let mut count = 0;
        for (bits, start) in self.bits.iter().zip((0..).step_by(BITS)) {
            let mut bits = *bits;
            while bits != 0 {
                items[count] = items[start + bits.trailing_zeros() as usize];
                bits &= bits - 1;
                count += 1;
            }
        }
        count
    }

    /// Tells where the items stood, from the first on.
    pub(crate) fn places(&self) -> Places<'_> {
        Places { bits: self.bits.iter(), word: 0, word_end: 0, next: 0 }
    }
}

/// See [`Kept::places`].
pub(crate) struct Places<'k> {
    bits: std::slice::Iter<'k, u64>,
    /// The bits of those that come next, and where they end.
    word: u64,
    word_end: usize,
    /// The number of the next item.
    next: usize,
}

impl Places<'_> {
    /// Where an item stood; none that was asked for before.
    pub(crate) fn of(&mut self, item: usize) -> usize {
        let mut skip = item.saturating_sub(self.next);
        self.next = item + 1;
        loop {
            let count = self.word.count_ones() as usize;
            if skip < count {
                break;
            }
            skip -= count;
            let Some(word) = self.bits.next() else { return self.word_end };
            (self.word, self.word_end) = (*word, self.word_end + BITS);
        }
        for _ in 0..skip {
            self.word &= self.word - 1;
        }
        // The first bit is the lowest.
        let at = self.word_end - BITS + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_are_kept_know_where_they_stood() {
        for every in [1, 2, 3, 64, 65, 200] {
            let mut items: Vec<u32> = (0..500).collect();
            let mut kept = Kept::default();
            kept.mark(&items, |item| item % every == 0);
            let count = kept.gather(&mut items);
            assert!(items[..count].iter().copied().eq((0..500).step_by(every as usize)));
            for step in [1, 2, 7] {
                let mut places = kept.places();
                for at in (0..count).step_by(step) {
                    assert_eq!(places.of(at), at * every as usize);
                }
            }
        }
    }
}
