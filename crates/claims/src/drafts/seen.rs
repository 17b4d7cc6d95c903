//! Which claims of the casebook a file told of again, a bit for each, so that those that are gone from a feed can be named.

use std::collections::HashMap;

use claims_store::Records;

use crate::failure::Outcome;

/// The claims that were there before, by number.
#[derive(Default)]
pub(super) struct Seen {
    bits: Bits,
    /// The last claim and the last verdict that were there.
    last: (u32, u32),
    any: bool,
}

/// How much of a feed was told of.
#[derive(Default)]
struct Share {
    all: usize,
    seen: usize,
}

impl Seen {
    /// `last` are the numbers of the last claim and the last verdict that were there before.
    pub(super) fn new(last: (u32, u32)) -> Self {
        Self { last, ..Self::default() }
    }

    /// Whether a claim was told of, or is new.
    pub(super) fn has(&self, claim: u32) -> bool {
        claim > self.last.0 || self.bits.has(claim)
    }

    /// Whether no claim was there before.
    pub(super) const fn is_all_new(&self) -> bool {
        self.last.0 == 0
    }

    /// That the file tells of a claim.
    pub(super) fn mark(&mut self, claim: u32) {
        if claim <= self.last.0 {
            self.any = true;
            self.bits.set(claim);
        }
    }

    /// Calls `visit` with the number of each claim that the file does not tell of, and the feed that it is gone from.
    ///
    /// Where the file is not said to be the newest of a feed, it is taken for that of those of whose reviews it has at
    /// least half.
    pub(super) fn each_gone(
        &self,
        records: &Records<'_>,
        feed: Option<&str>,
        mut visit: impl FnMut(u32, &str),
    ) -> Outcome<()> {
        if !self.any && feed.is_none() {
            return Ok(());
        }
        let mut shares: HashMap<String, Share> = HashMap::new();
        let mut counted = Bits::default();
        records.each_review(self.last.1, |_, claim, own| {
            if let Some(own) = own
                && counted.set(claim)
            {
                let share = match shares.get_mut(own) {
                    Some(share) => share,
                    None => shares.entry(own.to_owned()).or_default(),
                };
                share.all += 1;
                share.seen += usize::from(self.has(claim));
            }
            true
        })?;
        shares.retain(|name, share| match feed {
            Some(feed) => name == feed,
            None => share.seen * 2 >= share.all,
        });
        if shares.values().all(|share| share.seen == share.all) {
            return Ok(());
        }
        let mut told = Bits::default();
        records.each_review(self.last.1, |_, claim, own| {
            if let Some(own) = own.filter(|own| shares.contains_key(*own))
                && !self.has(claim)
                && told.set(claim)
            {
                visit(claim, own);
            }
            true
        })?;
        Ok(())
    }
}

/// A set of small numbers.
#[derive(Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Adds a number; gives whether it was not there.
    fn set(&mut self, number: u32) -> bool {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }
}
