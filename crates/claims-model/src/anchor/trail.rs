//! Follows quotes from one text to another: carried along the difference first, searched where that fails, and judged.

use std::ops::Range;

use super::{
    AnchorState, Anchored, Hunk, candidate::Candidate, carry::carried, change::changes, checked::snapped,
    ground::Ground, loose::Unexplained, word::words,
};
use crate::quote;

/// Two texts and the way from one to the other.
#[derive(Debug)]
pub struct Trail<'t> {
    ground: Ground<'t>,
    unexplained: Unexplained,
}

impl<'t> Trail<'t> {
    /// The way from `old` to `new` that a differ found.
    ///
    /// Hunks that do not cover both texts in order are taken for none: then every quote is searched in all of `new`.
    pub fn new(old: &'t str, new: &'t str, hunks: &'t [Hunk]) -> Self {
        Self { ground: Ground::of(old, new, hunks), unexplained: Unexplained::default() }
    }

    /// What became of the passage `at`, in bytes of the old text.
    ///
    /// A range that reaches beyond the text or cuts a character is first cut back to what it can mean.
    pub fn follow(&self, at: Range<usize>) -> Anchored {
        let at = snapped(self.ground.old, at);
        if let Some(place) = self.ground.unchanged(&at) {
            return Anchored { state: AnchorState::Same, places: vec![place], score: 1.0, changes: Vec::new() };
        }
        let quote = words(self.ground.old, at.clone());
        let region = self.ground.wide(&at);
        let carried = carried(&self.ground, &at, &quote, &region);
        let mut candidates = Vec::new();
        if !carried.as_ref().is_some_and(Candidate::is_certain) {
            candidates = self.unexplained.found(&self.ground, &at, &quote, &region);
        }
        candidates.extend(carried);
        self.decide(&at, candidates)
    }

    fn decide(&self, at: &Range<usize>, mut candidates: Vec<Candidate>) -> Anchored {
        candidates.retain(Candidate::is_like);
        candidates.sort_by(|one, other| other.rank().total_cmp(&one.rank()));
        let Some(best) = candidates.first() else {
            return Anchored { state: AnchorState::Removed, places: Vec::new(), score: 0.0, changes: Vec::new() };
        };
        let is_tie = |one: &&Candidate| !one.in_place && one.rank() >= best.rank() && one.place != best.place;
        let ties = candidates.iter().filter(is_tie).filter(|_| !best.in_place);
        let mut places: Vec<_> = ties.map(|one| one.place.clone()).collect();
        if !places.is_empty() {
            places.push(best.place.clone());
            places.sort_by_key(|place| place.start);
            places.dedup();
            return Anchored { state: AnchorState::Ambiguous, places, score: best.kept, changes: Vec::new() };
        }
        let state = self.state(at, best);
        let changes = match state {
            AnchorState::Edited | AnchorState::MovedAndEdited => {
                changes((self.ground.old, at.clone()), (self.ground.new, best.place.clone()))
            }
            _ => Vec::new(),
        };
        Anchored { state, places: vec![best.place.clone()], score: best.kept.min(1.0), changes }
    }

    /// What it means that the quote stands where this candidate does.
    fn state(&self, at: &Range<usize>, best: &Candidate) -> AnchorState {
        let (was, now) = (&self.ground.old[at.clone()], &self.ground.new[best.place.clone()]);
        match (best.in_place, was == now, quote::same_but_typography(was, now)) {
            (true, true, _) => AnchorState::Same,
            (true, false, true) => AnchorState::Typographic,
            (true, false, false) => AnchorState::Edited,
            (false, _, true) => AnchorState::Moved,
            (false, ..) => AnchorState::MovedAndEdited,
        }
    }
}
