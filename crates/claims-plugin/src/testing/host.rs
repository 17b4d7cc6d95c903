//! The functions of the contract as C calls them, over the tables of a case and the sink of a call.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

use std::slice;

use claims_abi::{Case as OpaqueCase, Field, Host, HunkFlags, NO_ROW, Relation, Rows, Sink as OpaqueSink, Str, Table};

use super::{
    Case,
    drafting::Drafting,
    scores::Scores,
    sink::{Answer, Sink},
    tables::{Row, number},
};
use crate::Hunk;

/// The table that a plugin is given.
pub(super) static HOST: Host = Host {
    size: size_of::<Host>(),
    count,
    text,
    number: number_of,
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
    read,
    settle,
};

unsafe extern "C" fn count(case: *const OpaqueCase, table: Table) -> u32 {
    // SAFETY: the plugin passes the case of its call.
    number(unsafe { lent(case) }.tables.rows(table).len())
}

unsafe extern "C" fn text(case: *const OpaqueCase, table: Table, at: u32, field: Field) -> Str {
    // SAFETY: the plugin passes the case of its call.
    unsafe { row(case, table, at) }.and_then(|row| row.text(field)).map_or(Str::ABSENT, Str::lend)
}

unsafe extern "C" fn number_of(case: *const OpaqueCase, table: Table, at: u32, field: Field, to: *mut f64) -> i32 {
    // SAFETY: the plugin passes the case of its call.
    let Some(found) = unsafe { row(case, table, at) }.and_then(|row| row.number(field)) else { return 0 };
    // SAFETY: the plugin passes a place for a number.
    unsafe { to.write(found) };
    1
}

unsafe extern "C" fn rows(case: *const OpaqueCase, table: Table, at: u32, relation: Relation) -> Rows {
    // SAFETY: the plugin passes the case of its call.
    let rows = unsafe { row(case, table, at) }.map_or(&[][..], |row| row.related(relation));
    Rows { ptr: rows.as_ptr(), len: rows.len() }
}

unsafe extern "C" fn option(case: *const OpaqueCase, name: Str) -> Str {
    // SAFETY: the plugin lends the name until this returns.
    let Ok(name) = str::from_utf8(unsafe { bytes(name.ptr, name.len) }) else { return Str::ABSENT };
    // SAFETY: the plugin passes the case of its call.
    let options = &unsafe { lent(case) }.options;
    let set = options.iter().rev().find(|(known, _)| known == name);
    set.map_or(Str::ABSENT, |(_, value)| Str::lend(value))
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
    refusal(unsafe { sink(to) }.take(scores(|scores| scores.score(claim, value, base))))
}

unsafe extern "C" fn contribution(to: *mut OpaqueSink, claim: u32, link: u32, because: Str, amount: f64) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let because = unsafe { bytes(because.ptr, because.len) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(scores(|scores| scores.contribution(claim, link, because, amount))))
}

unsafe extern "C" fn remark(to: *mut OpaqueSink, claim: u32, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { bytes(text.ptr, text.len) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(scores(|scores| scores.remark(claim, text))))
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
    let hunk = Hunk { same, coarse, old: old_start..old_end, new: new_start..new_end };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(|answer| match answer {
        Answer::Hunks(hunks) => Some(hunks.push(hunk)),
        _ => None,
    }))
}

unsafe extern "C" fn write(to: *mut OpaqueSink, from: *const u8, len: usize) -> i32 {
    // SAFETY: the plugin lends the bytes until this returns.
    let more = unsafe { bytes(from, len) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(|answer| match answer {
        Answer::Bytes(written) => {
            written.extend_from_slice(more);
            Some(Ok(()))
        }
        _ => None,
    }))
}

unsafe extern "C" fn fail(to: *mut OpaqueSink, message: Str) {
    // SAFETY: the plugin lends the text until this returns.
    let message = String::from_utf8_lossy(unsafe { bytes(message.ptr, message.len) }).into_owned();
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.fail(message);
}

unsafe extern "C" fn draft(to: *mut OpaqueSink, table: Table) -> u32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.take(drafts(|drafts| drafts.draft(table))).unwrap_or(NO_ROW)
}

unsafe extern "C" fn draft_text(to: *mut OpaqueSink, table: Table, row: u32, field: Field, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { given(text) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(drafts(|drafts| drafts.text(table, row, field, text))))
}

unsafe extern "C" fn draft_number(to: *mut OpaqueSink, table: Table, row: u32, field: Field, number: f64) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(drafts(|drafts| drafts.number(table, row, field, number))))
}

unsafe extern "C" fn draft_relate(to: *mut OpaqueSink, table: Table, row: u32, relation: Relation, to_row: u32) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(drafts(|drafts| drafts.relate(table, row, relation, to_row))))
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
    refusal(unsafe { sink(to) }.take(|answer| match answer {
        Answer::Suggestions(found) => Some(found.suggest(start..end, wording, claimant, confidence)),
        _ => None,
    }))
}

unsafe extern "C" fn read(to: *mut OpaqueSink, buffer: *mut u8, len: usize) -> usize {
    // SAFETY: the plugin lends a buffer of so many bytes, and they are something before they are a slice.
    let buffer = unsafe {
        buffer.write_bytes(0, len);
        slice::from_raw_parts_mut(buffer, len)
    };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    let given = unsafe { sink(to) }.take(|answer| match answer {
        Answer::Stream(stream) => Some(Ok(stream.read(buffer))),
        _ => None,
    });
    given.unwrap_or(0)
}

unsafe extern "C" fn settle(to: *mut OpaqueSink) -> i32 {
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.take(|answer| match answer {
        Answer::Stream(stream) => Some(stream.settle()),
        _ => None,
    }))
}

/// Takes a part of scores.
fn scores<'a>(
    part: impl FnOnce(&mut Scores<'a>) -> Result<(), String>,
) -> impl FnOnce(&mut Answer<'a>) -> Option<Result<(), String>> {
    |answer| if let Answer::Scores(scores) = answer { Some(part(scores)) } else { None }
}

/// Takes a part of drafts.
fn drafts<'a, T>(
    part: impl FnOnce(&mut Drafting) -> Result<T, String>,
) -> impl FnOnce(&mut Answer<'a>) -> Option<Result<T, String>> {
    |answer| match answer {
        Answer::Drafts(drafts) => Some(part(drafts)),
        Answer::Stream(stream) => Some(part(&mut stream.drafts)),
        _ => None,
    }
}

/// The case behind the pointer of a call.
///
/// # Safety
/// `case` must be the one that the call was given, and the call must not have returned.
unsafe fn lent<'c>(case: *const OpaqueCase) -> &'c Case {
    // SAFETY: the case of a call is a `Case`, which outlives the call and which nobody changes meanwhile.
    unsafe { &*case.cast() }
}

/// A row of the case.
///
/// # Safety
/// As for [`lent`].
unsafe fn row<'c>(case: *const OpaqueCase, table: Table, row: u32) -> Option<&'c Row> {
    // SAFETY: the caller promises it.
    unsafe { lent(case) }.tables.row(table, row)
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

/// The bytes of a text that a plugin lends, whatever they are; `None` when the text is absent.
///
/// # Safety
/// As for [`bytes`].
const unsafe fn given<'a>(text: Str) -> Option<&'a [u8]> {
    // SAFETY: the caller promises it.
    if text.ptr.is_null() { None } else { Some(unsafe { bytes(text.ptr, text.len) }) }
}

/// 0 to go on, as the contract has it.
fn refusal(taken: Option<()>) -> i32 {
    i32::from(taken.is_none())
}
