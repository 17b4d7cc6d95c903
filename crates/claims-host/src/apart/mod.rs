//! A plugin in a process of its own: any program that speaks the protocol, or a library that this program serves.

mod child;
mod confine;
mod pipe;
mod serve;
mod wire;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    io::Write,
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use claims_abi::Status;
use claims_model::{Case, Handle, Score, anchor::Hunk};

pub use child::{CHILD_WORD, Runs};
pub use confine::{Confinement, Lack, lacks};
pub use serve::serve_if_asked;

use crate::{Error, Kind, sink::Sink, view::View};
use child::{Order, Process, ending};
use pipe::NoLine;
use wire::{Call, GREETING, Hello, PROTOCOL, Reply, Request, from_hex};

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

    /// Scores the subjects of the case; the scores come in their order.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn score(&self, case: &Case, options: &BTreeMap<String, String>) -> Result<Vec<Score>, Error> {
        let mut answers = self.score_all(std::slice::from_ref(case), options)?;
        answers.pop().ok_or_else(|| self.garbled("no scores for the case"))
    }

    /// Scores several cases in one go, which costs less than one after the other.
    ///
    /// # Errors
    /// As for [`Apart::score`].
    pub fn score_all(&self, cases: &[Case], options: &BTreeMap<String, String>) -> Result<Vec<Vec<Score>>, Error> {
        let call = Call::Score { cases: cases.iter().map(Cow::Borrowed).collect() };
        let answers =
            self.ask(Kind::Scorer, call, options)?.scores.ok_or_else(|| self.garbled("no member `scores`"))?;
        if answers.len() != cases.len() {
            return Err(self.garbled(&format!("scores for {} cases, and {} were asked", answers.len(), cases.len())));
        }
        cases.iter().zip(answers).map(|(case, scores)| self.checked(case, scores)).collect()
    }

    /// The scores of one case, believed only after a look at each.
    fn checked(&self, case: &Case, scores: Vec<wire::WireScore>) -> Result<Vec<Score>, Error> {
        let view = View::new(case, &[]);
        let mut sink = Sink::for_scores(&view, &self.name);
        for score in scores {
            let claim = case.claims.iter().position(|claim| claim.handle == score.claim);
            let claim = self.row(score.claim, claim)?;
            sink.score(|scores| scores.score(claim, score.value, score.base));
            for part in score.contributions {
                let link = part.link.map(|link| self.row(link, case.links.iter().position(|one| one.handle == link)));
                let link = link.transpose()?.unwrap_or(claims_abi::NO_ROW);
                sink.score(|scores| scores.contribution(claim, link, Some(part.because), part.amount));
            }
            for remark in score.remarks {
                sink.score(|scores| scores.remark(claim, Some(remark)));
            }
        }
        sink.into_scores(&self.name, Status::DONE)
    }

    fn row(&self, handle: Handle, at: Option<usize>) -> Result<u32, Error> {
        let row = at.and_then(|at| u32::try_from(at).ok());
        row.ok_or_else(|| self.garbled(&format!("{handle} is not in the case")))
    }

    /// The way from `old` to `new`, covering both without a gap.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn diff(&self, old: &str, new: &str, options: &BTreeMap<String, String>) -> Result<Vec<Hunk>, Error> {
        let call = Call::Diff { old: Cow::Borrowed(old), new: Cow::Borrowed(new) };
        let hunks = self.ask(Kind::Differ, call, options)?.hunks.ok_or_else(|| self.garbled("no member `hunks`"))?;
        let mut sink = Sink::for_hunks(old, new);
        let (mut was, mut now) = (0, 0);
        for hunk in hunks {
            let (old, new) = (was..ahead(old, was, hunk.old), now..ahead(new, now, hunk.new));
            (was, now) = (old.end, new.end);
            sink.hunk(Hunk { same: hunk.same, coarse: hunk.coarse, old, new });
        }
        sink.into_hunks(&self.name, Status::DONE)
    }

    /// Writes the subjects of the case to `out`, and flushes it.
    ///
    /// # Errors
    /// As for a plugin in this process, and [`Error::Crashed`].
    pub fn export(&self, case: &Case, options: &BTreeMap<String, String>, out: &mut dyn Write) -> Result<(), Error> {
        let reply = self.ask(Kind::Exporter, Call::Export { case: Box::new(Cow::Borrowed(case)) }, options)?;
        match (reply.text, reply.hex.as_deref().map(from_hex)) {
            (Some(text), None) => out.write_all(text.as_bytes())?,
            (None, Some(Some(bytes))) => out.write_all(&bytes)?,
            _ => return Err(self.garbled("neither `text` nor `hex`")),
        }
        Ok(out.flush()?)
    }

    fn garbled(&self, what: &str) -> Error {
        self.crashed(Crash::Garbled(what.to_owned()), String::new())
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
        let hello = Hello { claims: Cow::Borrowed(GREETING), protocols: vec![PROTOCOL], name: None };
        let hello = serde_json::to_vec(&hello).map_err(|error| Crash::Garbled(error.to_string()))?;
        let answered = process.ask(hello, self.launch.deadline).map_err(|none| self.crash(none));
        let checked = answered.and_then(|line| {
            let hello: Hello<'_> = read(&line)?;
            if hello.claims != GREETING {
                return Err(Crash::Garbled(format!("it does not say {GREETING:?}")));
            }
            if !hello.protocols.contains(&PROTOCOL) {
                return Err(Crash::OtherProtocol { theirs: hello.protocols });
            }
            Ok(())
        });
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

fn read<'l, T: serde::Deserialize<'l>>(line: &'l [u8]) -> Result<T, Crash> {
    let text = str::from_utf8(line).map_err(|_| Crash::Garbled("it is not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|error| Crash::Garbled(error.to_string()))
}

/// The byte that lies so many characters after another; the end of the text if there are fewer, and one byte beyond it
/// then, so that it is found out.
fn ahead(text: &str, from: usize, characters: usize) -> usize {
    let Some(rest) = text.get(from..) else { return from };
    let mut edges = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    edges.nth(characters).map_or(text.len() + 1, |at| from + at)
}
