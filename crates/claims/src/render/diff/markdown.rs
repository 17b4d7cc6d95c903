//! The changed paragraphs as Markdown that GitHub, Pandoc and plain eyes read.

use super::{Paragraph, Part};
use crate::render::safe;

/// A list of the changed paragraphs, old words struck and new ones strong.
///
/// Quoted text is data: every character that Markdown or HTML could take for its own is escaped.
pub(crate) fn list(paragraphs: &[Paragraph<'_>]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.is_touched()) {
        out.push_str("- ");
        for span in &paragraph.spans {
            let text = escaped(&span.text);
            match span.part {
                Part::Same => out.push_str(&text),
                Part::Removed => out.extend(["<del>", &text, "</del>"]),
                Part::Added => out.extend(["<ins>", &text, "</ins>"]),
                Part::MovedAway => out.extend(["<del>", &text, "</del> (moved) "]),
                Part::MovedHere => out.extend(["<ins>", &text, "</ins> (moved) "]),
            }
        }
        if paragraph.coarse {
            out.push_str(" (compared coarsely)");
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// Text that stands in Markdown as what it is, on one line; what is not seen is named, as in a terminal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Only behind a digit a stop can begin a numbered list.
            '.' if !out.ends_with(|last: char| last.is_ascii_digit()) => out.push(c),
            c if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '"' | '\'' | '%' | '?' | '/') => {
                out.extend(['\\', c])
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{super::Span, *};

    #[test]
    fn what_is_quoted_is_no_markup() {
        let spans = vec![
            Span { part: Part::Same, text: "A *b* <script> [x](y) ".into() },
            Span { part: Part::Removed, text: "`15`".into() },
            Span { part: Part::Added, text: "5\u{202e}0".into() },
        ];
        let shown = list(&[Paragraph { spans, coarse: false }]);
        assert_eq!(
            shown,
            "- A \\*b\\* &lt;script&gt; \\[x\\]\\(y\\) <del>\\`15\\`</del><ins>5&lt;U\\+202E&gt;0</ins>\n"
        );
    }
}
