//! Reads one drafted row: takes its fields out, in the types of the model.

use std::{collections::BTreeSet, str::FromStr};

use claims_abi::{Field, Relation, Table};

use super::rows::{Place, Row};
use crate::{Fault, view::row_number};

/// A row that is being made into a record.
pub(super) struct Form {
    pub(super) at: Place,
    row: Row,
}

impl Form {
    /// The rows of a table, in their order.
    pub(super) fn all(table: Table, rows: Vec<Row>) -> impl Iterator<Item = Self> {
        let numbered = rows.into_iter().enumerate();
        numbered.map(move |(number, row)| Self { at: Place { table, row: row_number(number) }, row })
    }

    pub(super) fn text(&mut self, field: Field) -> Option<String> {
        let place = self.row.texts.iter().position(|(known, _)| *known == field)?;
        Some(self.row.texts.swap_remove(place).1)
    }

    /// A text that no row of its table is without.
    pub(super) fn own_text(&mut self, field: Field, what: &'static str) -> Result<String, Fault> {
        self.text(field).ok_or_else(|| self.at.lacks(what))
    }

    /// A word or a date, as the model reads it.
    pub(super) fn form<T: FromStr<Err: ToString>>(&mut self, field: Field) -> Result<Option<T>, Fault> {
        let read = self.text(field).map(|text| text.parse());
        read.transpose().map_err(|error: T::Err| self.at.bad(field, error.to_string()))
    }

    /// A number that was found to be whole, and no greater than any `T` can hold.
    #[expect(clippy::cast_possible_truncation, reason = "it was found to fit when it came")]
    pub(super) fn whole<T: TryFrom<i64>>(&self, field: Field) -> Option<T> {
        let (_, number) = self.row.numbers.iter().find(|(known, _)| *known == field)?;
        T::try_from(*number as i64).ok()
    }

    /// The row at the far end of a relation that leads to one.
    pub(super) fn one(&self, relation: Relation) -> Option<usize> {
        self.row.related.iter().find(|(known, _)| *known == relation).map(|(_, row)| *row as usize)
    }

    /// The row that no row of its table is without.
    pub(super) fn own(&self, relation: Relation, what: &'static str) -> Result<usize, Fault> {
        self.one(relation).ok_or_else(|| self.at.lacks(what))
    }

    /// The rows at the far end of a relation, each once.
    pub(super) fn many(&self, relation: Relation) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let rows = self.row.related.iter().filter(|(known, _)| *known == relation).map(|(_, row)| *row as usize);
        rows.filter(|row| seen.insert(*row)).collect()
    }

    /// Whether it belongs to a row.
    pub(super) const fn is_owned(&self) -> bool {
        self.row.owner.is_some()
    }

    /// The row that it belongs to.
    pub(super) fn owner(&self) -> Result<(Table, usize), Fault> {
        let (table, row) = self.row.owner.ok_or_else(|| self.at.lacks("row that it belongs to"))?;
        Ok((table, row as usize))
    }
}
