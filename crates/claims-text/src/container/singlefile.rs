//! Reads the comment that SingleFile writes into the pages it saves; the page itself stays as it is.

use super::Payload;
use crate::meta::when;

/// How far the comment may be from the start, in bytes.
const START: usize = 64 * 1024;

/// Whether a page was saved by SingleFile.
pub(super) fn is(bytes: &[u8]) -> bool {
    comment(bytes).is_some()
}

/// The page, with the address and the time of its comment.
pub(super) fn page(bytes: &[u8]) -> Payload {
    let comment = comment(bytes).unwrap_or_default();
    let line = |name: &str| {
        let lines = comment.lines().map(str::trim);
        lines
            .filter_map(|line| line.strip_prefix(name))
            .map(str::trim)
            .find(|value| !value.is_empty())
            .map(str::to_owned)
    };
    Payload {
        bytes: bytes.to_vec(),
        media_type: "text/html".into(),
        address: line("url:").filter(|url| url.starts_with("http")),
        captured: line("saved date:").and_then(|date| when::stamp(&date)),
        how: vec!["read the comment of SingleFile".into()],
        ..Payload::default()
    }
}

/// The comment, if there is one near the start.
fn comment(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]);
    let mut rest = &start[..];
    while let Some((_, after)) = rest.split_once("<!--") {
        let (comment, next) = after.split_once("-->").unwrap_or((after, ""));
        if comment.contains("SingleFile") && comment.contains("url:") {
            return Some(comment.to_owned());
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Hint, format_of, open};

    #[test]
    fn address_and_time_stand_in_the_comment() {
        let page = b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://example.org/a?b=1 \n \
            saved date: Thu Sep 04 2025 10:30:15 GMT+0200 (Central European Summer Time)\n--><meta charset=utf-8><p>Words";
        assert_eq!(format_of(page, &Hint::default()), Format::SingleFile);
        let payload =
            open(page, &Hint { address: Some("https://example.org/elsewhere"), ..Hint::default() }).expect("a page");
        assert_eq!(payload.address.as_deref(), Some("https://example.org/a?b=1"));
        assert_eq!(payload.captured.map(|when| when.to_string()).as_deref(), Some("2025-09-04T10:30:15+02:00"));
        assert_eq!(payload.bytes, page);
    }

    #[test]
    fn a_page_that_speaks_of_it_is_not_one_of_its() {
        let page = b"<html><p>SingleFile writes url: into a comment";
        assert_eq!(format_of(page, &Hint::default()), Format::Html);
    }
}
