//! What a newer file of a feed says otherwise than the casebook: counted, and held as far as it is shown.

use claims_model::{Claim, Filed, Handle};

/// A sort of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The review words the claim otherwise.
    Reworded,
    /// The review has another verdict.
    Verdict,
    /// The review stands at another address.
    Moved,
    /// The feed has the review no more.
    Gone,
}

impl What {
    pub(crate) const ALL: [Self; 4] = [Self::Reworded, Self::Verdict, Self::Moved, Self::Gone];

    /// The one word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Reworded => "reworded",
            Self::Verdict => "verdict",
            Self::Moved => "moved",
            Self::Gone => "gone",
        }
    }
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct New {
    pub(crate) what: What,
    pub(crate) claim: Handle,
    /// How it was: a wording, a label, an address; of what is gone, the wording.
    pub(crate) was: String,
    /// How it is told of now; of what is gone, the feed.
    pub(crate) now: String,
    /// Whether the record follows; else it is as people of the desk left it.
    pub(crate) taken: bool,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// As many as are shown.
    pub(crate) held: Vec<New>,
    counts: [usize; What::ALL.len()],
    untaken: usize,
    /// How many of each sort are shown at most.
    most: usize,
}

impl News {
    pub(super) fn new(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    pub(super) fn add(&mut self, what: What, claim: &Filed<Claim>, was: &str, now: &str, taken: bool) {
        let count = &mut self.counts[what as usize];
        *count += 1;
        self.untaken += usize::from(!taken);
        if *count <= self.most {
            let (was, now) = (was.to_owned(), now.to_owned());
            self.held.push(New { what, claim: claim.handle, was, now, taken });
        }
    }

    /// How many there are of a sort.
    pub(crate) const fn count(&self, what: What) -> usize {
        self.counts[what as usize]
    }

    /// Whether no more are held of a sort, so that the next need only be counted.
    pub(super) const fn is_full(&self, what: What) -> bool {
        self.counts[what as usize] >= self.most
    }

    /// Counts one that is not shown.
    pub(super) const fn count_one(&mut self, what: What) {
        self.counts[what as usize] += 1;
    }

    /// How many the record does not follow.
    pub(crate) const fn untaken(&self) -> usize {
        self.untaken
    }
}
