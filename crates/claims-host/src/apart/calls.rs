//! The five questions to a plugin in a process of its own.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Read, Write},
    ops::ControlFlow,
};

use claims_model::{Case, Score, Suggestion, anchor::Hunk};

use super::{
    Apart, answers,
    wire::{Call, to_hex},
};
use crate::{Drafts, Error, Kind, call::whole};

impl Apart {
    /// Scores the subjects of the case; the scores come in their order.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn score(&self, case: &Case, options: &BTreeMap<String, String>) -> Result<Vec<Score>, Error> {
        // As many answers as cases: one.
        Ok(self.score_all(std::slice::from_ref(case), options)?.pop().unwrap_or_default())
    }

    /// Scores several cases in one go, which costs less than one after the other.
    ///
    /// # Errors
    /// As for [`Apart::score`].
    pub fn score_all(&self, cases: &[Case], options: &BTreeMap<String, String>) -> Result<Vec<Vec<Score>>, Error> {
        let call = Call::Score { cases: cases.iter().map(Cow::Borrowed).collect() };
        answers::scores(&self.name, cases, self.ask(Kind::Scorer, call, options)?)
    }

    /// The way from `old` to `new`, covering both without a gap.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn diff(&self, old: &str, new: &str, options: &BTreeMap<String, String>) -> Result<Vec<Hunk>, Error> {
        let call = Call::Diff { old: Cow::Borrowed(old), new: Cow::Borrowed(new) };
        answers::hunks(&self.name, old, new, self.ask(Kind::Differ, call, options)?)
    }

    /// Writes the subjects of the case to `out`, and flushes it.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn export(&self, case: &Case, options: &BTreeMap<String, String>, out: &mut dyn Write) -> Result<(), Error> {
        let call = Call::Export { case: Box::new(Cow::Borrowed(case)) };
        out.write_all(&answers::file(&self.name, self.ask(Kind::Exporter, call, options)?)?)?;
        Ok(out.flush()?)
    }

    /// Drafts the records that a file of another program holds.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn import(&self, bytes: &[u8], options: &BTreeMap<String, String>) -> Result<Drafts, Error> {
        let call = Call::Import { hex: Cow::Owned(to_hex(bytes)) };
        answers::drafts(&self.name, self.ask(Kind::Importer, call, options)?)
    }

    /// Drafts the records of a file and hands them to `take`, in one go: what a process is asked is a whole file, of no
    /// more than `most` bytes.
    ///
    /// # Errors
    /// As for [`Plugin::import_from`](crate::Plugin::import_from), and [`Error::Crashed`].
    pub fn import_from(
        &self,
        input: &mut dyn Read,
        most: u64,
        options: &BTreeMap<String, String>,
        take: &mut dyn FnMut(Drafts) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let drafts = self.import(&whole(input, most)?, options)?;
        if take(drafts).is_break() { Err(Error::Unwanted) } else { Ok(()) }
    }

    /// Points out what a text claims, in the finder's own order.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn find(&self, text: &str, options: &BTreeMap<String, String>) -> Result<Vec<Suggestion>, Error> {
        let call = Call::Find { text: Cow::Borrowed(text) };
        answers::suggestions(&self.name, text, self.ask(Kind::Finder, call, options)?)
    }
}
