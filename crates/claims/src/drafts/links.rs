//! Links that an importer drafted, and what is judged of any record: what is there already is not repeated.

use claims_host::{DraftGrade, DraftNote, DraftTarget, Drafts};
use claims_model::{Grade, Key, Link, Note, Target};
use claims_store::{Records, Writing};

use super::{Place, known};
use crate::{desk::Draft, failure::Outcome, typed};

pub(super) fn links(
    writing: &Writing<'_>,
    draft: &mut Draft<'_>,
    drafts: &Drafts,
    claims: &[Key],
) -> Outcome<Vec<Place>> {
    let keys: Vec<Key> = drafts.links().iter().map(|_| draft.key()).collect();
    let mut places: Vec<Place> = keys.iter().map(|key| Place { key: *key, is_known: false }).collect();
    for at in in_order(drafts) {
        let link = &drafts.links()[at];
        let to = match link.to {
            DraftTarget::Claim(at) => Target::Claim(claims[at]),
            DraftTarget::Link(at) => Target::Link(places[at].key),
        };
        let (by, when) = (link.by.clone().unwrap_or_else(|| draft.by.clone()), link.at.unwrap_or(draft.at));
        let note = typed::given(link.note.as_ref());
        let key = places[at].key;
        let record = Link { key, from: claims[link.from], to, stance: link.stance, by, at: when, note };
        match known::link(writing, &record)? {
            Some(key) => places[at] = Place { key, is_known: true },
            None => draft.create(record),
        }
        judge(writing, draft, places[at], &link.grades, &link.notes)?;
    }
    Ok(places)
}

/// The links by their places, each after the one that it leads to; none leads back to itself.
fn in_order(drafts: &Drafts) -> Vec<usize> {
    let mut is_placed = vec![false; drafts.links().len()];
    let mut order = Vec::with_capacity(is_placed.len());
    for start in 0..is_placed.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| !is_placed[*at]) {
            is_placed[at] = true;
            chain.push(at);
            next = match drafts.links()[at].to {
                DraftTarget::Link(to) => Some(to),
                DraftTarget::Claim(_) => None,
            };
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Adds judgements and remarks; those that a known record has already are not repeated.
pub(super) fn judge(
    records: &Records<'_>,
    draft: &mut Draft<'_>,
    subject: Place,
    grades: &[DraftGrade],
    notes: &[DraftNote],
) -> Outcome<()> {
    let Place { key: subject, is_known } = subject;
    let by = |by: &Option<String>, draft: &Draft<'_>| by.clone().unwrap_or_else(|| draft.by.clone());
    for grade in grades {
        let because = typed::given(grade.because.as_ref());
        let is_same = |known: &claims_model::Filed<Grade>| known.grading == grade.grading && known.because == because;
        if is_known && records.grades_of(subject)?.iter().any(is_same) {
            continue;
        }
        let (by, at) = (by(&grade.by, draft), grade.at.unwrap_or(draft.at));
        let key = draft.key();
        draft.create(Grade { key, subject, grading: grade.grading, by, at, because });
    }
    for note in notes {
        if is_known && records.notes_of(subject)?.iter().any(|known| known.text == note.text) {
            continue;
        }
        let (by, at) = (by(&note.by, draft), note.at.unwrap_or(draft.at));
        let key = draft.key();
        draft.create(Note { key, subject, text: note.text.clone(), by, at, looked: false });
    }
    Ok(())
}
