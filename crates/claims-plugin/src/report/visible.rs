//! Text from outside as a reader can see it all, in any format.

use std::fmt::Write as _;

/// The text on one line, single spaces between words, with characters that hide or reorder made visible.
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
                    let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
                }
                c => out.push(c),
            }
        }
    }
    out
}
