//! Who speaks, writes and publishes, as a plugin sees them.

use claims_abi::{Field, Relation};

use super::{Grade, Note, record};
use crate::Rows;

record! {
    /// A person or an organisation.
    Party = PARTY
}

impl<'a> Party<'a> {
    /// What people call it: `p2`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// The name in full, or a description when it is withheld.
    pub fn name(self) -> &'a str {
        self.0.own_text(Field::NAME)
    }

    /// `person` or `organization`.
    pub fn kind(self) -> &'a str {
        self.0.own_text(Field::KIND)
    }

    /// Who this is, in a few words.
    pub fn description(self) -> Option<&'a str> {
        self.0.text(Field::DESCRIPTION)
    }

    /// Why the name is withheld; absent when it is not.
    pub fn why_unnamed(self) -> Option<&'a str> {
        self.0.text(Field::WHY_UNNAMED)
    }

    /// Other names.
    pub fn aliases(self) -> Rows<'a, Alias<'a>> {
        self.0.rows(Relation::ALIASES)
    }

    /// Every judgement of it, oldest first.
    pub fn grades(self) -> Rows<'a, Grade<'a>> {
        self.0.rows(Relation::GRADES)
    }

    /// The judgement of it that counts: the newest.
    pub fn grade(self) -> Option<Grade<'a>> {
        self.grades().next_back()
    }

    /// Remarks that hang on it, oldest first.
    pub fn notes(self) -> Rows<'a, Note<'a>> {
        self.0.rows(Relation::NOTES)
    }
}

record! {
    /// Another name of a party.
    Alias = ALIAS
}

impl<'a> Alias<'a> {
    /// The name.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
    }
}
