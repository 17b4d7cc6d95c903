//! Text from outside as it stands in a note: shown as it is, and acted on by neither Obsidian nor what is added to it.
//!
//! Beyond CommonMark and GitHub's extensions that is: links `[[…]]`, comments `%%`, tags `#a`, marks `==`, block ids `^a`,
//! fields `a:: b` and expressions of Dataview, and `<% %>` and `{{ }}` of templates, which run when a note is made.

use std::fmt::Write as _;

use claims_plugin::{
    report::markdown,
    text::{self, visible},
};

/// How long a text may be to be that of a link, in characters.
const LONGEST_LINK: usize = 200;

/// The text on one line, as inline Markdown that may stand anywhere in a note.
pub(crate) fn inline(text: &str) -> String {
    let markdown = markdown::inline(text);
    // Each character, and whether it stands behind a backslash.
    let mut signs: Vec<(bool, char)> = Vec::with_capacity(markdown.len());
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        signs.push(if c == '\\' { (true, chars.next().unwrap_or(c)) } else { (false, c) });
    }
    let mut out = String::with_capacity(markdown.len() + markdown.len() / 8);
    for (at, (is_escaped, c)) in signs.iter().enumerate() {
        let is_beside = |other: Option<&(bool, char)>| other.is_some_and(|(_, other)| other == c);
        let is_doubled = is_beside(at.checked_sub(1).and_then(|at| signs.get(at))) || is_beside(signs.get(at + 1));
        if *c == '<' {
            // Even behind a backslash a template would see its `<%`.
            out.push_str("&lt;");
        } else {
            if *is_escaped || *c == '#' || (is_doubled && "%=:".contains(*c)) {
                out.push('\\');
            }
            out.push(*c);
        }
    }
    out
}

/// The text as paragraphs, each on one line, where empty lines part them.
pub(crate) fn paragraphs(text: &str) -> String {
    text::paragraphs(text).iter().map(|one| inline(one)).collect::<Vec<_>>().join("\n\n")
}

/// Words in quotation marks, unless they stand in a pair of them already.
pub(crate) fn quoted(words: &str) -> String {
    let words = inline(words);
    let is_quoted = words.starts_with(['“', '„', '«', '"']) && words.ends_with(['”', '“', '»', '"']);
    if is_quoted && words.chars().count() > 1 { words } else { format!("“{words}”") }
}

/// A link to a note, by a text if that is harmless where nothing can be escaped, else by its handle, and the text beside.
pub(crate) fn in_a_link(place: &str, handle: &str, text: &str) -> String {
    let line = visible(text);
    let is_harmless = |c: char| c.is_alphanumeric() || " .,;:'’‘“”„«»()?!/–—-%…".contains(c);
    let starts = line.starts_with(char::is_alphabetic) || line.starts_with(['“', '„', '«']);
    let acts = ["%%", "::", "://", "www."].iter().any(|sign| line.to_ascii_lowercase().contains(sign));
    if starts && !acts && line.chars().all(is_harmless) && line.chars().count() <= LONGEST_LINK {
        format!("[[{place}|{line}]]")
    } else {
        format!("[[{place}|{handle}]] {}", inline(&line))
    }
}

/// An address as a link where it is one that a reader may follow (http, https, mailto), else as text.
pub(crate) fn link(address: &str) -> String {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
        return inline(address);
    }
    let mut out = String::from("<");
    let mut before = None;
    for (at, c) in address.char_indices() {
        let is_plain = match c {
            // So no two of them can stand together.
            '%' => address.as_bytes()[at..].iter().skip(1).take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2,
            ':' | '=' => before != Some(c),
            c => c.is_ascii_alphanumeric() || "-._~/?#@!$&'()*+,;".contains(c),
        };
        if is_plain {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        before = Some(c);
    }
    out.push('>');
    out
}

