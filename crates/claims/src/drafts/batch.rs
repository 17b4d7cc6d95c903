//! Files some drafts that stand by themselves: finds what is there, and drafts the rest as one operation.

use std::collections::HashMap;

use claims_host::Drafts;
use claims_model::{Claim, Filed, Key, Verdict, alike};
use claims_store::{Records, Review, Writing};

use super::{
    CLAIMS, Intake, Place, changed, known,
    links::{judge, links},
    records::{appearance, claim, imported},
    review::Told,
    sources::{sources, versions},
    wanted::Wanted,
};
use crate::{
    desk::Draft,
    failure::{Failure, Outcome},
    render::safe,
};

/// What became of a drafted review.
enum Standing {
    /// It is this claim's.
    Known(Key),
    /// Whether it is there depends on what else the file tells of.
    Later(Drafts),
    New,
}

/// The reviews of a batch so far.
#[derive(Default)]
struct Batch {
    /// The new ones, by where they stand: each with its place among the claims.
    places: HashMap<i64, Vec<usize>>,
    /// Verdicts on them that the same file changes.
    verdicts: Vec<Verdict>,
}

impl Intake<'_> {
    /// Drafts what is new. What may turn out to be there is put off, if it `may_wait`.
    pub(super) fn file(
        &mut self,
        writing: &mut Writing<'_>,
        draft: &mut Draft<'_>,
        drafts: &Drafts,
        may_wait: bool,
    ) -> Outcome<()> {
        let meant: Vec<Option<Filed<Claim>>> = drafts
            .claims()
            .iter()
            .map(|claim| claim.key.map_or(Ok(None), |key| changed::of_key(writing, key)))
            .collect::<Outcome<_>>()?;
        let named = changed::claimants(writing, meant.iter().flatten())?;
        let found = self.parties(writing, draft, drafts, named)?;
        let parties = found.keys();

        let mut places: Vec<Place> = Vec::with_capacity(drafts.claims().len());
        // Reviews were looked at, with all that hangs on them.
        let mut is_done = vec![false; drafts.claims().len()];
        let mut batch = Batch::default();
        let reviews: Vec<Option<Told<'_>>> = drafts.claims().iter().map(Told::of).collect::<Outcome<_>>()?;
        for (at, ((claim, meant), review)) in drafts.claims().iter().zip(&meant).zip(&reviews).enumerate() {
            let found = match (meant, review) {
                (Some(meant), _) => Some(meant.key),
                (None, None) => known::claim(writing, claim, &parties)?,
                (None, Some(told)) => {
                    match self.standing(
                        writing,
                        draft,
                        (drafts, &reviews),
                        &mut batch,
                        &places,
                        (at, told),
                        may_wait,
                    )? {
                        Standing::Known(key) => Some(key),
                        Standing::Later(alone) => {
                            self.later.push(alone);
                            Some(draft.key())
                        }
                        Standing::New => None,
                    }
                }
            };
            is_done[at] = found.is_some() && meant.is_none() && review.is_some();
            places.push(match (found, claim.key) {
                (None, Some(key)) => Place { key, is_known: false },
                _ => Place::of(found, draft),
            });
        }
        let is_known: Vec<bool> = places.iter().map(|place| place.is_known).collect();
        let wanted = Wanted::of(drafts, &is_known, |at| meant[at].is_some());
        self.file_parties(writing, draft, drafts, &found, &wanted)?;
        let sources = sources(writing, draft, drafts, &parties, &wanted)?;
        let versions = versions(writing, draft, drafts, &sources, &wanted)?;
        let claims: Vec<Key> = places.iter().map(|place| place.key).collect();
        let told = changed::Told { desk: self.desk, records: writing, drafts, parties: &parties, claims: &claims };
        let mut changed = Vec::new();
        for (place, meant) in meant.iter().enumerate() {
            if let Some(meant) = meant
                && told.change(draft, meant, place)?
            {
                changed.push(meant.key);
            }
        }
        for (at, (one, place)) in drafts.claims().iter().zip(&places).enumerate() {
            if !place.is_known {
                draft.create(claim(one, place.key, &parties, &claims)?);
                for stands in &one.appearances {
                    let (appearance, note) =
                        appearance(writing, draft, drafts, stands, place.key, &parties, &versions).map_err(
                            |failure| Failure { what: format!("{:?}: {}", safe(&one.text), failure.what), ..failure },
                        )?;
                    draft.create(appearance);
                    note.into_iter().for_each(|note| draft.create(note));
                }
                for verdict in one.verdicts.iter().filter_map(|one| imported(draft, place.key, one)).collect::<Vec<_>>()
                {
                    let feed = self.feed_of(&verdict);
                    draft.create(Verdict { feed, ..verdict });
                }
            }
            if !is_done[at] {
                judge(writing, draft, *place, &one.grades, &one.notes)?;
            }
        }
        batch.verdicts.into_iter().for_each(|verdict| draft.create(verdict));
        let links = links(writing, draft, drafts, &claims)?;
        let filed = &mut self.filed;
        let new = |places: &[Place]| places.iter().filter(|place| !place.is_known).count();
        filed.sources += new(&sources);
        filed.links += new(&links);
        filed.claims += new(&places);
        filed.first.extend(
            places
                .iter()
                .filter(|place| !place.is_known)
                .map(|place| place.key)
                .take(CLAIMS.saturating_sub(filed.first.len())),
        );
        filed.known += (0..places.len()).filter(|at| places[*at].is_known && !is_done[*at]).count() - changed.len();
        filed.changed.extend(changed);
        Ok(())
    }

    /// What a drafted review is to the casebook. Where the verdict on one that is there has changed, that is drafted.
    #[expect(clippy::too_many_arguments, reason = "a review is told from others by all of these")]
    fn standing(
        &mut self,
        records: &Records<'_>,
        draft: &mut Draft<'_>,
        (drafts, reviews): (&Drafts, &[Option<Told<'_>>]),
        batch: &mut Batch,
        places: &[Place],
        (at, told): (usize, &Told<'_>),
        may_wait: bool,
    ) -> Outcome<Standing> {
        let place = alike::review(told.address, told.by);
        for before in batch.places.get(&place).into_iter().flatten().copied() {
            let is_same = |other: &&Told<'_>| other.is_same_place(told) && other.is_worded(&told.wording);
            if let Some(other) = reviews[before].as_ref().filter(is_same) {
                self.filed.known += 1;
                let first = imported(draft, places[before].key, other.verdict);
                if let Some(first) = first.filter(|first| told.differs(first)) {
                    let verdict = told.verdict_after(draft, places[before].key, &first);
                    batch.verdicts.extend(verdict.map(|verdict| Verdict { feed: self.feed_of(&verdict), ..verdict }));
                }
                return Ok(Standing::Known(places[before].key));
            }
        }
        let there = told.there(records)?;
        if let Some(review) = there.iter().rev().find(|review| told.is_worded(&review.claim.text)) {
            self.known(records, draft, told, review)?;
            return Ok(Standing::Known(review.claim.key));
        }
        let is_unseen = |intake: &Self, review: &Review| !intake.seen.has(review.claim.handle.number);
        let mut is_open = there.iter().any(|review| is_unseen(self, review));
        // What this import filed is told of by this file.
        let elsewhere = if self.seen.is_all_new() { Vec::new() } else { told.elsewhere(records)? };
        for review in elsewhere {
            if told.is_same_of_old(records, &review)? {
                let before = review.verdict.record.clone();
                let address = Some(told.address.to_owned());
                let after = Verdict { address, ..before.clone() };
                let after = Verdict { feed: self.feed_of(&after), ..after };
                draft.update(before, after);
                self.seen.mark(review.claim.handle.number);
                self.filed.known += 1;
                return Ok(Standing::Known(review.claim.key));
            }
            is_open |= review.verdict.address.is_some() && is_unseen(self, &review);
        }
        if is_open
            && may_wait
            && let Some(alone) = drafts.alone(at)
        {
            return Ok(Standing::Later(alone));
        }
        batch.places.entry(place).or_default().push(at);
        Ok(Standing::New)
    }
}
