//! A plugin in a process of its own: any program that speaks the protocol, or a library that this program serves.

pub(crate) mod answers;
mod calls;
mod child;
mod confine;
mod first_line;
mod pipe;
mod probe;
#[cfg(test)]
mod schema;
mod serve;
pub(crate) mod wire;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::Duration,
};

pub use child::{CHILD_WORD, Runs};
pub use confine::{Confinement, Lack, lacks};
pub use probe::{Footprint, Greeting, Probe};
pub use serve::serve_if_asked;

use crate::{Error, Kind};
use child::{Order, Process, ending};
use pipe::NoLine;
use wire::{Call, GREETING, Hello, PROTOCOL, Reply, Request};

/// How a plugin in a process of its own is run.
#[derive(Debug, Clone)]
pub struct Launch {
    /// This program, which becomes the plugin's process.
    pub program: PathBuf,
    /// What runs in it.
    pub runs: Runs,
    /// What it is held to.
    pub confinement: Confinement,
    /// How long one answer may take.
    pub deadline: Duration,
    /// How long an answer may be, in bytes.
    pub answer_bytes: usize,
}

/// A plugin in a process of its own, which is started with the first question and ends with this value.
pub struct Apart {
    name: String,
    version: String,
    summary: String,
    kinds: Vec<Kind>,
    launch: Launch,
    running: Mutex<Running>,
}

#[derive(Default)]
struct Running {
    process: Option<Process>,
    asked: u64,
}

/// What went wrong with a plugin's process.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Crash {
    /// It could not be started.
    #[error("it could not be started: {0}")]
    NotStarted(String),
    /// It did not answer in time.
    #[error("no answer within {0} seconds")]
    Late(u64),
    /// It ended before it had answered.
    #[error("it ended in the middle of an answer: {0}")]
    Died(String),
    /// Its answer is longer than any can be.
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    /// It was told that nothing more comes, and does not end.
    #[error("it goes on after its input has ended")]
    Lingers,
    /// What it wrote is not the protocol.
    #[error("what it wrote is not the protocol: {0}")]
    Garbled(String),
    /// It speaks other versions of the protocol.
    #[error("it speaks versions {theirs:?} of the protocol, this claims version {PROTOCOL}")]
    OtherProtocol {
        /// The versions.
        theirs: Vec<u32>,
    },
}

impl Apart {
    /// A plugin that says of itself, in its manifest, what it is; nothing of it runs yet.
    pub fn new(name: String, version: String, summary: String, kinds: Vec<Kind>, launch: Launch) -> Self {
        Self { name, version, summary, kinds, launch, running: Mutex::default() }
    }

    /// The plugin's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its own version, for people to read.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What it does, in one line.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// What it is.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    fn crashed(&self, why: Crash, last_words: String) -> Error {
        Error::Crashed { plugin: self.name.clone(), why, last_words }
    }

    /// Asks, and ends the process if the answer is none.
    fn ask(&self, kind: Kind, call: Call<'_>, options: &BTreeMap<String, String>) -> Result<Reply, Error> {
        if !self.kinds.contains(&kind) {
            return Err(Error::NotThisKind { plugin: self.name.clone(), kind });
        }
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = self.ask_running(&mut running, call, options);
        match answered {
            Ok(Reply { failed: Some(message), .. }) => Err(Error::Failed { plugin: self.name.clone(), message }),
            Ok(reply) => Ok(reply),
            Err(why) => {
                // What it says from here on would answer another question.
                let process = running.process.take();
                let (status, last_words) = process.map(|mut process| process.kill(last_wait(&why))).unwrap_or_default();
                let why = if matches!(why, Crash::Died(_)) { Crash::Died(ending(status)) } else { why };
                Err(self.crashed(why, last_words))
            }
        }
    }

    fn ask_running(
        &self,
        running: &mut Running,
        call: Call<'_>,
        options: &BTreeMap<String, String>,
    ) -> Result<Reply, Crash> {
        if running.process.is_none() {
            running.process = Some(self.start()?);
        }
        running.asked += 1;
        let request = Request { id: running.asked, options: options.clone(), call };
        let line = serde_json::to_vec(&request).map_err(|error| Crash::Garbled(error.to_string()))?;
        let Some(process) = &running.process else { return Err(Crash::Died(String::new())) };
        let line = process.ask(line, self.launch.deadline).map_err(|none| self.crash(none))?;
        let reply: Reply = read(&line)?;
        if reply.id != request.id {
            return Err(Crash::Garbled(format!("an answer to question {}, and {} was asked", reply.id, request.id)));
        }
        Ok(reply)
    }

    fn start(&self) -> Result<Process, Crash> {
        let order = Order { runs: self.launch.runs.clone(), confinement: self.launch.confinement.clone() };
        let process = Process::start(&self.launch.program, &order, self.launch.answer_bytes)
            .map_err(|error| Crash::NotStarted(error.to_string()))?;
        let hello = Hello { claims: Cow::Borrowed(GREETING), protocols: vec![PROTOCOL], ..Hello::default() };
        let hello = serde_json::to_vec(&hello).map_err(|error| Crash::Garbled(error.to_string()))?;
        let answered = process.ask(hello, self.launch.deadline).map_err(|none| self.crash(none));
        let checked = answered.and_then(|line| greeted(&line).map(|_| ()));
        match checked {
            Ok(()) => Ok(process),
            Err(why) => {
                let mut process = process;
                let (status, last_words) = process.kill(last_wait(&why));
                Err(match why {
                    Crash::Died(_) if last_words.is_empty() => Crash::NotStarted(ending(status)),
                    Crash::Died(_) => Crash::NotStarted(last_words),
                    other => other,
                })
            }
        }
    }

    fn crash(&self, none: NoLine) -> Crash {
        match none {
            NoLine::Late => Crash::Late(self.launch.deadline.as_secs()),
            NoLine::TooLong => Crash::TooLong(self.launch.answer_bytes),
            NoLine::Ended => Crash::Died(String::new()),
        }
    }
}

impl fmt::Debug for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Apart").field("name", &self.name).field("runs", &self.launch.runs).finish_non_exhaustive()
    }
}

/// How long a process that has closed its output may take to end, and so to tell how; the others are ended at once.
const fn last_wait(why: &Crash) -> Duration {
    match why {
        Crash::Died(_) => Duration::from_secs(2),
        _ => Duration::ZERO,
    }
}

/// What a plugin said as it was greeted, if this program can talk with it.
pub(crate) fn greeted(line: &[u8]) -> Result<Hello<'_>, Crash> {
    let hello: Hello<'_> = read(line)?;
    if hello.claims != GREETING {
        return Err(Crash::Garbled(format!("it does not say {GREETING:?}")));
    }
    if !hello.protocols.contains(&PROTOCOL) {
        return Err(Crash::OtherProtocol { theirs: hello.protocols });
    }
    Ok(hello)
}

pub(crate) fn read<'l, T: serde::Deserialize<'l>>(line: &'l [u8]) -> Result<T, Crash> {
    let text = str::from_utf8(line).map_err(|_| Crash::Garbled("it is not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|error| {
        const TOLD: usize = 60;
        let told: String = text.chars().take(TOLD).collect();
        let more = if told.len() < text.len() { "…" } else { "" };
        Crash::Garbled(format!("{error}: {told}{more}"))
    })
}
