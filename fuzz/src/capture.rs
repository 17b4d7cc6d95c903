//! Captures of every kind: gzip, WARC, WACZ, MHTML, PDF, and pages saved whole; each may lie in another.

use claims_text::{Hint, Limits, decode, format_of, markdown, open, plain};

use super::page;

/// So little may be held and done that an input which escapes the limits is slow or large at once.
const LIMITS: Limits = Limits { held: 1 << 16, passed: 1 << 18, parts: 200, depth: 3 };

/// The names that a file may have; the first byte of an input chooses.
const NAMES: [Option<&str>; 6] =
    [None, Some("a.warc.gz"), Some("a.wacz"), Some("a.mhtml"), Some("a.pdf"), Some("a.md")];

/// Opens a capture, and reads what is in it.
///
/// # Panics
/// When more came out than the limits allow, or what came out is of no kind that can be read.
pub fn run(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else { return };
    opened(bytes, NAMES[usize::from(*first) % NAMES.len()]);
}

/// Opens bytes that begin as a PDF does, whatever follows.
///
/// # Panics
/// As for [`run`].
pub fn pdf(data: &[u8]) {
    const START: &[u8] = b"%PDF-1.";
    let bytes = if data.starts_with(START) { data.to_vec() } else { [START, data].concat() };
    opened(&bytes, Some("a.pdf"));
}

fn opened(bytes: &[u8], name: Option<&str>) {
    let hint = Hint { name, limits: LIMITS, address: Some("https://courier.example/a"), ..Hint::default() };
    let format = format_of(bytes, &hint);
    assert_eq!(format, format_of(bytes, &hint));
    let payload = match open(bytes, &hint) {
        Ok(payload) => payload,
        Err(why) => return assert!(!why.to_string().is_empty()),
    };
    assert!(payload.bytes.len() <= LIMITS.held, "{} bytes were held", payload.bytes.len());
    assert!(payload.how.len() <= 4 * (LIMITS.depth + 1), "{:?}", payload.how);
    let decoded = decode(&payload);
    match payload.media_type.as_str() {
        "text/html" | "application/xhtml+xml" => page::read(&decoded.text),
        "text/plain" => page::blocks(&plain(&decoded.text), decoded.text.len()),
        "text/markdown" => page::blocks(&markdown(&decoded.text), decoded.text.len()),
        other => panic!("{other:?} is no kind that can be read"),
    }
}
