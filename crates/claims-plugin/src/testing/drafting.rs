//! Takes drafted rows one by one, and refuses a field or a relation that the contract does not have, as it comes.

use claims_abi::{Field, Relation, Table};

use super::{
    check, complete,
    room::Room,
    schema::{self, Way, field_name, relation_name, table_name},
    tables::{Row, Tables},
};

/// More than a desk writes in its life.
const MOST_ROWS: usize = 1_000_000;
const MOST_BYTES: usize = 256 << 20;

/// The rows so far.
#[derive(Debug)]
pub(super) struct Drafting {
    tables: Tables,
    room: Room,
}

impl Default for Drafting {
    fn default() -> Self {
        let room = Room::new(("rows and relations", MOST_ROWS), ("bytes of text", MOST_BYTES));
        Self { tables: Tables::default(), room }
    }
}

impl Drafting {
    /// Adds an empty row and gives its number.
    pub(super) fn draft(&mut self, table: Table) -> Result<u32, String> {
        if !schema::is_draftable(table) {
            return Err(format!("it drafts a row of the table {}, which cannot be drafted", table_name(table)));
        }
        self.room.piece()?;
        Ok(self.tables.push(table, Row::default()))
    }

    pub(super) fn text(&mut self, table: Table, row: u32, field: Field, text: Option<&[u8]>) -> Result<(), String> {
        self.row(table, row)?;
        let sort = schema::sort(table, field).filter(|sort| !sort.is_number());
        let sort = sort.ok_or_else(|| no_field(table, row, "text", field))?;
        let Some(text) = text else { return Ok(()) };
        self.room.bytes(text.len())?;
        let bad = |why: String| format!("{} row {row}, {}: {why}", table_name(table), field_name(field));
        let text = str::from_utf8(text).map_err(|_| bad("it is not UTF-8".to_owned()))?;
        let text = sort.read(text).map_err(bad)?;
        let before = self.row(table, row)?.texts.insert(field, text);
        before.map_or(Ok(()), |_| Err(twice(table, row, &field_name(field))))
    }

    pub(super) fn number(&mut self, table: Table, row: u32, field: Field, number: f64) -> Result<(), String> {
        self.row(table, row)?;
        let sort = schema::sort(table, field).filter(|sort| sort.is_number());
        let sort = sort.ok_or_else(|| no_field(table, row, "number", field))?;
        if let Some(why) = sort.objection(number) {
            return Err(format!("{} row {row}, {}: {why}", table_name(table), field_name(field)));
        }
        let before = self.row(table, row)?.numbers.insert(field, number);
        before.map_or(Ok(()), |_| Err(twice(table, row, &field_name(field))))
    }

    pub(super) fn relate(&mut self, table: Table, row: u32, relation: Relation, to: u32) -> Result<(), String> {
        self.row(table, row)?;
        let way = schema::way(table, relation)
            .ok_or_else(|| format!("{} row {row} takes no relation {}", table_name(table), relation_name(relation)))?;
        let (Way::One(far) | Way::Many(far) | Way::Owns(far) | Way::Back(far, _)) = way;
        self.row(far, to)?;
        self.room.piece()?;
        match way {
            Way::Owns(_) => {
                let before = self.row(far, to)?.owner.replace((table, row));
                before.map_or(Ok(()), |_| Err(twice(far, to, "owner")))
            }
            Way::Back(_, back) => self.lead(far, to, back, row),
            Way::One(_) => self.lead(table, row, relation, to),
            Way::Many(_) => {
                self.row(table, row)?.relate(relation, to);
                Ok(())
            }
        }
    }

    /// The rows as a casebook would show them.
    ///
    /// # Errors
    /// What keeps them from being records.
    pub(super) fn finish(mut self) -> Result<Tables, String> {
        check::check(&self.tables)?;
        complete::complete(&mut self.tables);
        Ok(self.tables)
    }

    fn lead(&mut self, table: Table, row: u32, relation: Relation, to: u32) -> Result<(), String> {
        let from = self.row(table, row)?;
        if from.one(relation).is_some() {
            return Err(twice(table, row, &relation_name(relation)));
        }
        from.relate(relation, to);
        Ok(())
    }

    fn row(&mut self, table: Table, row: u32) -> Result<&mut Row, String> {
        let found = self.tables.row_mut(table, row);
        found.ok_or_else(|| format!("it speaks of {} row {row}, which it did not draft", table_name(table)))
    }
}

fn no_field(table: Table, row: u32, sort: &str, field: Field) -> String {
    format!("{} row {row} takes no {sort} as its {}", table_name(table), field_name(field))
}

fn twice(table: Table, row: u32, what: &str) -> String {
    format!("{} row {row} is given its {what} twice", table_name(table))
}
