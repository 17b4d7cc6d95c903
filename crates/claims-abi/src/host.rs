//! What the host offers a plugin during a call: the case to read, and sinks for the answer.

use crate::{Field, HunkFlags, Relation, Status, Str, Table};

/// A closed part of a casebook; only the host looks inside.
#[repr(C)]
#[derive(Debug)]
pub struct Case {
    _opaque: [u8; 0],
}

/// Where an answer goes; only the host looks inside.
#[repr(C)]
#[derive(Debug)]
pub struct Sink {
    _opaque: [u8; 0],
}

/// Rows of a table, lent by the host until the call into the plugin returns.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// The first row number; may be dangling when there are none.
    pub ptr: *const u32,
    /// How many there are.
    pub len: usize,
}

/// The host's functions. It belongs to the host and lives until the call into the plugin returns.
///
/// Reading: `case` must be the one of the call. Any thread may read until the call returns, and the same question has
/// the same answer throughout it. A table, row, field or relation that does not exist reads as absent or empty; it is
/// never an error.
///
/// Answering: `sink` must be the one of the call, and only the thread of the call may use it. The host copies what it is
/// given before it returns. A result other than 0 is a refusal: the answer is wrong or no longer wanted, every further
/// one is refused too, and the plugin should return soon, with any status.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Host {
    /// The size of this table in bytes, as the host was compiled. Functions beyond it do not exist.
    pub size: usize,

    /// Returns how many rows `table` has; they are numbered from 0.
    pub count: unsafe extern "C" fn(case: *const Case, table: Table) -> u32,

    /// Returns the text in a column of a row, absent where there is none. Lent by the host until the call into the
    /// plugin returns.
    pub text: unsafe extern "C" fn(case: *const Case, table: Table, row: u32, field: Field) -> Str,

    /// Sets `number` to the number in a column of a row and returns 1; returns 0 where there is none, and leaves
    /// `number` as it is.
    pub number: unsafe extern "C" fn(case: *const Case, table: Table, row: u32, field: Field, number: *mut f64) -> i32,

    /// Returns the rows that a row is related to, in the order of the record: many, one or none. The [`Relation`] says
    /// of which table they are. Lent by the host until the call into the plugin returns.
    pub rows: unsafe extern "C" fn(case: *const Case, table: Table, row: u32, relation: Relation) -> Rows,

    /// Returns the value of an option, absent where it was not set. Lent by the host until the call into the plugin
    /// returns. `name` is lent by the plugin until this returns.
    pub option: unsafe extern "C" fn(case: *const Case, name: Str) -> Str,

    /// Gives the score of a claim, once for each subject. `value`, from 0 to 1, counts where `has_value` is not 0; else
    /// the score is "undetermined". `base`, from 0 to 1, is what the value starts from, where `has_base` is not 0.
    /// Returns 0, or another number to refuse.
    pub score:
        unsafe extern "C" fn(sink: *mut Sink, claim: u32, has_value: i32, value: f64, has_base: i32, base: f64) -> i32,

    /// Gives one part of the score of a claim: what adds `amount` to its base or, below 0, takes it away, and the link
    /// behind it or [`NO_ROW`](crate::NO_ROW). In any order with its score. Returns 0, or another number to refuse.
    pub contribution: unsafe extern "C" fn(sink: *mut Sink, claim: u32, link: u32, because: Str, amount: f64) -> i32,

    /// Gives one sentence that a reader must know to trust the score of a claim, or why there is none. In any order
    /// with its score. Returns 0, or another number to refuse.
    pub remark: unsafe extern "C" fn(sink: *mut Sink, claim: u32, text: Str) -> i32,

    /// Gives the next step of a diff: these bytes of the old text became those of the new one. Steps begin where the
    /// last one ended and never cut a character. Returns 0, or another number to refuse.
    pub hunk: unsafe extern "C" fn(
        sink: *mut Sink,
        flags: HunkFlags,
        old_start: usize,
        old_end: usize,
        new_start: usize,
        new_end: usize,
    ) -> i32,

    /// Gives the next `len` bytes of a file. `bytes` may be NULL where `len` is 0. Returns 0, or another number to
    /// refuse.
    pub write: unsafe extern "C" fn(sink: *mut Sink, bytes: *const u8, len: usize) -> i32,

    /// Says why the call is going to return a failure, in words for the user; the last message counts.
    pub fail: unsafe extern "C" fn(sink: *mut Sink, message: Str),

    // ---- Since minor 1 ----
    /// Drafts a new row, for an importer, and returns its number: tables and rows are those of the answer, counted from
    /// 0 in each table. Any table from [`Table::CLAIM`] to [`Table::NOTE`] can be drafted. Returns
    /// [`NO_ROW`](crate::NO_ROW) to refuse.
    pub draft: unsafe extern "C" fn(sink: *mut Sink, table: Table) -> u32,

    /// Gives a text of a drafted row, once for each field; an absent one says nothing. Every text can be given that the
    /// table has when it is read, in the same form, save what the casebook finds for itself: HANDLE, KEY, MEANING, and
    /// of a version SHA256, TEXT_SHA256 and EXTRACTOR. Since minor 3 a claim may have a KEY, each another: it is the claim
    /// of that key, where the casebook has it, and what is given changes it. Only the text of a version may be blank.
    /// Returns 0, or another number to refuse.
    pub draft_text: unsafe extern "C" fn(sink: *mut Sink, table: Table, row: u32, field: Field, text: Str) -> i32,

    /// Gives a number of a drafted row, once for each field: START, END and FIRST of an appearance, VALUE, WORST and
    /// BEST of a verdict, since minor 5 LINE of a claim. Returns 0, or another number to refuse.
    pub draft_number: unsafe extern "C" fn(sink: *mut Sink, table: Table, row: u32, field: Field, number: f64) -> i32,

    /// Relates a drafted row to another, `to_row` of the table on the relation's far side. Where a relation can be read
    /// from both ends, it is given from either end, and once. A row of CLAIMANT, TAG, ALIAS, ARCHIVE, GRADE, VERDICT and
    /// NOTE belongs to one row, which keeps them in the order in which they were drafted. Since minor 2 a row of NOTE may
    /// belong to none: its text is shown to the user and not recorded, such as what could not be read. Returns 0, or
    /// another number to refuse.
    pub draft_relate:
        unsafe extern "C" fn(sink: *mut Sink, table: Table, row: u32, relation: Relation, to_row: u32) -> i32,

    /// Suggests, for a finder, that the bytes from `start` to `end` of the text make a claim; neither edge cuts a
    /// character. `wording` says it so that it can be checked; absent where the passage does. `claimant` is who makes
    /// it, by name; absent where the text does not say. `confidence` is from 0 to 1. Returns 0, or another number to
    /// refuse.
    pub suggest: unsafe extern "C" fn(
        sink: *mut Sink,
        start: usize,
        end: usize,
        wording: Str,
        claimant: Str,
        confidence: f64,
    ) -> i32,

    // ---- Since minor 4 ----
    /// Reads on in the file, for a streaming importer: puts up to `len` bytes into `buffer` and returns how many there
    /// are; fewer than `len` do not mean that it ends. Returns 0 at the end, and after a refusal or where the file cannot
    /// be read any further, which the host knows.
    pub read: unsafe extern "C" fn(sink: *mut Sink, buffer: *mut u8, len: usize) -> usize,

    /// Says, for a streaming importer, that what was drafted so far stands by itself: the host may file it and forget it.
    /// From here on the rows of every table count from 0 again, and those from before cannot be spoken of any more.
    /// What was drafted since the last time when the call returns is filed then. Nothing is recorded for good unless
    /// the whole call succeeds. Returns 0, or another number to refuse.
    pub settle: unsafe extern "C" fn(sink: *mut Sink) -> i32,
}

