//! The form of a console transcript in a Markdown file; it knows nothing of running one.
//!
//! What is read is written back byte for byte, so that a transcript is compared, and renewed, as a whole file.

use std::{fmt, mem};

/// The last line of an output that does not end its last line (the words that `diff` uses).
const UNENDED: &str = r"\ No newline at end of output";

/// A file: what is only read, and what is done on the way.
#[derive(Debug, PartialEq)]
pub(crate) struct Transcript {
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a file.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    /// Lines that are only read.
    Prose(String),
    /// The block above is written to a file.
    File { name: String, text: String },
    /// Commands and what they show.
    Console(Console),
}

/// A block of commands.
#[derive(Debug, PartialEq)]
pub(crate) struct Console {
    fence: Fence,
    /// Programs without which the block is not run.
    pub(crate) needs: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

/// A command with what it shows.
#[derive(Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) line: usize,
    /// What is typed; further lines follow a prompt `> `.
    pub(crate) command: String,
    pub(crate) outcome: Outcome,
}

/// What a terminal shows of a command, and its exit code.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) output: String,
    pub(crate) code: i32,
}

/// A file that is no transcript.
#[derive(Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl Transcript {
    /// Reads a file.
    pub(crate) fn parse(source: &str) -> Result<Self, Problem> {
        let mut pieces = Vec::new();
        let mut prose = String::new();
        let mut lines = (1..).zip(source.split_inclusive('\n'));
        while let Some((at, line)) = lines.next() {
            let Some(fence) = Fence::opened_by(line) else {
                prose.push_str(line);
                continue;
            };
            let mut inside = Vec::new();
            let close = loop {
                match lines.next() {
                    None => return Err(Problem { line: at, what: "this block is never closed".to_owned() }),
                    Some((_, line)) if fence.is_closed_by(line) => break line,
                    Some((at, line)) => inside.push((at, line.strip_suffix('\n').unwrap_or(line))),
                }
            };
            match Block::named_by(&fence, at)? {
                Block::Console { needs } => {
                    pieces.push(Piece::Prose(mem::take(&mut prose)));
                    pieces.push(Piece::Console(Console { fence, needs, steps: steps(&inside)? }));
                }
                block => {
                    let text: String = inside.iter().flat_map(|(_, line)| [line, "\n"]).collect();
                    prose.extend([line, &text, close]);
                    if let Block::File { name } = block {
                        pieces.push(Piece::Prose(mem::take(&mut prose)));
                        pieces.push(Piece::File { name, text });
                    }
                }
            }
        }
        pieces.push(Piece::Prose(prose));
        Ok(Self { pieces })
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Prose(text) => f.write_str(text)?,
                Piece::File { .. } => {}
                Piece::Console(console) => console.fmt(f)?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inside: String = self.steps.iter().map(Step::to_string).collect();
        // A report may well show a fence of its own.
        let marks = |line: &str| line.chars().take_while(|c| *c == self.fence.mark).count();
        let longest = inside.lines().map(marks).max().unwrap_or(0);
        let fence = self.fence.mark.to_string().repeat(self.fence.length.max(longest + 1));
        write!(f, "{fence}{}\n{inside}{fence}\n", self.fence.info)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}", self.command.replace('\n', "\n> "))?;
        f.write_str(&self.outcome.output)?;
        if !self.outcome.output.is_empty() && !self.outcome.output.ends_with('\n') {
            write!(f, "\n{UNENDED}\n")?;
        }
        if self.outcome.code != 0 {
            writeln!(f, "? {}", self.outcome.code)?;
        }
        Ok(())
    }
}

/// The steps of a console block, from its numbered lines.
fn steps(lines: &[(usize, &str)]) -> Result<Vec<Step>, Problem> {
    let mut steps = Vec::new();
    let mut rest = lines;
    while let Some(((line, first), mut after)) = rest.split_first() {
        let Some(command) = first.strip_prefix("$ ") else {
            return Err(Problem { line: *line, what: "a console block starts with `$ ` and a command".to_owned() });
        };
        let mut command = command.to_owned();
        while let Some(((_, more), next)) = after.split_first()
            && let Some(more) = more.strip_prefix("> ")
        {
            command.extend(["\n", more]);
            after = next;
        }
        let end = after.iter().position(|(_, line)| line.starts_with("$ ")).unwrap_or(after.len());
        let shown: Vec<&str> = after[..end].iter().map(|(_, line)| *line).collect();
        steps.push(Step { line: *line, command, outcome: Outcome::of(&shown) });
        rest = &after[end..];
    }
    Ok(steps)
}

impl Outcome {
    fn of(mut shown: &[&str]) -> Self {
        let mut code = 0;
        if let Some((last, before)) = shown.split_last()
            && let Some(given) = last.strip_prefix("? ").and_then(|code| code.parse().ok())
        {
            (shown, code) = (before, given);
        }
        let output = match shown {
            [] => String::new(),
            [unended @ .., UNENDED] => unended.join("\n"),
            ended => ended.join("\n") + "\n",
        };
        Self { output, code }
    }
}

/// What a block is for.
enum Block {
    Console { needs: Vec<String> },
    File { name: String },
    Prose,
}

