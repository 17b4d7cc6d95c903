//! The JSON-LD in a page: the script elements that hold it, each with its line; it reads no JSON.

/// A script element.
pub(super) struct Script<'t> {
    pub(super) text: &'t str,
    pub(super) line: usize,
}

/// The script elements of a page that hold JSON-LD, outside comments and other scripts.
pub(super) fn scripts(page: &str, line: usize) -> Vec<Script<'_>> {
    let mut found = Vec::new();
    let mut lines = Lines { page, at: 0, line };
    let mut at = 0;
    while let Some(open) = page[at..].find('<').map(|next| at + next) {
        let rest = &page[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(page.len(), |end| open + end + "-->".len());
        } else if starts(rest, "<script") {
            let Some(tag) = tag_end(rest) else { break };
            let start = open + tag;
            let length = end_of_script(&page[start..]);
            if is_linked_data(&rest[..tag]) {
                found.push(Script { text: bare(&page[start..start + length]), line: lines.of(start) });
            }
            at = start + length;
        } else {
            at = open + 1;
        }
    }
    found
}

/// Whether a text may be such a page.
pub(super) fn is_page(text: &str) -> bool {
    text.contains("ld+json")
}

/// Counts lines as it goes.
struct Lines<'t> {
    page: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        self.line += self.page.as_bytes()[self.at..at].iter().filter(|byte| **byte == b'\n').count();
        self.at = at;
        self.line
    }
}

/// Where the tag at the start of a text ends; a `>` in the value of an attribute is no end.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn is_linked_data(tag: &str) -> bool {
    tag.to_ascii_lowercase().contains("ld+json")
}

fn end_of_script(text: &str) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].find("</") {
        if starts(&text[at + next..], "</script") {
            return at + next;
        }
        at += next + 2;
    }
    text.len()
}

/// The text without what hides it from browsers of old: a comment or a CDATA section around all of it.
///
/// What comes before is cut off up to the sign, so that lines stay the same only if that is on the first one.
fn bare(text: &str) -> &str {
    let mut bare = text;
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        let start = bare.trim_start();
        let start = start.strip_prefix("//").map_or(start, str::trim_start);
        if let Some(inner) = start.strip_prefix(open) {
            let inner = inner.trim_end();
            let inner = inner.strip_suffix(close).map_or(inner, str::trim_end);
            bare = inner.strip_suffix("//").unwrap_or(inner);
        }
    }
    bare
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_would_take_for_linked_data_is_found() {
        let page = "<title>x</title>\n<!-- <script type=application/ld+json>1</script> -->\n\
            <script>'<script type=\"application/ld+json\">2<\\/script>'</script>\n\
            <SCRIPT data-x='>' TYPE=\"application/LD+JSON\">\n3\n</SCRIPT ><script type='application/ld+json'>//<![CDATA[\n4//]]></script>\
            <script type=application/ld+json>5";
        let found: Vec<_> =
            scripts(page, 1).iter().map(|script| (script.text.trim().to_owned(), script.line)).collect();
        assert_eq!(found, [("3".to_owned(), 4), ("4".to_owned(), 6), ("5".to_owned(), 7)]);
    }
}
