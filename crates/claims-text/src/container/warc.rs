//! Finds the page in a web archive (WARC 1.0 and 1.1): the record that was asked for, or else the only page.
//!
//! The archive is walked twice, once to see which pages there are and once to take one, so that no more than that
//! one page is ever held.

use super::{
    Hint, Payload, Place, Unreadable,
    record::{Record, Records},
    response,
    search::{Entry, Search},
};

const KIND: &str = "web archive";

/// The page of an archive that lies in `depth` containers.
pub(super) fn page(bytes: &[u8], hint: &Hint<'_>, depth: usize) -> Result<Payload, Unreadable> {
    let mut search = Search::of(&hint.limits);
    search.walk(bytes, 0)?;
    take(bytes, hint, search.choose(KIND, hint.address)?, depth)
}

/// Takes a page out of the archive that it is in, which lies in `depth` containers.
pub(super) fn take(bytes: &[u8], hint: &Hint<'_>, entry: &Entry, depth: usize) -> Result<Payload, Unreadable> {
    let mut left = hint.limits.passed;
    let mut records = Records::of(bytes, &hint.limits, &mut left);
    for _ in 0..entry.at {
        match records.next()? {
            Some(record) => records.skip(&record)?,
            None => break,
        }
    }
    let record: Record = records.next()?.ok_or_else(|| gone(entry.at))?;
    let body = records.body(&record)?;
    let mut payload = response::payload(&record, body, &hint.limits, depth)?;
    payload.how.insert(0, format!("took record {} out of a web archive", entry.at + 1));
    Ok(payload)
}

