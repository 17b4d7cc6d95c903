//! The host's functions as C calls them: one table of them, for every plugin wherever it runs.
//!
//! What a plugin hands over is a number or a pointer. Numbers are looked at; for pointers the contract must be trusted,
//! which is why a library that nobody vouches for is not loaded into this process at all.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

mod answer;
mod draft;
mod read;

use std::slice;

use claims_abi::{Host, Sink as OpaqueSink, Str};

use crate::sink::Sink;

/// The table that every plugin is given.
pub(crate) static HOST: Host = Host {
    size: size_of::<Host>(),
    count: read::count,
    text: read::text,
    number: read::number,
    rows: read::rows,
    option: read::option,
    score: answer::score,
    contribution: answer::contribution,
    remark: answer::remark,
    hunk: answer::hunk,
    write: answer::write,
    fail: answer::fail,
    draft: draft::draft,
    draft_text: draft::text,
    draft_number: draft::number,
    draft_relate: draft::relate,
    suggest: answer::suggest,
    read: draft::read,
    settle: draft::settle,
};

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
fn refusal(go_on: bool) -> i32 {
    i32::from(!go_on)
}
