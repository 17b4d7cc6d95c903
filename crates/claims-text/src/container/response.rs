//! Makes a page of a record: a response as HTTP has it, or a resource as it is; it knows no archives.

use super::{
    Hint, Limits, Payload, Unreadable, XHTML, inflate, is_html, media_type, opened, parameter, record::Record,
    too_large,
};
use crate::meta::when;

/// The head of a response: its status and its fields, and where the body begins.
struct Head {
    status: Option<u16>,
    fields: Vec<(String, String)>,
    body: usize,
}

impl Head {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The status of a record, and whether it is a page.
pub(super) fn kind_of(record: &Record, start: &[u8]) -> (Option<u16>, bool) {
    let head = head_of(record, start);
    let kind = kind(record, &head);
    let status = head.status;
    (status, is_html(&kind) || kind.is_empty() && start[head.body..].trim_ascii_start().starts_with(b"<"))
}

/// The page of a record of an archive that lies in `depth` containers.
///
/// A body may be a container in its turn, or something without text; what it is called is heard, what it is counts.
pub(super) fn payload(
    record: &Record,
    mut body: Vec<u8>,
    limits: &Limits,
    depth: usize,
) -> Result<Payload, Unreadable> {
    let limit = limits.held;
    let head = head_of(record, &body);
    let carrier = if head.body == 0 { record.field("Content-Type") } else { head.field("Content-Type") };
    let charset = carrier.and_then(|value| parameter(value, "charset"));
    let mut how = Vec::new();
    body.drain(..head.body);
    if head.field("Transfer-Encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked")) {
        // Many archives keep the header and store the body whole.
        if let Some(whole) = unchunked(&body) {
            body = whole;
            how.push("put chunks together".into());
        }
    }
    for encoding in head.field("Content-Encoding").unwrap_or_default().split(',').rev().take(3) {
        if let Some(inner) = inflate::content(&body, encoding, limit)? {
            body = inner;
            how.push(format!("decompressed with {}", encoding.trim()));
        }
    }
    if body.len() > limit {
        return Err(too_large("page", limit as u64, "bytes"));
    }
    let kind = kind(record, &head);
    let is_page = kind.is_empty() || is_html(&kind);
    let mut page = if body.is_empty() {
        Payload { media_type: if is_page { "text/html" } else { "text/plain" }.into(), ..Payload::default() }
    } else {
        let hint = Hint {
            media_type: Some(&kind).filter(|_| !kind.is_empty()).map(|kind| &**kind),
            limits: *limits,
            ..Hint::default()
        };
        opened(&body, &hint, depth + 1)?
    };
    // A page need not begin like one, nor have a tag.
    if page.how.is_empty() && is_page && page.media_type == "text/plain" {
        page.media_type = "text/html".into();
    }
    if page.how.is_empty() && kind == XHTML {
        page.media_type = kind;
    }
    how.append(&mut page.how);
    Ok(Payload {
        charset: page.charset.or(charset),
        address: record.page_address(),
        captured: record.field("WARC-Date").and_then(when::stamp),
        status: head.status,
        how,
        ..page
    })
}

/// The head of a response; of a record that is none, an empty one.
fn head_of(record: &Record, body: &[u8]) -> Head {
    let none = Head { status: None, fields: Vec::new(), body: 0 };
    let is_http = record.field("Content-Type").is_some_and(|value| media_type(value) == "application/http");
    if !is_http && !body.starts_with(b"HTTP/") {
        return none;
    }
    let end = body.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let end = end.or_else(|| body.windows(2).position(|two| two == b"\n\n").map(|at| at + 2));
    let Some(end) = end else { return none };
    let text = String::from_utf8_lossy(&body[..end]);
    let mut lines = text.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    let fields = lines.filter_map(|line| line.split_once(':')).take(1000);
    let fields = fields.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect();
    Head { status, fields, body: end }
}

fn kind(record: &Record, head: &Head) -> String {
    let carrier = if head.body == 0 { record.field("Content-Type") } else { head.field("Content-Type") };
    carrier.map(media_type).unwrap_or_default()
}

/// A body without the lengths between its chunks; `None` where it has none.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut whole, mut rest) = (Vec::with_capacity(body.len()), body);
    loop {
        let end = rest.iter().take(1000).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend(rest.get(..length)?);
        rest = &rest[length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}
