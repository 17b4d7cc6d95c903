//! How much hangs on what: scores a claim again without each single claim and source of its case.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use claims_model::{Case, CaseVersion, Handle, Key, Supposition, Target};

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

/// The claims that speak to a claim, however far away, and the sources they stand in, from the nearest.
fn nearest(case: &Case, claim: Key) -> Vec<(Key, Handle)> {
    let mut to: BTreeMap<Key, Vec<(Key, Key)>> = BTreeMap::new();
    for link in &case.links {
        let (Target::Claim(target) | Target::Link(target)) = link.to;
        to.entry(target).or_default().push((link.key, link.from));
    }
    for part in &case.claims {
        if let Some(whole) = part.part_of {
            to.entry(whole).or_default().push((part.key, part.key));
        }
    }
    let claims: BTreeMap<Key, Handle> = case.claims.iter().map(|one| (one.key, one.handle)).collect();
    let sources: BTreeMap<Key, (Key, Handle)> = {
        let handles: BTreeMap<Key, Handle> = case.sources.iter().map(|one| (one.key, one.handle)).collect();
        let of_version =
            |one: &CaseVersion| Some((one.version.key, (one.version.source, *handles.get(&one.version.source)?)));
        case.versions.iter().filter_map(of_version).collect()
    };
    let mut stands: BTreeMap<Key, Vec<(Key, Handle)>> = BTreeMap::new();
    for one in &case.appearances {
        stands.entry(one.claim).or_default().extend(sources.get(&one.version));
    }
    let mut found: Vec<(Key, Handle)> = Vec::new();
    let mut seen: BTreeSet<Key> = [claim].into();
    let mut open: VecDeque<Key> = [claim].into();
    while let Some(node) = open.pop_front() {
        if let Some(handle) = claims.get(&node).filter(|_| node != claim) {
            found.push((node, *handle));
        }
        for source in stands.get(&node).into_iter().flatten() {
            if seen.insert(source.0) {
                found.push(*source);
            }
        }
        for (link, from) in to.get(&node).into_iter().flatten() {
            open.extend([*link, *from].into_iter().filter(|key| seen.insert(*key)));
        }
    }
    // What a source was taken from comes last.
    found
        .extend(case.sources.iter().filter(|source| seen.insert(source.key)).map(|source| (source.key, source.handle)));
    found
}
