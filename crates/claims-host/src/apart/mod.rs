//! A plugin in a process of its own: any program that speaks the protocol, or a library that this program serves.

pub(crate) mod answers;
mod calls;
mod child;
mod confine;
mod crash;
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
pub use crash::{Crash, Heard};
pub use probe::{Footprint, Greeting, Probe};
pub use serve::serve_if_asked;

use crate::{Error, Kind};
use child::{Order, Process, ending};
use crash::last_wait;
use pipe::NoLine;
use wire::{Call, GREETING, Hello, PANICKED, PROTOCOL, Reply, Request, WRONG};

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
            Ok(Reply { failed: Some(message), flaw, .. }) => {
                let plugin = self.name.clone();
                Err(match flaw.as_deref() {
                    Some(PANICKED) => {
                        // What it left behind, nobody knows.
                        running.process = None;
                        Error::Panicked { plugin, message }
                    }
                    Some(WRONG) => Error::FoundWrong { plugin, fault: message },
                    _ => Error::Failed { plugin, message },
                })
            }
            Ok(reply) => Ok(reply),
            Err(why) => {
                // What it says from here on would answer another question.
                let process = running.process.take();
                let (status, last_words) = process.map(|mut process| process.kill(last_wait(&why))).unwrap_or_default();
                let why = match why {
                    Crash::Died(_) => Crash::Died(ending(status)),
                    Crash::DiedWithin(_) => Crash::DiedWithin(ending(status)),
                    other => other,
                };
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
        let line = process.ask(line, self.launch.deadline).map_err(|none| self.launch.crash(none, process))?;
        let reply: Reply = read(&line)?;
        if reply.id != request.id {
            return Err(Crash::Malformed(format!("an answer to question {}, and {} was asked", reply.id, request.id)));
        }
        Ok(reply)
    }

    fn start(&self) -> Result<Process, Crash> {
        let order = Order { runs: self.launch.runs.clone(), confinement: self.launch.confinement.clone() };
        let process = Process::start(&self.launch.program, &order, self.launch.answer_bytes)
            .map_err(|error| Crash::NotStarted(error.to_string()))?;
        let hello = Hello { claims: Cow::Borrowed(GREETING), protocols: vec![PROTOCOL], ..Hello::default() };
        let hello = serde_json::to_vec(&hello).map_err(|error| Crash::Garbled(error.to_string()))?;
        let answered = process.ask(hello, self.launch.deadline).map_err(|none| self.launch.crash(none, &process));
        let checked = answered.and_then(|line| greeted(&line).map(|_| ()));
        match checked {
            Ok(()) => Ok(process),
            Err(why) => {
                let mut process = process;
                let (status, last_words) = process.kill(last_wait(&why));
                Err(match why {
                    Crash::Died(_) | Crash::DiedWithin(_) if !last_words.is_empty() => Crash::NotStarted(last_words),
                    Crash::Died(_) => Crash::NotStarted(ending(status)),
                    Crash::DiedWithin(_) => {
                        Crash::NotStarted(format!("{}, and its greeting does not end with a newline", ending(status)))
                    }
                    other => other,
                })
            }
        }
    }
}

impl Launch {
    /// Why there is no line of this process; how it ended is not known yet.
    fn crash(&self, none: NoLine, process: &Process) -> Crash {
        let is_begun = process.pipes.is_within_a_line();
        match none {
            NoLine::Late => {
                let heard = match self.runs {
                    Runs::Library { .. } => Heard::NothingOfLibrary,
                    Runs::Program { .. } if is_begun => Heard::NoNewline,
                    Runs::Program { .. } => Heard::Nothing,
                };
                Crash::Late { deadline: self.deadline.as_secs(), heard }
            }
            NoLine::TooLong => Crash::TooLong(self.answer_bytes),
            NoLine::Ended if is_begun => Crash::DiedWithin(String::new()),
            NoLine::Ended => Crash::Died(String::new()),
        }
    }
}

impl fmt::Debug for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Apart").field("name", &self.name).field("runs", &self.launch.runs).finish_non_exhaustive()
    }
}

/// What a plugin said as it was greeted, if this program can talk with it.
pub(crate) fn greeted(line: &[u8]) -> Result<Hello<'_>, Crash> {
    let hello: Hello<'_> = read(line)?;
    if hello.claims != GREETING {
        return Err(Crash::Malformed(format!("it does not say {GREETING:?}")));
    }
    if !hello.protocols.contains(&PROTOCOL) {
        return Err(Crash::OtherProtocol { theirs: hello.protocols });
    }
    Ok(hello)
}

/// How many objects a message may have: each takes a hundred times the room that its shortest form has in a line.
const MOST_OBJECTS: usize = 1_000_000;

/// How many objects JSON has, or where it is none, at most so many before that shows.
fn objects(text: &str) -> usize {
    let (mut count, mut within, mut escaped) = (0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = within,
            b'"' => within = !within,
            b'{' if !within => count += 1,
            _ => {}
        }
    }
    count
}

pub(crate) fn read<'l, T: serde::Deserialize<'l>>(line: &'l [u8]) -> Result<T, Crash> {
    let text = str::from_utf8(line).map_err(|_| Crash::Garbled("it is not UTF-8".to_owned()))?;
    let told = |why: &str| {
        const TOLD: usize = 60;
        let told: String = text.chars().take(TOLD).collect();
        let more = if told.len() < text.len() { "…" } else { "" };
        format!("{why}: {told}{more}")
    };
    // Each takes two bytes at the least.
    if text.len() / 2 > MOST_OBJECTS && objects(text) > MOST_OBJECTS {
        return Err(Crash::Malformed(format!("it has more than {MOST_OBJECTS} objects")));
    }
    match serde_json::from_str(text) {
        // What reads records takes a list of their values for one as well; a message is an object.
        Ok(_) if !text.trim_start().starts_with('{') => Err(Crash::Garbled(told("it is no object"))),
        Ok(message) => Ok(message),
        Err(error) => {
            let is_object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok();
            let what = told(&error.to_string());
            Err(if is_object { Crash::Malformed(what) } else { Crash::Garbled(what) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_no_more_objects_than_can_be_held() {
        assert_eq!(objects(r#"{"a":"{\"{","b":[{},{}]}"#), 3);
        let many = |count: usize| format!(r#"{{"id":1,"drafts":{{"claim":[{}{{}}]}}}}"#, "{},".repeat(count - 3));
        assert!(read::<Reply>(many(MOST_OBJECTS).as_bytes()).is_ok());
        assert!(matches!(read::<Reply>(many(MOST_OBJECTS + 1).as_bytes()), Err(Crash::Malformed(_))));
    }

    #[test]
    fn only_what_is_no_object_is_garbled() {
        for line in [&b"hello"[..], b"[1]", b"\xff", b"{\"id\":NaN}", b""] {
            assert!(matches!(read::<Reply>(line), Err(Crash::Garbled(_))), "{line:?}");
        }
        for line in [&b"{\"id\":\"one\"}"[..], b"{\"id\":1,\"scores\":7}"] {
            assert!(matches!(read::<Reply>(line), Err(Crash::Malformed(_))), "{line:?}");
        }
    }
}
