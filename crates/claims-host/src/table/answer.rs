//! The functions through which a plugin answers about a case or a text.

#![allow(unsafe_code, reason = "the functions of the contract take and lend pointers")]

use claims_abi::{HunkFlags, Sink as OpaqueSink, Str};
use claims_model::anchor::Hunk;

use super::{bytes, given, refusal, sink};

pub(super) unsafe extern "C" fn score(
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

pub(super) unsafe extern "C" fn contribution(
    to: *mut OpaqueSink,
    claim: u32,
    link: u32,
    because: Str,
    amount: f64,
) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let because = unsafe { owned(because) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.score(|scores| scores.contribution(claim, link, because, amount)))
}

pub(super) unsafe extern "C" fn remark(to: *mut OpaqueSink, claim: u32, text: Str) -> i32 {
    // SAFETY: the plugin lends the text until this returns.
    let text = unsafe { owned(text) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.score(|scores| scores.remark(claim, text)))
}

pub(super) unsafe extern "C" fn hunk(
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

pub(super) unsafe extern "C" fn write(to: *mut OpaqueSink, from: *const u8, len: usize) -> i32 {
    // SAFETY: the plugin lends the bytes until this returns.
    let bytes = unsafe { bytes(from, len) };
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    refusal(unsafe { sink(to) }.write(bytes))
}

pub(super) unsafe extern "C" fn fail(to: *mut OpaqueSink, message: Str) {
    // SAFETY: the plugin lends the text until this returns.
    let message = String::from_utf8_lossy(unsafe { bytes(message.ptr, message.len) }).into_owned();
    // SAFETY: the plugin passes the sink of its call, on the thread of its call.
    unsafe { sink(to) }.fail(message);
}

pub(super) unsafe extern "C" fn suggest(
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

/// The text that a plugin lends; `None` when it is not UTF-8.
///
/// # Safety
/// As for [`bytes`].
unsafe fn owned(text: Str) -> Option<String> {
    // SAFETY: the caller promises it.
    String::from_utf8(unsafe { bytes(text.ptr, text.len) }.to_vec()).ok()
}
