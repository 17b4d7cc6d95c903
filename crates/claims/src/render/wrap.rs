//! Long lines on a terminal, broken between words, with what belongs to a line set in under it.

use std::borrow::Cow;

use textwrap::core::display_width;

/// How much further than its line the rest of a broken line is set in.
const HANGING: usize = 4;

/// Text whose lines fit into `columns`; line ends that are there stay.
pub(crate) fn wrapped(text: &str, columns: usize) -> Cow<'_, str> {
    if text.split('\n').all(|line| display_width(line) <= columns) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split('\n').map(|line| wrapped_line(line, columns)).collect::<Vec<_>>().join("\n"))
}

fn wrapped_line(line: &str, columns: usize) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    // On a screen too narrow for that, the rest starts at the edge.
    let hanging = " ".repeat(if indent + HANGING < columns / 2 { indent + HANGING } else { 0 });
    textwrap::fill(line, textwrap::Options::new(columns.max(1)).subsequent_indent(&hanging))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_broken_between_words_and_set_in() {
        let text = "c1  short\n    because: one two three four five\n";
        assert_eq!(wrapped(text, 22), "c1  short\n    because: one two\n        three four\n        five\n");
        assert_eq!(wrapped("plain", 80), "plain");
        assert_eq!(wrapped("\u{1b}[1mbold\u{1b}[0m words", 10), "\u{1b}[1mbold\u{1b}[0m words");
        assert_eq!(wrapped("북한은 무기거래를", 8), "북한은\n무기거래\n를");
    }
}
