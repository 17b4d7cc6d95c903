//! What claims do to claims and links, as a plugin sees it.

use claims_abi::{Field, Relation};

use super::{Claim, Grade, Note, record};
use crate::Rows;

record! {
    /// From a claim to a claim or to a link.
    Link = LINK
}

impl<'a> Link<'a> {
    /// What people call it: `l7`.
    pub fn handle(self) -> &'a str {
        self.0.own_text(Field::HANDLE)
    }

    /// The permanent key, a UUID.
    pub fn key(self) -> &'a str {
        self.0.own_text(Field::KEY)
    }

    /// What it does to what it speaks to.
    pub fn stance(self) -> Stance {
        Stance::of(self.0.own_text(Field::STANCE))
    }

    /// Why the one bears on the other.
    pub fn note(self) -> Option<&'a str> {
        self.0.text(Field::NOTE)
    }

    /// Who recorded it.
    pub fn by(self) -> &'a str {
        self.0.own_text(Field::BY)
    }

    /// When, RFC 3339.
    pub fn at(self) -> &'a str {
        self.0.own_text(Field::AT)
    }

    /// The claim that speaks.
    pub fn from(self) -> Option<Claim<'a>> {
        self.0.one(Relation::FROM)
    }

    /// What it speaks to.
    pub fn to(self) -> Option<Target<'a>> {
        let claim = self.0.one(Relation::TO_CLAIM).map(Target::Claim);
        claim.or_else(|| self.0.one(Relation::TO_LINK).map(Target::Link))
    }

    /// What other claims say to it: about its bearing, not about the claims at its ends.
    pub fn links_in(self) -> Rows<'a, Link<'a>> {
        self.0.rows(Relation::LINKS_IN)
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

/// The far end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target<'a> {
    /// A claim.
    Claim(Claim<'a>),
    /// Another link: the stance is about its bearing.
    Link(Link<'a>),
}

/// What a claim does to what it is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stance {
    /// Speaks against it.
    Rebuts,
    /// Speaks for it.
    Supports,
    /// Neither; needed to understand it.
    Context,
    /// A word newer than this plugin.
    Other,
}

impl Stance {
    /// Its word: `rebuts`. One that is newer than this plugin is `other`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rebuts => "rebuts",
            Self::Supports => "supports",
            Self::Context => "context",
            Self::Other => "other",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "rebuts" => Self::Rebuts,
            "supports" => Self::Supports,
            "context" => Self::Context,
            _ => Self::Other,
        }
    }
}
