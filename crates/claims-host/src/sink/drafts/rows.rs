//! Takes the rows that an importer drafts, one by one: every field and relation is looked at as it comes.

use std::str;

use claims_abi::{Field, Relation, Table};

use super::{
    Drafts, finish,
    schema::{self, Sort, Way, field_name, relation_name, table_name},
};
use crate::{Fault, sink::room::Room, view::row_number};

/// How many tables there are that can be drafted, and the one before them.
const TABLES: usize = Table::NOTE.0 as usize + 1;

/// More than a desk writes in its life, and little enough to be held in memory.
const MOST_ROWS: usize = 1_000_000;
const MOST_BYTES: usize = 256 << 20;

/// The rows so far.
pub(crate) struct Rows {
    tables: [Vec<Row>; TABLES],
    room: Room,
}

/// A row as far as it is drafted.
#[derive(Default)]
pub(super) struct Row {
    pub(super) texts: Vec<(Field, String)>,
    pub(super) numbers: Vec<(Field, f64)>,
    pub(super) related: Vec<(Relation, u32)>,
    /// The row that it belongs to, where rows of its table belong to one.
    pub(super) owner: Option<(Table, u32)>,
}

impl Default for Rows {
    fn default() -> Self {
        let room = Room::new(("rows and relations", MOST_ROWS), ("bytes of text", MOST_BYTES));
        Self { tables: Default::default(), room }
    }
}

impl Rows {
    /// Adds an empty row and gives its number.
    pub(crate) fn draft(&mut self, table: Table) -> Result<u32, Fault> {
        let rows = match schema::fields(table) {
            Some(_) => &mut self.tables[table.0 as usize],
            None => return Err(Fault::Undraftable(table_name(table))),
        };
        self.room.piece()?;
        rows.push(Row::default());
        Ok(row_number(rows.len() - 1))
    }

    pub(crate) fn text(&mut self, table: Table, row: u32, field: Field, text: Option<&[u8]>) -> Result<(), Fault> {
        let (at, sort) = (Place { table, row }, self.sort(table, row, field)?);
        let form: fn(&str) -> Result<(), String> = match sort {
            Some(Sort::Text) => |_| Ok(()),
            Some(Sort::Words) => is_not_blank,
            Some(Sort::Form(form)) => form,
            _ => return Err(at.no_field("text", field)),
        };
        let Some(text) = text else { return Ok(()) };
        self.room.bytes(text.len())?;
        let text = str::from_utf8(text).map_err(|_| at.bad(field, "it is not UTF-8".to_owned()))?;
        form(text).map_err(|why| at.bad(field, why))?;
        let texts = &mut self.row(at)?.texts;
        if texts.iter().any(|(known, _)| *known == field) {
            return Err(at.twice(field_name(field)));
        }
        texts.push((field, text.to_owned()));
        Ok(())
    }

    pub(crate) fn number(&mut self, table: Table, row: u32, field: Field, number: f64) -> Result<(), Fault> {
        let (at, sort) = (Place { table, row }, self.sort(table, row, field)?);
        let whole = number.fract() == 0.0;
        let (fits, should) = match sort {
            Some(Sort::Place) => (whole && (0.0..=2f64.powi(53)).contains(&number), "a position in a text"),
            Some(Sort::Flag) => (number == 0.0 || number == 1.0, "1 or 0"),
            Some(Sort::Whole) => (whole && number.abs() <= f64::from(i32::MAX), "a whole number"),
            _ => return Err(at.no_field("number", field)),
        };
        if !fits {
            return Err(at.bad(field, format!("{number} is not {should}")));
        }
        let numbers = &mut self.row(at)?.numbers;
        if numbers.iter().any(|(known, _)| *known == field) {
            return Err(at.twice(field_name(field)));
        }
        numbers.push((field, number));
        Ok(())
    }

    pub(crate) fn relate(&mut self, table: Table, row: u32, relation: Relation, to: u32) -> Result<(), Fault> {
        let at = Place { table, row };
        self.row(at)?;
        let way = schema::way(table, relation);
        let Some(Way::One(far) | Way::Many(far) | Way::Owns(far) | Way::Back(far, _)) = way else {
            let relation = relation_name(relation);
            return Err(Fault::NoSuchRelation { table: table_name(table), row, relation });
        };
        let there = Place { table: far, row: to };
        self.row(there)?;
        self.room.piece()?;
        match way {
            Some(Way::Owns(_)) => {
                let owner = &mut self.row(there)?.owner;
                if owner.replace((table, row)).is_some() {
                    return Err(there.twice("owner".to_owned()));
                }
            }
            Some(Way::Back(_, back)) => self.lead(there, back, row)?,
            Some(Way::One(_)) => self.lead(at, relation, to)?,
            _ => self.row(at)?.related.push((relation, to)),
        }
        Ok(())
    }

    /// The records that the rows come to.
    pub(crate) fn finish(self) -> Result<Drafts, Fault> {
        finish::finish(self)
    }

    /// The rows of a table.
    pub(super) fn rows(&self, table: Table) -> &[Row] {
        self.tables.get(table.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Takes out a table, which is then empty.
    pub(super) fn take(&mut self, table: Table) -> Vec<Row> {
        std::mem::take(&mut self.tables[table.0 as usize])
    }

    fn lead(&mut self, from: Place, relation: Relation, to: u32) -> Result<(), Fault> {
        let related = &mut self.row(from)?.related;
        if related.iter().any(|(known, _)| *known == relation) {
            return Err(from.twice(relation_name(relation)));
        }
        related.push((relation, to));
        Ok(())
    }

    /// What may stand in a field of a row that is there.
    fn sort(&mut self, table: Table, row: u32, field: Field) -> Result<Option<Sort>, Fault> {
        self.row(Place { table, row })?;
        let fields = schema::fields(table).unwrap_or_default();
        Ok(fields.iter().find(|(known, _)| *known == field).map(|(_, sort)| *sort))
    }

    fn row(&mut self, at: Place) -> Result<&mut Row, Fault> {
        let rows = self.tables.get_mut(at.table.0 as usize);
        let row = rows.and_then(|rows| rows.get_mut(at.row as usize));
        row.ok_or_else(|| Fault::NoSuchRow { table: table_name(at.table), row: at.row })
    }
}

/// Where a row stands, and the words for what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) table: Table,
    pub(super) row: u32,
}

impl Place {
    fn no_field(self, sort: &'static str, field: Field) -> Fault {
        Fault::NoSuchField { table: table_name(self.table), row: self.row, sort, field: field_name(field) }
    }

    pub(super) fn bad(self, field: Field, why: String) -> Fault {
        Fault::BadField { table: table_name(self.table), row: self.row, field: field_name(field), why }
    }

    fn twice(self, what: String) -> Fault {
        Fault::GivenTwice { table: table_name(self.table), row: self.row, what }
    }

    pub(super) fn lacks(self, what: &'static str) -> Fault {
        Fault::Lacks { table: table_name(self.table), row: self.row, what }
    }

    pub(super) fn contradicts(self, why: &'static str) -> Fault {
        Fault::Contradiction { table: table_name(self.table), row: self.row, why }
    }
}

fn is_not_blank(text: &str) -> Result<(), String> {
    if text.trim().is_empty() { Err("it is blank".to_owned()) } else { Ok(()) }
}