/// A YAML double-quoted scalar, which is also a JSON string; no template sees its own signs in it.
pub(crate) fn scalar(text: &str) -> String {
    let mut out = String::from("\"");
    for c in visible(text).chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '<' | '{' | '%' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

    use super::*;

    /// What Obsidian, Dataview and Templater look for in the source of a note.
    const SIGNS: [&str; 9] = ["[[", "]]", "%%", "<%", "{{", "::", "==", "`", "#"];

    /// The text that a renderer shows, and whether it shows anything but text.
    fn shown(markdown: &str) -> (String, bool) {
        let (mut text, mut only_text) = (String::new(), true);
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item) | Event::End(_) => {}
                _ => only_text = false,
            }
        }
        (text.split_whitespace().collect::<Vec<_>>().join(" "), only_text)
    }

    fn is_inert(text: &str) -> Result<(), String> {
        let (escaped, expected) = (inline(text), visible(text));
        for (before, after) in [("", ""), ("- ", ""), ("- by ", ", late")] {
            let (found, only_text) = shown(&format!("{before}{escaped}{after}"));
            let expected = format!("{}{expected}{after}", before.trim_start_matches("- "));
            if !only_text || found != expected.trim() {
                return Err(format!("{escaped:?} shows {found:?}, not {expected:?}; only text: {only_text}"));
            }
        }
        match SIGNS.iter().find(|sign| unescaped(&escaped).contains(**sign)) {
            Some(sign) => Err(format!("{escaped:?} has {sign}")),
            None => Ok(()),
        }
    }

    /// The source with a space for each backslash and what it escapes.
    fn unescaped(markdown: &str) -> String {
        let mut out = String::new();
        let mut chars = markdown.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                chars.next();
                out.push(' ');
            } else {
                out.push(c);
            }
        }
        out
    }

    const NASTY: &[&str] = &[
        "%% claims:end %%",
        "%%%",
        "[[parties/p1]] ![[x]] [[a|b]]",
        "<% tp.system.prompt() %> <%* await x %>",
        "{{title}} {{date}}",
        "key:: value [key:: value] (key:: value)",
        "`= this.file.name` `$= dv.pages()`",
        "```dataview\nLIST\n```",
        "#tag a#b # heading #",
        "==mark== ^block-id",
        "- [ ] task 📅 2024-01-01",
        "> [!note] callout",
        "<script>alert(1)</script><iframe src=x>",
        "[a](obsidian://open) <https://example.org> https://example.org www.example.org",
        "--- \n---\nclaims_key: x",
        "$x$ $$y$$ :smile: ~~x~~ **b** _i_",
        "| a | b |\n|---|---|",
        "1. one 2) two + three",
        "\u{202e}abc \u{0}\u{1b}[31m",
        "&lt;% &amp; AT&T",
        "\\%\\%",
        "tail\\",
    ];

    #[test]
    fn nothing_in_the_corpus_acts() {
        for text in NASTY {
            is_inert(text).unwrap();
            let raw = inline(text) + &scalar(text);
            assert!(!raw.contains("%%") && !raw.contains("<%") && !raw.contains("{{"), "{raw}");
        }
    }

    #[test]
    fn ordinary_text_stays_readable() {
        for text in ["“No threat to anyone,” he said.", "Russia–DPRK: 1,000 shells (15%)", "A-B; 3 + 4 = 7 at 10:30"]
        {
            assert_eq!(inline(text), *text);
        }
    }

    #[test]
    fn a_link_has_the_text_in_it_only_where_that_is_harmless() {
        assert_eq!(in_a_link("claims/c1", "c1", "It is closed, “he” said"), "[[claims/c1|It is closed, “he” said]]");
        assert_eq!(in_a_link("claims/c1", "c1", "a]] [[b"), "[[claims/c1|c1]] a\\]\\] \\[\\[b");
        for text in NASTY {
            let markdown = in_a_link("claims/c1", "c1", text);
            let links = Parser::new_ext(&markdown, Options::all())
                .filter(|event| matches!(event, Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. })));
            assert_eq!(links.count(), 1, "{markdown}");
        }
    }

    #[test]
    fn only_addresses_that_can_be_followed_are_links() {
        assert_eq!(
            link("https://example.org/a b?x==1&c=%41%%<%"),
            "<https://example.org/a%20b?x=%3D1&c=%41%25%25%3C%25>"
        );
        assert_eq!(link("https://example.org/::[[a]]{{b}}"), "<https://example.org/:%3A%5B%5Ba%5D%5D%7B%7Bb%7D%7D>");
        assert_eq!(link("obsidian://open?vault=x"), "obsidian\\://open?vault=x");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn no_text_acts(text in "[ -~\\n\\t\u{1b}\u{e9}\u{202e}]{0,40}|[*_`\\[\\]<>&#\\\\|~!(){}:.$^=%+\\-0-9a \\n]{0,24}") {
            is_inert(&text).map_err(TestCaseError::fail)?;
            let scalar = scalar(&text);
            prop_assert!(!scalar.contains("%") && !scalar.contains('<') && !scalar.contains('\n'));
        }
    }
}
