//! Text from outside as Markdown that shows exactly that text: nothing in it becomes markup, a link or a line end.
//!
//! Follows CommonMark 0.31 and GitHub's extensions, plus what other renderers add (math, superscript, attributes,
//! definition lists). Escapes only where a renderer could act, so that the source stays readable.

use std::fmt::Write as _;

use crate::text::{self, visible};

/// The text on one line, as inline Markdown that may stand anywhere: in a paragraph, a heading, a list, a table cell.
pub fn inline(text: &str) -> String {
    let line = visible(text);
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let mut before = None;
    let mut chars = line.char_indices().peekable();
    let opening = opening_marker(&line);
    let closing = line.trim_end_matches('#').len();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' | '{' | '}' => true,
            // Entities: `&lt;`, `&#60;`.
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            // Bare addresses become links: `https://…`, `www.…`, `a@b`.
            ':' => line[at..].starts_with("://") || at == 0,
            '.' => line.as_bytes()[..at].last_chunk::<3>().is_some_and(|word| word.eq_ignore_ascii_case(b"www")),
            '@' => before.is_some() && next.is_some(),
            '!' => next == Some('['),
            // A heading may end with a row of these, which are not shown.
            '#' => at >= closing,
            _ => false,
        };
        if acts || Some(at) == opening {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// The text as paragraphs, each on one line, where empty lines part them.
pub fn paragraphs(text: &str) -> String {
    text::paragraphs(text).iter().map(|one| inline(one)).collect::<Vec<_>>().join("\n\n")
}

/// An address as a link where it is one that a reader may follow (http, https, mailto), else as text.
pub fn link(address: &str) -> String {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
        return inline(address);
    }
    let mut out = String::from("<");
    for c in address.chars() {
        let plain = c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
        if plain {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out.push('>');
    out
}

/// Where a text that starts a line would start a block: `- a`, `# a`, `1. a`, `=== `.
fn opening_marker(line: &str) -> Option<usize> {
    let is_word = |rest: &str| rest.starts_with(char::is_alphanumeric);
    match line.chars().next()? {
        '=' | '#' => return Some(0),
        '-' | '+' => return (!is_word(&line[1..])).then_some(0),
        _ => {}
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = line[digits..].starts_with(['.', ')']) && !is_word(&line[digits + 1..]);
    (digits > 0 && marker).then_some(digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// The text that a renderer shows for `markdown`, and whether it shows anything but text.
    fn shown(markdown: &str, allowed: Allowed) -> (String, bool) {
        let mut text = String::new();
        let mut only_text = true;
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(tag) => only_text &= allowed(&tag),
                Event::End(_) => {}
                _ => only_text = false,
            }
        }
        (text.split_whitespace().collect::<Vec<_>>().join(" "), only_text)
    }

    type Allowed = fn(&Tag<'_>) -> bool;

    fn is_inert_everywhere(text: &str) -> Result<(), String> {
        let escaped = inline(text);
        let expected = visible(text);
        let places: [(&str, String, Allowed); 5] = [
            ("paragraph", escaped.clone(), |tag| matches!(tag, Tag::Paragraph)),
            (
                "heading",
                format!("# {escaped}"),
                |tag| matches!(tag, Tag::Heading { id: None, classes, attrs, .. } if classes.is_empty() && attrs.is_empty()),
            ),
            ("list", format!("- {escaped}"), |tag| matches!(tag, Tag::List(None) | Tag::Item | Tag::Paragraph)),
            ("quote", format!("> {escaped}"), |tag| matches!(tag, Tag::BlockQuote(None) | Tag::Paragraph)),
            ("table", format!("| h |\n|---|\n| {escaped} |"), |tag| {
                matches!(tag, Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            }),
        ];
        for (place, markdown, allowed) in places {
            let (found, only_text) = shown(&markdown, allowed);
            let wanted = if place == "table" { format!("h{expected}") } else { expected.clone() };
            if found != wanted || !only_text {
                return Err(format!("{place}: {markdown:?} shows {found:?}, not {wanted:?}; only text: {only_text}"));
            }
        }
        Ok(())
    }

    const NASTY: &[&str] = &[
        "**bold** _em_ `code` ~~gone~~ ^up^ ==mark== $x^2$",
        "[link](https://example.org) ![image](x) [ref][1] [^1] [[wiki]] [x]: https://example.org",
        "<script>alert(1)</script> </script> <!-- c --> --> <b>b</b> <https://example.org> <?php ?> <![CDATA[x]]>",
        "&lt;b&gt; &#60;b&#62; &amp; AT&T",
        "# heading {#id .class}",
        "heading {#id .class}",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "2023-08-15",
        "3.5 per cent",
        "=== setext",
        "--- rule",
        "***",
        "> quote",
        "    code",
        "\tcode",
        "```\nfence\n```",
        "~~~",
        "| a | b |",
        ": definition",
        "::: warning",
        "+++",
        "term\n: def",
        "a  \nb",
        "a\\\nb",
        "line\r\n# two",
        "\u{0}\u{1b}[31m\u{7f}\u{9b}",
        "\u{202e}abc\u{2066}",
        "tail\\",
        "tail `",
        "tail <",
        "tail &",
        "www.example.org http://example.org ftp://x a@example.org",
        "- [ ] task",
        "[!NOTE] x",
        "\\* \\\\",
        "||spoiler||",
        "a|b\\|c",
        "{{ template }} {% if %}",
        "x_y_z __init__ snake_case_",
        "*a **b* c**",
        "북한은 *핵* 실험",
        "\"smart\" -- quotes...",
    ];

    #[test]
    fn nothing_in_the_corpus_is_markup() {
        for text in NASTY {
            is_inert_everywhere(text).unwrap();
        }
    }

    #[test]
    fn ordinary_text_stays_readable() {
        for text in [
            "“No threat to anyone,” he said.",
            "Russia–DPRK: 1,000 shells (15%)",
            "Is it? Yes! A-B; 3 + 4 = 7",
            "It's at 10:30.",
        ] {
            assert_eq!(inline(text), *text);
        }
    }

    #[test]
    fn only_addresses_that_can_be_followed_are_links() {
        assert_eq!(link("https://example.org/a b<>\"`é"), "<https://example.org/a%20b%3C%3E%22%60%C3%A9>");
        assert_eq!(link("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(link("data:text/html,<b>"), "data:text/html,\\<b\\>");
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(paragraphs("One\nline.\n\n# Two"), "One line.\n\n\\# Two");
        assert_eq!(paragraphs(""), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_text_is_markup(text in "[ -~\\n\\t\u{1b}\u{e9}\u{202e}]{0,40}|[*_`\\[\\]<>&#\\\\|~!(){}:.$^=+\\-0-9a \\n]{0,24}") {
            is_inert_everywhere(&text).map_err(TestCaseError::fail)?;
        }
    }
}
