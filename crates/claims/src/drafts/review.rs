//! Whether a review of another desk is one that the casebook has: by where it stands, whose it is, and the claim.
//!
//! Glyphs, case, a slash at the end of an address and "The" before a name make no other review. The verdict may have
//! changed, and people of the desk may have edited what was imported; what follows of that stands here as well. A review
//! of what is claimed and one of the picture that it is claimed with are two, and may be of one claim.

use claims_host::{DraftClaim, DraftVerdict};
use claims_model::{Claim, Filed, Key, MEDIA, Rating, Status, Verdict, alike, quote};
use claims_store::{Records, Review};

use super::{IMPORTED, known, records::imported};
use crate::{desk::Draft, failure::Outcome, typed};

/// A drafted claim as a review.
pub(super) struct Told<'d> {
    pub(super) wording: String,
    pub(super) address: &'d str,
    pub(super) by: &'d str,
    pub(super) verdict: &'d DraftVerdict,
}

impl<'d> Told<'d> {
    /// The review behind a draft: `None` for one that does not say where it stands, or whose it is.
    pub(super) fn of(claim: &'d DraftClaim) -> Outcome<Option<Self>> {
        let [verdict] = claim.verdicts.as_slice() else { return Ok(None) };
        let (Some(address), Some(by), None) = (&verdict.address, &verdict.by, claim.key) else { return Ok(None) };
        if typed::address(address).is_err() || verdict.name.is_none() && verdict.label.is_none() {
            return Ok(None);
        }
        Ok(Some(Self { wording: typed::wording(&claim.text)?, address, by, verdict }))
    }

    /// The label as readers see it.
    pub(super) fn label(&self) -> &str {
        self.verdict.name.as_deref().or(self.verdict.label.as_deref()).unwrap_or_default()
    }

    /// Whether it is of a picture or a recording, and not of what is claimed.
    pub(super) fn is_on_media(&self) -> bool {
        self.verdict.scale.as_deref() == Some(MEDIA)
    }

    pub(super) fn is_worded(&self, wording: &str) -> bool {
        self.wording == wording || quote::same_but_typography(&self.wording, wording)
    }

    /// Whether both stand at one address and are of one desk.
    pub(super) fn is_same_place(&self, other: &Self) -> bool {
        alike::compared(self.address) == alike::compared(other.address) && alike::name(self.by) == alike::name(other.by)
    }

    fn is_by(&self, verdict: &Verdict) -> bool {
        self.by == verdict.by || alike::name(self.by) == alike::name(&verdict.by)
    }

    /// The reviews of this desk at this address, on the same question.
    pub(super) fn there(&self, records: &Records<'_>) -> Outcome<Vec<Review>> {
        let mut reviews = self.at_address(records)?;
        reviews.retain(|review| review.verdict.is_on_media() == self.is_on_media());
        Ok(reviews)
    }

    /// The claim of those at this address that has a review on the other question, in the same words; `None` where
    /// people of this desk decided about it since, whose verdict is not to be covered.
    pub(super) fn beside(&self, records: &Records<'_>, there: &[Review]) -> Outcome<Option<Key>> {
        let found = there.iter().rev().find(|review| self.is_worded(&review.claim.text));
        let Some(review) = found else { return Ok(None) };
        let is_open =
            !is_closed(&review.claim) && records.verdicts_of(review.claim.key)?.iter().all(|one| is_foreign(one));
        Ok(is_open.then_some(review.claim.key))
    }

    /// The reviews of this desk at this address, on either question.
    pub(super) fn at_address(&self, records: &Records<'_>) -> Outcome<Vec<Review>> {
        let mut reviews = records.reviews_at(self.address, self.by)?;
        if !reviews.is_empty() {
            let form = alike::compared(self.address);
            let is_at = |verdict: &Verdict| verdict.address.as_deref().is_some_and(|it| alike::compared(it) == form);
            reviews.retain(|review| is_at(&review.verdict) && self.is_by(&review.verdict));
        }
        Ok(reviews)
    }

    /// Of the claims with this wording, those that this desk reviewed: each with its newest verdict by it.
    pub(super) fn elsewhere(&self, records: &Records<'_>) -> Outcome<Vec<Review>> {
        let mut found = Vec::new();
        for claim in records.claims_worded(&self.wording)? {
            if self.is_worded(&claim.text) {
                let mut verdicts = records.verdicts_of(claim.key)?;
                verdicts.retain(|verdict| self.is_by(verdict) && verdict.is_on_media() == self.is_on_media());
                found.extend(verdicts.pop().map(|verdict| Review { verdict, claim }));
            }
        }
        Ok(found)
    }

