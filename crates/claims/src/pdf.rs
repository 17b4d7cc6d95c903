//! A PDF of a report, by a program that makes one: typst of its Typst, or pandoc of its Markdown.
//!
//! Knows how the two are called; does not know what stands in a report. Neither program is given more than the text.

use std::{
    io::{Read as _, Write as _},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use crate::{
    failure::{Exit, Failure, Outcome},
    render::safe_lines,
};

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How much of what it says is kept, in bytes.
const MOST_TOLD: u64 = 64 << 10;

/// A program that makes PDFs, and what it makes them of.
struct Maker {
    program: &'static str,
    exporter: &'static str,
    /// What it is told, before the name of the file to write.
    arguments: &'static [&'static str],
}

/// The programs, the better one first.
const MAKERS: [Maker; 2] = [
    Maker { program: "typst", exporter: "typst", arguments: &["compile", "--root", ".", "-"] },
    Maker {
        program: "pandoc",
        exporter: "markdown",
        // What looks like tags, formulas or settings stays text.
        arguments: &[
            "--sandbox",
            "--from",
            "gfm-raw_html-tex_math_dollars-yaml_metadata_block",
            "--standalone",
            "--output",
        ],
    },
];

/// Makes a PDF by the first program that is there, of what `export` gives for an exporter's name; answers its bytes and
/// the program's name.
///
/// # Errors
/// When there is no such program, with what to do; when it fails, with what it says.
pub(crate) fn make(mut export: impl FnMut(&str) -> Outcome<Vec<u8>>) -> Outcome<(Vec<u8>, &'static str)> {
    for maker in &MAKERS {
        // An empty folder of its own to be in, so that it can read nothing and leaves nothing.
        let folder = tempfile::tempdir().map_err(|error| Failure::file(&std::env::temp_dir(), &error))?;
        let file = folder.path().join("report.pdf");
        if let Some(child) = start(maker, folder.path(), &file)? {
            let source = export(maker.exporter)?;
            finish(maker, child, without_settings(&source))?;
            let bytes = std::fs::read(&file)
                .map_err(|error| Failure::new(Exit::Plugin, format!("{} wrote no PDF: {error}", maker.program)))?;
            return Ok((bytes, maker.program));
        }
    }
    Err(Failure::new(Exit::NotFound, "a PDF is made by typst or pandoc, and neither is on the PATH")
        .hint("install one: https://typst.app or https://pandoc.org")
        .hint("or write another form: claims report -o FILE.html, which a browser prints"))
}

/// Markdown without the settings at its head, which are for other programs, and which pandoc would read as Markdown.
fn without_settings(source: &[u8]) -> &[u8] {
    let Some(head) = source.strip_prefix(b"---\n") else { return source };
    let end = head.windows(5).position(|five| five == b"\n---\n");
    end.map_or(source, |end| &head[end + 5..])
}

/// Starts the program, unless there is none.
fn start(maker: &Maker, folder: &Path, file: &Path) -> Outcome<Option<Child>> {
    let mut command = Command::new(maker.program);
    command.args(maker.arguments).arg(file).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    match command.spawn() {
        Ok(child) => Ok(Some(child)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(Exit::Plugin, format!("{}: {error}", maker.program))),
    }
}

fn finish(maker: &Maker, mut child: Child, source: &[u8]) -> Outcome<()> {
    let failed = |error: std::io::Error| Failure::new(Exit::Plugin, format!("{}: {error}", maker.program));
    let (input, told) = (child.stdin.take(), child.stderr.take());
    let status = std::thread::scope(|scope| {
        // Both ends are served at once, so that neither waits for the other; a program that has heard enough says why.
        scope.spawn(|| input.map(|mut input| input.write_all(source)));
        let told = scope.spawn(|| {
            let mut all = Vec::new();
            told.map(|told| told.take(MOST_TOLD).read_to_end(&mut all));
            all
        });
        let status = wait(&mut child);
        status.map(|status| (status, told.join().unwrap_or_default()))
    });
    let (status, told) = status.map_err(failed)?;
    if status.is_some_and(|status| status.success()) {
        return Ok(());
    }
    if status.is_none() {
        let what = format!("{} made no PDF within {} seconds", maker.program, PATIENCE.as_secs());
        return Err(Failure::new(Exit::Plugin, what).hint("nothing was written"));
    }
    const TOLD: usize = 20;
    let told = String::from_utf8_lossy(&told);
    let told: Vec<&str> = told.lines().take(TOLD).collect();
    let failure = Failure::new(Exit::Plugin, format!("{} made no PDF", maker.program)).hint("nothing was written");
    let failure = match maker.program {
        "pandoc" => failure.hint("pandoc needs a PDF engine; typst needs nothing else: https://typst.app"),
        _ => failure,
    };
    Err(if told.is_empty() { failure } else { failure.place(safe_lines(&told.join("\n"))) })
}

/// Waits for a program to end; one that takes too long is ended, and then there is no status.
fn wait(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
