//! Text cut to a width, with a sign that it was cut; knows columns, and no terminal.

use std::borrow::Cow;

use textwrap::core::display_width;

/// The text in at most so many columns, the last one an ellipsis where something was left out.
pub(crate) fn short(text: &str, columns: usize) -> Cow<'_, str> {
    // No character is wider than its bytes are many, so most texts need no second look.
    if text.len() <= columns || display_width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut kept = 0;
    let mut width = 0;
    let mut bytes = [0; 4];
    for (at, c) in text.char_indices() {
        width += display_width(c.encode_utf8(&mut bytes));
        if width >= columns {
            break;
        }
        kept = at + c.len_utf8();
    }
    Cow::Owned(format!("{}…", text[..kept].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_the_rest_is_cut_between_characters() {
        assert_eq!(short("eight  8", 8), "eight  8");
        assert_eq!(short("nine chars", 6), "nine…");
        assert_eq!(short("북한은 무기", 7), "북한은…");
        assert_eq!(short("é́́́́́́́", 1), "é́́́́́́́");
        assert_eq!(short("abc", 1), "…");
    }
}
