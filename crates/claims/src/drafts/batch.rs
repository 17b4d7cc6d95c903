//! Files some drafts that stand by themselves: finds what is there, and drafts the rest as one operation.

use std::collections::{HashMap, HashSet};

use claims_host::Drafts;
use claims_model::{Claim, Filed, Key, Verdict, alike};
use claims_store::{Records, Review, Writing};

use super::{
    CLAIMS, Intake, Place, changed, decided, known,
    links::{judge, links},
    records::{appearance, claim, imported},
    review::Told,
    sources::{sources, versions},
    wanted::Wanted,
};
use crate::{
    desk::Draft,
    failure::{Exit, Failure, Outcome},
    render::safe,
};

/// What became of a drafted review.
enum Standing {
    /// It is this claim's.
    Known(Key),
    /// It is a review of the picture of this claim, which has one of what is claimed, or the other way round.
    Beside(Key),
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
        let mut is_beside = vec![false; drafts.claims().len()];
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
                        Standing::Beside(key) => {
                            is_beside[at] = true;
                            Some(key)
                        }
                        Standing::Later(alone) => {
                            self.later.push(alone);
                            Some(draft.key())
                        }
                        Standing::New => None,
                    }
                }
            };
            is_done[at] = found.is_some() && meant.is_none() && review.is_some() && !is_beside[at];
            places.push(match (found, claim.key) {
                (None, Some(key)) => Place { key, is_known: false },
                _ => Place::of(found, draft),
            });
        }
        let is_known: Vec<bool> =
            places.iter().zip(&is_beside).map(|(place, beside)| place.is_known && !beside).collect();
        let wanted = Wanted::of(drafts, &is_known, |at| meant[at].is_some());
        self.file_parties(writing, draft, drafts, &found, &wanted)?;
        let sources = sources(writing, draft, drafts, &parties, &wanted)?;
        let versions = versions(writing, draft, drafts, &sources, &wanted)?;
        let claims: Vec<Key> = places.iter().map(|place| place.key).collect();
        let told = changed::Told { desk: self.desk, records: writing, drafts, parties: &parties, claims: &claims };
        let (mut changed, mut refused) = (Vec::new(), Vec::new());
        for (place, meant) in meant.iter().enumerate() {
            let Some(meant) = meant else { continue };
            match told.change(draft, meant, place) {
                Ok(altered) if altered.is_empty() => {}
                Ok(altered) => {
                    changed.push(meant.key);
                    self.filed.altered.extend(altered);
                }
                Err(failure) if matches!(failure.exit, Exit::Refused | Exit::Usage | Exit::NotFound) => {
                    refused.push(failure);
                }
                Err(failure) => return Err(failure),
            }
        }
        if !refused.is_empty() {
            return Err(changed::all_refused(refused));
        }
        let new: HashSet<Key> = places.iter().filter(|place| !place.is_known).map(|place| place.key).collect();
        let mut stood: HashSet<(Key, Key)> = HashSet::new();
        for (at, (one, place)) in drafts.claims().iter().zip(&places).enumerate() {
            if is_beside[at] {
                let there = writing.appearances_of(place.key)?;
                stood.extend(there.into_iter().map(|one| (place.key, one.version)));
                if !new.contains(&place.key) {
                    changed.push(place.key);
                }
            }
            if !place.is_known {
                let record = claim(one, place.key, &parties, &claims)?;
                // An importer may not know that a claim of a key is new.
                if let Some(status) = one.status.filter(|status| one.key.is_some() && *status != record.status) {
                    self.filed.undecided.push((one.line, record.text.clone(), status));
                }
                draft.create(record);
            }
            if !place.is_known || is_beside[at] {
                for stands in &one.appearances {
                    if !stood.insert((place.key, versions[stands.version])) && is_beside[at] {
                        continue;
                    }
                    let (appearance, note) =
                        appearance(writing, draft, drafts, stands, place.key, &parties, &versions).map_err(
                            |failure| Failure { what: format!("{:?}: {}", safe(&one.text), failure.what), ..failure },
                        )?;
                    draft.create(appearance);
                    note.into_iter().for_each(|note| draft.create(note));
                }
                for verdict in &one.verdicts {
                    let on_scale = decided::on_scale(&self.desk.settings, verdict).map_err(|failure| {
                        let at =
                            one.line.map_or_else(|| format!("{:?}", safe(&one.text)), |line| format!("line {line}"));
                        Failure { what: format!("{at}, column verdict: {}", failure.what), ..failure }
                    })?;
                    if let Some(verdict) = imported(draft, place.key, on_scale.as_ref().unwrap_or(verdict)) {
                        let feed = self.feed_of(&verdict);
                        draft.create(Verdict { feed, ..verdict });
                    }
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
        let is_changed: HashSet<Key> = changed.iter().copied().collect();
        let stays = |at: &usize| !is_done[*at] && !is_beside[*at] && !is_changed.contains(&places[*at].key);
        filed.known += (0..places.len()).filter(|at| places[*at].is_known && stays(at)).count();
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
        let mut beside = None;
        for before in batch.places.get(&place).into_iter().flatten().copied() {
            let is_same = |other: &&Told<'_>| other.is_same_place(told) && other.is_worded(&told.wording);
            if let Some(other) = reviews[before].as_ref().filter(is_same) {
                if other.is_on_media() != told.is_on_media() {
                    beside = Some(places[before].key);
                    continue;
                }
                self.filed.known += 1;
                let first = imported(draft, places[before].key, other.verdict);
                if let Some(first) = first.filter(|first| told.differs(first)) {
                    let verdict = told.verdict_after(draft, places[before].key, &first);
                    batch.verdicts.extend(verdict.map(|verdict| Verdict { feed: self.feed_of(&verdict), ..verdict }));
                }
                return Ok(Standing::Known(places[before].key));
            }
        }
        let (there, others): (Vec<Review>, Vec<Review>) = told
            .at_address(records)?
            .into_iter()
            .partition(|review| review.verdict.is_on_media() == told.is_on_media());
        if let Some(review) = there.iter().rev().find(|review| told.is_worded(&review.claim.text)) {
            self.known(records, draft, told, review)?;
            return Ok(Standing::Known(review.claim.key));
        }
        if beside.is_none() {
            beside = told.beside(records, &others)?;
        }
        if let Some(key) = beside {
            batch.places.entry(place).or_default().push(at);
            return Ok(Standing::Beside(key));
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
