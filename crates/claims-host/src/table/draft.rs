//! The functions through which an importer drafts rows.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

use claims_abi::{Field, NO_ROW, Relation, Sink as OpaqueSink, Str, Table};

use super::{given, refusal, sink};

pub(super) unsafe extern "C" fn draft(to: *mut OpaqueSink, table: Table) -> u32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.draft(|rows| rows.draft(table)).unwrap_or(NO_ROW)
}

pub(super) unsafe extern "C" fn text(to: *mut OpaqueSink, table: Table, row: u32, field: Field, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { given(text) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.text(table, row, field, text)).is_some())
}

pub(super) unsafe extern "C" fn number(to: *mut OpaqueSink, table: Table, row: u32, field: Field, number: f64) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.number(table, row, field, number)).is_some())
}

pub(super) unsafe extern "C" fn relate(
    to: *mut OpaqueSink,
    table: Table,
    row: u32,
    relation: Relation,
    to_row: u32,
) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.relate(table, row, relation, to_row)).is_some())
}

pub(super) unsafe extern "C" fn read(to: *mut OpaqueSink, buffer: *mut u8, len: usize) -> usize {
    if buffer.is_null() || len == 0 {
        return 0;
    }
    // SAFETY: the plugin lends a buffer of so many bytes until this returns. They are read by nobody before they are
    // written, but a slice needs them to be something.
    let buffer = unsafe {
        buffer.write_bytes(0, len);
        std::slice::from_raw_parts_mut(buffer, len)
    };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.read(buffer)
}

pub(super) unsafe extern "C" fn settle(to: *mut OpaqueSink) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.settled())
}
