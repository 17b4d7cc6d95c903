//! JSON as it may stand in a script element of a page: whatever is in its texts, nothing ends the element or hides.

use std::fmt::Write as _;

use serde_json::Value;

/// The value as indented JSON that holds no `<`, no line end of any other alphabet, and no sign that reorders text.
pub(super) fn json(value: &Value) -> Result<String, serde_json::Error> {
    let plain = serde_json::to_string_pretty(value)?;
    let mut out = String::with_capacity(plain.len() + plain.len() / 16);
    for c in plain.chars() {
        // Such signs stand in texts only, where JSON has another way to write each.
        let acts = matches!(c,
            '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}');
        if acts {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    Ok(out)
}
