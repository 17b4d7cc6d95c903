//! Which column of a file has what: by the options that name one, by its own name, or by one that people have for it.

use std::collections::HashMap;

use claims_plugin::{Case, Drafts, Failure};

use crate::columns::{COLUMNS, read};

/// What stands for a column that is not to be read.
const NONE: &str = "-";

/// The places of the columns that are read.
pub(super) struct Header {
    places: HashMap<&'static str, usize>,
    /// What the columns are called in the file.
    names: Vec<String>,
}

/// The cells of a row, by the names of their columns.
pub(super) struct Cells<'c> {
    header: &'c Header,
    cells: &'c [&'c str],
}

impl Header {
    /// Finds the columns, and remarks which was taken for what and which for nothing.
    ///
    /// # Errors
    /// When an option names a column that is not there, or there is none with the wording.
    pub(super) fn of(options: Case<'_>, names: &[String], drafts: &mut Drafts<'_>) -> Result<Self, Failure> {
        let mut places = HashMap::new();
        let mut taken = vec![None; names.len()];
        for (column, _, named) in read(options) {
            let Some(named) = named.filter(|named| *named != NONE) else { continue };
            let place = names.iter().position(|name| name.trim() == named);
            let place = place.or_else(|| names.iter().position(|name| plain(name) == plain(named)));
            let place = place.ok_or_else(|| {
                let list: Vec<&str> = names.iter().map(|name| name.trim()).collect();
                Failure::new(format!("{column}: no column is called {named:?}; there are: {}", list.join(", ")))
            })?;
            places.insert(column, place);
            taken[place] = Some(column);
        }
        // A column's own name comes before those that it has elsewhere.
        for is_own in [true, false] {
            for (column, also, _) in read(options).filter(|(.., named)| named.is_none()) {
                let fits = |name: &String| {
                    let name = plain(name);
                    if is_own { name == plain(column) } else { also.contains(&name.as_str()) }
                };
                let place = (0..names.len()).find(|at| taken[*at].is_none() && fits(&names[*at]));
                if let Some(place) = place.filter(|_| !places.contains_key(column)) {
                    places.insert(column, place);
                    taken[place] = Some(column);
                }
            }
        }
        remark(names, &taken, drafts);
        if !places.contains_key("text") {
            return Err(Failure::new("no column has the wording of the claims; name it by the option text"));
        }
        Ok(Self { places, names: names.iter().map(|name| name.trim().to_owned()).collect() })
    }

    pub(super) const fn row<'c>(&'c self, cells: &'c [&'c str]) -> Cells<'c> {
        Cells { header: self, cells }
    }
}

impl<'c> Cells<'c> {
    /// What stands in a column; `None` where that is nothing.
    pub(super) fn get(&self, column: &str) -> Option<&'c str> {
        let place = *self.header.places.get(column)?;
        self.cells.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// What the file calls a column.
    pub(super) fn name(&self, column: &'static str) -> &'c str {
        let place = self.header.places.get(column);
        place.and_then(|place| self.header.names.get(*place)).map_or(column, String::as_str)
    }
}

/// A header as it is compared: its letters and digits, small.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Says what was taken for what, where that is not plain, and what is not read.
fn remark(names: &[String], taken: &[Option<&'static str>], drafts: &mut Drafts<'_>) {
    for (name, column) in names.iter().zip(taken) {
        if let Some(column) = column.filter(|column| *column != name.trim()) {
            drafts.remark(&format!("the column {:?} is taken for {column}", name.trim()));
        }
    }
    // What this program writes for people needs no remark.
    let is_ours = |name: &str| COLUMNS.iter().any(|column| column.also.is_none() && column.name == name.trim());
    let unread = names.iter().zip(taken).filter(|(name, column)| column.is_none() && !is_ours(name));
    let unread: Vec<String> = unread.map(|(name, _)| format!("{:?}", name.trim())).collect();
    if !unread.is_empty() {
        let what = if unread.len() == 1 { "this column is" } else { "these columns are" };
        drafts.remark(&format!("{what} not read: {}", unread.join(", ")));
    }
}
