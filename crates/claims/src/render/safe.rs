//! Text from outside made harmless for a terminal: nothing in it can move the cursor, colour, reorder or hide.

use std::borrow::Cow;

/// The text on one line, with control and bidirectional characters made visible.
///
/// C0 controls show as Unicode's pictures of them (U+2400 and on), other invisible characters as `<U+202E>`.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    // Most texts are plain, and a byte is sooner looked at than a character.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    if text.chars().any(is_unsafe) { Cow::Owned(text.chars().map(shown).collect()) } else { Cow::Borrowed(text) }
}

/// The words in quotation marks, unless they stand in a pair of them already.
pub(crate) fn quoted(words: &str) -> String {
    let opens = words.starts_with(['“', '„', '«', '"']);
    let closes = words.ends_with(['”', '“', '»', '"']);
    if opens && closes && words.chars().count() > 1 { words.to_owned() } else { format!("“{words}”") }
}

/// The same for text of several lines, whose line ends stay.
pub(crate) fn safe_lines(text: &str) -> String {
    text.split('\n').map(safe).collect::<Vec<_>>().join("\n")
}

/// Whether a character could do something other than appear.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn shown(c: char) -> String {
    match c {
        '\n' | '\t' => " ".to_owned(),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}').to_string(),
        '\u{7f}' => '\u{2421}'.to_string(),
        c if is_unsafe(c) => format!("<U+{:04X}>", c as u32),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(safe("plain – текст – 북한 – é"), "plain – текст – 북한 – é");
        assert_eq!(safe("a\u{1b}[31mred\u{7}\r\n\tb\u{9b}2J"), "a␛[31mred␇␍  b<U+009B>2J");
        assert_eq!(safe("user\u{202e}txt.exe"), "user<U+202E>txt.exe");
        assert_eq!(safe_lines("a\nb\u{1b}"), "a\nb␛");
    }
}
