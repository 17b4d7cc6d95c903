//! A talk with a plugin's process in lines that the caller writes, for those who try out what a plugin makes of them.

use std::{borrow::Cow, time::Duration};

use super::{
    Crash, Launch,
    child::{Order, Process, ending},
    greeted,
    pipe::NoLine,
    wire::{GREETING, Hello, PROTOCOL},
};
use crate::Error;

/// How long a process that has closed its output may take to end, and so to tell how.
const LAST_WAIT: Duration = Duration::from_secs(2);

/// A plugin's process that was greeted, and is confined as any.
pub struct Probe {
    plugin: String,
    process: Process,
    launch: Launch,
    /// What it said of itself.
    pub greeting: Greeting,
}

/// What a plugin said of itself as it was greeted; what it did not say is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Greeting {
    /// Its name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// What it is.
    pub kinds: Option<Vec<String>>,
    /// What it does, in one line.
    pub summary: Option<String>,
}

/// What a process holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    /// Memory of its own that is really there, in bytes.
    pub memory_bytes: u64,
    /// Open files.
    pub files: usize,
    /// Threads, of which there is always one.
    pub threads: usize,
}

impl Probe {
    /// Starts the process of the plugin called `plugin`, and greets it.
    ///
    /// # Errors
    /// When it does not start, or does not greet as the protocol asks.
    pub fn start(plugin: &str, launch: &Launch) -> Result<Self, Error> {
        let crashed = |why, last_words| Error::Crashed { plugin: plugin.to_owned(), why, last_words };
        let order = Order { runs: launch.runs.clone(), confinement: launch.confinement.clone() };
        let process = Process::start(&launch.program, &order, launch.answer_bytes)
            .map_err(|error| crashed(Crash::NotStarted(error.to_string()), String::new()))?;
        let nobody = Greeting::default();
        let mut probe = Self { plugin: plugin.to_owned(), process, launch: launch.clone(), greeting: nobody };
        let hello = Hello { claims: Cow::Borrowed(GREETING), protocols: vec![PROTOCOL], ..Hello::default() };
        let hello =
            serde_json::to_string(&hello).map_err(|error| crashed(Crash::Garbled(error.to_string()), String::new()))?;
        let Some(line) = probe.ask(&hello)? else {
            let (status, last_words) = probe.process.kill(LAST_WAIT);
            let why = if last_words.is_empty() { ending(status) } else { last_words };
            return Err(crashed(Crash::NotStarted(why), String::new()));
        };
        let hello = greeted(line.as_bytes()).map_err(|why| crashed(why, String::new()))?;
        probe.greeting =
            Greeting { name: hello.name, version: hello.version, kinds: hello.kinds, summary: hello.summary };
        Ok(probe)
    }

    /// Sends a line, whatever it holds, and waits for the next; `None` if the process ends instead, of its own accord.
    ///
    /// # Errors
    /// When no line comes in time, or none that can be an answer, or a signal ends the process.
    pub fn ask(&mut self, line: &str) -> Result<Option<String>, Error> {
        let answer = self.process.ask(line.as_bytes().to_vec(), self.launch.deadline);
        self.heard(answer)
    }

    /// What the process holds at this moment, where the system tells.
    pub fn footprint(&self) -> Option<Footprint> {
        self.process.footprint()
    }

    /// Tells the process that nothing more will come, and gives the lines that it still writes until it ends.
    ///
    /// # Errors
    /// When it does not end within `patience`, or a signal ends it, or it leaves with another code than 0.
    pub fn end(mut self, patience: Duration) -> Result<Vec<String>, Error> {
        self.process.pipes.close();
        let mut lines = Vec::new();
        let started = std::time::Instant::now();
        loop {
            let left = patience.saturating_sub(started.elapsed());
            match self.process.pipes.receive(left) {
                Err(NoLine::Late) => return Err(self.lingers()),
                // It has closed its output; that is not the end yet.
                Err(NoLine::Ended) => {
                    let (status, last_words) = self.process.kill(left);
                    return match status {
                        None => Err(self.crashed(Crash::Lingers, last_words)),
                        Some(success) if success.success() => Ok(lines),
                        Some(_) => Err(self.crashed(Crash::Unwell(ending(status)), last_words)),
                    };
                }
                line => lines.extend(self.heard(line)?),
            }
        }
    }

    fn lingers(&mut self) -> Error {
        let (_, last_words) = self.process.kill(Duration::ZERO);
        self.crashed(Crash::Lingers, last_words)
    }

    fn heard(&mut self, line: Result<Vec<u8>, NoLine>) -> Result<Option<String>, Error> {
        let why = match line {
            Ok(line) => match String::from_utf8(line) {
                Ok(line) => return Ok(Some(line)),
                Err(_) => Crash::Garbled("it is not UTF-8".to_owned()),
            },
            Err(none @ (NoLine::Late | NoLine::TooLong)) => self.launch.crash(none, &self.process),
            Err(NoLine::Ended) => {
                let (status, last_words) = self.process.kill(LAST_WAIT);
                if status.is_some_and(|status| status.code().is_some()) {
                    return Ok(None);
                }
                return Err(self.crashed(Crash::Died(ending(status)), last_words));
            }
        };
        let (_, last_words) = self.process.kill(Duration::ZERO);
        Err(self.crashed(why, last_words))
    }

    fn crashed(&self, why: Crash, last_words: String) -> Error {
        Error::Crashed { plugin: self.plugin.clone(), why, last_words }
    }
}
