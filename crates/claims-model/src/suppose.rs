//! What if? Changes a case as if something in the record were otherwise; the record itself knows nothing of it.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{
    Case, Claim, Credibility, Filed, Grade, Grading, Handle, Key, Kind, Link, Source, Stance, Status, Target, Timestamp,
};

/// One thing that is taken to be otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supposition {
    /// A source, a party, a claim or a link were not there.
    Without(Key),
    /// A record had this grade, and no other.
    Graded(Key, Grading),
    /// One more statement of this credibility spoke to a claim or a link.
    Spoken(Target, Stance, Credibility),
}

impl Supposition {
    /// The record whose change is supposed.
    pub const fn about(&self) -> Key {
        match self {
            Self::Without(key) | Self::Graded(key, _) => *key,
            Self::Spoken(target, ..) => target.key(),
        }
    }
}

/// A case in which something is otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Supposed {
    /// The case.
    pub case: Case,
    /// What fell with what was taken away, in the order of handles: sources that were all taken from fallen ones, and
    /// claims that stand in no other source or that nobody else made.
    pub fell: Vec<Handle>,
}

impl Case {
    /// The case as it would be under some suppositions.
    ///
    /// Subjects never fall: they are what is asked about. A supposed statement and its link have the number 0.
    pub fn supposing(&self, suppositions: &[Supposition]) -> Supposed {
        let mut case = self.clone();
        let without: BTreeSet<Key> = suppositions
            .iter()
            .filter_map(|one| if let Supposition::Without(key) = one { Some(*key) } else { None })
            .collect();
        let fell = if without.is_empty() { Vec::new() } else { case.take_away(&without) };
        for (at, supposition) in suppositions.iter().enumerate() {
            match *supposition {
                Supposition::Without(_) => {}
                Supposition::Graded(subject, grading) => {
                    let same_sort = |grade: &Grade| match grading {
                        Grading::Reliability(_) => matches!(grade.grading, Grading::Reliability(_)),
                        Grading::Credibility(_) => matches!(grade.grading, Grading::Credibility(_)),
                    };
                    case.grades.retain(|grade| grade.subject != subject || !same_sort(grade));
                    case.grades.push(grade(made(at, 0), subject, grading));
                }
                Supposition::Spoken(to, stance, credibility) => case.speak(at, to, stance, credibility),
            }
        }
        Supposed { case, fell }
    }

    /// Takes records away with all that stands on them; gives what fell besides.
    fn take_away(&mut self, without: &BTreeSet<Key>) -> Vec<Handle> {
        let subjects: BTreeSet<Key> = self.subjects.iter().copied().collect();
        let mut gone: BTreeSet<Key> = without.difference(&subjects).copied().collect();

        // A source whose every origin is gone only repeats what is gone.
        until_it_rests(&mut gone, |gone| {
            let repeats = |source: &&Filed<Source>| {
                !source.derived_from.is_empty() && source.derived_from.iter().all(|origin| gone.contains(origin))
            };
            self.sources.iter().filter(repeats).map(|source| source.key).collect()
        });
        let lost: BTreeSet<Key> =
            self.versions.iter().filter(|one| gone.contains(&one.version.source)).map(|one| one.version.key).collect();
        let stood: BTreeSet<Key> = self.appearances.iter().map(|one| one.claim).collect();
        let stands: BTreeSet<Key> =
            self.appearances.iter().filter(|one| !lost.contains(&one.version)).map(|one| one.claim).collect();
        for claim in self.claims.iter().filter(|claim| !subjects.contains(&claim.key)) {
            let is_nowhere = stood.contains(&claim.key) && !stands.contains(&claim.key);
            let is_nobodys =
                !claim.claimants.is_empty() && claim.claimants.iter().all(|claimant| gone.contains(&claimant.party));
            if is_nowhere || is_nobodys {
                gone.insert(claim.key);
            }
        }
        // A link goes with either of its ends, and with it what speaks to it.
        until_it_rests(&mut gone, |gone| {
            let is_loose = |link: &&Filed<Link>| gone.contains(&link.from) || gone.contains(&link.to.key());
            self.links.iter().filter(is_loose).map(|link| link.key).collect()
        });

        let handles = self.claims.iter().map(|one| (one.key, one.handle));
        let handles = handles.chain(self.sources.iter().map(|one| (one.key, one.handle)));
        let mut fell: Vec<Handle> =
            handles.filter(|(key, _)| gone.contains(key) && !without.contains(key)).map(|(_, handle)| handle).collect();
        fell.sort();

        self.claims.retain(|one| !gone.contains(&one.key));
        for claim in &mut self.claims {
            claim.record.part_of = claim.part_of.filter(|whole| !gone.contains(whole));
        }
        self.links.retain(|one| !gone.contains(&one.key));
        self.sources.retain(|one| !gone.contains(&one.key));
        for source in &mut self.sources {
            source.record.derived_from.retain(|origin| !gone.contains(origin));
        }
        self.versions.retain(|one| !lost.contains(&one.version.key));
        self.appearances.retain(|one| !lost.contains(&one.version) && !gone.contains(&one.claim));
        self.grades.retain(|one| !gone.contains(&one.subject));
        self.notes.retain(|one| !gone.contains(&one.subject) && !lost.contains(&one.subject));
        self.verdicts.retain(|one| !gone.contains(&one.claim));
        self.replies.retain(|one| !gone.contains(&one.claim));
        self.scores.retain(|one| !gone.contains(&one.claim));
        let kept: BTreeSet<Key> = self.appearances.iter().map(|one| one.key).collect();
        self.changes.retain(|change| kept.contains(&change.appearance) && !lost.contains(&change.version));
        fell
    }

    fn speak(&mut self, at: usize, to: Target, stance: Stance, credibility: Credibility) {
        let (claim, link) = (made(at, 1), made(at, 2));
        self.grades.push(grade(made(at, 0), claim, Grading::Credibility(credibility)));
        self.claims.push(Filed {
            handle: Handle::new(Kind::Claim, 0),
            record: Claim::new(claim, "A supposed statement".to_owned(), Status::Noted),
        });
        self.links.push(Filed {
            handle: Handle::new(Kind::Link, 0),
            record: Link {
                key: link,
                from: claim,
                to,
                stance,
                by: String::new(),
                at: Timestamp::UNIX_EPOCH,
                note: None,
            },
        });
    }
}

/// Adds to a set what `more` finds for it, until that is nothing new.
fn until_it_rests(set: &mut BTreeSet<Key>, more: impl Fn(&BTreeSet<Key>) -> Vec<Key>) {
    let mut before = usize::MAX;
    while before != set.len() {
        before = set.len();
        set.extend(more(set));
    }
}

fn grade(key: Key, subject: Key, grading: Grading) -> Grade {
    Grade { key, subject, grading, by: String::new(), at: Timestamp::UNIX_EPOCH, because: None }
}

/// A key that no record has: those are of version 7, these of none.
fn made(supposition: usize, part: u128) -> Key {
    Key::new(Uuid::from_u128(((supposition as u128) << 8) + part + 1))
}
