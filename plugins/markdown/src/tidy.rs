//! Takes the empty lines and the white space at the ends of lines out of what passes through, as templates leave them.

use std::io::{self, Write};

/// Writes on with one empty line at most between two lines, none at the start, and one line end at the end.
pub(crate) struct Tidy<'o> {
    out: &'o mut dyn Write,
    /// The line that is not ended yet.
    line: Vec<u8>,
    /// Whether anything was written, and whether empty lines were passed since.
    has_begun: bool,
    is_gap: bool,
}

impl<'o> Tidy<'o> {
    pub(crate) fn new(out: &'o mut dyn Write) -> Self {
        Self { out, line: Vec::new(), has_begun: false, is_gap: false }
    }

    /// Writes what is left.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.end_line()
    }

    fn end_line(&mut self) -> io::Result<()> {
        let end = self.line.trim_ascii_end().len();
        if end == 0 {
            self.is_gap = self.has_begun;
        } else {
            if std::mem::take(&mut self.is_gap) {
                self.out.write_all(b"\n")?;
            }
            self.line.truncate(end);
            self.line.push(b'\n');
            self.out.write_all(&self.line)?;
            self.has_begun = true;
        }
        self.line.clear();
        Ok(())
    }
}

impl Write for Tidy<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.line.extend_from_slice(&rest[..end]);
            self.end_line()?;
            rest = &rest[end + 1..];
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

    use super::*;

    #[test]
    fn pieces_of_any_size_come_out_the_same() {
        let text = b"\n \na  \n\n\n\nb\n c\n\n\n";
        for size in 1..text.len() {
            let mut out = Vec::new();
            let mut tidy = Tidy::new(&mut out);
            text.chunks(size).for_each(|piece| tidy.write_all(piece).unwrap());
            tidy.end().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), "a\n\nb\n c\n");
        }
    }
}
