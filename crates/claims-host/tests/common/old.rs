//! A host of minor 0, small and of its own: the functions that there were, and none after them.

#![allow(unsafe_code, reason = "a host is a table of functions that a plugin calls")]
#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{ffi::CStr, ptr, slice};

use claims_abi::{Case, Field, Host, HunkFlags, Relation, Rows, Sink, Status, Str, Table};

/// The table as it was.
#[repr(C)]
struct Old {
    size: usize,
    count: unsafe extern "C" fn(*const Case, Table) -> u32,
    text: unsafe extern "C" fn(*const Case, Table, u32, Field) -> Str,
    number: unsafe extern "C" fn(*const Case, Table, u32, Field, *mut f64) -> i32,
    rows: unsafe extern "C" fn(*const Case, Table, u32, Relation) -> Rows,
    option: unsafe extern "C" fn(*const Case, Str) -> Str,
    score: unsafe extern "C" fn(*mut Sink, u32, i32, f64, i32, f64) -> i32,
    contribution: unsafe extern "C" fn(*mut Sink, u32, u32, Str, f64) -> i32,
    remark: unsafe extern "C" fn(*mut Sink, u32, Str) -> i32,
    hunk: unsafe extern "C" fn(*mut Sink, HunkFlags, usize, usize, usize, usize) -> i32,
    write: unsafe extern "C" fn(*mut Sink, *const u8, usize) -> i32,
    fail: unsafe extern "C" fn(*mut Sink, Str),
}

/// What a plugin answered to it.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) scores: Vec<(u32, f64)>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) message: String,
}

/// Calls one kind of a plugin in this host. The case has one claim, a subject that says `0.25`; every option is `all`.
pub(crate) fn call<K: Copy>(
    plugin: &claims_abi::Plugin,
    id: &CStr,
    call: impl FnOnce(K, *const Host, *const Case, *mut Sink) -> Status,
) -> (Status, Answer) {
    let size = size_of::<Old>();
    assert!(size == 96 && size < size_of::<Host>());
    // In memory of its own, so that a tool that watches memory sees a plugin that reads beyond it.
    let host =
        Box::new(Old { size, count, text, number, rows, option, score, contribution, remark, hunk, write, fail });
    let mut given = Answer::default();
    // SAFETY: the id ends with a NUL, and is that of the functions in `K`.
    let functions = unsafe { *plugin.kind.unwrap()(id.as_ptr()).cast::<K>() };
    let status = call(functions, ptr::from_ref(&*host).cast(), ptr::null(), ptr::from_mut(&mut given).cast());
    (status, given)
}

/// The answer behind a sink.
///
/// # Safety
/// `sink` must be the one that [`call`] gave.
unsafe fn answer<'a>(sink: *mut Sink) -> &'a mut Answer {
    // SAFETY: the caller promises it, and nothing else uses the answer meanwhile.
    unsafe { &mut *sink.cast() }
}

unsafe extern "C" fn count(_: *const Case, table: Table) -> u32 {
    u32::from(table == Table::CASE || table == Table::CLAIM)
}

unsafe extern "C" fn text(_: *const Case, _: Table, _: u32, field: Field) -> Str {
    if field == Field::TEXT { Str::lend("0.25") } else { Str::ABSENT }
}

unsafe extern "C" fn number(_: *const Case, _: Table, _: u32, _: Field, number: *mut f64) -> i32 {
    // SAFETY: the plugin passes a place for a number.
    unsafe { number.write(1.0) };
    1
}

unsafe extern "C" fn rows(_: *const Case, _: Table, _: u32, relation: Relation) -> Rows {
    static FIRST: u32 = 0;
    Rows { ptr: &raw const FIRST, len: usize::from(relation == Relation::SUBJECTS) }
}

unsafe extern "C" fn option(_: *const Case, _: Str) -> Str {
    Str::lend("all")
}

unsafe extern "C" fn score(sink: *mut Sink, claim: u32, _: i32, value: f64, _: i32, _: f64) -> i32 {
    // SAFETY: the plugin passes its sink.
    unsafe { answer(sink) }.scores.push((claim, value));
    0
}

unsafe extern "C" fn contribution(_: *mut Sink, _: u32, _: u32, _: Str, _: f64) -> i32 {
    0
}

unsafe extern "C" fn remark(_: *mut Sink, _: u32, _: Str) -> i32 {
    0
}

unsafe extern "C" fn hunk(_: *mut Sink, _: HunkFlags, _: usize, _: usize, _: usize, _: usize) -> i32 {
    0
}

unsafe extern "C" fn write(sink: *mut Sink, bytes: *const u8, len: usize) -> i32 {
    // SAFETY: the plugin passes its sink, and lends so many bytes.
    unsafe { answer(sink).bytes.extend_from_slice(slice::from_raw_parts(bytes, len)) };
    0
}

unsafe extern "C" fn fail(sink: *mut Sink, message: Str) {
    // SAFETY: the plugin passes its sink, and lends the message.
    unsafe { answer(sink).message = String::from_utf8_lossy(slice::from_raw_parts(message.ptr, message.len)).into() };
}
