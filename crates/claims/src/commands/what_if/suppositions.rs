//! What is supposed, as it is typed.

use claims_model::{Credibility, Kind as RecordKind, Stance, Supposition};
use claims_store::Records;

use super::Args;
use crate::{
    commands::grade,
    failure::{Exit, Failure, Outcome},
    refs,
};

impl Args {
    /// The suppositions, none of which takes another back.
    pub(super) fn suppositions(&self, records: &Records<'_>) -> Outcome<Vec<Supposition>> {
        let mut all = Vec::new();
        for typed in &self.without {
            let (handle, record) = refs::standing(records, typed)?;
            if !matches!(handle.kind, RecordKind::Claim | RecordKind::Source | RecordKind::Party | RecordKind::Link) {
                return Err(Failure::new(Exit::Usage, format!("{handle} cannot be taken away by itself")));
            }
            all.push(Supposition::Without(record.key()));
        }
        for typed in &self.grade {
            let (subject, graded) = typed.split_once('=').ok_or_else(|| {
                Failure::new(Exit::Usage, format!("--grade {typed:?}: write a handle, = and a grade: p2=C"))
            })?;
            let (handle, record) = refs::standing(records, subject)?;
            all.push(Supposition::Graded(record.key(), grade::of(handle, graded)?));
        }
        for (stance, typed) in self
            .against
            .iter()
            .map(|one| (Stance::Rebuts, one))
            .chain(self.support.iter().map(|one| (Stance::Supports, one)))
        {
            let (target, digit) = typed.split_once('=').unwrap_or((typed, "1"));
            let credibility = digit.parse::<Credibility>().map_err(|_| {
                Failure::new(Exit::Usage, format!("{typed:?}: {digit:?} is no credibility; it is a digit from 1 to 6"))
            })?;
            all.push(Supposition::Spoken(refs::target(records, target)?, stance, credibility));
        }
        self.agree(&all)?;
        Ok(all)
    }

    /// Refuses suppositions of which one would silently undo another.
    fn agree(&self, all: &[Supposition]) -> Outcome<()> {
        for (at, one) in all.iter().enumerate() {
            let clashes = |other: &Supposition| match (one, other) {
                (Supposition::Without(gone), other) => other != one && other.about() == *gone,
                (Supposition::Graded(subject, _), Supposition::Graded(other, _)) => subject == other,
                _ => false,
            };
            if all[at + 1..].iter().any(clashes) {
                let what = "two changes of one record cannot hold together: one would take the other back";
                return Err(Failure::new(Exit::Usage, what).hint("ask twice"));
            }
        }
        Ok(())
    }
}
