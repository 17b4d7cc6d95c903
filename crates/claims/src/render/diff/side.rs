//! Old and new paragraphs in two columns.

use super::{Paragraph, Part};
use crate::render::{FAINT, GREEN, RED, YELLOW, safe, styled};

/// The narrowest column in which a text can be read.
const NARROWEST: usize = 20;

/// The changed paragraphs, the old text on the left and the new one on the right, in so many columns of the screen.
pub(crate) fn columns(paragraphs: &[Paragraph<'_>], width: usize) -> String {
    let column = (width.saturating_sub(3) / 2).max(NARROWEST);
    let mut out = String::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.is_touched()) {
        let left = wrapped(paragraph, column, Part::is_old);
        let right = wrapped(paragraph, column, Part::is_new);
        for row in 0..left.len().max(right.len()) {
            let (was, room) = left.get(row).map_or(("", column), |(line, width)| (line.as_str(), column - width));
            let now = right.get(row).map_or("", |(line, _)| line.as_str());
            let line = format!("{was}{} {} {now}", " ".repeat(room), styled(FAINT, "│"));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// One side of a paragraph in lines, each with how wide it shows.
fn wrapped(paragraph: &Paragraph<'_>, column: usize, is_on: fn(Part) -> bool) -> Vec<(String, usize)> {
    let mut lines = vec![(String::new(), 0)];
    for span in paragraph.spans.iter().filter(|span| is_on(span.part)) {
        let text = safe(&span.text).into_owned();
        for word in text.split_inclusive(' ') {
            let width = textwrap::core::display_width(word.trim_end());
            if let Some((_, used)) = lines.last().filter(|(_, used)| *used > 0 && used + width > column) {
                debug_assert!(*used <= column, "a line is not wider than its column");
                lines.push((String::new(), 0));
            }
            for piece in pieces(word, column) {
                if lines.last().is_some_and(|(_, used)| used + textwrap::core::display_width(piece.trim_end()) > column)
                {
                    lines.push((String::new(), 0));
                }
                let Some((line, used)) = lines.last_mut() else { continue };
                // A blank that no longer fits is where the line ends.
                let shown = if used.saturating_add(textwrap::core::display_width(piece)) > column {
                    piece.trim_end()
                } else {
                    piece
                };
                let shown = if *used == 0 { shown.trim_start() } else { shown };
                line.push_str(&dressed(span.part, shown));
                *used += textwrap::core::display_width(shown);
            }
        }
    }
    lines.retain(|(_, used)| *used > 0);
    lines
}

/// A word, cut where it is wider than a column.
fn pieces(word: &str, column: usize) -> Vec<&str> {
    let (mut pieces, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, c) in word.char_indices() {
        let width = textwrap::core::display_width(c.encode_utf8(&mut [0; 4]));
        if used + width > column && at > start && !c.is_whitespace() {
            pieces.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += width;
    }
    pieces.push(&word[start..]);
    pieces
}

fn dressed(part: Part, text: &str) -> String {
    match part {
        Part::Same => text.to_owned(),
        Part::Removed => styled(RED, text),
        Part::Added => styled(GREEN, text),
        Part::MovedAway | Part::MovedHere => styled(YELLOW, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Span, *};

    fn shown(spans: &[(Part, &str)], width: usize) -> String {
        let spans = spans.iter().map(|(part, text)| Span { part: *part, text: (*text).into() }).collect();
        anstream::adapter::strip_str(&columns(&[Paragraph { spans, coarse: false }], width)).to_string()
    }

    #[test]
    fn both_sides_are_wrapped_by_themselves() {
        let spans = [
            (Part::Same, "The ferry carried "),
            (Part::Removed, "12,000"),
            (Part::Added, "21,000 or so"),
            (Part::Same, " people."),
        ];
        let expected = "The ferry carried    │ The ferry carried\n12,000 people.       │ 21,000 or so people.\n\n";
        assert_eq!(shown(&spans, 43), expected);
    }

    #[test]
    fn a_word_too_wide_for_its_column_is_cut_and_nothing_is_lost() {
        let word = "漢".repeat(30);
        let shown = shown(&[(Part::Added, &word)], 43);
        assert_eq!(shown.matches('漢').count(), 30);
        assert!(shown.lines().all(|line| textwrap::core::display_width(line) <= 43), "{shown}");
    }
}