    /// Whether a review without an address, as imports of old have them, is this one.
    pub(super) fn is_same_of_old(&self, records: &Records<'_>, review: &Review) -> Outcome<bool> {
        if review.verdict.address.is_some() || !known::is_same(&review.verdict, self.verdict) {
            return Ok(false);
        }
        // There a note says where it stands.
        let start = format!("Reviewed by {}: ", review.verdict.by);
        let notes = records.notes_of(review.claim.key)?;
        let mut addresses = notes.iter().filter_map(|note| note.text.strip_prefix(&start)).peekable();
        let form = alike::compared(self.address);
        Ok(addresses.peek().is_none() || addresses.any(|address| alike::compared(address) == form))
    }

    /// Whether a verdict is another than what is told now.
    pub(super) fn differs(&self, verdict: &Verdict) -> bool {
        if self.label() != verdict.name && alike::name(self.label()) != alike::name(&verdict.name) {
            return true;
        }
        // The same label at another place of its scale.
        let place = |rating: Rating| {
            let [worst, value, best] = [rating.worst, rating.value, rating.best].map(f64::from);
            (value - worst) / (best - worst)
        };
        match (self.verdict.rating, verdict.rating) {
            (Some(now), Some(before)) => (place(now) - place(before)).abs() > 0.001,
            _ => false,
        }
    }

    /// The verdict that is added where it has changed, if it may be; `None` where people of the desk decided since.
    pub(super) fn follow(&self, records: &Records<'_>, draft: &Draft<'_>, known: &Review) -> Outcome<Option<Verdict>> {
        let verdicts = records.verdicts_of(known.claim.key)?;
        let mut since = verdicts.iter().rev().take_while(|one| one.key != known.verdict.key);
        // A review on the other question that came in since says nothing on this one.
        let is_covered = since.any(|one| one.is_on_media() == self.is_on_media() || !is_foreign(one));
        if is_closed(&known.claim) || is_covered {
            return Ok(None);
        }
        Ok(self.verdict_after(draft, known.claim.key, &known.verdict))
    }

    /// The verdict as it is told now, later than the one before.
    pub(super) fn verdict_after(&self, draft: &Draft<'_>, claim: Key, before: &Verdict) -> Option<Verdict> {
        let record = imported(draft, claim, self.verdict)?;
        // A review keeps its date when it is changed; it was changed by now.
        let at = if record.at > before.at { record.at } else { draft.at };
        Some(Verdict { at, feed: record.feed.or_else(|| before.feed.clone()), ..record })
    }
}

const fn is_closed(claim: &Claim) -> bool {
    matches!(claim.status, Status::Published | Status::Withdrawn)
}

/// Whether another desk decided.
fn is_foreign(verdict: &Verdict) -> bool {
    verdict.scale == IMPORTED || verdict.address.is_some()
}

/// What of a claim is looked at when it is reworded: whether it reads as an import left it.
pub(super) fn is_untouched(claim: &Filed<Claim>, imported: Option<&String>) -> bool {
    claim.status == Status::Noted && imported.is_none_or(|imported| *imported == claim.text)
}

/// How alike two wordings are, from 0 to 1: by the pairs of letters that they have in common (Dice 1945).
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = alike::name(text).chars().collect();
        let mut pairs: Vec<(char, char)> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(one), pairs(other));
    let (mut left, mut right, mut common) = (0, 0, 0_usize);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => (left, right, common) = (left + 1, right + 1, common + 1),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "no wording is so long that it shows")]
    let share = 2.0 * common as f64 / (one.len() + other.len()).max(1) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_that_was_edited_is_alike_and_another_one_is_not() {
        let was = "Says the county spent $2 million on a bridge that nobody uses";
        assert!(likeness(was, "Says the county spent $3 million on bridges that nobody used") > 0.7);
        assert!(likeness(was, "Vaccines were delivered to every school in the spring") < 0.35);
        assert!(
            (likeness("북한은 핵을 포기하지 않는다", "북한은 핵을 포기한다") > 0.4) && likeness("", "x").abs() < 0.001
        );
    }
}
