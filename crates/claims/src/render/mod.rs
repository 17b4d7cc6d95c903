//! The only place that prints: text made safe for a terminal, JSON, tables, and failures.

mod busy;
pub(crate) mod diff;
pub(crate) mod echo;
pub(crate) mod graph;
pub(crate) mod hit;
pub(crate) mod json;
mod progress;
mod safe;
pub(crate) mod sarif;
pub(crate) mod score;
mod short;
pub(crate) mod show;
mod table;
mod wrap;

use std::{
    borrow::Cow,
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
pub(crate) use busy::Busy;
use claims_store::{Holder, Tell};
pub(crate) use progress::Progress;
pub(crate) use safe::{quoted, safe, safe_lines};
use safe::{safe_styled, safe_unstyled};
use serde_json::Value;
pub(crate) use short::short;
pub(crate) use table::Table;

use crate::{
    args::{Color, Global},
    failure::{Failure, Outcome},
    world::World,
};

/// Takes a line of the terminal away, such as the one that says how far a work has come.
const CLEAR: &str = "\r\u{1b}[K";
/// Headings.
pub(crate) const STRONG: Style = Style::new().bold();
/// What can be passed over.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Added words, and what speaks for a claim.
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
/// Removed words, and what speaks against a claim.
pub(crate) const RED: Style = AnsiColor::Red.on_default();
/// What needs attention.
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Where a command's data and messages go.
pub(crate) struct Out {
    data: Box<dyn Write>,
    messages: AutoStream<io::Stderr>,
    /// Whether data is printed as JSON.
    pub(crate) json: bool,
    /// Whether nothing is written, only said.
    dry_run: bool,
    quiet: bool,
    /// Whether a person reads the data as it is printed.
    pub(crate) shows: bool,
    /// Whether styles come through.
    pub(crate) colored: bool,
    /// How wide the terminal is.
    pub(crate) columns: usize,
}

impl Out {
    pub(crate) fn new(global: &Global, world: &World) -> Self {
        let choice = choice(global.color);
        let data_choice = if choice == ColorChoice::Auto { AutoStream::choice(&io::stdout()) } else { choice };
        let data: Box<dyn Write> = if global.silent {
            Box::new(io::sink())
        } else {
            Box::new(io::BufWriter::with_capacity(1 << 16, io::stdout()))
        };
        Self {
            data,
            messages: AutoStream::new(io::stderr(), choice),
            json: global.json,
            dry_run: global.dry_run,
            quiet: global.quiet || global.silent,
            shows: world.shows,
            colored: data_choice != ColorChoice::Never,
            columns: world.columns,
        }
    }

    /// Prints text that this program wrote and whose outside parts went through [`safe()`].
    pub(crate) fn text(&mut self, text: &str) -> Outcome<()> {
        let text = if self.shows { wrap::wrapped(text, self.columns) } else { Cow::Borrowed(text) };
        self.as_is(&text)
    }

    /// Prints text of its own layout, not wrapped; else as [`Out::text`].
    pub(crate) fn as_is(&mut self, text: &str) -> Outcome<()> {
        let text = &*safe_styled(text);
        // Every escape in it is a style of ours.
        if !self.colored && text.contains('\u{1b}') {
            return without_styles(text).try_for_each(|part| Ok(self.data.write_all(part.as_bytes())?));
        }
        Ok(self.data.write_all(text.as_bytes())?)
    }

    /// Prints a line; see [`Out::text`].
    pub(crate) fn line(&mut self, text: &str) -> Outcome<()> {
        self.text(text)?;
        self.text("\n")
    }

    /// Prints an object on a line of its own; where nothing is written, it says so.
    pub(crate) fn object(&mut self, value: &Value) -> Outcome<()> {
        let mut value = Cow::Borrowed(value);
        if self.dry_run
            && let Value::Object(members) = value.to_mut()
        {
            members.insert("dry_run".to_owned(), Value::Bool(true));
        }
        json::write(&mut self.data, &value)?;
        self.text("\n")
    }

    /// Prints what a command did, as an object or as a line, and ends the output.
    pub(crate) fn answer(mut self, value: &Value, line: &str) -> Outcome<()> {
        if self.json {
            self.object(value)?;
        } else {
            self.line(line)?;
        }
        self.done()
    }

    /// A writer for output that goes out as it is, such as a report; to a terminal it goes out harmless.
    pub(crate) fn raw(&mut self) -> Raw<'_> {
        Raw { to: &mut self.data, held: self.shows.then(Vec::new) }
    }

    /// Lets go of what was printed so far.
    pub(crate) fn flush(&mut self) -> Outcome<()> {
        Ok(self.data.flush()?)
    }

    /// Prints a message for the person at work, apart from the data.
    pub(crate) fn message(&mut self, text: &str) -> Outcome<()> {
        if !self.quiet {
            // What was printed before must stand before.
            self.data.flush()?;
            self.messages.write_all(format!("{}\n", safe_styled(text)).as_bytes())?;
        }
        Ok(())
    }

    /// Ends the output, so that a failure to write it is not lost; says so when nothing was written.
    pub(crate) fn done(mut self) -> Outcome<()> {
        if self.dry_run {
            self.message("dry run: nothing was written")?;
        }
        Ok(self.data.flush()?)
    }
}

