//! Claims as a table, a row each: written as CSV, TSV and XLSX, and read again from the first two.
//!
//! What stands in which column, `columns` says; how a file is written, the file of each format. No clock is read: the
//! same case gives the same bytes, the same file the same drafts.

mod cell;
mod columns;
pub mod comma;
mod read;
pub mod tab;
pub mod workbook;

/// What can be set for CSV and TSV, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options/table.toml");

use claims_plugin::{Case, Claim};

/// The claims that are written.
fn claims(case: Case<'_>) -> Vec<Claim<'_>> {
    if case.option("claims") == Some("asked") { case.subjects().collect() } else { case.claims().collect() }
}

fn is_set(case: Case<'_>, flag: &str) -> bool {
    case.option(flag) == Some("true")
}