impl Block {
    fn named_by(fence: &Fence, line: usize) -> Result<Self, Problem> {
        let wrong = |what: String| Problem { line, what };
        let mut words = fence.info.split([',', ' ']).filter(|word| !word.is_empty()).peekable();
        if words.peek() != Some(&"console") {
            let name = words.find_map(|word| word.strip_prefix("file="));
            return Ok(name.map_or(Self::Prose, |name| Self::File { name: name.to_owned() }));
        }
        let mut needs = Vec::new();
        let mut ignored = false;
        for word in words.skip(1) {
            match word.split_once('=') {
                None if word == "ignore" => ignored = true,
                Some(("needs", program)) => needs.push(program.to_owned()),
                _ => return Err(wrong(format!("a console block is `ignore` or `needs=PROGRAM`, not `{word}`"))),
            }
        }
        match (ignored, fence.indented) {
            (true, _) => Ok(Self::Prose),
            (false, true) => Err(wrong("an indented console block would not be run".to_owned())),
            (false, false) => Ok(Self::Console { needs }),
        }
    }
}

/// The line that opens a block.
#[derive(Debug, PartialEq)]
struct Fence {
    mark: char,
    length: usize,
    info: String,
    indented: bool,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let text = line.trim_start();
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        // Three marks around words in a line of prose open nothing.
        let opens = length >= 3 && !info.contains('`');
        opens.then(|| Self { mark, length, info: info.trim_end().to_owned(), indented: text.len() < line.len() })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let text = line.trim();
        text.len() >= self.length && text.chars().all(|c| c == self.mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn console(source: &str) -> Console {
        let transcript = Transcript::parse(source).unwrap();
        assert_eq!(transcript.to_string(), source);
        transcript.pieces.into_iter().find_map(|p| if let Piece::Console(c) = p { Some(c) } else { None }).unwrap()
    }

    fn outcomes(source: &str) -> Vec<(String, String, i32)> {
        let steps = console(source).steps.into_iter();
        steps.map(|step| (step.command, step.outcome.output, step.outcome.code)).collect()
    }

    fn problem(source: &str) -> String {
        Transcript::parse(source).unwrap_err().to_string()
    }

    #[test]
    fn a_step_is_a_command_its_output_and_its_code() {
        let source = "# Title\n\n```console\n$ one\n$ two \\\n> more\nout\n\n> quoted\n? 3\n$ three\n? 1\n```\nend\n";
        let expected = [("one", "", 0), ("two \\\nmore", "out\n\n> quoted\n", 3), ("three", "", 1)];
        let expected = expected.map(|(command, output, code)| (command.to_owned(), output.to_owned(), code));
        assert_eq!(outcomes(source), expected);
        let lines: Vec<usize> = console(source).steps.iter().map(|step| step.line).collect();
        assert_eq!(lines, [4, 5, 11]);
    }

    #[test]
    fn output_is_kept_to_the_last_blank() {
        assert_eq!(outcomes("```console\n$ a\n x \r\n\t\n```\n"), [("a".to_owned(), " x \r\n\t\n".to_owned(), 0)]);
        let unended = format!("```console\n$ a\nx\n{UNENDED}\n? 2\n```\n");
        assert_eq!(outcomes(&unended), [("a".to_owned(), "x".to_owned(), 2)]);
    }

    #[test]
    fn other_blocks_are_prose() {
        for source in [
            "```console,ignore\n$ rm -r /\n```\n",
            "```\n$ no\n```",
            "````markdown\n```console\n$ no\n```\n````\n",
            "1. step\n   ```sh\n   $ no\n   ```\n",
            "```inline``` words\n",
            "no end of line",
            "",
        ] {
            let transcript = Transcript::parse(source).unwrap();
            assert_eq!(transcript.to_string(), source);
            assert!(matches!(&transcript.pieces[..], [Piece::Prose(_)]), "{source}");
        }
    }

    #[test]
    fn a_block_may_be_a_file() {
        let source = "a\n```text,file=b.txt\nc\n\n$ d\n```\ne\n";
        let transcript = Transcript::parse(source).unwrap();
        assert_eq!(transcript.to_string(), source);
        assert_eq!(transcript.pieces[1], Piece::File { name: "b.txt".to_owned(), text: "c\n\n$ d\n".to_owned() });
    }

    #[test]
    fn a_block_may_need_a_program() {
        assert_eq!(console("~~~~ console,needs=jq\n$ jq\n~~~~\n").needs, ["jq"]);
    }

    #[test]
    fn a_fence_grows_with_what_it_holds() {
        let mut block = console("```console\n$ a\n```\n");
        block.steps[0].outcome.output = "````json\n".to_owned();
        assert_eq!(block.to_string(), "`````console\n$ a\n````json\n`````\n");
    }

    #[test]
    fn what_would_silently_not_be_run_is_a_problem() {
        assert_eq!(problem("a\n```console\n$ b\n"), "line 2: this block is never closed");
        assert_eq!(problem("```console\nb\n```\n"), "line 2: a console block starts with `$ ` and a command");
        assert_eq!(problem(" ```console\n $ b\n ```\n"), "line 1: an indented console block would not be run");
        assert_eq!(
            problem("```console,ignored\n```\n"),
            "line 1: a console block is `ignore` or `needs=PROGRAM`, not `ignored`"
        );
    }
}
