//! Takes a plugin's answer piece by piece, and tells in the end what claims would make of it.

use claims_abi::Status;

use super::{Error, drafting::Drafting, hunks::Hunks, scores::Scores, suggestions::Suggestions, tables::Tables};

/// Where the answer to one call goes.
#[derive(Debug)]
pub(super) struct Sink<'a> {
    answer: Answer<'a>,
    /// The first reason to refuse; after it everything is refused.
    stop: Option<String>,
    message: Option<String>,
}

/// An answer as far as it was given.
#[derive(Debug)]
pub(super) enum Answer<'a> {
    Scores(Scores<'a>),
    Hunks(Hunks<'a>),
    Bytes(Vec<u8>),
    Drafts(Box<Drafting>),
    Stream(Stream<'a>),
    Suggestions(Suggestions<'a>),
}

/// What is left of a file, and what was drafted of it.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    pub(super) file: &'a [u8],
    /// How many bytes are given at once, at most.
    pub(super) piece: usize,
    pub(super) drafts: Box<Drafting>,
    pub(super) settled: Vec<Tables>,
}

impl Stream<'_> {
    /// Puts the next bytes into a buffer.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> usize {
        let count = buffer.len().min(self.piece.max(1)).min(self.file.len());
        let (given, rest) = self.file.split_at(count);
        buffer[..count].copy_from_slice(given);
        self.file = rest;
        count
    }

    /// Sets aside what was drafted since the last time.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        self.settled.push(std::mem::take(&mut self.drafts).finish()?);
        Ok(())
    }
}

impl<'a> Sink<'a> {
    pub(super) const fn new(answer: Answer<'a>) -> Self {
        Self { answer, stop: None, message: None }
    }

    /// Takes a part of the answer, and gives what becomes of it; `None` to refuse.
    ///
    /// `part` gives `None` where the answer is of another kind than the part.
    pub(super) fn take<T>(&mut self, part: impl FnOnce(&mut Answer<'a>) -> Option<Result<T, String>>) -> Option<T> {
        if self.stop.is_some() {
            return None;
        }
        let taken = part(&mut self.answer).unwrap_or_else(|| Err(off_topic()));
        taken.map_err(|why| self.stop = Some(why)).ok()
    }

    /// Takes the reason for a failure.
    pub(super) fn fail(&mut self, message: String) {
        self.message = Some(message);
    }

    /// The answer, unless it was refused or the plugin says that it is none.
    ///
    /// A refusal comes first: what the plugin says afterwards is only its echo.
    pub(super) fn settle(self, status: Status) -> Result<Answer<'a>, Error> {
        if let Some(why) = self.stop {
            return Err(Error::Wrong(why));
        }
        let message = self.message.unwrap_or_else(|| "it does not say why".to_owned());
        match status {
            Status::DONE => Ok(self.answer),
            Status::PANICKED => Err(Error::Panicked(message)),
            _ => Err(Error::Failed(message)),
        }
    }
}

pub(super) fn off_topic() -> String {
    "it answered a question that was not asked".to_owned()
}
