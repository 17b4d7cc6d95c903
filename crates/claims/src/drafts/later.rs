//! Reviews that can only be told from others once the whole file is read: whether one is reworded, moved or new depends
//! on which of those that are there the file tells of as well.

use std::collections::HashMap;

use claims_host::Drafts;
use claims_model::{Claim, Key, Operation, Record, Verb, Verdict};
use claims_store::{Records, Review, Writing};

use super::{
    Intake,
    news::What,
    review::{self, Told},
};
use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
};

/// From here on a wording at the same address is taken for one that was edited, and not for another claim of the page.
const NEAR: f64 = 0.4;

/// How many are put off at most, so that they do not fill the memory.
pub(super) const MOST: usize = 20_000;

impl Intake<'_> {
    /// Decides about the reviews that were put off, by what the file told of so far.
    pub(super) fn decide(&mut self, writing: &mut Writing<'_>) -> Outcome<()> {
        let later = std::mem::take(&mut self.later);
        if later.is_empty() {
            return Ok(());
        }
        let mut there: Vec<Vec<Review>> = Vec::with_capacity(later.len());
        for drafts in &later {
            let told = told(drafts)?;
            let mut reviews = told.there(writing)?;
            reviews.retain(|review| !self.seen.has(review.claim.handle.number));
            there.push(reviews);
        }
        let claims = there.iter().flatten().map(|review| (review.claim.key, None)).collect();
        let imported = imported(writing, claims)?;
        let mut draft = self.draft(writing)?;
        let mut is_open = vec![true; later.len()];
        // People of the desk may have reworded a claim that the feed words as ever.
        for (at, drafts) in later.iter().enumerate() {
            let told = told(drafts)?;
            let as_ever = there[at].iter().rev().find(|review| {
                let own = imported.get(&review.claim.key).and_then(Option::as_ref);
                !self.seen.has(review.claim.handle.number) && own.is_some_and(|own| told.is_worded(own))
            });
            if let Some(review) = as_ever {
                is_open[at] = false;
                self.known(writing, &mut draft, &told, review)?;
            }
        }
        for (at, review) in pairs(&later, &there)? {
            if !is_open[at] || self.seen.has(review.claim.handle.number) {
                continue;
            }
            let told = told(&later[at])?;
            is_open[at] = false;
            let own = imported.get(&review.claim.key).and_then(Option::as_ref);
            let is_taken = review::is_untouched(&review.claim, own);
            self.news.add(What::Reworded, &review.claim, &review.claim.text, &told.wording, is_taken);
            if is_taken {
                let claim = review.claim.record.clone();
                draft.update(claim.clone(), Claim { text: told.wording.clone(), ..claim });
            }
            self.known(writing, &mut draft, &told, review)?;
        }
        for (drafts, is_open) in later.iter().zip(&mut is_open).filter(|(_, is_open)| **is_open) {
            let told = told(drafts)?;
            let mut elsewhere = told.elsewhere(writing)?;
            elsewhere.retain(|review| !self.seen.has(review.claim.handle.number) && review.verdict.address.is_some());
            if let Some(mut review) = elsewhere.into_iter().next() {
                *is_open = false;
                let before = review.verdict.record.clone();
                let was = before.address.clone().unwrap_or_default();
                self.news.add(What::Moved, &review.claim, &was, told.address, true);
                let after = Verdict { address: Some(told.address.to_owned()), ..before.clone() };
                draft.update(before, after.clone());
                review.verdict.record = after;
                self.known(writing, &mut draft, &told, &review)?;
            }
        }
        self.perform(writing, draft)?;
        for (drafts, _) in later.iter().zip(&is_open).filter(|(_, is_open)| **is_open) {
            let mut draft = self.draft(writing)?;
            self.file(writing, &mut draft, drafts, false)?;
            self.perform(writing, draft)?;
        }
        Ok(())
    }

    /// Takes note of a review that is there, and of its verdict if that has changed.
    pub(super) fn known(
        &mut self,
        records: &Records<'_>,
        draft: &mut Draft<'_>,
        told: &Told<'_>,
        review: &Review,
    ) -> Outcome<()> {
        self.seen.mark(review.claim.handle.number);
        self.filed.known += 1;
        if told.differs(&review.verdict) {
            let verdict = told.follow(records, draft, review)?;
            self.news.add(What::Verdict, &review.claim, &review.verdict.name, told.label(), verdict.is_some());
            if let Some(mut verdict) = verdict {
                verdict.feed = self.feed_of(&verdict).or(verdict.feed);
                draft.create(verdict);
            }
        }
        Ok(())
    }
}

/// The review that a draft of one claim is.
fn told(drafts: &Drafts) -> Outcome<Told<'_>> {
    let told = drafts.claims().first().map(Told::of).transpose()?.flatten();
    told.ok_or_else(|| Failure::new(Exit::Plugin, "a draft that was put off is no review"))
}

/// Which draft may be which review at its address in other words, the likest first.
fn pairs<'r>(later: &[Drafts], there: &'r [Vec<Review>]) -> Outcome<Vec<(usize, &'r Review)>> {
    let mut pairs = Vec::new();
    for (at, (drafts, reviews)) in later.iter().zip(there).enumerate() {
        let told = told(drafts)?;
        // The newest verdict of a claim comes last, and is the one that a claim has.
        let mut newest: HashMap<Key, &Review> = HashMap::new();
        reviews.iter().for_each(|review| {
            newest.insert(review.claim.key, review);
        });
        let mut newest: Vec<&Review> = newest.into_values().collect();
        newest.sort_by_key(|review| review.claim.handle);
        pairs
            .extend(newest.into_iter().map(|review| (review::likeness(&told.wording, &review.claim.text), at, review)));
    }
    pairs.retain(|(likeness, ..)| *likeness >= NEAR);
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    Ok(pairs.into_iter().map(|(_, at, review)| (at, review)).collect())
}

/// The wording that each of the claims got from the newest import that gave it one.
fn imported(records: &Records<'_>, mut claims: HashMap<Key, Option<String>>) -> Outcome<HashMap<Key, Option<String>>> {
    if claims.is_empty() {
        return Ok(claims);
    }
    let corrupt = |error: serde_json::Error| Failure::new(Exit::Data, format!("the log does not read: {error}"));
    records.each_entry(|body, _| {
        let operation: Operation = serde_json::from_str(body).map_err(corrupt)?;
        if operation.verb != Verb::Import {
            return Ok(());
        }
        for change in operation.changes {
            let before = match change.before {
                Some(Record::Claim(claim)) => Some(claim.text),
                _ => None,
            };
            if let Some(Record::Claim(claim)) = change.after
                && let Some(wording) = claims.get_mut(&claim.key)
                && before.as_ref() != Some(&claim.text)
            {
                *wording = Some(claim.text);
            }
        }
        Ok::<(), Failure>(())
    })?;
    Ok(claims)
}
