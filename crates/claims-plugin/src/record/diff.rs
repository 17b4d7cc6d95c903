//! The way from one version of a source to the next, as a plugin sees it.

use std::ops::Range;

use claims_abi::{Field, Relation};

use super::{Version, record};
use crate::Rows;

record! {
    /// The way from a version to the next one that has a text, as the casebook's differ found it.
    Diff = DIFF
}

impl<'a> Diff<'a> {
    /// The earlier version.
    pub fn earlier(self) -> Option<Version<'a>> {
        self.0.one(Relation::OLD_VERSION)
    }

    /// The later one.
    pub fn later(self) -> Option<Version<'a>> {
        self.0.one(Relation::VERSION)
    }

    /// The steps, which cover both texts from start to end.
    pub fn steps(self) -> Rows<'a, Step<'a>> {
        self.0.rows(Relation::HUNKS)
    }
}

record! {
    /// A step of a diff.
    Step = HUNK
}

impl Step<'_> {
    /// Whether both sides are the same.
    pub fn is_same(self) -> bool {
        self.0.own_text(Field::STATE) == "same"
    }

    /// Whether the differ gave up on detail.
    pub fn is_coarse(self) -> bool {
        self.0.own_text(Field::STATE) == "coarse"
    }

    /// Where it stands in the text of the earlier version, in code points.
    pub fn old_range(self) -> Range<usize> {
        self.place(Field::OLD_START)..self.place(Field::OLD_END)
    }

    /// Where it stands in the text of the later version, in code points.
    pub fn new_range(self) -> Range<usize> {
        self.place(Field::NEW_START)..self.place(Field::NEW_END)
    }

    fn place(self, field: Field) -> usize {
        usize::try_from(self.0.whole(field)).unwrap_or(usize::MAX)
    }
}
