//! Text from outside, for exporters and importers: made visible, kept from acting, or told to be an address or a name.
//! It knows no format but JSON.

use std::fmt::Write as _;

/// The text on one line, single spaces between words, with characters that hide or reorder made visible.
///
/// ```
/// use claims_plugin::text::visible;
///
/// assert_eq!(visible("a\u{1b}[31m\n\nb \u{202e}c"), "a␛[31m b ⟨U+202E⟩c");
/// ```
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + c as u32)),
                '\u{7f}' => out.push('\u{2421}'),
                '\u{80}'..='\u{9f}'
                | '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}' => {
                    // Writing to a string does not fail.
                    let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
                }
                c => out.push(c),
            }
        }
    }
    out
}

/// The paragraphs of a text, each on one line and otherwise as it is; empty lines part them.
///
/// ```
/// use claims_plugin::text::paragraphs;
///
/// assert_eq!(paragraphs("a\nb\n\n \nc\n"), ["a b", "c"]);
/// ```
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| lines.join(" ")).collect()
}

/// JSON in other words: the same values, and nothing in it that ends a script element of a page, acts on a terminal,
/// hides, or reorders what a person reads.
///
/// Such signs stand in texts only, where JSON has another way to write each.
///
/// ```
/// use claims_plugin::text::inert_json;
///
/// assert_eq!(inert_json("[\"</script>\u{202e}\"]"), r#"["\u003c/script\u003e\u202e"]"#);
/// ```
pub fn inert_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        let acts = matches!(c,
            '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}');
        if acts {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a reader can follow an address: on the web, and without what would end it.
///
/// ```
/// use claims_plugin::text::is_web;
///
/// assert!(is_web("https://a.example/b?c#d"));
/// assert!(!is_web("ftp://a.example") && !is_web("https:///b") && !is_web("https://a.example/b c"));
/// ```
pub fn is_web(address: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        address.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        address.get(scheme.len()..)
    });
    rest.is_some_and(|rest| {
        let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`|".contains(c);
        !rest.is_empty() && !rest.starts_with(['/', '?', '#']) && !rest.contains(strange)
    })
}

/// Whether a casebook takes a text for the name of a party: not for that of a record, such as c12, nor for several names.
///
/// ```
/// use claims_plugin::text::is_name;
///
/// assert!(is_name("Ines Prado"));
/// assert!(!is_name("c12") && !is_name("org:Harbour Office") && !is_name("Ada; Bo") && !is_name(" "));
/// ```
pub fn is_name(text: &str) -> bool {
    let text = text.trim();
    let prefixed = text.starts_with("org:") || text.starts_with("person:");
    let mut chars = text.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    let digits = !chars.as_str().is_empty() && chars.all(|c| c.is_ascii_digit());
    let is_handle = letter && digits;
    !(text.is_empty() || text.contains(';') || prefixed || is_handle)
}
