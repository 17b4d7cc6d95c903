//! What people of another desk judged, decided and remarked, as an importer drafts it.

use claims_abi::Field;

use super::{Row, texts};

/// A judgement of reliability or credibility.
#[derive(Debug, Clone, Copy)]
pub struct DraftGrade<'a>(pub(super) Row<'a>);

impl DraftGrade<'_> {
    texts! {
        /// Why.
        because = BECAUSE;
        /// Who judged.
        by = BY;
        /// When, RFC 3339.
        at = AT;
    }
}

/// A human decision on a claim.
#[derive(Debug, Clone, Copy)]
pub struct DraftVerdict<'a>(pub(super) Row<'a>);

impl DraftVerdict<'_> {
    texts! {
        /// The scale, by name.
        scale = SCALE;
        /// The label as typed: `mostly-false`.
        label = LABEL;
        /// The reasons.
        because = BECAUSE;
        /// Who decided.
        by = BY;
        /// When, RFC 3339.
        at = AT;
        /// What would change it.
        would_change = WOULD_CHANGE;
        /// What it does to one that was published: `changes`, `keeps`, `void`, `spelling` or `update`.
        correction = CORRECTION;
        /// Where the review stands, a URL. An earlier claims refuses it.
        address = ADDRESS;
        /// The feed that it is from, by name, where the file says so. An earlier claims refuses it.
        feed = FEED;
    }

    /// The number of the label, from the least true to the truest: `worst ≤ value ≤ best`.
    pub fn rating(self, worst: i32, value: i32, best: i32) -> Self {
        Self(self.0.number(Field::WORST, worst).number(Field::VALUE, value).number(Field::BEST, best))
    }
}

/// A remark.
#[derive(Debug, Clone, Copy)]
pub struct DraftNote<'a>(pub(super) Row<'a>);

impl DraftNote<'_> {
    texts! {
        /// Who wrote it.
        by = BY;
        /// When, RFC 3339.
        at = AT;
    }
}
