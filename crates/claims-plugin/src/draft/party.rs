//! Parties as an importer drafts them.

use claims_abi::{Field, Relation, Table};

use super::{DraftGrade, DraftNote, Row, texts};

/// A person or an organisation.
#[derive(Debug, Clone, Copy)]
pub struct DraftParty<'a>(pub(super) Row<'a>);

impl<'a> DraftParty<'a> {
    texts! {
        /// `person` or `organization`.
        kind = KIND;
        /// Who this is, in a few words.
        description = DESCRIPTION;
        /// Why the name is withheld; for those whose name is a description.
        why_unnamed = WHY_UNNAMED;
    }

    /// Another name of it.
    pub fn alias(self, name: &str) -> Self {
        self.0.child(Relation::ALIASES, Table::ALIAS).own_text(Field::TEXT, name);
        self
    }

    /// Somebody judged how reliable it is: `A` to `F`.
    pub fn grade(self, reliability: &str) -> DraftGrade<'a> {
        DraftGrade(self.0.child(Relation::GRADES, Table::GRADE).own_text(Field::RELIABILITY, reliability))
    }

    /// Somebody remarked on it.
    pub fn note(self, text: &str) -> DraftNote<'a> {
        self.0.note(text)
    }
}
