//! A PDF of a report, by a program that makes one: typst of its Typst, or pandoc of its Markdown.
//!
//! Knows how the two are called; does not know what stands in a report. Neither program is given more than the text.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    failure::{Exit, Failure, Outcome},
    render::safe_lines,
};

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
        // What is between fences and tags stays text.
        arguments: &["--sandbox", "--from", "gfm-raw_html+yaml_metadata_block", "--standalone", "--output"],
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
            finish(maker, child, &source)?;
            let bytes = std::fs::read(&file)
                .map_err(|error| Failure::new(Exit::Plugin, format!("{} wrote no PDF: {error}", maker.program)))?;
            return Ok((bytes, maker.program));
        }
    }
    Err(Failure::new(Exit::NotFound, "a PDF is made by typst or pandoc, and neither is on the PATH")
        .hint("install one: https://typst.app or https://pandoc.org")
        .hint("or write another form: claims report -o FILE.html, which a browser prints"))
}

/// Starts the program, unless there is none.
fn start(maker: &Maker, folder: &Path, file: &Path) -> Outcome<Option<std::process::Child>> {
    let mut command = Command::new(maker.program);
    command.args(maker.arguments).arg(file).current_dir(folder);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    match command.spawn() {
        Ok(child) => Ok(Some(child)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(Exit::Plugin, format!("{}: {error}", maker.program))),
    }
}

fn finish(maker: &Maker, mut child: std::process::Child, source: &[u8]) -> Outcome<()> {
    let failed = |error: std::io::Error| Failure::new(Exit::Plugin, format!("{}: {error}", maker.program));
    if let Some(mut input) = child.stdin.take() {
        // A program that has heard enough says why by itself.
        let _ = input.write_all(source);
    }
    let ended = child.wait_with_output().map_err(failed)?;
    if ended.status.success() {
        return Ok(());
    }
    const TOLD: usize = 20;
    let told = String::from_utf8_lossy(&ended.stderr);
    let told: Vec<&str> = told.lines().take(TOLD).collect();
    let failure = Failure::new(Exit::Plugin, format!("{} made no PDF", maker.program)).hint("nothing was written");
    Err(if told.is_empty() { failure } else { failure.place(safe_lines(&told.join("\n"))) })
}
