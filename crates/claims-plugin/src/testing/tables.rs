//! A case as tables of rows, each row what was said of it; it knows no rule about what may be said.

use std::collections::BTreeMap;

use claims_abi::{Field, Relation, Table};

/// All rows, by table.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables(BTreeMap<Table, Vec<Row>>);

/// What stands in one row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) texts: BTreeMap<Field, String>,
    pub(super) numbers: BTreeMap<Field, f64>,
    pub(super) rows: BTreeMap<Relation, Vec<u32>>,
    /// The row that it belongs to, where rows of its table belong to one.
    pub(super) owner: Option<(Table, u32)>,
}

impl Tables {
    pub(super) fn rows(&self, table: Table) -> &[Row] {
        self.0.get(&table).map_or(&[], Vec::as_slice)
    }

    pub(super) fn rows_mut(&mut self, table: Table) -> &mut Vec<Row> {
        self.0.entry(table).or_default()
    }

    pub(super) fn row(&self, table: Table, row: u32) -> Option<&Row> {
        self.rows(table).get(row as usize)
    }

    pub(super) fn row_mut(&mut self, table: Table, row: u32) -> Option<&mut Row> {
        self.0.get_mut(&table)?.get_mut(row as usize)
    }

    /// Adds a row and gives its number.
    pub(super) fn push(&mut self, table: Table, row: Row) -> u32 {
        let rows = self.rows_mut(table);
        rows.push(row);
        number(rows.len() - 1)
    }

    /// The row numbers of a table.
    pub(super) fn numbers(&self, table: Table) -> std::ops::Range<u32> {
        0..number(self.rows(table).len())
    }

    /// Puts the rows of a table into the order of `key`, and gives for each old number the new one. What leads to these
    /// rows is for the caller to change.
    pub(super) fn sort_by_key<K: Ord>(&mut self, table: Table, key: impl Fn(&Row) -> K) -> Vec<u32> {
        let mut rows: Vec<(usize, Row)> = std::mem::take(self.rows_mut(table)).into_iter().enumerate().collect();
        rows.sort_by_cached_key(|(_, row)| key(row));
        let mut moved = vec![0; rows.len()];
        for (new, (old, _)) in rows.iter().enumerate() {
            moved[*old] = number(new);
        }
        *self.rows_mut(table) = rows.into_iter().map(|(_, row)| row).collect();
        moved
    }
}

impl Row {
    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(String::as_str)
    }

    pub(super) fn number(&self, field: Field) -> Option<f64> {
        self.numbers.get(&field).copied()
    }

    pub(super) fn related(&self, relation: Relation) -> &[u32] {
        self.rows.get(&relation).map_or(&[], Vec::as_slice)
    }

    /// The row at the far end of a relation that leads to one.
    pub(super) fn one(&self, relation: Relation) -> Option<u32> {
        self.related(relation).first().copied()
    }

    pub(super) fn set(&mut self, field: Field, text: impl Into<String>) {
        self.texts.insert(field, text.into());
    }

    /// Says what nobody said before.
    pub(super) fn set_if_absent(&mut self, field: Field, text: &str) {
        self.texts.entry(field).or_insert_with(|| text.to_owned());
    }

    pub(super) fn relate(&mut self, relation: Relation, to: u32) {
        self.rows.entry(relation).or_default().push(to);
    }
}

/// A row number; there is room in memory for no more of them.
pub(super) fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
