//! The records of a case as small values to pass around: each is a place in the case, and reads from there.

mod appearance;
mod claim;
mod diff;
mod finding;
mod judgement;
mod link;
mod party;
mod reply;
mod scored;
mod source;

pub use appearance::{Appearance, Change};
pub use claim::{Claim, Claimant, Status, Tag};
pub use diff::{Diff, Step};
pub use finding::Finding;
pub use judgement::{Grade, Note, Verdict};
pub use link::{Link, Stance, Target};
pub use party::{Alias, Party};
pub use reply::Reply;
pub use scored::{Contribution, Remark, Scored};
pub use source::{Archive, Source, Version};

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
};

use claims_abi::{Field, Relation, Table};

use crate::{Case, Rows};

/// A sort of record. Only this crate makes them.
pub trait Record<'a>: Copy + sealed::Sealed {
    /// The table that it is a row of.
    #[doc(hidden)]
    const TABLE: Table;

    /// The record at a place in the case.
    #[doc(hidden)]
    fn at(row: Row<'a>) -> Self;

    /// Its place in the case.
    #[doc(hidden)]
    fn row(self) -> Row<'a>;
}

mod sealed {
    pub trait Sealed {}
}

/// A place in a case. Two are equal when they are the same row of the same case.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    case: Case<'a>,
    table: Table,
    pub(crate) number: u32,
}

impl<'a> Row<'a> {
    pub(crate) const fn new(case: Case<'a>, table: Table, number: u32) -> Self {
        Self { case, table, number }
    }

    fn text(self, field: Field) -> Option<&'a str> {
        self.case.text(self.table, self.number, field)
    }

    /// A text that every row of the table has.
    fn own_text(self, field: Field) -> &'a str {
        self.text(field).unwrap_or_default()
    }

    fn number(self, field: Field) -> Option<f64> {
        self.case.number(self.table, self.number, field)
    }

    /// A whole number that is not below 0; absent as 0.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` stops at the limits of the type")]
    fn whole(self, field: Field) -> u64 {
        self.number(field).unwrap_or_default() as u64
    }

    fn rows<T: Record<'a>>(self, relation: Relation) -> Rows<'a, T> {
        self.case.related(self.table, self.number, relation)
    }

    fn one<T: Record<'a>>(self, relation: Relation) -> Option<T> {
        self.rows(relation).next()
    }
}

impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Row<'_> {}

impl PartialOrd for Row<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Row<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl Hash for Row<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

/// Declares the type of a record: a row of one table.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident = $table:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>(pub(super) crate::record::Row<'a>);

        impl crate::record::sealed::Sealed for $name<'_> {}

        impl<'a> crate::record::Record<'a> for $name<'a> {
            const TABLE: claims_abi::Table = claims_abi::Table::$table;

            fn at(row: crate::record::Row<'a>) -> Self {
                Self(row)
            }

            fn row(self) -> crate::record::Row<'a> {
                self.0
            }
        }

        impl $name<'_> {
            /// Its row number: from 0, in the order of the case, and good for an index.
            pub const fn index(self) -> usize {
                self.0.number as usize
            }
        }
    };
}
use record;
