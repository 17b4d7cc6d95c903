//! Walks over the records of a web archive: their headers and bodies, one after another; it knows no HTTP.

use std::io::{self, BufRead, BufReader, Read};

use super::{Limits, Place, Unreadable, too_large};

const KIND: &str = "web archive";

/// The longest line of a header and the most lines it may have.
const LINE: u64 = 64 * 1024;
const LINES: usize = 1000;

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
}

impl<'b> Records<'b> {
    /// Begins at the start of an archive.
    pub(super) fn of(bytes: &'b [u8], limits: &Limits) -> Records<'b> {
        let reader: Box<dyn BufRead + 'b> = if bytes.starts_with(b"\x1f\x8b") {
            Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(bytes)))
        } else {
            Box::new(bytes)
        };
        Records { reader, limits: *limits, number: 0, passed: 0 }
    }

    /// The header of the next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record>, Unreadable> {
        self.number += 1;
        let (mut line, mut begins) = (Vec::new(), self.passed);
        // Two empty lines end a record; some writers have more, or fewer.
        while line.iter().all(|byte: &u8| byte.is_ascii_whitespace()) {
            begins = self.passed;
            line = self.line()?;
            if line.is_empty() {
                return Ok(None);
            }
        }
        let place = Place::Record(self.number, begins);
        let broken = |what: &str| Unreadable::Broken { container: KIND, place, what: what.into() };
        if !line.starts_with(b"WARC/") {
            return Err(broken("it does not begin with WARC/"));
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        loop {
            let line = self.line()?;
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
            if fields.len() > LINES {
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
        if rest > self.limits.passed - self.passed.min(self.limits.passed) {
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

    fn line(&mut self) -> Result<Vec<u8>, Unreadable> {
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(LINE).read_until(b'\n', &mut line);
        let place = Place::Record(self.number, self.passed);
        read.map_err(|error| Unreadable::Broken { container: KIND, place, what: error.to_string() })?;
        self.pass(line.len() as u64)?;
        Ok(line)
    }

    fn pass(&mut self, bytes: u64) -> Result<(), Unreadable> {
        self.passed += bytes;
        if self.passed > self.limits.passed { Err(self.too_long()) } else { Ok(()) }
    }

    fn too_long(&self) -> Unreadable {
        too_large(KIND, self.limits.passed, "bytes when decompressed")
    }

    fn broken(&self, record: &Record, error: &io::Error) -> Unreadable {
        Unreadable::Broken { container: KIND, place: record.place, what: error.to_string() }
    }
}
