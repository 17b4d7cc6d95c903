//! Which parts of a text stand in quotation marks; knows marks and paragraphs, not who speaks.
//!
//! Only double marks and corner brackets count: a single one is too often an apostrophe.

use std::ops::Range;

/// The quoted parts in order, in bytes of the text.
///
/// A quotation ends with its paragraph; without a closing mark it is one only if the next paragraph goes on with it.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where a quotation began, and with which mark.
    let mut open: Option<(usize, char)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\n' && open.is_some() {
            let rest = &text[at..];
            let next = rest.trim_start();
            let is_paragraph = rest[..rest.len() - next.len()].matches('\n').count() > 1;
            if is_paragraph {
                found.extend(open.take().filter(|_| next.starts_with(is_mark)).map(|(start, _)| start..at));
            }
            continue;
        }
        if !is_mark(c) {
            continue;
        }
        match open {
            None if opens(c, text[..at].chars().next_back(), chars.peek().map(|(_, next)| *next)) => {
                open = Some((at, c))
            }
            None => {}
            Some((start, mark)) if closes(mark, c) => {
                found.push(start..at);
                open = None;
            }
            // A quotation within a quotation.
            Some(_) => {}
        }
    }
    found
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』')
}

/// Whether a mark between two characters can begin a quotation; one behind a letter or a digit is for inches.
fn opens(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match mark {
        '”' | '»' => is_space(before) && !is_space(after),
        '"' => !before.is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

/// Whether a quotation that opened with one mark ends with another, in whichever language does so.
const fn closes(opened: char, mark: char) -> bool {
    match opened {
        '“' | '‟' => matches!(mark, '”'),
        '„' => matches!(mark, '“' | '”'),
        '«' => matches!(mark, '»'),
        '»' => matches!(mark, '«' | '»'),
        '「' => matches!(mark, '」'),
        '『' => matches!(mark, '』'),
        other => other == mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotations_end_at_their_closing_mark() {
        assert_eq!(quoted("He said “no” and \"yes\", « bon » und „gut“."), ["“no", "\"yes", "« bon ", "„gut"]);
        assert_eq!(quoted("It isn’t ‘so’. 「북」"), ["「북"]);
        assert_eq!(quoted("“He said \"no\" and “yes” later.” So"), ["“He said \"no\" and “yes"]);
        assert_eq!(quoted("»gut«, »bra», ”hyvä”"), ["»gut", "»bra", "”hyvä"]);
        assert_eq!(quoted(""), Vec::<&str>::new());
    }

    #[test]
    fn a_mark_that_was_forgotten_quotes_nothing_beyond_its_paragraph() {
        assert_eq!(quoted("A 12\" gun “fired”.\n\nHe said \"no.\n\n“No”."), ["“fired", "\"no.", "“No"]);
        assert_eq!(quoted("“He said “yes” later.” So “it” is"), ["“He said “yes", "“it"]);
        assert_eq!(quoted("“One line\nand the next.” Then"), ["“One line\nand the next."]);
        assert_eq!(quoted("“First.\n\n“Second.” End"), ["“First.", "“Second."]);
    }
}
