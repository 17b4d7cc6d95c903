//! Links as an importer drafts them.

use claims_abi::{Field, Relation, Table};

use super::{DraftClaim, DraftGrade, DraftNote, Row, texts};

/// From a claim to a claim or to a link.
#[derive(Debug, Clone, Copy)]
pub struct DraftLink<'a>(pub(super) Row<'a>);

impl<'a> DraftLink<'a> {
    texts! {
        /// Why the one bears on the other.
        because = NOTE;
        /// Who drew it.
        by = BY;
        /// When, RFC 3339.
        at = AT;
    }

    /// Somebody judged how credible its bearing is: `1` to `6`.
    pub fn grade(self, credibility: &str) -> DraftGrade<'a> {
        DraftGrade(self.0.child(Relation::GRADES, Table::GRADE).own_text(Field::CREDIBILITY, credibility))
    }

    /// Somebody remarked on it.
    pub fn note(self, text: &str) -> DraftNote<'a> {
        self.0.note(text)
    }
}

/// The far end of a link.
#[derive(Debug, Clone, Copy)]
pub enum DraftTarget<'a> {
    /// A claim.
    Claim(DraftClaim<'a>),
    /// Another link: the stance is about its bearing.
    Link(DraftLink<'a>),
}

impl<'a> From<DraftClaim<'a>> for DraftTarget<'a> {
    fn from(claim: DraftClaim<'a>) -> Self {
        Self::Claim(claim)
    }
}

impl<'a> From<DraftLink<'a>> for DraftTarget<'a> {
    fn from(link: DraftLink<'a>) -> Self {
        Self::Link(link)
    }
}
