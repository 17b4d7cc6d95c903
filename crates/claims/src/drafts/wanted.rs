//! Which of the drafted parties, sources and versions are filed: those that only tell of a known claim are not.

use claims_host::Drafts;

/// What a new record needs, or what stands by itself: what only tells of a known claim is there already.
pub(super) struct Wanted {
    pub(super) parties: Vec<bool>,
    pub(super) versions: Vec<bool>,
    pub(super) sources: Vec<bool>,
}

impl Wanted {
    /// `is_known` says of each claim whether it is left as it is; `is_meant` whether it may get other claimants all the
    /// same.
    pub(super) fn of(drafts: &Drafts, is_known: &[bool], is_meant: impl Fn(usize) -> bool) -> Self {
        let mut wanted = Self {
            parties: vec![true; drafts.parties().len()],
            versions: vec![true; drafts.versions().len()],
            sources: vec![true; drafts.sources().len()],
        };
        if !is_known.contains(&true) {
            return wanted;
        }
        let versions = |known: bool| {
            let claims = drafts.claims().iter().zip(is_known).filter(move |(_, is_known)| **is_known == known);
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
        let named = |is_wanted: bool, wanted: &Self| -> Vec<usize> {
            let claims = (0..is_known.len()).filter(|at| (!is_known[*at] || is_meant(*at)) == is_wanted);
            let claims = claims.map(|at| &drafts.claims()[at]);
            let sources = drafts.sources().iter().zip(&wanted.sources).filter(|(_, wanted)| **wanted == is_wanted);
            let of_claims = claims.flat_map(|claim| {
                let via = claim.appearances.iter().flat_map(|one| &one.via).copied();
                claim.claimants.iter().map(|one| one.party).chain(via)
            });
            of_claims
                .chain(sources.flat_map(|(source, _)| source.publisher.iter().chain(&source.authors).copied()))
                .collect()
        };
        named(false, &wanted).into_iter().for_each(|at| wanted.parties[at] = false);
        named(true, &wanted).into_iter().for_each(|at| wanted.parties[at] = true);
        wanted
    }
}
