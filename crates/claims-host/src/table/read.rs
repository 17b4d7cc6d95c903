//! The functions through which a plugin reads its case.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

use claims_abi::{Case, Field, Relation, Rows, Str, Table};

use super::bytes;
use crate::{View, view::row_number};

pub(super) unsafe extern "C" fn count(case: *const Case, table: Table) -> u32 {
    // SAFETY: the plugin passes the case of its call.
    row_number(unsafe { view(case) }.count(table))
}

pub(super) unsafe extern "C" fn text(case: *const Case, table: Table, row: u32, field: Field) -> Str {
    // SAFETY: the plugin passes the case of its call.
    lend(unsafe { view(case) }.text(table, row as usize, field))
}

pub(super) unsafe extern "C" fn number(
    case: *const Case,
    table: Table,
    row: u32,
    field: Field,
    number: *mut f64,
) -> i32 {
    // SAFETY: the plugin passes the case of its call.
    let Some(found) = (unsafe { view(case) }).number(table, row as usize, field) else { return 0 };
    // SAFETY: the plugin passes a place for a number.
    unsafe { number.write(found) };
    1
}

pub(super) unsafe extern "C" fn rows(case: *const Case, table: Table, row: u32, relation: Relation) -> Rows {
    // SAFETY: the plugin passes the case of its call.
    let rows = unsafe { view(case) }.rows(table, row as usize, relation);
    Rows { ptr: rows.as_ptr(), len: rows.len() }
}

pub(super) unsafe extern "C" fn option(case: *const Case, name: Str) -> Str {
    // SAFETY: the plugin lends the name until this returns.
    let Ok(name) = str::from_utf8(unsafe { bytes(name.ptr, name.len) }) else { return Str::ABSENT };
    // SAFETY: the plugin passes the case of its call.
    lend(unsafe { view(case) }.option(name))
}

/// The view behind a case.
///
/// # Safety
/// `case` must be the one that the call was given, and the call must not have returned.
unsafe fn view<'a>(case: *const Case) -> &'a View<'a> {
    // SAFETY: the case of a call is its view, which outlives the call and may be read from any thread.
    unsafe { &*case.cast() }
}

fn lend(text: Option<&str>) -> Str {
    text.map_or(Str::ABSENT, Str::lend)
}
