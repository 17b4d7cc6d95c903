//! Which of the drafted sources and versions are filed: those that only tell where a known claim stands are not.

use claims_host::Drafts;
use claims_model::{Claim, Filed};

/// The versions that a new record needs, and the sources: what only tells where a known claim stands is there already.
pub(super) struct Wanted {
    pub(super) versions: Vec<bool>,
    pub(super) sources: Vec<bool>,
}

impl Wanted {
    pub(super) fn of(drafts: &Drafts, meant: &[Option<Filed<Claim>>]) -> Self {
        let mut wanted =
            Self { versions: vec![true; drafts.versions().len()], sources: vec![true; drafts.sources().len()] };
        let versions = |is_known: bool| {
            let claims = drafts.claims().iter().zip(meant).filter(move |(_, meant)| meant.is_some() == is_known);
            claims.flat_map(|(claim, _)| &claim.appearances).map(|one| one.version)
        };
        versions(true).for_each(|at| wanted.versions[at] = false);
        versions(false).for_each(|at| wanted.versions[at] = true);
        let sources = |is_wanted: bool, wanted: &Self| -> Vec<usize> {
            let versions = drafts.versions().iter().zip(&wanted.versions).filter(|(_, wanted)| **wanted == is_wanted);
            versions.map(|(version, _)| version.source).collect()
        };
        sources(false, &wanted).into_iter().for_each(|at| wanted.sources[at] = false);
        // A source that is wanted wants those that it repeats.
        let mut open = sources(true, &wanted);
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut wanted.sources[at], true) {
                open.extend(&drafts.sources()[at].derived_from);
            }
        }
        wanted
    }
}
