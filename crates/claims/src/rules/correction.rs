//! Whether each change to a published verdict says what it does to it.

use std::collections::HashMap;

use claims_model::{Key, Record, Status};
use claims_store::Records;

use super::{Found, IFCN, Rule, Subject};
use crate::failure::Outcome;

pub(super) const RULE: Rule = Rule {
    code: "correction-without-class",
    meaning: "a published verdict was changed, and nothing says what the change does",
    standard: "IFCN Code of Principles, open and honest corrections: correct clearly and transparently",
    uri: Some(IFCN),
    find,
};

/// When claims were published and verdicts decided, by the numbers of the operations.
#[derive(Default)]
pub(super) struct History {
    published: HashMap<Key, u64>,
    decided: HashMap<Key, u64>,
}

impl History {
    /// Reads the log once, newest first, page by page.
    pub(super) fn read(records: &Records<'_>) -> Outcome<Self> {
        const PAGE: usize = 500;
        let (mut history, mut from) = (Self::default(), None);
        loop {
            let page = records.entries(from, PAGE)?;
            for entry in &page {
                for record in entry.operation.changes.iter().filter_map(|change| change.after.as_ref()) {
                    // Older entries come later, so the first time of all is what stays.
                    match record {
                        Record::Claim(claim) if claim.status == Status::Published => {
                            history.published.insert(claim.key, entry.seq);
                        }
                        Record::Verdict(verdict) => {
                            history.decided.insert(verdict.key, entry.seq);
                        }
                        _ => {}
                    }
                }
            }
            match page.last() {
                Some(last) if last.seq > 1 => from = Some(last.seq - 1),
                _ => return Ok(history),
            }
        }
    }
}

/// Looks at the newest verdict only: a further correction that says what it does mends an earlier one that does not.
fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let (claim, Some(verdict)) = (subject.claim, &subject.verdict) else { return Ok(()) };
    // The log is long, and most claims have one verdict.
    if claim.status != Status::Published || subject.verdicts < 2 || verdict.correction.is_some() {
        return Ok(());
    }
    let history = subject.book.history()?;
    let seq = |of: &HashMap<Key, u64>, key| of.get(&key).copied();
    let (published, decided) = (seq(&history.published, claim.key), seq(&history.decided, verdict.key));
    if published.is_none() || decided <= published {
        return Ok(());
    }
    let what = format!(
        "the verdict {} of {} changed what was published, and has no class of correction",
        crate::render::quoted(&verdict.name),
        verdict.at
    );
    let fix = format!("claims verdict {} {} --correction CLASS --because \"…\"", claim.handle, subject.typed_label());
    found.push(Found::new(what, fix));
    Ok(())
}
