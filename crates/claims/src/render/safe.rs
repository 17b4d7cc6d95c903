//! Text from outside made harmless for a terminal: nothing in it can move the cursor, colour, reorder or hide.

use std::borrow::Cow;

/// The text on one line, with control and bidirectional characters made visible.
///
/// C0 controls show as Unicode's pictures of them (U+2400 and on), other invisible characters as `<U+202E>`.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
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

/// The same for text that this program put together: its line ends, tabs and styles stay.
///
/// Each part from outside was made safe already. Should one have been forgotten, it can colour what is printed, and that
/// is all.
pub(crate) fn safe_styled(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plain = rest.bytes().position(|byte| !matches!(byte, b' '..=b'~' | b'\n' | b'\t')).unwrap_or(rest.len());
        if plain == text.len() {
            return Cow::Borrowed(text);
        }
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { return Cow::Owned(out) };
        let length = match style(rest) {
            0 if is_unsafe(c) => {
                out.push_str(&shown(c));
                c.len_utf8()
            }
            0 => {
                out.push(c);
                c.len_utf8()
            }
            length => {
                out.push_str(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
}

/// Whether a text is nothing but what ASCII can show, as most are.
fn is_plain(text: &str) -> bool {
    // Without a way out at each byte, many are looked at in one step.
    const STEP: usize = 64;
    let plain = |bytes: &[u8]| bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    text.as_bytes().chunks(STEP).all(plain)
}

/// The text without styles, and harmless.
pub(crate) fn safe_unstyled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let length = style(&rest[at..]);
        out.push_str(&rest[..at]);
        // An escape that is no style stays, to be shown.
        out.push_str(&rest[at..at + usize::from(length == 0)]);
        rest = &rest[at + length.max(1)..];
    }
    safe_lines(&(out + rest))
}

/// How many bytes the style is long that a text begins with (ECMA-48, 8.3.117), and 0 if it does not.
fn style(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let numbers = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    if rest[numbers..].starts_with('m') { 2 + numbers + 1 } else { 0 }
}

/// Whether a character could do something other than appear.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
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
        let text = "\u{1b}[1;31mé\u{1b}[0m\t\u{1b}[2J\u{1b}]0;x\u{7}\r\n\u{202e}\u{1b}[\u{1b}";
        assert_eq!(safe_styled(text), "\u{1b}[1;31mé\u{1b}[0m\t␛[2J␛]0;x␇␍\n<U+202E>␛[␛");
        assert_eq!(safe_unstyled(text), "é ␛[2J␛]0;x␇␍\n<U+202E>␛[␛");
        assert_eq!((safe_styled("plain"), safe_unstyled("")), ("plain".into(), String::new()));
    }
}
