//! Reads the case through the host's table; every other file here sees only safe values.

#![allow(unsafe_code, reason = "the host's functions are reached through its table of pointers")]

use std::{fmt, marker::PhantomData, ops::Range, slice};

use claims_abi::{Field, Host, Relation, Str, Table};

use crate::record::{
    Appearance, Claim, Diff, Finding, Grade, Link, Note, Party, Record, Reply, Row, Scored, Source, Verdict, Version,
};

/// A closed part of a casebook: the claims that were asked about, and everything that bears on them.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    host: *const Host,
    case: *const claims_abi::Case,
    lent: PhantomData<&'a Host>,
}

impl<'a> Case<'a> {
    /// Wraps what the host lends for one call.
    ///
    /// # Safety
    /// `host` and `case` must keep the promises of [`claims_abi::Host`] for all of `'a`.
    pub(crate) const unsafe fn new(host: *const Host, case: *const claims_abi::Case) -> Self {
        Self { host, case, lent: PhantomData }
    }

    /// The claims that were asked about, in the order asked.
    pub fn subjects(self) -> Rows<'a, Claim<'a>> {
        self.related(Table::CASE, 0, Relation::SUBJECTS)
    }

    /// The subjects and all claims that reach them by links.
    pub fn claims(self) -> Rows<'a, Claim<'a>> {
        self.all()
    }

    /// The links between the claims.
    pub fn links(self) -> Rows<'a, Link<'a>> {
        self.all()
    }

    /// Everybody named.
    pub fn parties(self) -> Rows<'a, Party<'a>> {
        self.all()
    }

    /// The sources the claims appear in, and those they derive from.
    pub fn sources(self) -> Rows<'a, Source<'a>> {
        self.all()
    }

    /// All versions of those sources, by source and number.
    pub fn versions(self) -> Rows<'a, Version<'a>> {
        self.all()
    }

    /// Where the claims stand.
    pub fn appearances(self) -> Rows<'a, Appearance<'a>> {
        self.all()
    }

    /// Every grade of a record in the case, oldest first.
    pub fn grades(self) -> Rows<'a, Grade<'a>> {
        self.all()
    }

    /// Every verdict on a claim in the case, oldest first.
    pub fn verdicts(self) -> Rows<'a, Verdict<'a>> {
        self.all()
    }

    /// Every request for a reply about a claim in the case, oldest first.
    pub fn replies(self) -> Rows<'a, Reply<'a>> {
        self.all()
    }

    /// Every note on a record in the case, oldest first.
    pub fn notes(self) -> Rows<'a, Note<'a>> {
        self.all()
    }

    /// What scorers answered before the call.
    pub fn scores(self) -> Rows<'a, Scored<'a>> {
        self.all()
    }

    /// The value of an option, where it was set.
    pub fn option(self, name: &str) -> Option<&'a str> {
        // SAFETY: the host keeps its promises for `'a`, and `name` lives until it returns.
        unsafe { borrowed(((*self.host).option)(self.case, Str::lend(name))) }
    }

    /// From each version of a source to the next, where the exporter asks for texts.
    pub fn diffs(self) -> Rows<'a, Diff<'a>> {
        self.all()
    }

    /// What the desk's rules ask to be looked at, where the exporter asks for it.
    pub fn findings(self) -> Rows<'a, Finding<'a>> {
        self.all()
    }

    fn all<T: Record<'a>>(self) -> Rows<'a, T> {
        // SAFETY: the host keeps its promises for `'a`.
        let count = unsafe { ((*self.host).count)(self.case, T::TABLE) };
        Rows { case: self, place: Place::All(0..count), of: PhantomData }
    }

    pub(crate) fn text(self, table: Table, row: u32, field: Field) -> Option<&'a str> {
        // SAFETY: the host keeps its promises for `'a`.
        unsafe { borrowed(((*self.host).text)(self.case, table, row, field)) }
    }

    pub(crate) fn number(self, table: Table, row: u32, field: Field) -> Option<f64> {
        let mut number = 0.0;
        // SAFETY: the host keeps its promises for `'a`, and `number` outlives the call.
        let found = unsafe { ((*self.host).number)(self.case, table, row, field, &raw mut number) };
        (found != 0).then_some(number)
    }

    pub(crate) fn related<T: Record<'a>>(self, table: Table, row: u32, relation: Relation) -> Rows<'a, T> {
        // SAFETY: the host keeps its promises for `'a`.
        let rows = unsafe { ((*self.host).rows)(self.case, table, row, relation) };
        let listed = if rows.len == 0 {
            &[][..]
        } else {
            // SAFETY: the host lends `len` row numbers for `'a`.
            unsafe { slice::from_raw_parts(rows.ptr, rows.len) }
        };
        Rows { case: self, place: Place::Listed(listed.iter()), of: PhantomData }
    }
}

impl fmt::Debug for Case<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case").finish_non_exhaustive()
    }
}

/// # Safety
/// `text` must be absent, or UTF-8 that lives for `'a`.
unsafe fn borrowed<'a>(text: Str) -> Option<&'a str> {
    if text.ptr.is_null() {
        return None;
    }
    // SAFETY: the caller promises that this many bytes live for `'a` and are UTF-8.
    Some(unsafe { str::from_utf8_unchecked(slice::from_raw_parts(text.ptr, text.len)) })
}

/// Records of one kind, in the order of the case.
#[derive(Debug)]
pub struct Rows<'a, T> {
    case: Case<'a>,
    place: Place<'a>,
    of: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone)]
enum Place<'a> {
    All(Range<u32>),
    Listed(slice::Iter<'a, u32>),
}

impl<T> Clone for Rows<'_, T> {
    fn clone(&self) -> Self {
        Self { case: self.case, place: self.place.clone(), of: PhantomData }
    }
}

impl<'a, T: Record<'a>> Iterator for Rows<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let row = match &mut self.place {
            Place::All(rows) => rows.next()?,
            Place::Listed(rows) => *rows.next()?,
        };
        Some(T::at(Row::new(self.case, T::TABLE, row)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.place {
            Place::All(rows) => rows.len(),
            Place::Listed(rows) => rows.len(),
        };
        (left, Some(left))
    }
}

impl<'a, T: Record<'a>> DoubleEndedIterator for Rows<'a, T> {
    fn next_back(&mut self) -> Option<T> {
        let row = match &mut self.place {
            Place::All(rows) => rows.next_back()?,
            Place::Listed(rows) => *rows.next_back()?,
        };
        Some(T::at(Row::new(self.case, T::TABLE, row)))
    }
}

impl<'a, T: Record<'a>> ExactSizeIterator for Rows<'a, T> {}
