//! A file as it is read: a part of its text at a time, and the line at which that begins. It knows no format.

use std::io::Read;

/// How much is read at least when more is needed.
const PIECE: usize = 256 << 10;
/// How much of a file is held at most: a single value, or a page's script, may be as long as that.
const MOST: usize = 8 << 20;

/// A file, read from its start to its end.
pub(super) struct Window<'i> {
    input: &'i mut dyn Read,
    /// What is held; all before `at` was let go.
    text: String,
    at: usize,
    line: usize,
    /// The start of a sign whose end is not read yet.
    tail: Vec<u8>,
    ended: bool,
    piece: usize,
    most: usize,
}

impl<'i> Window<'i> {
    pub(super) fn new(input: &'i mut dyn Read) -> Self {
        Self::bounded(input, PIECE, MOST)
    }

    /// The same with bounds of its own.
    pub(super) fn bounded(input: &'i mut dyn Read, piece: usize, most: usize) -> Self {
        let (text, tail) = (String::new(), Vec::new());
        Self { input, text, at: 0, line: 1, tail, ended: false, piece, most }
    }

    /// What is at hand.
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// The line in which that begins.
    pub(super) const fn line(&self) -> usize {
        self.line
    }

    /// Whether nothing comes after what is at hand.
    pub(super) const fn is_whole(&self) -> bool {
        self.ended
    }

    /// Whether as much is at hand as may be.
    pub(super) fn is_full(&self) -> bool {
        self.rest().len() >= self.most
    }

    /// Lets go of so many bytes.
    pub(super) fn go(&mut self, bytes: usize) {
        let end = self.text.len().min(self.at + bytes);
        self.line += lines(&self.text.as_bytes()[self.at..end]);
        self.at = end;
    }

    /// Lets go of what passes, and reads on until something else is at hand or the file ends; gives that.
    pub(super) fn skip(&mut self, passes: impl Fn(u8) -> bool) -> Option<u8> {
        loop {
            let rest = self.rest().as_bytes();
            match rest.iter().position(|byte| !passes(*byte)) {
                Some(count) => {
                    let found = rest[count];
                    self.go(count);
                    return Some(found);
                }
                None => {
                    self.go(rest.len());
                    if !self.more() {
                        return None;
                    }
                }
            }
        }
    }

    /// Reads on: as much as is at hand, and a piece at least. Gives whether there was anything.
    pub(super) fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        self.text.drain(..self.at);
        self.at = 0;
        let wanted = self.piece.max(self.text.len());
        let mut bytes = std::mem::take(&mut self.tail);
        let before = bytes.len();
        bytes.resize(before + wanted, 0);
        let mut filled = before;
        while filled < bytes.len() {
            // The host knows of what cannot be read; to a reader it is the end.
            match self.input.read(&mut bytes[filled..]) {
                Ok(count) if count > 0 => filled += count,
                _ => {
                    self.ended = true;
                    break;
                }
            }
        }
        bytes.truncate(filled);
        self.take(&bytes);
        true
    }

    /// Adds bytes to the text; what is none in UTF-8 becomes the sign for that.
    fn take(&mut self, mut bytes: &[u8]) {
        while let Err(error) = str::from_utf8(bytes) {
            let (good, rest) = bytes.split_at(error.valid_up_to());
            self.text.push_str(str::from_utf8(good).unwrap_or_default());
            match error.error_len() {
                Some(length) => bytes = &rest[length..],
                None if self.ended => bytes = &[],
                None => {
                    self.tail = rest.to_vec();
                    return;
                }
            }
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        self.text.push_str(str::from_utf8(bytes).unwrap_or_default());
    }
}

/// How many lines end in some bytes.
pub(super) fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However small the pieces, the text is what a reader of the whole makes of the bytes.
    #[test]
    fn signs_are_not_cut_and_bytes_that_are_none_are_seen() {
        let bytes = b"\xef\xbb\xbfa\nb\xe2\x80\x9c\xff\xf0\x9f\x98\x80\xe2\x80";
        for piece in 1..=bytes.len() {
            let mut input = &bytes[..];
            let mut window = Window::bounded(&mut input, piece, 100);
            while window.more() {}
            assert_eq!(window.rest(), String::from_utf8_lossy(bytes), "{piece}");
            window.go("\u{feff}a\n".len());
            assert_eq!((window.line(), window.rest().chars().next()), (2, Some('b')));
        }
    }
}
