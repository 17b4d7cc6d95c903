//! The process that a plugin runs in: how it is started, talked to and ended.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::{
    confine::Confinement,
    pipe::{NoLine, Pipes},
    probe::Footprint,
};

/// The word by which the program, started again, knows that it is to become a plugin's process.
pub const CHILD_WORD: &str = "plugin-process";

/// How long a process that was told to end may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// What runs in the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Runs {
    /// A library, by its absolute path and the name of the plugin in it.
    Library {
        /// The file.
        path: PathBuf,
        /// The plugin's name.
        name: String,
    },
    /// A program that speaks the protocol itself: a file and what to start it with.
    Program {
        /// The absolute path of what is started: the file itself or its interpreter.
        command: PathBuf,
        /// What is handed to it.
        arguments: Vec<PathBuf>,
    },
}

/// What a process is told on its command line, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) runs: Runs,
    pub(crate) confinement: Confinement,
}

/// A process with its pipes.
pub(crate) struct Process {
    child: Child,
    pub(crate) pipes: Pipes,
    _folder: tempfile::TempDir,
}

impl Process {
    /// Starts `program`, this very program, as the process of a plugin.
    pub(crate) fn start(program: &Path, order: &Order, longest_line: usize) -> std::io::Result<Self> {
        // An empty folder of its own to be in; it cannot write there either.
        let folder = tempfile::tempdir()?;
        let order = serde_json::to_string(order)?;
        let mut command = Command::new(program);
        command.args([CHILD_WORD, &order]).env_clear().current_dir(folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let gone = || std::io::Error::other("a pipe is missing");
        let stdin = child.stdin.take().ok_or_else(gone)?;
        let stdout = child.stdout.take().ok_or_else(gone)?;
        let stderr = child.stderr.take().ok_or_else(gone)?;
        Ok(Self { pipes: Pipes::new(stdin, stdout, stderr, longest_line), child, _folder: folder })
    }

    /// What it holds at this moment; `None` where the system does not tell.
    pub(crate) fn footprint(&self) -> Option<Footprint> {
        let folder = PathBuf::from(format!("/proc/{}", self.child.id()));
        let status = std::fs::read_to_string(folder.join("status")).ok()?;
        let told = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kibibytes = |name: &str| told(name)?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok();
        // What is read in of files on the disk is no burden: the system can drop it.
        let memory = kibibytes("VmRSS")?.saturating_sub(kibibytes("RssFile").unwrap_or_default());
        let files = std::fs::read_dir(folder.join("fd")).ok()?.count();
        let threads = told("Threads")?.trim().parse().ok()?;
        Some(Footprint { memory_bytes: memory << 10, files, threads })
    }

    /// Hands a line over and waits for the next one.
    pub(crate) fn ask(&self, mut line: Vec<u8>, patience: Duration) -> Result<Vec<u8>, NoLine> {
        line.push(b'\n');
        self.pipes.send(line);
        self.pipes.receive(patience)
    }

    /// Ends the process, and tells how it ended by itself, if it did within `patience`, and what it said last.
    pub(crate) fn kill(&mut self, patience: Duration) -> (Option<ExitStatus>, String) {
        let ended = self.wait(patience);
        self.strike();
        (ended, self.pipes.last_words())
    }

    fn strike(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            // It, and whatever it may have started.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            if started.elapsed() >= patience {
                return None;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.pipes.close();
        if self.wait(FAREWELL).is_none() {
            self.strike();
        }
    }
}

/// How a process ended, in words.
pub(crate) fn ending(status: Option<ExitStatus>) -> String {
    let Some(status) = status else { return "it closed its output".to_owned() };
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}{}", meaning(signal));
    }
    match status.code() {
        Some(code) => format!("it left with code {code}"),
        None => "it ended".to_owned(),
    }
}

#[cfg(unix)]
const fn meaning(signal: i32) -> &'static str {
    match signal {
        4 => ", an illegal instruction",
        6 => ", it aborted",
        7 => ", memory that is not there (SIGBUS)",
        8 => ", a wrong calculation (SIGFPE)",
        9 => ", killed",
        11 => ", memory that is not its own (SIGSEGV)",
        24 => ", its processor time is used up",
        25 => ", it wrote into a file",
        31 => ", a forbidden system call",
        _ => "",
    }
}
