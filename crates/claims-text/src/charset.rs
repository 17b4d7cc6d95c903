//! Makes text of bytes as browsers do; it knows encodings and how pages name theirs, and nothing else of pages.
//!
//! The order is that of the HTML Standard (“determining the character encoding”): a byte order mark, what came with
//! the bytes (`Content-Type`), what the page says in its first 1,024 bytes, and last a guess from the bytes.

mod prescan;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Payload, container::is_html};

/// How far a page is searched for its own word on its encoding, in bytes; the number is the standard's.
const PRESCAN: usize = 1024;

/// What named the encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoded {
    /// The text begins with a byte order mark.
    Mark,
    /// What carried the bytes named it: HTTP, MIME or the person.
    Carrier,
    /// The page names it, in a `meta` element or an XML declaration.
    Page,
    /// Nobody named it; it was guessed from the bytes, and a guess may be wrong.
    Guess,
}

impl Encoded {
    /// The word for it: `mark`, `carrier`, `page` or `guess`.
    pub fn word(self) -> &'static str {
        match self {
            Encoded::Mark => "mark",
            Encoded::Carrier => "carrier",
            Encoded::Page => "page",
            Encoded::Guess => "guess",
        }
    }
}

/// A text made of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; each sequence that could not be decoded is one U+FFFD.
    pub text: String,
    /// The name of the encoding in the Encoding Standard, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What named it.
    pub by: Encoded,
    /// How many sequences of bytes could not be decoded.
    pub undecodable: usize,
}

/// Makes text of a payload; cannot fail, but may leave undecodable bytes, which are counted.
pub fn decode(payload: &Payload) -> Decoded {
    let html = is_html(&payload.media_type);
    let (encoding, by, mark) =
        encoding_of(&payload.bytes, payload.charset.as_deref(), html, payload.address.as_deref());
    let (text, undecodable) = decoded(&payload.bytes[mark..], encoding);
    Decoded { text, encoding: encoding.name(), by, undecodable }
}

/// The encoding of some bytes, what named it, and how many bytes its mark takes.
fn encoding_of(
    bytes: &[u8],
    carrier: Option<&str>,
    html: bool,
    address: Option<&str>,
) -> (&'static Encoding, Encoded, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, Encoded::Mark, length);
    }
    if let Some(encoding) = carrier.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        return (encoding, Encoded::Carrier, 0);
    }
    if html && let Some(encoding) = prescan::named_by_page(&bytes[..bytes.len().min(PRESCAN)]) {
        return (encoding, Encoded::Page, 0);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return (encoding, Encoded::Guess, 0);
    }
    // Browsers do not believe in unmarked UTF-8 over the network, but do for local files, which captures are.
    // An escape character may be ISO-2022-JP, whose bytes are ASCII all.
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1b) {
        return (UTF_8, Encoded::Guess, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let domain = address.and_then(top_domain);
    (detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Allow), Encoded::Guess, 0)
}

/// Whether bytes begin as a text in UTF-16, marked or not: such a text has zeros in it and is a text all the same.
pub(crate) fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || unmarked_utf_16(bytes).is_some()
}

/// UTF-16 without a mark: every second byte of a text in a Western script is zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCAN) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    match half {
        0..4 => None,
        _ if even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ if odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
        _ => None,
    }
}

/// The last label of the host of an address, where it is one that the detector takes: lower-case ASCII.
fn top_domain(address: &str) -> Option<String> {
    let host = address.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let label = host.trim_end_matches('.').rsplit_once('.')?.1.to_ascii_lowercase();
    let fits = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase());
    fits.then_some(label)
}