#[cfg(target_pointer_width = "64")]
const _: () = {
    use core::mem::offset_of;
    assert!(size_of::<Host>() == 152);
    assert!(offset_of!(Host, size) == 0);
    assert!(offset_of!(Host, count) == 8);
    assert!(offset_of!(Host, text) == 16);
    assert!(offset_of!(Host, number) == 24);
    assert!(offset_of!(Host, rows) == 32);
    assert!(offset_of!(Host, option) == 40);
    assert!(offset_of!(Host, score) == 48);
    assert!(offset_of!(Host, contribution) == 56);
    assert!(offset_of!(Host, remark) == 64);
    assert!(offset_of!(Host, hunk) == 72);
    assert!(offset_of!(Host, write) == 80);
    assert!(offset_of!(Host, fail) == 88);
    assert!(offset_of!(Host, draft) == 96);
    assert!(offset_of!(Host, draft_text) == 104);
    assert!(offset_of!(Host, draft_number) == 112);
    assert!(offset_of!(Host, draft_relate) == 120);
    assert!(offset_of!(Host, suggest) == 128);
    assert!(offset_of!(Host, read) == 136);
    assert!(offset_of!(Host, settle) == 144);
    assert!(size_of::<Rows>() == 16);
    assert!(offset_of!(Rows, ptr) == 0);
    assert!(offset_of!(Rows, len) == 8);
    assert!(size_of::<Status>() == size_of::<i32>());
};