fn gone(at: usize) -> Unreadable {
    let what = "the record is not there any more".into();
    Unreadable::Broken { container: KIND, place: Place::Record(at + 1, 0), what }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Format, Hint, Limits, format_of, inflate::tests::zipped, open};

    /// A record.
    pub(in crate::container) fn record(kind: &str, address: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-09-04T08:30:15Z\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    /// A record of a response.
    pub(in crate::container) fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
        let message = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
        record("response", address, "application/http; msgtype=response", &message)
    }

    fn archive() -> Vec<Vec<u8>> {
        vec![
            record("warcinfo", "", "application/warc-fields", b"software: by hand\r\n"),
            record("request", "https://example.org/a", "application/http; msgtype=request", b"GET /a HTTP/1.1\r\n\r\n"),
            response(
                "http://example.org/a",
                "301 Moved\r\nContent-Type: text/html\r\nLocation: https://example.org/a",
                b"<p>moved",
            ),
            response("https://example.org/a", "200 OK\r\ncontent-type: text/html; charset=koi8-r", b"<p>\xc4\xc1"),
            response("https://example.org/a.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
            record("resource", "https://example.org/note", "text/plain", b"Words"),
        ]
    }

    #[test]
    fn the_only_page_is_taken() {
        for bytes in [archive().concat(), archive().iter().flat_map(|one| zipped(one)).collect()] {
            assert_eq!(format_of(&bytes, &Hint::default()), Format::Warc);
            let payload = open(&bytes, &Hint::default()).expect("a page");
            assert_eq!(crate::decode(&payload).text, "<p>да");
            assert_eq!((payload.status, payload.address.as_deref()), (Some(200), Some("https://example.org/a")));
            assert_eq!(payload.captured.map(|when| when.to_string()).as_deref(), Some("2025-09-04T08:30:15Z"));
            assert_eq!(payload.how, ["took record 4 out of a web archive"]);
        }
    }

    #[test]
    fn what_is_asked_for_is_taken_in_any_form_of_its_address() {
        let bytes = archive().concat();
        let at = |address| open(&bytes, &Hint { address: Some(address), ..Hint::default() });
        assert_eq!(at("http://www.example.org/a#b").expect("a page").status, Some(200));
        assert_eq!(at("https://example.org/note").expect("a note").bytes, b"Words");
        assert_eq!(
            at("https://example.org/b").expect_err("not there").to_string(),
            "the web archive has no page https://example.org/b; it has\n  https://example.org/a"
        );
    }

    #[test]
    fn several_pages_are_told() {
        let mut records = archive();
        records.push(response("https://example.org/gone", "404 Not Found\r\nContent-Type: text/html", b"<p>gone"));
        let bytes = records.concat();
        assert_eq!(
            open(&bytes, &Hint::default()).expect_err("which").to_string(),
            "the web archive has 2 pages; say which address you mean\n  https://example.org/a\n  https://example.org/gone"
        );
        let gone =
            open(&bytes, &Hint { address: Some("https://example.org/gone"), ..Hint::default() }).expect("a page");
        assert_eq!(gone.status, Some(404));
    }

    #[test]
    fn bodies_are_unchunked_and_decompressed() {
        let chunked = b"4;x=y\r\n<p>a\r\n2\r\nbc\r\n0\r\n\r\n";
        let plain = response(
            "https://example.org/a",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            chunked,
        );
        let body = zipped(b"<p>abc");
        let packed =
            response("https://example.org/a", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &body);
        for bytes in [plain, packed] {
            assert_eq!(open(&bytes, &Hint::default()).expect("a page").bytes, b"<p>abc");
        }
    }

    #[test]
    fn a_header_has_an_end() {
        let long = format!("WARC/1.1\r\nContent-Length: 1\r\nA: b\r\n{}\r\nx", " more\r\n".repeat(100_000));
        assert_eq!(
            open(long.as_bytes(), &Hint::default()).expect_err("too long").to_string(),
            "the web archive is broken at record 1 (byte 0): its header is too long"
        );
        let address = format!("https://example.org/{}", "a".repeat(60_000));
        let many = response(&address, "200 OK\r\nContent-Type: text/html", b"<p>a").repeat(300);
        assert!(open(&many, &Hint::default()).expect_err("too many").to_string().ends_with("bytes of addresses"));
        let spaced = [&vec![b'\n'; 1 << 20], &archive().concat()[..]].concat();
        let hint = Hint { media_type: Some("application/warc"), ..Hint::default() };
        assert_eq!(format_of(&spaced, &hint), Format::Plain);
        let later = [&archive()[3], &vec![b'\n'; 1 << 20][..], &archive()[4]].concat();
        assert_eq!(open(&later, &hint).expect("a page").status, Some(200));
    }

    #[test]
    fn what_a_body_is_decides_and_not_what_it_is_called() {
        let at = |content_type: &str, body: &[u8]| {
            let record = response("https://example.org/a", &format!("200 OK\r\nContent-Type: {content_type}"), body);
            open(&record, &Hint { address: Some("https://example.org/a"), ..Hint::default() })
        };
        assert_eq!(
            at("image/png", b"\x89PNG\r\n\x1a\n\0").expect_err("an image").to_string(),
            "it is a PNG image: there is no text in it"
        );
        let packed = at("application/gzip", &zipped(b"<!doctype html><p>a")).expect("a page");
        assert_eq!((packed.bytes.as_slice(), packed.media_type.as_str()), (&b"<!doctype html><p>a"[..], "text/html"));
        assert_eq!(packed.how, ["took record 1 out of a web archive", "decompressed with gzip"]);
        assert_eq!((packed.status, packed.address.as_deref()), (Some(200), Some("https://example.org/a")));
        for (content_type, body, media_type) in [
            ("text/html", "Words &amp; words", "text/html"),
            ("application/xhtml+xml; charset=utf-8", "<html>", "application/xhtml+xml"),
            ("text/css", "p { }", "text/plain"),
            ("text/markdown", "# Words", "text/markdown"),
            ("text/html", "", "text/html"),
        ] {
            assert_eq!(at(content_type, body.as_bytes()).expect("a text").media_type, media_type, "{content_type}");
        }
        let inner = record("resource", "https://foo.example.org/b", "text/html", b"<p>b");
        assert_eq!(at("application/warc", &inner).expect("a page").bytes, b"<p>b");
    }

    #[test]
    fn limits_hold_and_cuts_are_told() {
        let bytes = archive().concat();
        let error =
            |bytes: &[u8], limits| open(bytes, &Hint { limits, ..Hint::default() }).expect_err("an error").to_string();
        let few = Limits { parts: 3, ..Limits::default() };
        assert_eq!(error(&bytes, few), "the web archive is too large: more than 3 records");
        let short = Limits { passed: 500, ..Limits::default() };
        assert_eq!(error(&bytes, short), "the web archive is too large: more than 500 bytes when decompressed");
        let small = Limits { held: 20, ..Limits::default() };
        assert!(
            error(&response("https://example.org/a", "200 OK\r\nContent-Type: text/html", &[b'a'; 50]), small)
                .contains("more than 20 bytes")
        );
        assert_eq!(
            error(b"WARC/1.0\r\nContent-Length: many\r\n\r\n", Limits::default()),
            "the web archive is broken at record 1 (byte 0): it does not say how long it is"
        );
        let cut = &bytes[..bytes.len() - 7];
        assert_eq!(open(cut, &Hint::default()).expect("the page before the cut").status, Some(200));
    }
}
