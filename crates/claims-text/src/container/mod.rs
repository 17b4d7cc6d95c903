//! Finds the page in whatever it was kept in: it knows containers, and hands out bytes with what is known of them.
//!
//! It does not decode text and does not read HTML beyond the comment that SingleFile writes.
//! Every container is a stranger's: what is held, read past, counted and nested has a limit that is counted, and
//! crossing one is an error that says so.

mod inflate;
mod mhtml;
mod pdf;
mod record;
mod response;
mod search;
mod singlefile;
mod sniff;
mod unreadable;
mod wacz;
mod warc;

use self::unreadable::too_large;
pub use self::{
    sniff::{Format, format_of},
    unreadable::{Place, Unreadable},
};
use crate::meta::{Facts, When};

/// What is known of bytes before they are opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'h> {
    /// The name of the file they came from; only its ending says something.
    pub name: Option<&'h str>,
    /// The `Content-Type` they came with, parameters and all.
    pub media_type: Option<&'h str>,
    /// The address that is wanted: which record of an archive, and where a bare page came from.
    pub address: Option<&'h str>,
    /// How much may be done.
    pub limits: Limits,
}

/// How much opening a capture may hold and do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes a page may have once it is decompressed; 64 MiB unless said otherwise.
    pub held: usize,
    /// How many decompressed bytes may be read past to find a page, in all archives of a file together; 4 GiB unless
    /// said otherwise.
    pub passed: u64,
    /// How many parts, records, entries or pages a container may have; 100,000 unless said otherwise.
    pub parts: usize,
    /// How many containers may lie in one another; 4 unless said otherwise.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { held: 64 << 20, passed: 4 << 30, parts: 100_000, depth: 4 }
    }
}

/// A page or a text, out of what it was kept in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payload {
    /// The bytes, as they were sent or saved; of a PDF, its text in UTF-8.
    pub bytes: Vec<u8>,
    /// `text/html`, `text/plain`, `text/markdown` or `application/xhtml+xml`.
    pub media_type: String,
    /// The encoding that the carrier names, as it names it.
    pub charset: Option<String>,
    /// The address that the container names, else the one that was asked for.
    pub address: Option<String>,
    /// When it was captured, where the container says so.
    pub captured: Option<When>,
    /// The HTTP status, where the container has it: 404 and 410 mean that the page was gone.
    pub status: Option<u16>,
    /// What the container itself says of the document, such as the properties of a PDF.
    pub facts: Facts,
    /// What was done to get it, in words, for people: the outermost first. Empty where nothing was.
    pub how: Vec<String>,
}

/// Takes the page out of whatever the bytes are: by their content first, by name and media type second.
///
/// Fails with what is wrong and where; never panics, and does no more than the limits of the hint allow.
///
/// # Errors
/// [`Unreadable`]: the bytes are empty, of a kind without text, broken, too large, or have several pages of which
/// none was asked for.
pub fn open(bytes: &[u8], hint: &Hint<'_>) -> Result<Payload, Unreadable> {
    opened(bytes, hint, 0)
}

/// Opens bytes that lie in `depth` containers.
fn opened(bytes: &[u8], hint: &Hint<'_>, depth: usize) -> Result<Payload, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if depth > hint.limits.depth {
        return Err(Unreadable::TooDeep(hint.limits.depth));
    }
    let mut payload = match format_of(bytes, hint) {
        Format::Gzip => {
            let inner = inflate::gzip(bytes, hint.limits.held)?;
            let name = hint.name.map(|name| name.strip_suffix(".gz").unwrap_or(name));
            // What the media type names is the compressed form.
            let mut inner = opened(&inner, &Hint { name, media_type: None, ..*hint }, depth + 1)?;
            inner.how.insert(0, "decompressed with gzip".into());
            inner
        }
        Format::Warc => warc::page(bytes, hint, depth)?,
        Format::Wacz => wacz::page(bytes, hint, depth)?,
        Format::Mhtml => mhtml::page(bytes, hint)?,
        Format::Pdf => pdf::text(bytes, &hint.limits)?,
        Format::SingleFile => singlefile::page(bytes),
        sort @ (Format::Html | Format::Plain | Format::Markdown) => plain(bytes, sort),
        Format::Other(what) => {
            let nul = bytes.iter().position(|byte| *byte == 0).filter(|_| what == sniff::BINARY);
            let place = nul.map(|at| format!(" (byte {at} is NUL)")).unwrap_or_default();
            return Err(Unreadable::NoText { what: format!("{what}{place}") });
        }
    };
    if payload.bytes.len() > hint.limits.held {
        return Err(too_large("page", hint.limits.held as u64, "bytes"));
    }
    if payload.charset.is_none()
        && depth == 0
        && !matches!(format_of(bytes, hint), Format::Mhtml | Format::Warc | Format::Wacz)
    {
        payload.charset = hint.media_type.and_then(|value| parameter(value, "charset"));
    }
    payload.address = payload.address.or_else(|| hint.address.map(str::to_owned));
    Ok(payload)
}

