//! The frozen C contract between claims and its plugins: layouts, constants and what each function promises.
//!
//! Nothing here does anything: no logic, no dependencies, not even `std`. `include/claims.h` is the twin for C,
//! and a test holds the two equal.
//!
//! # How it works
//!
//! A plugin exports one symbol, the constant [`Plugin`] named `claims_plugin_v1_` and the plugin's own name. Its
//! function `kind` gives, by an id such as `claims.scorer/1`, a small struct of functions: [`Scorer`], [`Differ`],
//! [`Exporter`], [`Importer`], [`StreamingImporter`] or [`Finder`]. The host calls them with the [`Host`] table, through which the plugin reads
//! the case column by column, as SQLite extensions read values, and hands its answers to a sink. Nobody frees what
//! another allocated.
//!
//! # How it grows
//!
//! No struct, number or meaning here ever changes. New tables, fields and relations get new numbers; new host functions
//! come at the end of [`Host`], and a plugin looks at `size` before it uses one; a new way to be called is a new id.

#![no_std]

mod host;
mod plugin;
mod table;
mod text;

pub use host::{Case, Host, Rows, Sink};
pub use plugin::{Differ, Exporter, Finder, Importer, Plugin, Scorer, Status, StreamingImporter};
pub use table::{Field, HunkFlags, Relation, Table};
pub use text::{Bytes, Str};

/// The name of the C constant with the number of the contract in it: `claims_plugin_v1_<name>`.
pub const SYMBOL_PREFIX: &str = "claims_plugin_v1_";

/// How often the contract has grown since its first release; for people to read, never a condition.
///
/// Minor 1 added the kinds importer and finder, and the functions of [`Host`] through which they answer. Minor 2 added
/// the table [`Table::REPLY`] with its fields and relations; on an older host it has no rows. Minor 3 added the tables
/// [`Table::DIFF`], [`Table::HUNK`] and [`Table::FINDING`] in the same way, and lets a drafted claim have a
/// [`Field::KEY`], which an older host refuses. Minor 4 added the kind streaming importer with [`Host::read`] and
/// [`Host::settle`], and gave verdicts a [`Field::ADDRESS`] and a [`Field::FEED`], which an older host refuses in a draft.
/// Minor 5 gave claims a [`Field::PUBLISHED`] and a [`Field::WITHDRAWN`], which an older host does not have, and lets a
/// drafted claim have a [`Field::LINE`], which an older host refuses.
pub const ABI_MINOR: u32 = 5;

/// The twin for C, whole.
pub const HEADER: &str = include_str!("../include/claims.h");

/// "No link is behind it" or "refused", in place of a row.
pub const NO_ROW: u32 = u32::MAX;
