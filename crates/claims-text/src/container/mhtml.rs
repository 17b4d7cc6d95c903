//! Finds the page in MHTML: a message of several parts of which one is the page; the rest is left where it is.

use mail_parser::{
    Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use super::{Hint, Payload, Place, Unreadable, XHTML, is_same, too_large};
use crate::meta::when;

const KIND: &str = "MHTML file";

/// The page of the message: the part that is wanted, or the one that the message names as its own, else the first.
pub(super) fn page(bytes: &[u8], hint: &Hint<'_>) -> Result<Payload, Unreadable> {
    let broken =
        |what: &str, at: u64| Unreadable::Broken { container: KIND, place: Place::Byte(at), what: what.into() };
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(KIND, u64::from(u32::MAX), "bytes"));
    }
    let message = MessageParser::new().parse(bytes).ok_or_else(|| broken("it has no header", 0))?;
    if message.parts.len() > hint.limits.parts {
        return Err(too_large(KIND, hint.limits.parts as u64, "parts"));
    }
    let root = message.parts.first().ok_or_else(|| broken("it has no parts", 0))?;
    let own = header(bytes, root, "snapshot-content-location").or_else(|| root.content_location().map(str::to_owned));
    let start =
        root.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>']).to_owned());
    let pages: Vec<&MessagePart<'_>> = message.parts.iter().filter(|part| media_type_of(part).is_some()).collect();
    let at =
        |wanted: &str| pages.iter().find(|part| part.content_location().is_some_and(|place| is_same(place, wanted)));
    // A frame has an address of its own; who asks for it gets it.
    let wanted = hint.address.and_then(at);
    let named = || own.as_deref().and_then(at);
    let started = || start.as_deref().and_then(|id| pages.iter().find(|part| part.content_id() == Some(id)));
    let html = || pages.iter().find(|part| media_type_of(part) != Some("text/plain"));
    let part = wanted.or_else(named).or_else(started).or_else(html).or(pages.first());
    let Some(part) = part else {
        let there = Vec::new();
        return Err(Unreadable::NoChoice { container: KIND, wanted: None, there });
    };
    let body = bytes.get(part.offset_body as usize..part.offset_end as usize);
    let body = body.ok_or_else(|| broken("a part ends before it begins", part.offset_body.into()))?;
    let decoded = match part.encoding {
        Encoding::None => Some(body.to_vec()),
        Encoding::Base64 => base64_decode(body),
        Encoding::QuotedPrintable => quoted_printable_decode(body),
    };
    let address = part.content_location().filter(|place| place.starts_with("http")).map(str::to_owned);
    Ok(Payload {
        bytes: decoded.ok_or_else(|| broken("a part is not encoded as it says", part.offset_body.into()))?,
        media_type: media_type_of(part).unwrap_or("text/html").into(),
        charset: part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned),
        address: address.or(own.filter(|own| own.starts_with("http"))),
        captured: date(bytes, &message),
        status: None,
        how: vec![format!("took the page out of {} parts of MHTML", message.parts.len())],
        ..Payload::default()
    })
}

/// The media type of a part that can be the page.
fn media_type_of(part: &MessagePart<'_>) -> Option<&'static str> {
    let kind = part.content_type()?;
    match (kind.c_type.to_ascii_lowercase().as_str(), kind.c_subtype.as_deref()?.to_ascii_lowercase().as_str()) {
        ("text", "html") => Some("text/html"),
        ("application", "xhtml+xml") => Some(XHTML),
        ("text", "plain") => Some("text/plain"),
        _ => None,
    }
}

/// A header of a part, unfolded, as it stands.
fn header(bytes: &[u8], part: &MessagePart<'_>, name: &str) -> Option<String> {
    let found = part.headers.iter().find(|header| header.name.as_str().eq_ignore_ascii_case(name))?;
    let value = bytes.get(found.offset_start as usize..found.offset_end as usize)?;
    let value: String = String::from_utf8_lossy(value).split(['\r', '\n']).map(str::trim).collect();
    Some(value).filter(|value| !value.is_empty())
}

fn date(bytes: &[u8], message: &Message<'_>) -> Option<when::When> {
    let value = header(bytes, message.parts.first()?, HeaderName::Date.as_str())?;
    when::stamp(&value)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Hint, Limits, format_of, open};

    /// As browsers write it.
    const SAVED: &str = "From: <Saved by Blink>\r\n\
        Snapshot-Content-Location: https://example.org/long/\r\n article\r\n\
        Subject: =?utf-8?Q?T=C3=A9st?=\r\n\
        Date: Thu, 4 Sep 2025 10:30:15 +0200\r\n\
        MIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Part\"\r\n\r\n\r\n\
        ------Part\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml>\r\nContent-Location: https://example.org/frame\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nPHA+RnJhbWU=\r\n\
        ------Part\r\nContent-Type: text/html; charset=\"koi8-r\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://example.org/long/article\r\n\r\n<p class=3D\"a\">=C4=C1 a lon=\r\ng line\r\n\
        ------Part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Part--\r\n";

    #[test]
    fn the_page_that_the_message_names_is_taken() {
        assert_eq!(format_of(SAVED.as_bytes(), &Hint::default()), Format::Mhtml);
        let payload = open(SAVED.as_bytes(), &Hint::default()).expect("a page");
        assert_eq!(String::from_utf8_lossy(&payload.bytes).trim_end(), "<p class=\"a\">\u{fffd}\u{fffd} a long line");
        assert_eq!(crate::decode(&payload).text.trim_end(), "<p class=\"a\">да a long line");
        assert_eq!(payload.address.as_deref(), Some("https://example.org/long/article"));
        assert_eq!(payload.captured.map(|when| when.to_string()).as_deref(), Some("2025-09-04T10:30:15+02:00"));
    }

    #[test]
    fn a_frame_is_taken_where_it_is_asked_for() {
        let hint = Hint { address: Some("http://example.org/frame"), ..Hint::default() };
        assert_eq!(open(SAVED.as_bytes(), &hint).expect("a frame").bytes, b"<p>Frame");
    }

    #[test]
    fn parts_may_lie_in_parts() {
        let nested = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\
            Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nWords\n--b\n\
            Content-Type: text/html; charset=utf-8\n\n<p>Words\n--b--\n--a--\n";
        assert_eq!(open(nested.as_bytes(), &Hint::default()).expect("a page").media_type, "text/html");
        let deep: String =
            (0..3000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n")).collect();
        let _ = open(format!("MIME-Version: 1.0\n{deep}").as_bytes(), &Hint::default());
    }

    #[test]
    fn too_many_parts_and_none_are_errors() {
        let few = Hint { limits: Limits { parts: 2, ..Limits::default() }, ..Hint::default() };
        assert_eq!(
            open(SAVED.as_bytes(), &few).expect_err("parts").to_string(),
            "the MHTML file is too large: more than 2 parts"
        );
        let none = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: image/png\n\nx\n--a--\n";
        assert_eq!(
            open(none.as_bytes(), &Hint::default()).expect_err("none").to_string(),
            "the MHTML file has no page in it"
        );
    }
}
