//! The calls, each the same: lend a case and a sink, call, and look at what came.

#![allow(unsafe_code, reason = "a plugin's functions are called through pointers")]

use std::{
    borrow::Cow,
    io::{self, Read, Write},
    ops::ControlFlow,
    ptr,
};

use claims_abi::{Bytes, Status, Str};
use claims_model::{Case, Score, Suggestion, anchor::Hunk};

use crate::{Drafts, Error, Kind, Plugin, View, sink::Sink, table::HOST};

impl Plugin {
    /// Scores the subjects of the case; the scores come in their order.
    ///
    /// # Errors
    /// When the plugin is no scorer, fails, panics, or gives a score that cannot be right.
    pub fn score(&self, case: &Case) -> Result<Vec<Score>, Error> {
        self.score_with(case, &[])
    }

    /// The same, with options: names and values, of which the last of a name counts.
    ///
    /// # Errors
    /// As for [`Plugin::score`].
    pub fn score_with(&self, case: &Case, options: &[(String, String)]) -> Result<Vec<Score>, Error> {
        let score = self.scorer.and_then(|scorer| scorer.score).ok_or_else(|| self.is_no(Kind::Scorer))?;
        let view = View::new(case, options);
        let mut sink = Sink::for_scores(&view, Cow::Borrowed(self.name));
        // SAFETY: the table is the host's, and view and sink outlive the call; nothing else uses the sink meanwhile.
        let status = unsafe { score(&raw const HOST, case_of(&view), sink_of(&mut sink)) };
        sink.into_scores(self.name, status)
    }

    /// The way from `old` to `new`, covering both without a gap.
    ///
    /// # Errors
    /// When the plugin is no differ, fails, panics, or gives a way that leads elsewhere.
    pub fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Error> {
        self.diff_with(old, new, &[])
    }

    /// The same, with options, as for [`Plugin::score_with`].
    ///
    /// # Errors
    /// As for [`Plugin::diff`].
    pub fn diff_with(&self, old: &str, new: &str, options: &[(String, String)]) -> Result<Vec<Hunk>, Error> {
        let diff = self.differ.and_then(|differ| differ.diff).ok_or_else(|| self.is_no(Kind::Differ))?;
        let case = Case::default();
        let view = View::new(&case, options);
        let mut sink = Sink::for_hunks(old, new);
        let (was, now) = (Str::lend(old), Str::lend(new));
        // SAFETY: as in `score`; both texts outlive the call.
        let status = unsafe { diff(&raw const HOST, case_of(&view), sink_of(&mut sink), was, now) };
        sink.into_hunks(self.name, status)
    }

    /// Writes the subjects of the case to `out`, and flushes it. Options are names and values; the last of a name counts.
    ///
    /// # Errors
    /// When the plugin is no exporter, fails or panics; an error of `out` comes back as it is.
    pub fn export(&self, case: &Case, options: &[(String, String)], out: &mut dyn Write) -> Result<(), Error> {
        let write_out = self.exporter.and_then(|exporter| exporter.write_out);
        let write_out = write_out.ok_or_else(|| self.is_no(Kind::Exporter))?;
        let view = View::new(case, options);
        let mut sink = Sink::for_bytes(out);
        // SAFETY: as in `score`.
        let status = unsafe { write_out(&raw const HOST, case_of(&view), sink_of(&mut sink)) };
        sink.into_written(self.name, status)
    }

    /// Drafts the records that a file of another program holds. Options are as for [`Plugin::export`].
    ///
    /// # Errors
    /// When the plugin is no importer, fails, panics, or drafts what can be no record.
    pub fn import(&self, bytes: &[u8], options: &[(String, String)]) -> Result<Drafts, Error> {
        self.read_in(bytes, options, Sink::into_drafts)
    }

    /// Drafts the records of a file of any length, and hands them to `take` as they come, until that breaks off.
    ///
    /// A plugin that wants the whole file is given it, if it is no longer than `most` bytes.
    ///
    /// # Errors
    /// As for [`Plugin::import`], [`Error::Read`] where the file cannot be read or is too long, and [`Error::Unwanted`]
    /// after `take` broke off. What was taken before is no answer then.
    pub fn import_from(
        &self,
        input: &mut dyn Read,
        most: u64,
        options: &[(String, String)],
        take: &mut dyn FnMut(Drafts) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let Some(stream_in) = self.streaming.and_then(|streaming| streaming.stream_in) else {
            let drafts = self.import(&whole(input, most)?, options)?;
            return if take(drafts).is_break() { Err(Error::Unwanted) } else { Ok(()) };
        };
        let case = Case::default();
        let view = View::new(&case, options);
        let mut sink = Sink::for_stream(input, take);
        // SAFETY: as in `score`; input and taker outlive the call.
        let status = unsafe { stream_in(&raw const HOST, case_of(&view), sink_of(&mut sink)) };
        sink.into_streamed(self.name, status)
    }

    /// The same, as the rows that were drafted, for a process that hands them on.
    pub(crate) fn import_rows(&self, bytes: &[u8], options: &[(String, String)]) -> Result<serde_json::Value, Error> {
        self.read_in(bytes, options, Sink::into_rows)
    }

    fn read_in<T>(
        &self,
        bytes: &[u8],
        options: &[(String, String)],
        answer: impl FnOnce(Sink<'static>, &str, Status) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let read_in = self.importer.and_then(|importer| importer.read_in);
        let read_in = read_in.ok_or_else(|| self.is_no(Kind::Importer))?;
        let case = Case::default();
        let view = View::new(&case, options);
        let mut sink = Sink::for_drafts();
        // SAFETY: as in `score`; the bytes outlive the call.
        let status = unsafe { read_in(&raw const HOST, case_of(&view), sink_of(&mut sink), Bytes::lend(bytes)) };
        answer(sink, self.name, status)
    }

    /// Points out what a text claims, in the finder's own order. Options are as for [`Plugin::export`].
    ///
    /// # Errors
    /// When the plugin is no finder, fails, panics, or points at what is no passage of the text.
    pub fn find(&self, text: &str, options: &[(String, String)]) -> Result<Vec<Suggestion>, Error> {
        let find = self.finder.and_then(|finder| finder.find).ok_or_else(|| self.is_no(Kind::Finder))?;
        let case = Case::default();
        let view = View::new(&case, options);
        let mut sink = Sink::for_suggestions(text);
        // SAFETY: as in `score`; the text outlives the call.
        let status = unsafe { find(&raw const HOST, case_of(&view), sink_of(&mut sink), Str::lend(text)) };
        sink.into_suggestions(self.name, status)
    }

    fn is_no(&self, kind: Kind) -> Error {
        Error::NotThisKind { plugin: self.name.to_owned(), kind }
    }
}

/// All of a file.
///
/// # Errors
/// [`Error::Read`], also when it is longer than `most` bytes.
pub(crate) fn whole(input: &mut dyn Read, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    input.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Error::Read)?;
    if bytes.len() as u64 > most {
        let why = format!("this importer takes it as a whole, and it is longer than {most} bytes");
        return Err(Error::Read(io::Error::new(io::ErrorKind::FileTooLarge, why)));
    }
    Ok(bytes)
}

const fn case_of(view: &View<'_>) -> *const claims_abi::Case {
    ptr::from_ref(view).cast()
}

const fn sink_of(sink: &mut Sink<'_>) -> *mut claims_abi::Sink {
    ptr::from_mut(sink).cast()
}
