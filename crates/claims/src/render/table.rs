//! Rows for people on a terminal, tab-separated values for everything else.

use comfy_table::{ColumnConstraint, ContentArrangement, Table as Grid, Width, presets};

use super::{Out, STRONG, safe, styled};
use crate::failure::Outcome;

/// How wide the column before the last one grows.
const WIDEST_NAME: u16 = 24;

/// A table that prints row by row where it can: without a terminal each row goes out as it comes.
pub(crate) struct Table<'o> {
    out: &'o mut Out,
    grid: Option<Grid>,
    rows: usize,
}

impl<'o> Table<'o> {
    /// A table with these column heads, which only people see.
    pub(crate) fn new(out: &'o mut Out, heads: &[&str]) -> Self {
        let grid = out.shows.then(|| {
            let mut grid = Grid::new();
            grid.load_style(presets::NOTHING)
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(u16::try_from(out.columns).unwrap_or(u16::MAX))
                .set_header(heads.iter().map(|head| head.to_uppercase()));
            // The last column holds what people read, and the one before it who; the others are there to find the row,
            // and to break a date or a state in two helps nobody.
            let fixed = heads.len().saturating_sub(2);
            grid.column_iter_mut().take(fixed).for_each(|column| {
                column.set_constraint(ColumnConstraint::ContentWidth);
            });
            if let Some(who) = grid.column_mut(fixed).filter(|_| heads.len() > 2) {
                who.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(WIDEST_NAME)));
            }
            grid
        });
        Self { out, grid, rows: 0 }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[&str]) -> Outcome<()> {
        self.rows += 1;
        match &mut self.grid {
            Some(grid) => {
                grid.add_row(cells.iter().map(|cell| safe(cell).into_owned()));
                Ok(())
            }
            None => {
                for (column, cell) in cells.iter().enumerate() {
                    if column > 0 {
                        self.out.text("\t")?;
                    }
                    self.out.text(&safe(cell))?;
                }
                self.out.text("\n")
            }
        }
    }

    /// Prints what is not printed yet; for people, `none` where there is no row.
    pub(crate) fn end(self, none: &str) -> Outcome<()> {
        if self.rows == 0 {
            return self.out.message(none);
        }
        let Some(grid) = self.grid else { return Ok(()) };
        for (at, line) in grid.lines().enumerate() {
            let line = line.trim_end();
            let line = line.strip_prefix(' ').unwrap_or(line);
            self.out.line(&if at == 0 { styled(STRONG, line) } else { line.to_owned() })?;
        }
        Ok(())
    }
}
