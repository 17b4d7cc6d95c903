//! What scorers answered before the call, as an exporter sees it.

use claims_abi::{Field, Relation};

use super::{Claim, Link, record};
use crate::Rows;

record! {
    /// What a scorer answered for a claim.
    Scored = SCORE
}

impl<'a> Scored<'a> {
    /// The scorer, by name.
    pub fn scorer(self) -> &'a str {
        self.0.own_text(Field::SCORER)
    }

    /// From 0 to 1; absent when undetermined.
    pub fn value(self) -> Option<f64> {
        self.0.number(Field::VALUE)
    }

    /// What the value starts from, before any link is counted.
    pub fn base(self) -> Option<f64> {
        self.0.number(Field::BASE)
    }

    /// The claim that was scored.
    pub fn claim(self) -> Option<Claim<'a>> {
        self.0.one(Relation::CLAIM)
    }

    /// What a reader must know to trust it.
    pub fn remarks(self) -> Rows<'a, Remark<'a>> {
        self.0.rows(Relation::REMARKS)
    }

    /// What led from `base` to `value`.
    pub fn contributions(self) -> Rows<'a, Contribution<'a>> {
        self.0.rows(Relation::CONTRIBUTIONS)
    }
}

record! {
    /// What a reader must know to trust a score.
    Remark = REMARK
}

impl<'a> Remark<'a> {
    /// One sentence.
    pub fn text(self) -> &'a str {
        self.0.own_text(Field::TEXT)
    }
}

record! {
    /// One part of a score.
    Contribution = CONTRIBUTION
}

impl<'a> Contribution<'a> {
    /// What it is, in a few words.
    pub fn because(self) -> &'a str {
        self.0.own_text(Field::BECAUSE)
    }

    /// What it adds to the base; negative where it takes away.
    pub fn amount(self) -> f64 {
        self.0.number(Field::AMOUNT).unwrap_or_default()
    }

    /// The link behind it, where there is one.
    pub fn link(self) -> Option<Link<'a>> {
        self.0.one(Relation::LINK)
    }
}
