//! Writes drafted rows through the host's table; every other file here that drafts sees only safe calls.

#![allow(unsafe_code, reason = "the host's functions are reached through its table of pointers")]

use std::{cell::Cell, marker::PhantomData};

use claims_abi::{Field, Host, NO_ROW, Relation, Str, Table};

/// Writes rows for one call. After a refusal it writes no more: the host has its reason, and the answer is lost.
pub(crate) struct Pen<'a> {
    host: *const Host,
    sink: *mut claims_abi::Sink,
    refused: Cell<bool>,
    lent: PhantomData<&'a mut Host>,
}

impl Pen<'_> {
    /// Writes to what the host lends for one call.
    ///
    /// # Safety
    /// `host` and `sink` must keep the promises of [`claims_abi::Host`] while the pen lives, and `host` must reach as far
    /// as `draft_relate`.
    pub(crate) const unsafe fn new(host: *const Host, sink: *mut claims_abi::Sink) -> Self {
        Self { host, sink, refused: Cell::new(false), lent: PhantomData }
    }

    pub(crate) const fn is_refused(&self) -> bool {
        self.refused.get()
    }

    /// A new row, or a number that no row has.
    pub(crate) fn row(&self, table: Table) -> u32 {
        if self.is_refused() {
            return NO_ROW;
        }
        // SAFETY: who made the pen promised that the function is there and may be called.
        let row = unsafe { ((*self.host).draft)(self.sink, table) };
        self.refused.set(row == NO_ROW);
        row
    }

    pub(crate) fn text(&self, table: Table, row: u32, field: Field, text: &str) {
        if !self.is_refused() {
            // SAFETY: as in `row`; `text` outlives the call.
            self.note(unsafe { ((*self.host).draft_text)(self.sink, table, row, field, Str::lend(text)) });
        }
    }

    pub(crate) fn number(&self, table: Table, row: u32, field: Field, number: f64) {
        if !self.is_refused() {
            // SAFETY: as in `row`.
            self.note(unsafe { ((*self.host).draft_number)(self.sink, table, row, field, number) });
        }
    }

    pub(crate) fn relate(&self, table: Table, row: u32, relation: Relation, to: u32) {
        if !self.is_refused() {
            // SAFETY: as in `row`.
            self.note(unsafe { ((*self.host).draft_relate)(self.sink, table, row, relation, to) });
        }
    }

    /// Puts the next bytes of the file into a buffer, and gives how many.
    pub(crate) fn read(&self, buffer: &mut [u8]) -> usize {
        if self.is_refused() {
            return 0;
        }
        // SAFETY: whoever streams made sure that the function is there; the buffer outlives the call.
        unsafe { ((*self.host).read)(self.sink, buffer.as_mut_ptr(), buffer.len()) }.min(buffer.len())
    }

    /// Lets the host file what was drafted so far.
    pub(crate) fn settle(&self) {
        if !self.is_refused() {
            // SAFETY: as in `read`.
            self.note(unsafe { ((*self.host).settle)(self.sink) });
        }
    }

    fn note(&self, refused: i32) {
        self.refused.set(refused != 0);
    }
}
