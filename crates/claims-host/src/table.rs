//! The host's functions as C calls them: one table of them, for every plugin wherever it runs.
//!
//! What a plugin hands over is a number or a pointer. Numbers are looked at; for pointers the contract must be trusted,
//! which is why a library that nobody vouches for is not loaded into this process at all.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

use std::slice;

use claims_abi::{Case, Field, Host, HunkFlags, NO_ROW, Relation, Rows, Sink as OpaqueSink, Str, Table};
use claims_model::anchor::Hunk;

use crate::{View, sink::Sink, view::row_number};

/// The table that every plugin is given.
pub(crate) static HOST: Host = Host {
    size: size_of::<Host>(),
    count,
    text,
    number,
    rows,
    option,
    score,
    contribution,
    remark,
    hunk,
    write,
    fail,
    draft,
    draft_text,
    draft_number,
    draft_relate,
    suggest,
};

/// The view behind a case.
///
/// # Safety
/// `case` must be the one that the call was given, and the call must not have returned.
unsafe fn view<'a>(case: *const Case) -> &'a View<'a> {
    // SAFETY: the case of a call is its view, which outlives the call and may be read from any thread.
    unsafe { &*case.cast() }
}

/// The sink of the call.
///
/// # Safety
/// `sink` must be the one that the call was given, the call must not have returned, and only its thread may use it.
unsafe fn sink<'a>(sink: *mut OpaqueSink) -> &'a mut Sink<'a> {
    // SAFETY: nothing else refers to it while a plugin's call runs, and one thread uses it one call after the other.
    unsafe { &mut *sink.cast() }
}

/// The bytes that a plugin lends.
///
/// # Safety
/// `ptr` must point to `len` bytes that live as long as the host's function runs, or `len` must be 0.
const unsafe fn bytes<'a>(ptr: *const u8, len: usize) -> &'a [u8] {
    if ptr.is_null() || len == 0 {
        return &[];
    }
    // SAFETY: the caller promises it.
    unsafe { slice::from_raw_parts(ptr, len) }
}

/// The text that a plugin lends; `None` when it is not UTF-8.
///
/// # Safety
/// As for [`bytes`].
unsafe fn owned(text: Str) -> Option<String> {
    // SAFETY: the caller promises it.
    String::from_utf8(unsafe { bytes(text.ptr, text.len) }.to_vec()).ok()
}

/// The bytes of a text that a plugin lends, whatever they are; `None` when the text is absent.
///
/// # Safety
/// As for [`bytes`].
const unsafe fn given<'a>(text: Str) -> Option<&'a [u8]> {
    // SAFETY: the caller promises it.
    if text.ptr.is_null() { None } else { Some(unsafe { bytes(text.ptr, text.len) }) }
}

fn lend(text: Option<&str>) -> Str {
    text.map_or(Str::ABSENT, Str::lend)
}

/// 0 to go on, as the contract has it.
fn refusal(go_on: bool) -> i32 {
    i32::from(!go_on)
}

unsafe extern "C" fn count(case: *const Case, table: Table) -> u32 {
    // SAFETY: the plugin passes the case of its call.
    row_number(unsafe { view(case) }.count(table))
}

unsafe extern "C" fn text(case: *const Case, table: Table, row: u32, field: Field) -> Str {
    // SAFETY: the plugin passes the case of its call.
    lend(unsafe { view(case) }.text(table, row as usize, field))
}

unsafe extern "C" fn number(case: *const Case, table: Table, row: u32, field: Field, number: *mut f64) -> i32 {
    // SAFETY: the plugin passes the case of its call.
    let Some(found) = (unsafe { view(case) }).number(table, row as usize, field) else { return 0 };
    // SAFETY: the plugin passes a place for a number.
    unsafe { number.write(found) };
    1
}

unsafe extern "C" fn rows(case: *const Case, table: Table, row: u32, relation: Relation) -> Rows {
    // SAFETY: the plugin passes the case of its call.
    let rows = unsafe { view(case) }.rows(table, row as usize, relation);
    Rows { ptr: rows.as_ptr(), len: rows.len() }
}

unsafe extern "C" fn option(case: *const Case, name: Str) -> Str {
    // SAFETY: the plugin lends the name until this returns.
    let Ok(name) = str::from_utf8(unsafe { bytes(name.ptr, name.len) }) else { return Str::ABSENT };
    // SAFETY: the plugin passes the case of its call.
    lend(unsafe { view(case) }.option(name))
}

unsafe extern "C" fn score(
    to: *mut OpaqueSink,
    claim: u32,
    has_value: i32,
    value: f64,
    has_base: i32,
    base: f64,
) -> i32 {
    let (value, base) = ((has_value != 0).then_some(value), (has_base != 0).then_some(base));
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.score(|scores| scores.score(claim, value, base)))
}

unsafe extern "C" fn contribution(to: *mut OpaqueSink, claim: u32, link: u32, because: Str, amount: f64) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let because = unsafe { owned(because) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.score(|scores| scores.contribution(claim, link, because, amount)))
}

unsafe extern "C" fn remark(to: *mut OpaqueSink, claim: u32, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { owned(text) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.score(|scores| scores.remark(claim, text)))
}

unsafe extern "C" fn hunk(
    to: *mut OpaqueSink,
    flags: HunkFlags,
    old_start: usize,
    old_end: usize,
    new_start: usize,
    new_end: usize,
) -> i32 {
    let is = |flag: HunkFlags| flags.0 & flag.0 != 0;
    let (same, coarse) = (is(HunkFlags::SAME), is(HunkFlags::COARSE));
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.hunk(Hunk { same, coarse, old: old_start..old_end, new: new_start..new_end }))
}

unsafe extern "C" fn write(to: *mut OpaqueSink, from: *const u8, len: usize) -> i32 {
    // SAFETY: the plugin lends the bytes until this returns.
    let bytes = unsafe { bytes(from, len) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.write(bytes))
}

unsafe extern "C" fn fail(to: *mut OpaqueSink, message: Str) {
    // SAFETY: the plugin lends the text until this returns.
    let message = String::from_utf8_lossy(unsafe { bytes(message.ptr, message.len) }).into_owned();
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.fail(message);
}

unsafe extern "C" fn draft(to: *mut OpaqueSink, table: Table) -> u32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.draft(|rows| rows.draft(table)).unwrap_or(NO_ROW)
}

unsafe extern "C" fn draft_text(to: *mut OpaqueSink, table: Table, row: u32, field: Field, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { given(text) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.text(table, row, field, text)).is_some())
}

unsafe extern "C" fn draft_number(to: *mut OpaqueSink, table: Table, row: u32, field: Field, number: f64) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.number(table, row, field, number)).is_some())
}

unsafe extern "C" fn draft_relate(to: *mut OpaqueSink, table: Table, row: u32, relation: Relation, to_row: u32) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.draft(|rows| rows.relate(table, row, relation, to_row)).is_some())
}

unsafe extern "C" fn suggest(
    to: *mut OpaqueSink,
    start: usize,
    end: usize,
    wording: Str,
    claimant: Str,
    confidence: f64,
) -> i32 {
    // SAFETY: the plugin lends both texts until this returns.
    let (wording, claimant) = unsafe { (given(wording), given(claimant)) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.suggest(|found| found.suggest(start, end, wording, claimant, confidence)))
}
