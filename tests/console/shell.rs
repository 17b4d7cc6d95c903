//! Runs commands as a person at a fresh machine would; it knows nothing of what they should show.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::transcript::Outcome;

/// Long enough for any command on a busy machine; one that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// How a person without the program on the path would start it.
const FROM_CARGO: [&str; 2] = ["cargo run --release --quiet -- ", "cargo run --release -- "];

/// Commands of a README that fetch or build what is being tested.
const NOT_RUN: [&str; 3] = ["cargo install", "cargo test", "git clone"];

/// A folder, an environment and the commands run in them one after the other.
pub(crate) struct Shell {
    root: tempfile::TempDir,
    path: String,
}

impl Shell {
    /// A new folder where the programs of a folder are first to be found.
    pub(crate) fn with_programs_of(folder: &Path) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        for part in ["work", "home"] {
            fs::create_dir(root.path().join(part)).expect("a folder in a new folder");
        }
        let system = std::env::var("PATH").unwrap_or_default();
        let shell = Self { path: format!("{}:{system}", folder.display()), root };
        fs::write(shell.kept("exports"), "").expect("a file in a new folder");
        fs::write(shell.kept("folder"), shell.kept("work").display().to_string() + "\n").expect("the same");
        shell
    }

    /// Whether a command is shown for the reader only.
    pub(crate) fn leaves_out(command: &str) -> bool {
        NOT_RUN.iter().any(|start| command.starts_with(start))
    }

    /// Whether a program can be found.
    pub(crate) fn has(&self, program: &str) -> bool {
        self.path.split(':').any(|folder| Path::new(folder).join(program).exists())
    }

    /// Writes a file into the working folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<(), String> {
        fs::write(self.folder().join(name), text).map_err(|error| format!("{name} cannot be written: {error}"))
    }

    /// Runs a command; the folder it goes to and the variables it exports stay.
    pub(crate) fn run(&self, command: &str) -> Result<Outcome, String> {
        let command = FROM_CARGO.iter().fold(command.to_owned(), |command, cargo| command.replace(cargo, "claims "));
        let (exports, folder) = (self.kept("exports"), self.kept("folder"));
        let (exports, folder) = (exports.display(), folder.display());
        let script = format!(". '{exports}'\ntrap \"export -p >'{exports}'; pwd -P >'{folder}'\" EXIT\n{command}\n");
        // One open file for both streams keeps their order as a terminal shows it.
        let output = self.kept("output");
        let out = File::create(&output).map_err(|error| error.to_string())?;
        let err = out.try_clone().map_err(|error| error.to_string())?;
        let home = self.kept("home");
        let mut child = Command::new("sh")
            .args(["-c", &script])
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", &self.path)
            .env("HOME", &home)
            .env("CLAIMS_HOME", &home)
            .env("CLAIMS_NOW", "2023-08-16T09:00:00Z")
            .env("CLAIMS_SEED", "transcript")
            .env("CLAIMS_USER", "desk")
            .env("COLUMNS", "100")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .map_err(|error| format!("sh cannot be started: {error}"))?;
        let status = wait(&mut child)?;
        let code = status.code().ok_or_else(|| format!("sh ended by {status}"))?;
        let output = fs::read(&output).map_err(|error| error.to_string())?;
        let output = String::from_utf8(output).map_err(|error| format!("the output is not UTF-8: {error}"))?;
        Ok(Outcome { output, code })
    }

    fn kept(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// The folder that the last command went to.
    fn folder(&self) -> PathBuf {
        let named = fs::read_to_string(self.kept("folder")).unwrap_or_default();
        PathBuf::from(named.strip_suffix('\n').unwrap_or(&named))
    }
}

fn wait(child: &mut Child) -> Result<ExitStatus, String> {
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => return Ok(status),
            None if started.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(2)),
            None => {
                child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
                return Err(format!("still running after {} seconds", PATIENCE.as_secs()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell() -> Shell {
        Shell::with_programs_of(Path::new("/nowhere"))
    }

    fn shown(shell: &Shell, command: &str) -> (String, i32) {
        let outcome = shell.run(command).unwrap();
        (outcome.output, outcome.code)
    }

    #[test]
    fn both_streams_are_shown_in_order() {
        let expected = ("a\nb\nc\n".to_owned(), 3);
        assert_eq!(shown(&shell(), "echo a; echo b >&2; sh -c 'echo c'; exit 3"), expected);
        assert_eq!(shown(&shell(), "false").1, 1);
        assert_eq!(shown(&shell(), "echo a |\ncat"), ("a\n".to_owned(), 0));
    }

    #[test]
    fn folder_files_and_exports_stay() {
        let shell = shell();
        shown(&shell, "mkdir sub && cd sub && echo here >file && export SAID='it'\"'\"'s  so'; hidden=1");
        shell.write("other", "there\n").unwrap();
        assert_eq!(shown(&shell, "cat file other; echo \"$SAID$hidden\""), ("here\nthere\nit's  so\n".to_owned(), 0));
        shown(&shell, "export SAID=no; cd ..; exit 4");
        assert_eq!(shown(&shell, "echo $SAID; ls"), ("no\nsub\n".to_owned(), 0));
    }

    #[test]
    fn the_environment_is_pinned() {
        let seen =
            shown(&shell(), "echo $CLAIMS_NOW $CLAIMS_SEED $CLAIMS_USER $LC_ALL $COLUMNS ${NO_COLOR-none}; ls ~");
        assert_eq!(seen, ("2023-08-16T09:00:00Z transcript desk C.UTF-8 100 none\n".to_owned(), 0));
        assert_eq!(shown(&shell(), "test -t 0 || test -t 1 || test -t 2").1, 1);
        assert_eq!(shown(&shell(), "env | grep -c ^CARGO").0, "0\n");
    }

    #[test]
    fn cargo_stands_for_the_program() {
        let shell = shell();
        shown(&shell, "mkdir bin && printf '#!/bin/sh\\necho ran \"$@\"\\n' >bin/claims && chmod +x bin/claims");
        shown(&shell, "export PATH=$PWD/bin:$PATH");
        let command = "cargo run --release -- a 'b c' && cargo run --release --quiet -- d";
        assert_eq!(shown(&shell, command), ("ran a b c\nran d\n".to_owned(), 0));
        assert!(Shell::leaves_out("cargo test --all") && !Shell::leaves_out("echo cargo test"));
        assert!(shell.has("sh") && !shell.has("no-such-program"));
    }
}