fn plain(bytes: &[u8], sort: Format) -> Payload {
    let media_type = match sort {
        Format::Html => "text/html",
        Format::Markdown => "text/markdown",
        _ => "text/plain",
    };
    Payload { bytes: bytes.to_vec(), media_type: media_type.into(), ..Payload::default() }
}

/// The media type of a `Content-Type`, without parameters, in lower case.
fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

const XHTML: &str = "application/xhtml+xml";

/// Whether a media type is one of pages.
pub(crate) fn is_html(media_type: &str) -> bool {
    media_type == "text/html" || media_type == XHTML
}

/// A parameter of a `Content-Type`, without its quotation marks.
fn parameter(value: &str, name: &str) -> Option<String> {
    let part = value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then_some(value)
    })?;
    Some(part.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty())
}

/// Whether two addresses name one page: the same but for scheme, `www.`, a fragment and a slash at the end.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| -> String {
        let rest = address.trim().split_once("://").map_or(address, |(_, rest)| rest);
        let rest = rest.split('#').next().unwrap_or(rest).trim_start_matches("www.").trim_end_matches('/');
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        host.to_ascii_lowercase() + path
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bare_page_keeps_what_came_with_it() {
        let hint = Hint {
            media_type: Some("text/html; Charset=\"koi8-r\""),
            address: Some("https://example.org/a"),
            ..Hint::default()
        };
        let payload = open(b"<!doctype html><p>x", &hint).expect("a page");
        assert_eq!((payload.media_type.as_str(), payload.charset.as_deref()), ("text/html", Some("koi8-r")));
        assert_eq!((payload.address.as_deref(), payload.how.len()), (Some("https://example.org/a"), 0));
    }

    #[test]
    fn addresses_that_differ_in_form_only_are_one() {
        assert!(is_same("http://www.Example.org/a/#top", "https://example.org/a"));
        assert!(!is_same("https://example.org/a?id=1", "https://example.org/a?id=2"));
        assert!(!is_same("https://example.org/A", "https://example.org/a"));
    }

    #[test]
    fn what_has_no_page_says_so() {
        let error = |bytes: &[u8]| open(bytes, &Hint::default()).expect_err("no page").to_string();
        assert_eq!(error(b""), "it is empty");
        assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0"), "it is a PNG image: there is no text in it");
        assert_eq!(error(b"text\0text"), "it is binary data (byte 4 is NUL): there is no text in it");
        let small = Hint { limits: Limits { held: 3, ..Limits::default() }, ..Hint::default() };
        assert_eq!(
            open(b"text", &small).expect_err("too large").to_string(),
            "the page is too large: more than 3 bytes"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_stop_it(start in 0usize..9, mut bytes in proptest::collection::vec(any::<u8>(), 0..600), name in "[a-z.]{0,9}") {
            let starts: [&[u8]; 9] = [
                b"", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300\r\n\r\n",
                b"PK\x03\x04", b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
                b"<html><!--\n Page saved with SingleFile \n url: ", b"\xff\xfe", b"<?xml version=\"1.0\"?>",
            ];
            bytes.splice(0..0, starts[start].iter().copied());
            let _ = open(&bytes, &Hint { name: Some(&name), ..Hint::default() });
        }
    }
}
