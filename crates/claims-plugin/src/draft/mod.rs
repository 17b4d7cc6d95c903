//! Records that an importer drafts: small values to pass around, each a row of the answer.
//!
//! Nothing here fails. What the host refuses makes the whole import an error that names the row and the field; after it
//! nothing more is written.

mod appearance;
mod claim;
mod judgement;
mod link;
mod party;
mod source;

pub use appearance::DraftAppearance;
pub use claim::DraftClaim;
pub use judgement::{DraftGrade, DraftNote, DraftVerdict};
pub use link::{DraftLink, DraftTarget};
pub use party::DraftParty;
pub use source::{DraftSource, DraftVersion};

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    fmt,
};

use claims_abi::{Field, NO_ROW, Relation, Table};

use crate::pen::Pen;

/// The answer of an importer: draft records with it, and give them what the file says.
///
/// A method that sets something gives the record back, so that calls can be chained; one that drafts a record of its own,
/// such as [`DraftClaim::quote`], gives that one. Set each thing once. A text that is blank or `None` is left away.
pub struct Drafts<'a> {
    desk: &'a Desk<'a>,
}

/// What the records of one answer have in common.
pub(crate) struct Desk<'a> {
    pen: Pen<'a>,
    /// The parties so far, by name.
    parties: RefCell<HashMap<String, u32>>,
    /// How often the host was let file what there was, where it can.
    batch: Cell<u32>,
    streams: bool,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(pen: Pen<'a>) -> Self {
        Self { pen, parties: RefCell::default(), batch: Cell::new(0), streams: false }
    }

    /// The same for a call in which the file is read from the host and drafts are filed in between.
    pub(crate) fn streaming(pen: Pen<'a>) -> Self {
        Self { streams: true, ..Self::new(pen) }
    }

    /// Puts the next bytes of the file into a buffer, and gives how many.
    pub(crate) fn read(&self, buffer: &mut [u8]) -> usize {
        self.pen.read(buffer)
    }
}

impl<'a> Drafts<'a> {
    pub(crate) const fn new(desk: &'a Desk<'a>) -> Self {
        Self { desk }
    }

    /// Drafts a claim, in the words that are to be checked.
    pub fn claim(&mut self, wording: &str) -> DraftClaim<'a> {
        DraftClaim(Row::new(self.desk, Table::CLAIM).own_text(Field::TEXT, wording))
    }

    /// Drafts a source by its title or, where it has none, by what people would call it.
    pub fn source(&mut self, title: &str) -> DraftSource<'a> {
        DraftSource(Row::new(self.desk, Table::SOURCE).own_text(Field::TITLE, title))
    }

    /// The party of this name, drafted the first time it is named. White space at the ends does not count.
    pub fn party(&mut self, name: &str) -> DraftParty<'a> {
        DraftParty(Row::party(self.desk, name))
    }

    /// Tells the user something about the file that no record holds, such as what could not be read, and in which line.
    /// It is shown, and not recorded.
    pub fn remark(&mut self, text: &str) {
        Row::new(self.desk, Table::NOTE).own_text(Field::TEXT, text);
    }

    /// Says that what was drafted so far stands by itself, so that a [`StreamingImporter`](crate::StreamingImporter)
    /// needs no more memory for a long file than for a short one: claims may file it now and forget it.
    ///
    /// Gives whether it was so. Then draft anew what later records name, such as parties and sources: those from before
    /// are refused from here on. Where the whole file is at hand, as in an [`Importer`](crate::Importer), nothing is filed
    /// in between, and what was drafted stays.
    pub fn settle(&mut self) -> bool {
        if self.desk.streams {
            self.desk.pen.settle();
            self.desk.parties.borrow_mut().clear();
            self.desk.batch.set(self.desk.batch.get().wrapping_add(1));
        }
        self.desk.streams
    }

    /// Whether the host refused something: then nothing more will be taken, and it is best to return.
    pub fn is_refused(&self) -> bool {
        self.desk.pen.is_refused()
    }
}

impl fmt::Debug for Drafts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drafts").finish_non_exhaustive()
    }
}

/// A row of the answer.
#[derive(Clone, Copy)]
struct Row<'a> {
    desk: &'a Desk<'a>,
    table: Table,
    number: u32,
    batch: u32,
}

impl<'a> Row<'a> {
    fn new(desk: &'a Desk<'a>, table: Table) -> Self {
        Self { desk, table, number: desk.pen.row(table), batch: desk.batch.get() }
    }

    /// The number by which the host knows it; one that no row has for a row of before a [`Drafts::settle`].
    const fn known(self) -> u32 {
        if self.batch == self.desk.batch.get() { self.number } else { NO_ROW }
    }

    /// The row of a party, new or known.
    fn party(desk: &'a Desk<'a>, name: &str) -> Self {
        let name = name.trim();
        if let Some(number) = desk.parties.borrow().get(name) {
            return Self { desk, table: Table::PARTY, number: *number, batch: desk.batch.get() };
        }
        let new = Self::new(desk, Table::PARTY).own_text(Field::NAME, name);
        desk.parties.borrow_mut().insert(name.to_owned(), new.number);
        new
    }

    /// A new row of `table` that belongs to this one.
    fn child(self, relation: Relation, table: Table) -> Self {
        let child = Self::new(self.desk, table);
        self.relate(relation, child);
        child
    }

    /// A text that no row of its table is without: a blank one is for the host to refuse.
    fn own_text(self, field: Field, text: &str) -> Self {
        self.desk.pen.text(self.table, self.known(), field, text);
        self
    }

    fn text<'t>(self, field: Field, text: impl Into<Option<&'t str>>) -> Self {
        match text.into().filter(|text| !text.trim().is_empty()) {
            Some(text) => self.own_text(field, text),
            None => self,
        }
    }

    fn number(self, field: Field, number: impl Into<f64>) -> Self {
        self.desk.pen.number(self.table, self.known(), field, number.into());
        self
    }

    fn relate(self, relation: Relation, to: Self) -> Self {
        self.desk.pen.relate(self.table, self.known(), relation, to.known());
        self
    }

    fn note(self, text: &str) -> DraftNote<'a> {
        DraftNote(self.child(Relation::NOTES, Table::NOTE).own_text(Field::TEXT, text))
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

/// Methods that set a text of a draft and give it back.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $field:ident;)+) => { $(
        $(#[$doc])*
        pub fn $name<'t>(self, text: impl Into<Option<&'t str>>) -> Self {
            Self(self.0.text(claims_abi::Field::$field, text))
        }
    )+ };
}
use texts;
