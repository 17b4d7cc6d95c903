//! Gathers a case: some claims and everything that bears on them.

use std::collections::{BTreeMap, HashSet, VecDeque};

use claims_model::{Case, CaseVersion, Claim, Filed, Handle, Key, Kind, Link, Target};

use crate::{Records, Result, Stored};

/// Claims and the links between them, each by number.
type Reached = (Vec<Filed<Claim>>, Vec<Filed<Link>>);

impl Records<'_> {
    /// The case of `subjects`: them, their parts, and every claim that reaches them by links, with all that is
    /// recorded about it.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn case(&self, subjects: &[Key]) -> Result<Case> {
        let mut case = Case { subjects: subjects.to_vec(), ..Case::default() };
        let (claims, links) = self.reach(subjects)?;
        case.claims = claims;
        case.links = links;

        let mut parties = HashSet::new();
        let mut sources = HashSet::new();
        for claim in &case.claims {
            parties.extend(claim.claimants.iter().map(|claimant| claimant.party));
            for appearance in self.appearances_of(claim.key)? {
                parties.extend(&appearance.via);
                if let Some(version) = self.find::<claims_model::Version>(appearance.version)? {
                    sources.insert(version.source);
                }
                case.appearances.push(appearance.record);
            }
            case.verdicts.extend(self.verdicts_of(claim.key)?.into_iter().map(|verdict| verdict.record));
            let replies = self.replies_about(claim.key)?;
            parties.extend(replies.iter().map(|reply| reply.party));
            case.replies.extend(replies);
        }
        case.sources = self.with_origins(sources)?;
        for source in &case.sources {
            parties.extend(source.publisher.iter().chain(&source.authors));
            let versions = self.versions_of(source.key)?.into_iter();
            case.versions.extend(versions.map(|version| CaseVersion { version: version.record, text: None }));
        }
        case.parties = self.sorted(parties)?;

        let graded = case.claims.iter().map(|claim| claim.key);
        let graded = graded.chain(case.links.iter().map(|link| link.key));
        let graded = graded.chain(case.sources.iter().map(|source| source.key));
        for key in graded.chain(case.parties.iter().map(|party| party.key)) {
            case.grades.extend(self.grades_of(key)?.into_iter().map(|grade| grade.record));
            case.notes.extend(self.notes_of(key)?.into_iter().map(|note| note.record));
        }
        Ok(case)
    }

    /// The claims that reach `subjects` by links or as parts, and the links, each by number.
    fn reach(&self, subjects: &[Key]) -> Result<Reached> {
        let mut claims: BTreeMap<Handle, Filed<Claim>> = BTreeMap::new();
        let mut links: BTreeMap<Handle, Filed<Link>> = BTreeMap::new();
        let mut open: VecDeque<Target> = subjects.iter().map(|key| Target::Claim(*key)).collect();
        let mut seen: HashSet<Target> = open.iter().copied().collect();
        while let Some(target) = open.pop_front() {
            let mut reached = Vec::new();
            if let Target::Claim(key) = target {
                let Some(claim) = self.find::<Claim>(key)? else { continue };
                reached.extend(self.parts_of(key)?.into_iter().map(|part| Target::Claim(part.key)));
                claims.insert(claim.handle, claim);
            }
            for link in self.links_to(target)? {
                reached.extend([Target::Link(link.key), Target::Claim(link.from)]);
                links.insert(link.handle, link);
            }
            open.extend(reached.into_iter().filter(|target| seen.insert(*target)));
        }
        // A part is shown with the whole it belongs to, but what bears on the whole does not bear on the part.
        let wholes: Vec<Key> = claims.values().filter_map(|claim| claim.part_of).collect();
        for whole in wholes {
            if let Some(claim) = self.find::<Claim>(whole)? {
                claims
                    .entry(claim.handle)
                    .or_insert(Filed { record: Claim { part_of: None, ..claim.record }, ..claim });
            }
        }
        Ok((claims.into_values().collect(), links.into_values().collect()))
    }

    /// The claims whose case these records are part of, by number: what a change of one of them could move.
    ///
    /// A source bears on the claims that stand in it or in what was taken from it, a party on those that it made, and a
    /// claim on those that it speaks to, whether by a link or as a part; these bear on others in turn.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn depending_on(&self, keys: &[Key]) -> Result<Vec<Filed<Claim>>> {
        let mut claims: BTreeMap<Handle, Filed<Claim>> = BTreeMap::new();
        let mut open: VecDeque<Key> = keys.iter().copied().collect();
        let mut seen: HashSet<Key> = open.iter().copied().collect();
        while let Some(key) = open.pop_front() {
            let mut reached = Vec::new();
            match self.handle_of_any(key)?.map(|handle| handle.kind) {
                Some(Kind::Claim) => {
                    let Some(claim) = self.find::<Claim>(key)? else { continue };
                    reached.extend(claim.part_of);
                    reached.extend(self.links_from(key)?.into_iter().map(|link| link.to.key()));
                    claims.insert(claim.handle, claim);
                }
                Some(Kind::Link) => reached.extend(self.find::<Link>(key)?.map(|link| link.to.key())),
                Some(Kind::Source) => {
                    reached.extend(self.appearances_in(key)?.into_iter().map(|one| one.claim));
                    reached.extend(self.taken_from(key)?.into_iter().map(|source| source.key));
                }
                Some(Kind::Party) => reached.extend(self.claims_by(key)?.into_iter().map(|claim| claim.key)),
                _ => {}
            }
            open.extend(reached.into_iter().filter(|key| seen.insert(*key)));
        }
        Ok(claims.into_values().collect())
    }

    /// The sources and, further and further back, those they derive from.
    fn with_origins(&self, sources: HashSet<Key>) -> Result<Vec<Filed<claims_model::Source>>> {
        let mut open: Vec<Key> = sources.into_iter().collect();
        let mut seen: HashSet<Key> = open.iter().copied().collect();
        let mut found = BTreeMap::new();
        while let Some(key) = open.pop() {
            let Some(source) = self.find::<claims_model::Source>(key)? else { continue };
            open.extend(source.derived_from.iter().copied().filter(|origin| seen.insert(*origin)));
            found.insert(source.handle, source);
        }
        Ok(found.into_values().collect())
    }

    fn sorted<T: Stored>(&self, keys: HashSet<Key>) -> Result<Vec<Filed<T>>> {
        let mut found = BTreeMap::new();
        for key in keys {
            if let Some(record) = self.find::<T>(key)? {
                found.insert(record.handle, record);
            }
        }
        Ok(found.into_values().collect())
    }
}
