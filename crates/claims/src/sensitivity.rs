//! How much hangs on what: scores a claim again without each single claim, party and source of its case.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use claims_model::{Case, Claim, Filed, Handle, Key, Supposition};

use crate::{failure::Outcome, plugins::Tool};

/// So many removals are tried for a claim, those nearest to it.
const MOST: usize = 200;

/// A claim without one thing.
pub(crate) struct Removal {
    /// What was taken away.
    pub(crate) without: Handle,
    /// What fell with it.
    pub(crate) fell: Vec<Handle>,
    /// What the claim scores then; `None` for undetermined.
    pub(crate) value: Option<f64>,
}

/// Everything whose removal moves a claim.
pub(crate) struct Sensitivity {
    /// What the claim scores as it stands.
    pub(crate) value: Option<f64>,
    /// The removals that move it, from the one that moves it most.
    pub(crate) removals: Vec<Removal>,
    /// How many things were too far away to be tried.
    pub(crate) untried: usize,
}

impl Sensitivity {
    /// How far a removal moves the claim; nothing if either value is undetermined.
    pub(crate) fn change(&self, removal: &Removal) -> Option<f64> {
        Some(removal.value? - self.value?)
    }
}

/// A score this near to one half is on neither side.
const MIDDLE: f64 = 0.005;

/// Whether a change takes a claim from one side of one half to the other.
pub(crate) fn flips(before: Option<f64>, after: Option<f64>) -> bool {
    let side = |value: f64| if (value - 0.5).abs() < MIDDLE { 0 } else { i8::from(value > 0.5) * 2 - 1 };
    matches!((before, after), (Some(before), Some(after)) if side(before) * side(after) < 0)
}

/// The sensitivity of one claim, whose case this is.
pub(crate) fn of(scorer: &Tool, case: &Case, claim: Key) -> Outcome<Sensitivity> {
    let case = Case { subjects: vec![claim], ..case.clone() };
    let value = scored(scorer, &case)?;
    let nearest = nearest(&case, claim);
    let untried = nearest.len().saturating_sub(MOST);
    let mut sensitivity = Sensitivity { value, removals: Vec::new(), untried };
    for (key, without) in nearest.into_iter().take(MOST) {
        let supposed = case.supposing(&[Supposition::Without(key)]);
        let removal = Removal { without, fell: supposed.fell, value: scored(scorer, &supposed.case)? };
        if removal.value != value {
            sensitivity.removals.push(removal);
        }
    }
    let mut removals = std::mem::take(&mut sensitivity.removals);
    // What leaves no value at all moves a claim most.
    let size = |removal: &Removal| sensitivity.change(removal).map_or(f64::INFINITY, f64::abs);
    removals.sort_by(|one, other| size(other).total_cmp(&size(one)).then(one.without.cmp(&other.without)));
    Ok(Sensitivity { removals, ..sensitivity })
}

fn scored(scorer: &Tool, case: &Case) -> Outcome<Option<f64>> {
    Ok(scorer.score(case)?.first().and_then(|score| score.value))
}

/// What bears on a claim, from the nearest: the claims that speak to it, however far away, who made them and it, and
/// the sources that they and it stand in.
fn nearest(case: &Case, claim: Key) -> Vec<(Key, Handle)> {
    let speakers = speakers(case);
    let claims: BTreeMap<Key, &Filed<Claim>> = case.claims.iter().map(|one| (one.key, one)).collect();
    let handles = case.parties.iter().map(|one| (one.key, one.handle));
    let handles = handles.chain(case.sources.iter().map(|one| (one.key, one.handle)));
    let handles: BTreeMap<Key, Handle> = handles.collect();
    let sources: BTreeMap<Key, Key> = case.versions.iter().map(|one| (one.version.key, one.version.source)).collect();
    let mut stands: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for one in &case.appearances {
        stands.entry(one.claim).or_default().extend(sources.get(&one.version));
    }
    let mut found: Vec<(Key, Handle)> = Vec::new();
    let mut seen: BTreeSet<Key> = [claim].into();
    let mut open: VecDeque<Key> = [claim].into();
    while let Some(node) = open.pop_front() {
        if let Some(one) = claims.get(&node) {
            found.extend((node != claim).then_some((node, one.handle)));
            let made_by = one.claimants.iter().map(|claimant| &claimant.party);
            for key in made_by.chain(stands.get(&node).into_iter().flatten()) {
                found.extend(handles.get(key).filter(|_| seen.insert(*key)).map(|handle| (*key, *handle)));
            }
        }
        for (link, from) in speakers.get(&node).into_iter().flatten() {
            open.extend([*link, *from].into_iter().filter(|key| seen.insert(*key)));
        }
    }
    // What a source was taken from comes last.
    found
        .extend(case.sources.iter().filter(|source| seen.insert(source.key)).map(|source| (source.key, source.handle)));
    found
}

/// Who speaks to each claim and link, through what; a part speaks to its whole through itself.
fn speakers(case: &Case) -> BTreeMap<Key, Vec<(Key, Key)>> {
    let links = case.links.iter().map(|link| (link.to.key(), (link.key, link.from)));
    let parts = case.claims.iter().filter_map(|part| Some((part.part_of?, (part.key, part.key))));
    let mut speakers: BTreeMap<Key, Vec<(Key, Key)>> = BTreeMap::new();
    links.chain(parts).for_each(|(to, from)| speakers.entry(to).or_default().push(from));
    speakers
}