/// The text of bytes in an encoding, and how many sequences had to be replaced.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // An encoding without a limit known here is decoded piece by piece all the same.
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len());
    let (mut text, mut undecodable, mut rest) = (String::with_capacity(room.min(bytes.len() * 2 + 16)), 0, bytes);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return (text, undecodable),
            DecoderResult::OutputFull => text.reserve(rest.len() + 64),
            DecoderResult::Malformed(..) => {
                text.push('\u{fffd}');
                undecodable += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn payload(bytes: &[u8], charset: Option<&str>) -> Payload {
        Payload {
            bytes: bytes.to_vec(),
            media_type: "text/html".into(),
            charset: charset.map(str::to_owned),
            ..Payload::default()
        }
    }

    fn said(bytes: &[u8], charset: Option<&str>) -> (String, &'static str, Encoded) {
        let decoded = decode(&payload(bytes, charset));
        (decoded.text, decoded.encoding, decoded.by)
    }

    #[test]
    fn a_mark_beats_the_carrier_and_the_carrier_beats_the_page() {
        let page = b"<meta charset=koi8-r>\xc4\xc1";
        assert_eq!(said(page, None), ("<meta charset=koi8-r>да".into(), "KOI8-R", Encoded::Page));
        let (text, encoding, by) = said(page, Some(" Windows-1251 "));
        assert_eq!((text.ends_with("ДБ"), encoding, by), (true, "windows-1251", Encoded::Carrier));
        let marked = "\u{feff}да".as_bytes();
        assert_eq!(said(marked, Some("koi8-r")), ("да".into(), "UTF-8", Encoded::Mark));
        assert_eq!(said(b"\xff\xfea\0", None), ("a".into(), "UTF-16LE", Encoded::Mark));
        assert_eq!(said(b"<p>x", Some("no-such-label")).2, Encoded::Guess);
    }

    #[test]
    fn only_the_start_of_a_page_is_believed() {
        let late = [vec![b' '; PRESCAN], b"<meta charset=koi8-r>".to_vec()].concat();
        assert_eq!(said(&late, None).2, Encoded::Guess);
    }

    #[test]
    fn what_cannot_be_decoded_is_counted() {
        let decoded = decode(&payload(b"a\xffb\xe2\x82c", Some("utf-8")));
        assert_eq!((decoded.text.as_str(), decoded.undecodable), ("a\u{fffd}b\u{fffd}c", 2));
        // A replacement character that the page itself has is no failure.
        assert_eq!(decode(&payload("\u{fffd}".as_bytes(), None)).undecodable, 0);
    }

    #[test]
    fn a_text_comes_back_from_a_dozen_encodings() {
        let western = "Le café d’à côté a été fermé par décret, dit-elle.";
        let russian = "Министр заявил, что подобное сотрудничество никому не угрожает.";
        for (label, text) in [
            ("windows-1252", western),
            ("macintosh", western),
            ("windows-1251", russian),
            ("koi8-r", russian),
            ("iso-8859-5", russian),
            ("ibm866", russian),
            ("shift_jis", "大臣は会談が成功したと述べた。"),
            ("euc-jp", "大臣は会談が成功したと述べた。"),
            ("iso-2022-jp", "大臣は会談が成功したと述べた。"),
            ("euc-kr", "장관은 누구에게도 위협이 되지 않는다고 말했다."),
            ("gbk", "部长说这种合作不威胁任何人。"),
            ("gb18030", "部长说这种合作不威胁任何人。"),
            ("big5", "部長說這種合作不威脅任何人。"),
            ("windows-1253", "Ο υπουργός δήλωσε ότι δεν απειλεί κανέναν."),
            ("windows-1255", "השר אמר ששיתוף הפעולה אינו מאיים על איש."),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).expect(label);
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{label}");
            assert_eq!(said(&bytes, Some(label)).0, text, "{label}");
        }
        // Without a label, the two that old Russian pages are in are told apart.
        for label in ["windows-1251", "koi8-r"] {
            let encoding = Encoding::for_label(label.as_bytes()).expect(label);
            // KOI8-U, which has Ukrainian letters besides, is as good a guess for KOI8-R.
            let (text, _, by) = said(&encoding.encode(russian).0, None);
            assert_eq!((text.as_str(), by), (russian, Encoded::Guess), "{label}");
        }
        let wide: Vec<u8> = western.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(said(&wide, None), (western.into(), "UTF-16LE", Encoded::Guess));
    }

    #[test]
    fn only_a_plain_domain_helps_to_guess() {
        assert_eq!(top_domain("https://me@news.example.RU:8080/a?b").as_deref(), Some("ru"));
        for none in ["", "https://", "https://localhost/", "https://192.0.2.1/", "https://x.рф/", "no address"] {
            assert_eq!(top_domain(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..2000), label in "[a-z0-9-]{0,12}", address in ".{0,30}") {
            let mut made = payload(&bytes, Some(&label));
            made.address = Some(address);
            let _ = decode(&made);
        }
    }
}