/// Output that is meant for a file or another program. A person who has it shown instead sees what is in it, and the
/// terminal does nothing of it.
pub(crate) struct Raw<'o> {
    to: &'o mut dyn Write,
    /// What a person is to see once it is whole.
    held: Option<Vec<u8>>,
}

impl Write for Raw<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.held {
            Some(held) => held.write(bytes),
            None => self.to.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.held.take() {
            Some(held) => {
                self.to.write_all(safe_lines(&String::from_utf8_lossy(&held)).as_bytes())?;
                self.held = Some(Vec::new());
                Ok(())
            }
            None => self.to.flush(),
        }
    }
}

impl Drop for Raw<'_> {
    fn drop(&mut self) {
        if self.held.is_some() {
            // A terminal that is gone is shown nothing.
            let _ = self.flush();
        }
    }
}

/// What is left of a text whose escapes are all styles: each ends with the first `m` after it.
fn without_styles(text: &str) -> impl Iterator<Item = &str> {
    let (first, rest) = text.split_once('\u{1b}').unwrap_or((text, ""));
    let rest = rest.split('\u{1b}').map(|part| part.split_once('m').map_or("", |(_, shown)| shown));
    std::iter::once(first).chain(rest)
}

/// A number of things, in words.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// So many operations, in words.
pub(crate) fn operations(count: u64) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), "operation", "operations")
}

/// Wraps text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// Prints why a command stopped; answers the code to end with.
pub(crate) fn failure(global: &Global, failure: &Failure) -> ExitCode {
    if failure.closed_pipe {
        return ExitCode::SUCCESS;
    }
    if !failure.what.is_empty() {
        let mut messages = AutoStream::new(io::stderr(), choice(global.color));
        let text = safe_lines(&failure.to_string());
        let text = match text.strip_prefix("error:") {
            Some(rest) => format!("{}{rest}", styled(RED.bold(), "error:")),
            None => text,
        };
        // If even this cannot be printed, the exit code still says it.
        let _ = writeln!(messages, "{text}");
    }
    ExitCode::from(failure.exit as u8)
}

/// Says on a terminal whom a command waits for, when it waits long.
pub(crate) fn waits(global: &Global, world: &World) -> Option<Tell> {
    let choice = choice(global.color);
    (world.watches && !global.quiet && !global.silent).then(|| {
        let tell = move |holder: Option<&Holder>| {
            let who = holder.map_or_else(|| "another process".to_owned(), Holder::to_string);
            let line = format!("waiting for {}, which is at work on this casebook", safe(&who));
            // If it cannot be said, the wait is the same.
            let _ = writeln!(AutoStream::new(io::stderr(), choice), "{CLEAR}{}", styled(FAINT, &line));
        };
        Box::new(tell) as Tell
    })
}

/// Prints clap's own help, version or error about what was typed; answers the code to end with.
pub(crate) fn usage(error: &clap::Error, typed: &[OsString]) -> ExitCode {
    let text = error.render().ansi().to_string();
    // An error repeats what was typed, which may come from anywhere. Then no style can be told from what is in it.
    let is_plain = |typed: &OsString| typed.to_str().is_some_and(|text| safe(text) == text);
    if error.use_stderr() && !typed.iter().all(is_plain) {
        let _ = io::stderr().write_all(safe_unstyled(&text).as_bytes());
    } else {
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

const fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::AlwaysAnsi,
        Color::Never => ColorChoice::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_left_out_and_nothing_else_is() {
        for text in ["", "plain", "m", "two\nlines"] {
            let text = format!("{text}{}{text}{}", styled(RED.bold(), "some m[1m"), styled(FAINT, text));
            let expected = anstream::adapter::strip_str(&text).to_string();
            assert_eq!(without_styles(&text).collect::<String>(), expected);
        }
        assert_eq!(without_styles("no style").collect::<String>(), "no style");
    }
}
