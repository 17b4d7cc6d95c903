//! The specimen `doubt` once more, over the model itself: what a scorer costs where nothing lies between.

use std::collections::BTreeSet;

use claims_model::{Case, Claim, Contribution, Filed, Key, Link, Score, Source, Stance, Status, Target};

/// A scorer as it would be without plugins.
pub(crate) trait CompiledIn {
    /// One score for each subject.
    fn score(&self, case: &Case) -> Vec<Score>;
}

/// The specimen `doubt`, word for word, over the model.
pub(crate) struct Doubt;

impl CompiledIn for Doubt {
    fn score(&self, case: &Case) -> Vec<Score> {
        let case = Indexed::of(case);
        case.case.subjects.iter().map(|claim| doubt_of(&case, *claim)).collect()
    }
}

fn doubt_of(case: &Indexed<'_>, claim: Key) -> Score {
    let (mut value, mut heard, mut contributions) = (1.0, BTreeSet::new(), Vec::new());
    for link in case.links_to(claim).filter(|link| link.stance == Stance::Rebuts) {
        let speaker = case.claim(link.from).filter(|speaker| speaker.status != Status::Withdrawn);
        let Some(speaker) = speaker else { continue };
        for origin in origins(case, speaker.key) {
            if heard.insert(origin) {
                value /= 2.0;
                let because = "an independent source speaks against it".to_owned();
                contributions.push(Contribution { link: Some(link.key), because, amount: -value });
            }
        }
    }
    let (value, base) = (Some(value), Some(1.0));
    Score { claim, scorer: "doubt".into(), value, base, remarks: Vec::new(), contributions }
}

/// The sources that those of a claim were taken from in the end.
fn origins(case: &Indexed<'_>, claim: Key) -> BTreeSet<Key> {
    let mut origins = BTreeSet::new();
    for source in case.sources_of(claim) {
        let (mut seen, mut next) = (vec![source], 0);
        while let Some(source) = seen.get(next).copied() {
            let parents = source.derived_from.iter().filter_map(|key| case.source(*key));
            let new: Vec<&Source> =
                parents.filter(|parent| !seen.iter().any(|known| known.key == parent.key)).collect();
            seen.extend(new);
            next += 1;
        }
        let last = seen.iter().filter(|source| source.derived_from.is_empty()).map(|source| source.key);
        let before = origins.len();
        origins.extend(last);
        if origins.len() == before {
            origins.extend(seen.iter().map(|source| source.key));
        }
    }
    origins
}

/// A case with what finds its records: nothing where looking at all of them is quicker, else a list sorted by key.
struct Indexed<'a> {
    case: &'a Case,
    claims: Vec<(Key, usize)>,
    sources: Vec<(Key, usize)>,
    versions: Vec<(Key, usize)>,
    appearances: Vec<(Key, usize)>,
    links: Vec<(Key, usize)>,
}

/// The number of claims up to which a case is searched without an index.
const FEW: usize = 8;

impl<'a> Indexed<'a> {
    fn of(case: &'a Case) -> Self {
        let many = case.claims.len() > FEW;
        let to_claims = case.links.iter().map(|link| match link.to {
            Target::Claim(key) | Target::Link(key) => key,
        });
        Self {
            case,
            claims: sorted(many, case.claims.iter().map(|claim| claim.key)),
            sources: sorted(many, case.sources.iter().map(|source| source.key)),
            versions: sorted(many, case.versions.iter().map(|version| version.version.key)),
            appearances: sorted(many, case.appearances.iter().map(|appearance| appearance.claim)),
            links: sorted(many, to_claims),
        }
    }

    fn claim(&self, key: Key) -> Option<&'a Claim> {
        first(&self.claims, &self.case.claims, key, |claim| claim.key).map(|claim| &claim.record)
    }

    fn source(&self, key: Key) -> Option<&'a Source> {
        first(&self.sources, &self.case.sources, key, |source| source.key).map(|source| &source.record)
    }

    fn links_to(&self, key: Key) -> impl Iterator<Item = &'a Filed<Link>> {
        all(&self.links, &self.case.links, key, move |link| link.to == Target::Claim(key))
    }

    fn sources_of(&self, claim: Key) -> impl Iterator<Item = &'a Source> {
        let places = all(&self.appearances, &self.case.appearances, claim, move |place| place.claim == claim);
        places.filter_map(|place| {
            let version = first(&self.versions, &self.case.versions, place.version, |version| version.version.key)?;
            self.source(version.version.source)
        })
    }
}

fn sorted(many: bool, keys: impl Iterator<Item = Key>) -> Vec<(Key, usize)> {
    let mut rows: Vec<(Key, usize)> = if many { keys.zip(0..).collect() } else { Vec::new() };
    rows.sort_unstable();
    rows
}

fn first<'a, R>(index: &[(Key, usize)], records: &'a [R], key: Key, key_of: impl Fn(&R) -> Key) -> Option<&'a R> {
    if index.is_empty() {
        return records.iter().find(|record| key_of(record) == key);
    }
    let at = index.partition_point(|(known, _)| *known < key);
    index.get(at).filter(|(known, _)| *known == key).map(|(_, row)| &records[*row])
}

fn all<'a, R>(
    index: &[(Key, usize)],
    records: &'a [R],
    key: Key,
    is: impl Fn(&R) -> bool,
) -> impl Iterator<Item = &'a R> {
    let start = index.partition_point(|(known, _)| *known < key);
    let end = index.partition_point(|(known, _)| *known <= key);
    let scanned = if index.is_empty() { records } else { &[] };
    let found = index[start..end].iter().map(|(_, row)| &records[*row]).collect::<Vec<_>>();
    scanned.iter().chain(found).filter(move |record| is(record))
}
