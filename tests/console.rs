//! Holds every console block of the transcripts, the README and the documents to what the program really shows.
//!
//! A file is one story in one fresh folder.
//! `UPDATE_TRANSCRIPTS=1 cargo test --test console` writes what is shown now into the files; review it as any change.

#[path = "console/shell.rs"]
mod shell;
#[path = "console/transcript.rs"]
mod transcript;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

use shell::Shell;
use snapbox::{
    Data,
    report::{Palette, write_diff},
};
use transcript::{Outcome, Piece, Transcript};

#[test]
fn transcripts() {
    hold(&markdown_in("tests/transcripts"));
}

#[test]
fn readme() {
    hold(&[PathBuf::from("README.md")]);
}

#[test]
fn init_writes_the_settings_that_stand_at_the_root() {
    let shell = Shell::with_programs_of(programs());
    let written = shell.run("claims init --quiet && cat claims.toml").expect("a shell").output;
    assert_eq!(written, fs::read_to_string(root().join("claims.toml")).expect("the settings"));
}

/// A command that a reader is told to copy is one that was run here, or one that fetches or builds.
#[test]
fn every_command_of_the_readme_is_run() {
    let text = fs::read_to_string(root().join("README.md")).expect("the README");
    // What a block is of, and the fence that ends it.
    let mut block: Option<(&str, &str)> = None;
    let (mut told, mut run) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let language = line.trim_start_matches('`');
        let fence = &line[..line.len() - language.len()];
        block = match block {
            None if fence.len() >= 3 => Some((language, fence)),
            Some((_, ends)) if line == ends => None,
            Some(("sh", _)) => {
                told.push(line);
                block
            }
            Some((language, _)) => {
                run.extend(line.strip_prefix("$ ").filter(|_| language.starts_with("console")));
                block
            }
            None => None,
        };
    }
    assert!(told.len() >= 2, "the README tells how to build and how to test");
    for command in told {
        assert!(run.contains(&command) || Shell::leaves_out(command), "the README tells, and does not run: {command}");
    }
}

#[test]
fn documents() {
    hold(&markdown_in("docs"));
}

/// Tells all stories, and fails when one of them goes otherwise than written.
fn hold(files: &[PathBuf]) {
    let files_left = Mutex::new(files.iter());
    let complaints = Mutex::new(Vec::new());
    let next = || files_left.lock().expect("no thread panicked").next();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(file) = next() {
                    if let Err(complaint) = hold_one(file) {
                        complaints.lock().expect("no thread panicked").push(complaint);
                    }
                }
            });
        }
    });
    let complaints = complaints.into_inner().expect("no thread panicked");
    assert!(complaints.is_empty(), "{}\nUPDATE_TRANSCRIPTS=1 writes what is shown now", complaints.join("\n"));
}

fn hold_one(file: &Path) -> Result<(), String> {
    let place = root().join(file);
    let name = file.display();
    let source = fs::read_to_string(&place).map_err(|error| format!("{name}: {error}"))?;
    let told = tell(&source).map_err(|problem| format!("{name}: {problem}"))?;
    if told == source {
        Ok(())
    } else if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        fs::write(&place, told).map_err(|error| format!("{name}: {error}"))
    } else {
        Err(difference(&name.to_string(), source, told))
    }
}

/// The file as it would read if it showed what its commands show now.
fn tell(source: &str) -> Result<String, String> {
    let mut transcript = Transcript::parse(source).map_err(|problem| problem.to_string())?;
    let shell = Shell::with_programs_of(programs());
    for piece in &mut transcript.pieces {
        match piece {
            Piece::Prose(_) => {}
            Piece::File { name, text } => shell.write(name, text)?,
            Piece::Console(console) => match console.needs.iter().find(|program| !shell.has(program)) {
                Some(program) => skip(&format!("a block is not run, for want of {program}")),
                None => {
                    for step in &mut console.steps {
                        step.outcome = if Shell::leaves_out(&step.command) {
                            Outcome::default()
                        } else {
                            shell.run(&step.command).map_err(|problem| format!("line {}: {problem}", step.line))?
                        };
                    }
                }
            },
        }
    }
    let told = transcript.to_string();
    // An output that looks like a command or an exit code would be read as one the next time.
    match Transcript::parse(&told) {
        Ok(again) if again.to_string() == told && outcomes(&again) == outcomes(&transcript) => Ok(told),
        _ => Err(format!("an output cannot be told from a command or an exit code:\n{told}")),
    }
}

fn outcomes(transcript: &Transcript) -> Vec<&Outcome> {
    let blocks = transcript.pieces.iter().filter_map(|piece| match piece {
        Piece::Console(console) => Some(console),
        _ => None,
    });
    blocks.flat_map(|console| &console.steps).map(|step| &step.outcome).collect()
}

#[expect(clippy::print_stderr, reason = "who runs the tests must learn what they did not test")]
fn skip(message: &str) {
    eprintln!("{message}");
}

fn difference(name: &str, written: String, told: String) -> String {
    let (written, told) = (Data::text(written), Data::text(told));
    let mut shown = String::new();
    write_diff(&mut shown, &written, &told, Some(&name), Some(&"what is shown now"), Palette::plain())
        .expect("a string takes all that is written");
    shown
}

/// Where the program that is tested lies.
fn programs() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_claims")).parent().expect("a folder")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Markdown files of a folder of the workspace, by name.
fn markdown_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).map(Iterator::collect).unwrap_or_else(|_| Vec::new());
    let names = entries.into_iter().map(|entry| Path::new(folder).join(entry.expect("a listed file").file_name()));
    let mut files: Vec<PathBuf> = names.filter(|file| file.extension().is_some_and(|ending| ending == "md")).collect();
    files.sort();
    files
}

#[test]
fn a_right_story_reads_as_before() {
    let source = "```file=a.txt\none\n```\n```console\n$ cat a.txt - </dev/null\none\n$ false\n? 1\n```\n";
    assert_eq!(tell(source).as_deref(), Ok(source));
}

#[test]
fn a_wrong_story_is_reported_with_its_lines() {
    let source = "# Wrong\n```console\n$ echo one; echo two\none\nthree\n$ true\n? 3\n```\n";
    let told = tell(source).unwrap();
    assert_eq!(
        difference("wrong.md", source.to_owned(), told),
        "
---- expected: wrong.md
++++ actual:   what is shown now
   1    1 | # Wrong
   2    2 | ```console
   3    3 | $ echo one; echo two
   4    4 | one
   5      - three
        5 + two
   6    6 | $ true
   7      - ? 3
   8    7 | ```
"
    );
}

#[test]
fn a_step_that_is_not_run_shows_nothing() {
    assert_eq!(tell("```console\n$ cargo test\nall is well\n```\n"), Ok("```console\n$ cargo test\n```\n".to_owned()));
}

#[test]
fn what_cannot_be_run_stays() {
    let source = "```console,needs=no-such-program\n$ no-such-program\nfine\n```\n";
    assert_eq!(tell(source).as_deref(), Ok(source));
}

#[test]
fn an_output_that_would_be_misread_is_reported() {
    for command in ["echo '$ x'", "echo '? 3'", "echo '> x'"] {
        let told = tell(&format!("```console\n$ {command}\n```\n"));
        assert!(told.is_err_and(|problem| problem.starts_with("an output cannot be told")), "{command}");
    }
}
