//! The JSON-LD in a page: the script elements that hold it, each with its line; it reads no JSON.

use super::window::Window;

/// A script element.
pub(super) struct Script<'t> {
    pub(super) text: &'t str,
    pub(super) line: usize,
}

/// Hands on the script elements of a page that hold JSON-LD, outside comments and other scripts, and what is wrong with
/// one that cannot be read. Gives whether there were any.
pub(super) fn scripts(window: &mut Window<'_>, take: &mut dyn FnMut(Result<Script<'_>, String>)) -> bool {
    let mut found = false;
    while window.skip(|byte| byte != b'<').is_some() {
        if !at_hand(window, |rest| rest.len() >= "<script".len()) {
            break;
        }
        if window.rest().starts_with("<!--") {
            past(window, "<!--".len(), "-->");
        } else if starts(window.rest(), "<script") {
            if !at_hand(window, |rest| tag_end(rest).is_some()) {
                break;
            }
            let tag = tag_end(window.rest()).unwrap_or_default();
            let is_wanted = is_linked_data(&window.rest()[..tag]);
            window.go(tag);
            found |= is_wanted;
            if is_wanted && !at_hand(window, |rest| end_of_script(rest).is_some()) && !window.is_whole() {
                take(Err(format!("line {}: a script element is too long to be read", window.line())));
            } else if is_wanted {
                let length = end_of_script(window.rest()).unwrap_or(window.rest().len());
                take(Ok(Script { text: bare(&window.rest()[..length]), line: window.line() }));
                window.go(length);
            }
            // The end of one that is passed over: what looks like a tag within it is none.
            while !starts(window.rest(), "</script") {
                if window.skip(|byte| byte != b'<').is_none() || !at_hand(window, |rest| rest.len() >= "</script".len())
                {
                    return found;
                }
                if !starts(window.rest(), "</script") {
                    window.go(1);
                }
            }
        } else {
            window.go(1);
        }
    }
    found
}

/// Reads on until something is at hand, or as much as may be; gives whether it is.
fn at_hand(window: &mut Window<'_>, is_there: impl Fn(&str) -> bool) -> bool {
    loop {
        if is_there(window.rest()) {
            return true;
        }
        if window.is_full() || !window.more() {
            return is_there(window.rest());
        }
    }
}

/// Lets go of so many bytes, and of all up to a sign and the sign itself.
fn past(window: &mut Window<'_>, bytes: usize, sign: &str) {
    window.go(bytes);
    loop {
        if let Some(at) = window.rest().find(sign) {
            return window.go(at + sign.len());
        }
        // The sign may be cut.
        let keep = window.rest().len().saturating_sub(sign.len() - 1);
        let keep = (keep..=window.rest().len()).find(|at| window.rest().is_char_boundary(*at)).unwrap_or_default();
        window.go(keep);
        if !window.more() {
            return window.go(window.rest().len());
        }
    }
}

/// Whether a text may be such a page.
pub(super) fn is_page(text: &str) -> bool {
    text.contains("ld+json")
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

/// Where the end tag of a script begins; `None` where it is not at hand.
fn end_of_script(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find("</") {
        if starts(&text[at + next..], "</script") {
            return Some(at + next);
        }
        at += next + 2;
    }
    None
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
        for piece in [1, 2, 7, 1_000] {
            let mut bytes = page.as_bytes();
            let mut found = Vec::new();
            let mut window = Window::bounded(&mut bytes, piece, 1_000);
            let is_page = scripts(&mut window, &mut |script| {
                let script = script.unwrap();
                found.push((script.text.trim().to_owned(), script.line));
            });
            assert!(is_page);
            assert_eq!(found, [("3".to_owned(), 4), ("4".to_owned(), 6), ("5".to_owned(), 7)], "{piece}");
        }
    }

    #[test]
    fn a_script_that_is_too_long_is_named_and_passed_over() {
        let page = format!(
            "<script>x</script>\n<script type=application/ld+json>\"{}\"</script>\n<script type=application/ld+json>2</script>",
            "<x ".repeat(200)
        );
        let mut bytes = page.as_bytes();
        let mut found = Vec::new();
        scripts(&mut Window::bounded(&mut bytes, 10, 100), &mut |script| {
            found.push(script.map(|script| (script.text.to_owned(), script.line)));
        });
        let why = "line 2: a script element is too long to be read".to_owned();
        assert_eq!(found, [Err(why), Ok(("2".to_owned(), 3))]);
    }
}
