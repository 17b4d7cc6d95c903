//! Takes a plugin's answer piece by piece, and refuses what cannot be right.

pub(crate) mod drafts;
mod hunks;
mod room;
mod scores;
mod suggestions;

use std::{
    borrow::Cow,
    io::{self, Read, Write},
    ops::ControlFlow,
};

use claims_abi::Status;
use claims_model::{Score, Suggestion, anchor::Hunk};

use crate::{Error, Fault, View};

use drafts::{Drafts, Rows};
use hunks::Hunks;
use scores::Scores;
use suggestions::Suggestions;

/// Where the answer to one call goes.
pub(crate) struct Sink<'a> {
    answer: Answer<'a>,
    /// The first reason to refuse; after it everything is refused.
    stop: Option<Stop>,
    message: Option<String>,
}

enum Answer<'a> {
    Scores(Scores<'a>),
    Hunks(Hunks<'a>),
    Bytes(&'a mut dyn Write),
    Drafts(Box<Rows>),
    Stream(Stream<'a>),
    Suggestions(Suggestions<'a>),
}

enum Stop {
    Fault(Fault),
    Write(io::Error),
    Read(io::Error),
    Unwanted,
}

/// What a streaming importer reads, and where its drafts go.
struct Stream<'a> {
    input: &'a mut dyn Read,
    /// Takes what was drafted since it was last called.
    take: &'a mut dyn FnMut(Drafts) -> ControlFlow<()>,
    rows: Box<Rows>,
}

impl Stream<'_> {
    /// Hands on what was drafted since the last time.
    fn settle(&mut self) -> Result<(), Stop> {
        let drafts = std::mem::take(&mut self.rows).finish().map_err(Stop::Fault)?;
        if (self.take)(drafts).is_break() { Err(Stop::Unwanted) } else { Ok(()) }
    }
}

impl<'a> Sink<'a> {
    pub(crate) fn for_scores(view: &'a View<'_>, scorer: Cow<'static, str>) -> Self {
        Self::of(Answer::Scores(Scores::new(view, scorer)))
    }

    pub(crate) fn for_hunks(old: &'a str, new: &'a str) -> Self {
        Self::of(Answer::Hunks(Hunks::new(old, new)))
    }

    pub(crate) fn for_bytes(out: &'a mut dyn Write) -> Self {
        Self::of(Answer::Bytes(out))
    }

    pub(crate) fn for_drafts() -> Self {
        Self::of(Answer::Drafts(Box::default()))
    }

    pub(crate) fn for_stream(input: &'a mut dyn Read, take: &'a mut dyn FnMut(Drafts) -> ControlFlow<()>) -> Self {
        Self::of(Answer::Stream(Stream { input, take, rows: Box::default() }))
    }

    pub(crate) fn for_suggestions(text: &'a str) -> Self {
        Self::of(Answer::Suggestions(Suggestions::new(text)))
    }

    const fn of(answer: Answer<'a>) -> Self {
        Self { answer, stop: None, message: None }
    }

    /// Takes a part of a score; gives whether to go on.
    pub(crate) fn score(&mut self, part: impl FnOnce(&mut Scores<'a>) -> Result<(), Fault>) -> bool {
        self.take(|answer| match answer {
            Answer::Scores(scores) => part(scores).map_err(Stop::Fault),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        })
    }

    /// Takes the next step of a diff; gives whether to go on.
    pub(crate) fn hunk(&mut self, hunk: Hunk) -> bool {
        self.take(|answer| match answer {
            Answer::Hunks(hunks) => hunks.push(hunk).map_err(Stop::Fault),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        })
    }

    /// Takes the next bytes of a file; gives whether to go on.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> bool {
        self.take(|answer| match answer {
            Answer::Bytes(out) => out.write_all(bytes).map_err(Stop::Write),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        })
    }

    /// Takes a part of the drafts, and gives what becomes of it; `None` to stop.
    pub(crate) fn draft<T>(&mut self, part: impl FnOnce(&mut Rows) -> Result<T, Fault>) -> Option<T> {
        let mut given = None;
        self.take(|answer| match answer {
            Answer::Drafts(rows) => part(rows).map(|part| given = Some(part)).map_err(Stop::Fault),
            Answer::Stream(stream) => part(&mut stream.rows).map(|part| given = Some(part)).map_err(Stop::Fault),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        });
        given
    }

    /// Reads on in the file; gives how many bytes there are, 0 at its end and after a refusal.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> usize {
        let mut count = 0;
        self.take(|answer| match answer {
            Answer::Stream(stream) => loop {
                match stream.input.read(buffer) {
                    Ok(read) => {
                        count = read;
                        return Ok(());
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(Stop::Read(error)),
                }
            },
            _ => Err(Stop::Fault(Fault::OffTopic)),
        });
        count
    }

    /// Hands on what was drafted so far; gives whether to go on.
    pub(crate) fn settled(&mut self) -> bool {
        self.take(|answer| match answer {
            Answer::Stream(stream) => stream.settle(),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        })
    }

    /// Takes a suggestion; gives whether to go on.
    pub(crate) fn suggest(&mut self, part: impl FnOnce(&mut Suggestions<'a>) -> Result<(), Fault>) -> bool {
        self.take(|answer| match answer {
            Answer::Suggestions(suggestions) => part(suggestions).map_err(Stop::Fault),
            _ => Err(Stop::Fault(Fault::OffTopic)),
        })
    }

    /// Takes the reason for a failure.
    pub(crate) fn fail(&mut self, message: String) {
        self.message = Some(message);
    }

    fn take(&mut self, take: impl FnOnce(&mut Answer<'a>) -> Result<(), Stop>) -> bool {
        if self.stop.is_none() {
            self.stop = take(&mut self.answer).err();
        }
        self.stop.is_none()
    }

    pub(crate) fn into_scores(self, plugin: &str, status: Status) -> Result<Vec<Score>, Error> {
        match self.settle(plugin, status)? {
            Answer::Scores(scores) => scores.finish().map_err(|fault| wrong(plugin, fault)),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    pub(crate) fn into_hunks(self, plugin: &str, status: Status) -> Result<Vec<Hunk>, Error> {
        match self.settle(plugin, status)? {
            Answer::Hunks(hunks) => hunks.finish().map_err(|fault| wrong(plugin, fault)),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    pub(crate) fn into_written(self, plugin: &str, status: Status) -> Result<(), Error> {
        match self.settle(plugin, status)? {
            Answer::Bytes(out) => Ok(out.flush()?),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    /// Hands on what was drafted since the last time, unless the answer is none.
    pub(crate) fn into_streamed(self, plugin: &str, status: Status) -> Result<(), Error> {
        match self.settle(plugin, status)? {
            Answer::Stream(mut stream) => stream.settle().map_err(|stop| stopped(plugin, stop)),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    pub(crate) fn into_drafts(self, plugin: &str, status: Status) -> Result<Drafts, Error> {
        match self.settle(plugin, status)? {
            Answer::Drafts(rows) => rows.finish().map_err(|fault| wrong(plugin, fault)),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    /// The rows of drafts as JSON, once it is clear that they come to records.
    pub(crate) fn into_rows(self, plugin: &str, status: Status) -> Result<serde_json::Value, Error> {
        match self.settle(plugin, status)? {
            Answer::Drafts(rows) => {
                let json = rows.to_json();
                rows.finish().map(|_| json).map_err(|fault| wrong(plugin, fault))
            }
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    pub(crate) fn into_suggestions(self, plugin: &str, status: Status) -> Result<Vec<Suggestion>, Error> {
        match self.settle(plugin, status)? {
            Answer::Suggestions(suggestions) => Ok(suggestions.finish()),
            _ => Err(wrong(plugin, Fault::OffTopic)),
        }
    }

    /// The answer, unless it was refused or the plugin says that it is none.
    ///
    /// A refusal comes first: what the plugin says afterwards is only its echo.
    fn settle(self, plugin: &str, status: Status) -> Result<Answer<'a>, Error> {
        if let Some(stop) = self.stop {
            return Err(stopped(plugin, stop));
        }
        let plugin = plugin.to_owned();
        let message = self.message.unwrap_or_else(|| "it does not say why".to_owned());
        match status {
            Status::DONE => Ok(self.answer),
            Status::PANICKED => Err(Error::Panicked { plugin, message }),
            _ => Err(Error::Failed { plugin, message }),
        }
    }
}

fn stopped(plugin: &str, stop: Stop) -> Error {
    match stop {
        Stop::Fault(fault) => wrong(plugin, fault),
        Stop::Write(error) => Error::Write(error),
        Stop::Read(error) => Error::Read(error),
        Stop::Unwanted => Error::Unwanted,
    }
}

fn wrong(plugin: &str, fault: Fault) -> Error {
    Error::Wrong { plugin: plugin.to_owned(), fault }
}
