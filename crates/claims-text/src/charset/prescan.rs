//! What a page says of its own encoding: the prescan of the HTML Standard, step by step; it decodes nothing.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Name and value of an attribute.
type Attribute = (Vec<u8>, Vec<u8>);

/// What the first bytes of a page name as its encoding: an XML declaration, or a `meta` element outside of comments.
pub(super) fn named_by_page(start: &[u8]) -> Option<&'static Encoding> {
    if start.starts_with(b"<?xml") {
        let end = start.iter().position(|byte| *byte == b'>')?;
        if let Some(label) = value_after(&start[..end], b"encoding") {
            return for_page(label);
        }
    }
    let mut at = 0;
    while at < start.len() {
        let rest = &start[at..];
        if rest.starts_with(b"<!--") {
            // `<!-->` is a whole comment, so the two hyphens may be those that opened it.
            at += 2 + rest[2..].windows(3).position(|three| three == b"-->")? + 3;
        } else if starts_ignoring_case(rest, b"<meta") && rest.get(5).is_some_and(|b| b" \t\n\r\x0c/".contains(b)) {
            let (attributes, length) = attributes(&rest[5..]);
            if let Some(encoding) = named_by_meta(&attributes) {
                return Some(encoding);
            }
            at += 5 + length;
        } else if rest[0] == b'<' && rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') {
            let name = rest.iter().position(|byte| b" \t\n\r\x0c>".contains(byte))?;
            at += name + attributes(&rest[name..]).1;
        } else {
            at += 1;
        }
    }
    None
}

fn named_by_meta(attributes: &[Attribute]) -> Option<&'static Encoding> {
    let get = |name: &[u8]| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_slice());
    if let Some(label) = get(b"charset") {
        return for_page(label);
    }
    let declares = get(b"http-equiv").is_some_and(|what| what.eq_ignore_ascii_case(b"content-type"));
    get(b"content").filter(|_| declares).and_then(|content| value_after(content, b"charset")).and_then(for_page)
}

/// An encoding that a page names in bytes that were read as ASCII, so that it cannot be UTF-16.
fn for_page(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    Some(match encoding {
        _ if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        _ if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

/// The attributes of a tag whose name was read, and how many bytes they and the end of the tag take.
fn attributes(tag: &[u8]) -> (Vec<Attribute>, usize) {
    let is_space = |byte: u8| b" \t\n\r\x0c/".contains(&byte);
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        while tag.get(at).is_some_and(|byte| is_space(*byte)) {
            at += 1;
        }
        if tag.get(at).is_none_or(|byte| *byte == b'>') {
            return (found, (at + 1).min(tag.len()));
        }
        let from = at;
        at += 1;
        while tag.get(at).is_some_and(|byte| !is_space(*byte) && *byte != b'=' && *byte != b'>') {
            at += 1;
        }
        let name = tag[from..at].to_ascii_lowercase();
        while tag.get(at).is_some_and(|byte| is_space(*byte)) {
            at += 1;
        }
        let mut value = Vec::new();
        if tag.get(at) == Some(&b'=') {
            at += 1;
            while tag.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let quote = tag.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
            at += usize::from(quote.is_some());
            let ends = |byte: u8| quote.map_or(byte.is_ascii_whitespace() || byte == b'>', |quote| byte == quote);
            let length = tag[at.min(tag.len())..].iter().take_while(|byte| !ends(**byte)).count();
            value = tag[at.min(tag.len())..][..length].to_vec();
            at += length + usize::from(quote.is_some());
        }
        at = at.min(tag.len());
        found.push((name, value));
    }
}

/// The value after `name=`, in quotation marks or bare.
fn value_after<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let mut from = 0;
    while let Some(found) = bytes[from..].windows(name.len()).position(|part| part.eq_ignore_ascii_case(name)) {
        from += found + name.len();
        let rest = bytes[from..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let rest = rest.trim_ascii_start();
        return Some(match rest.first() {
            Some(quote @ (b'"' | b'\'')) => &rest[1..1 + rest[1..].iter().position(|byte| byte == quote)?],
            _ => &rest[..rest.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b';').count()],
        });
    }
    None
}

fn starts_ignoring_case(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_names_its_encoding_in_many_ways() {
        for (page, encoding) in [
            (&b"<meta http-equiv='Content-Type' content='text/html; charset = \"euc-kr\"'>"[..], "EUC-KR"),
            (b"<META CHARSET='gb2312'>", "GBK"),
            (b"<?xml version='1.0' encoding='shift_jis'?><html>", "Shift_JIS"),
            (b"<!-- <meta charset=big5> --><meta/charset=\"big5\">", "Big5"),
            (b"<!--><meta charset=big5>", "Big5"),
            (b"<p title='<meta charset=koi8-r>'><meta charset=latin1>", "windows-1252"),
            (b"<meta charset=utf-16>", "UTF-8"),
            (b"<meta charset=x-user-defined>", "windows-1252"),
        ] {
            let named = named_by_page(page).map(Encoding::name);
            assert_eq!(named, Some(encoding), "{}", String::from_utf8_lossy(page));
        }
        // A meta element that declares nothing.
        assert_eq!(named_by_page(b"<meta content='text/html; charset=koi8-r'>"), None);
    }

    proptest! {
        #[test]
        fn half_pages_do_not_stop_it(page in "(<|!|-|>|meta|charset|=|'|\"| |/|content|utf-8|a){0,60}") {
            let _ = named_by_page(page.as_bytes());
        }
    }
}
