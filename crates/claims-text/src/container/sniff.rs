//! Tells what bytes are: by their content first, by name and media type second; it opens nothing.

use super::{Hint, is_html as is_html_type, media_type};

/// How far a start is looked at, in bytes.
const START: usize = 4096;

/// What bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A text without markup.
    Plain,
    /// A text in Markdown; only a name or a media type can tell.
    Markdown,
    /// A page.
    Html,
    /// A page with all it needs inside, saved by SingleFile.
    SingleFile,
    /// A page with its parts, in MIME.
    Mhtml,
    /// A web archive; its records may be compressed.
    Warc,
    /// Web archives with an index, in a zip file.
    Wacz,
    /// A PDF.
    Pdf,
    /// Something compressed with gzip.
    Gzip,
    /// Something else; the text names it with its article.
    Other(&'static str),
}

/// What is no text and nothing known.
pub(super) const BINARY: &str = "binary data";

/// What begins files that have no text, and what they are.
const OTHERS: [(&[u8], &str); 14] = [
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"\0\0\x01\0", "an icon"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7z archive"),
];

/// What bytes are.
pub fn format_of(bytes: &[u8], hint: &Hint<'_>) -> Format {
    let start = &bytes[..bytes.len().min(START)];
    if start.starts_with(b"\x1f\x8b") {
        return if is_warc_inside(bytes) { Format::Warc } else { Format::Gzip };
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if start[..start.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Format::Pdf;
    }
    if start.starts_with(b"WARC/") {
        return Format::Warc;
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Format::Other("a video");
    }
    if start.starts_with(b"RIFF") && matches!(start.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI ")) {
        return Format::Other("a picture or a recording");
    }
    // "BM" and "ID3" may begin a text; what has zeros in it is none.
    let other = OTHERS
        .iter()
        .find(|(magic, _)| start.starts_with(magic) && (magic.len() > 3 || start.contains(&0) || magic[0] > 127));
    if let Some((_, what)) = other {
        return Format::Other(what);
    }
    let text = start_as_text(start);
    if is_mhtml(&text, hint) {
        return Format::Mhtml;
    }
    let wide = crate::charset::is_wide(start);
    if !wide && bytes.contains(&0) {
        return Format::Other(BINARY);
    }
    if is_html(&text) || (named_html(hint) && text.contains('<')) {
        return if super::singlefile::is(bytes) { Format::SingleFile } else { Format::Html };
    }
    if named_markdown(hint) { Format::Markdown } else { Format::Plain }
}

/// Whether the first member of a gzip file is a record of a web archive.
fn is_warc_inside(bytes: &[u8]) -> bool {
    use std::io::Read as _;
    let mut start = [0; 5];
    flate2::read::GzDecoder::new(bytes).read_exact(&mut start).is_ok() && &start == b"WARC/"
}

/// What a zip file is, by the names in its list, which stand in it as they are.
fn zip(bytes: &[u8]) -> Format {
    // The list is at the end; a name in it is at most this far from there in any archive that is one of these.
    let end = &bytes[bytes.len().saturating_sub(1 << 20)..];
    let has = |name: &[u8]| end.windows(name.len()).any(|part| part == name);
    if has(b"archive/") && (has(b".warc") || has(b"datapackage.json")) {
        Format::Wacz
    } else if has(b"[Content_Types].xml") {
        Format::Other("an Office document")
    } else if has(b"META-INF/container.xml") {
        Format::Other("an EPUB book")
    } else {
        Format::Other("a zip archive without web archives in it")
    }
}

/// The start as text, if only to see its first words.
fn start_as_text(start: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(start) {
        Some((encoding, _)) => encoding.decode(start).0.into_owned(),
        None if crate::charset::is_wide(start) => {
            start.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
        }
        None => String::from_utf8_lossy(start).into_owned(),
    }
}

/// Whether a text begins with the header of a message that has several parts.
fn is_mhtml(text: &str, hint: &Hint<'_>) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let is_header = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    if !is_header {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let head = lower.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let named = ends_with(hint, &[".mht", ".mhtml"])
        || hint
            .media_type
            .map(media_type)
            .is_some_and(|kind| matches!(kind.as_str(), "multipart/related" | "message/rfc822"));
    let typed = head.contains("content-type:");
    typed && (head.contains("multipart/related") || head.contains("mime-version:") || named)
}

/// Whether a text begins as pages do, after white space, comments and declarations.
fn is_html(text: &str) -> bool {
    const TAGS: [&str; 16] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<title",
        "<meta",
        "<script",
        "<style",
        "<link",
        "<div",
        "<p>",
        "<h1",
        "<table",
        "<article",
        "<main",
        "<iframe",
    ];
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let closed = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else {
            None
        };
        match closed {
            Some((_, after)) => rest = after.trim_start(),
            None => break,
        }
    }
    let head: String = rest.chars().take(16).collect::<String>().to_ascii_lowercase();
    // A comment that does not end in sight is of a page if one follows.
    TAGS.iter().any(|tag| head.starts_with(tag))
        || rest.starts_with("<!--") && text.to_ascii_lowercase().contains("<html")
}

fn named_html(hint: &Hint<'_>) -> bool {
    ends_with(hint, &[".html", ".htm", ".xhtml"])
        || hint.media_type.map(media_type).is_some_and(|kind| is_html_type(&kind))
}

fn named_markdown(hint: &Hint<'_>) -> bool {
    ends_with(hint, &[".md", ".markdown", ".mdown"])
        || hint
            .media_type
            .map(media_type)
            .is_some_and(|kind| matches!(kind.as_str(), "text/markdown" | "text/x-markdown"))
}

fn ends_with(hint: &Hint<'_>, endings: &[&str]) -> bool {
    hint.name.map(str::to_ascii_lowercase).is_some_and(|name| endings.iter().any(|ending| name.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_first_and_the_name_second() {
        let named = |bytes: &[u8], name: &'static str| format_of(bytes, &Hint { name: Some(name), ..Hint::default() });
        assert_eq!(named(b"\xef\xbb\xbf <!-- x --><!DOCTYPE HTML><p>", "a.txt"), Format::Html);
        assert_eq!(named(b"<?xml version='1.0'?>\n<html xmlns='x'>", ""), Format::Html);
        assert_eq!(named(b"%PDF-1.4", "a.html"), Format::Pdf);
        assert_eq!(named(b"Words <b>bold</b>", "a.HTM"), Format::Html);
        assert_eq!(named(b"# Words", "a.md"), Format::Markdown);
        assert_eq!(named(b"# Words", "a"), Format::Plain);
        assert_eq!(named(b"BMW said: no.", "a"), Format::Plain);
        assert_eq!(named(b"Minister: we said so.\n\nContent-Type: x", "a"), Format::Plain);
        assert_eq!(named(b"WARC/1.1\r\n", "a"), Format::Warc);
        assert_eq!(named(b"\xff\xd8\xff\xe0", "a.txt"), Format::Other("a JPEG image"));
        assert_eq!(named(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a"), Format::Html);
        let typed = Hint { media_type: Some("text/html; charset=utf-8"), ..Hint::default() };
        assert_eq!(format_of(b"a <b>b</b>", &typed), Format::Html);
    }
}
