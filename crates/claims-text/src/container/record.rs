//! Walks over the records of a web archive: their headers and bodies, one after another; it knows no HTTP.

use std::io::{self, BufRead, BufReader, Read};

use super::{Limits, Place, Unreadable, too_large};

const KIND: &str = "web archive";

/// The longest line of a header, and how many bytes and fields it may have.
const LINE: u64 = 64 * 1024;
const HEADER: u64 = 256 * 1024;
const FIELDS: usize = 1000;

/// How much of a body is looked at to tell what it is, in bytes.
const START: usize = 16 * 1024;

/// A record, without its body.
pub(super) struct Record {
    fields: Vec<(String, String)>,
    length: u64,
    /// Which it is, counted from 1, and the byte where it begins.
    place: Place,
    /// How much of the body was read to look at it.
    start: std::cell::RefCell<Vec<u8>>,
}

impl Record {
    /// A field of the header.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The address, where the record may hold a page.
    pub(super) fn page_address(&self) -> Option<String> {
        let kind = self.field("WARC-Type")?.to_ascii_lowercase();
        let address = self.field("WARC-Target-URI")?.trim_matches(['<', '>']);
        (matches!(kind.as_str(), "response" | "resource") && !address.is_empty()).then(|| address.to_owned())
    }
}

/// The records of an archive, compressed or not.
pub(super) struct Records<'b> {
    reader: Box<dyn BufRead + 'b>,
    limits: Limits,
    number: usize,
    /// How many decompressed bytes were read.
    passed: u64,
    /// How many may still be, in this archive and those after it.
    left: &'b mut u64,
}

impl<'b> Records<'b> {
    /// Begins at the start of an archive, of which `left` bytes may be read and are counted down.
    pub(super) fn of(bytes: &'b [u8], limits: &Limits, left: &'b mut u64) -> Records<'b> {
        let reader: Box<dyn BufRead + 'b> = if bytes.starts_with(b"\x1f\x8b") {
            Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(bytes)))
        } else {
            Box::new(bytes)
        };
        Records { reader, limits: *limits, number: 0, passed: 0, left }
    }

    /// The header of the next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record>, Unreadable> {
        self.number += 1;
        self.skip_space()?;
        let begins = self.passed;
        let mut line = Vec::new();
        self.line(&mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        let place = Place::Record(self.number, begins);
        let broken = |what: &str| Unreadable::Broken { container: KIND, place, what: what.into() };
        if !line.starts_with(b"WARC/") {
            return Err(broken("it does not begin with WARC/"));
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            self.line(&mut line)?;
            if line.is_empty() {
                return Err(broken("its header has no end"));
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end();
            if text.is_empty() {
                break;
            }
            match (text.starts_with([' ', '\t']), text.split_once(':')) {
                (true, _) => {
                    if let Some((_, value)) = fields.last_mut() {
                        value.push_str(text.trim());
                    }
                }
                (false, Some((name, value))) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
                (false, None) => {}
            }
            if fields.len() > FIELDS || self.passed - begins > HEADER {
                return Err(broken("its header is too long"));
            }
        }
        let length = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("Content-Length"));
        let length =
            length.and_then(|(_, value)| value.parse().ok()).ok_or_else(|| broken("it does not say how long it is"))?;
        Ok(Some(Record { fields, length, place, start: std::cell::RefCell::default() }))
    }

    /// The start of the body, to see what it is.
    pub(super) fn start_of(&mut self, record: &Record) -> Result<Vec<u8>, Unreadable> {
        let mut start = Vec::new();
        let read = self.reader.by_ref().take(record.length.min(START as u64)).read_to_end(&mut start);
        read.map_err(|error| self.broken(record, &error))?;
        self.pass(start.len() as u64)?;
        record.start.replace(start.clone());
        Ok(start)
    }

    /// Goes on to the end of the body.
    pub(super) fn skip(&mut self, record: &Record) -> Result<(), Unreadable> {
        let rest = record.length - record.start.borrow().len() as u64;
        if rest > *self.left {
            return Err(self.too_long());
        }
        let passed = io::copy(&mut self.reader.by_ref().take(rest), &mut io::sink());
        let passed = passed.map_err(|error| self.broken(record, &error))?;
        self.pass(passed)?;
        if passed < rest {
            let error = io::Error::new(io::ErrorKind::UnexpectedEof, "it is cut off");
            return Err(self.broken(record, &error));
        }
        Ok(())
    }

    /// The body.
    pub(super) fn body(&mut self, record: &Record) -> Result<Vec<u8>, Unreadable> {
        // The header of the response is not part of the page, and small.
        if record.length > self.limits.held as u64 + LINE {
            return Err(too_large("page", self.limits.held as u64, "bytes"));
        }
        let mut body = record.start.take();
        let rest = record.length - body.len() as u64;
        let read = self.reader.by_ref().take(rest).read_to_end(&mut body);
        read.map_err(|error| self.broken(record, &error))?;
        if (body.len() as u64) < record.length {
            let error = io::Error::new(io::ErrorKind::UnexpectedEof, "it is cut off");
            return Err(self.broken(record, &error));
        }
        Ok(body)
    }

    /// Goes past empty lines: two end a record, and some writers have more, or fewer.
    fn skip_space(&mut self) -> Result<(), Unreadable> {
        loop {
            let read = self.reader.fill_buf().map(|ahead| {
                let spaces = ahead.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                (spaces, spaces < ahead.len() || ahead.is_empty())
            });
            let (spaces, ends) = read.map_err(|error| self.broken_here(&error))?;
            self.reader.consume(spaces);
            self.pass(spaces as u64)?;
            if ends {
                return Ok(());
            }
        }
    }

    /// Reads a line into one that was read before.
    fn line(&mut self, line: &mut Vec<u8>) -> Result<(), Unreadable> {
        line.clear();
        let read = self.reader.by_ref().take(LINE).read_until(b'\n', line);
        read.map_err(|error| self.broken_here(&error))?;
        self.pass(line.len() as u64)
    }

    fn pass(&mut self, bytes: u64) -> Result<(), Unreadable> {
        self.passed += bytes;
        *self.left = self.left.checked_sub(bytes).ok_or_else(|| self.too_long())?;
        Ok(())
    }

    fn too_long(&self) -> Unreadable {
        too_large(KIND, self.limits.passed, "bytes when decompressed")
    }

    fn broken_here(&self, error: &io::Error) -> Unreadable {
        let place = Place::Record(self.number, self.passed);
        Unreadable::Broken { container: KIND, place, what: error.to_string() }
    }

    fn broken(&self, record: &Record, error: &io::Error) -> Unreadable {
        Unreadable::Broken { container: KIND, place: record.place, what: error.to_string() }
    }
}
