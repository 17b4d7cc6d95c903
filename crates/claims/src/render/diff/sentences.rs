//! The changed sentences whole, first as they were and then as they are.

use super::{Paragraph, Part};
use crate::render::{GREEN, RED, YELLOW, safe, styled};

/// The sentences in which something changed: `-` before those of the old text, `+` before those of the new one, and `>`
/// before those that only moved.
pub(crate) fn lines(paragraphs: &[Paragraph<'_>]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.is_touched()) {
        for sentence in sentences(paragraph).iter().filter(|sentence| sentence.is_touched()) {
            let side = |is_on| sentence.side(is_on).trim().to_owned();
            let (old, new) = (side(Part::is_old), side(Part::is_new));
            let moved = sentence.spans.iter().any(|span| matches!(span.part, Part::MovedAway | Part::MovedHere));
            let lines = if moved && old.is_empty() {
                [(YELLOW, "> ", new), (RED, "", String::new())]
            } else {
                [(RED, "- ", old), (GREEN, "+ ", new)]
            };
            for (style, mark, text) in lines {
                if !text.is_empty() {
                    out.push_str(&styled(style, &format!("{mark}{}", safe(&text))));
                    out.push('\n');
                }
            }
        }
        out.push('\n');
    }
    out
}

/// A paragraph in pieces that end where a sentence ends in both texts, or where the paragraph does.
fn sentences<'p>(paragraph: &'p Paragraph<'_>) -> Vec<Paragraph<'p>> {
    let mut all = vec![Paragraph::default()];
    for span in &paragraph.spans {
        let mut rest = &*span.text;
        while let Some(end) = (span.part == Part::Same).then(|| sentence_end(rest)).flatten() {
            let (sentence, after) = rest.split_at(end);
            put(&mut all, span.part, sentence);
            all.push(Paragraph::default());
            rest = after;
        }
        put(&mut all, span.part, rest);
    }
    all
}

fn put<'p>(all: &mut [Paragraph<'p>], part: Part, text: &'p str) {
    if let Some(last) = all.last_mut().filter(|_| !text.is_empty()) {
        last.spans.push(super::Span { part, text: text.into() });
    }
}

/// Where the first sentence of a text ends, blanks included: behind its stop and what closes with it, before a capital,
/// a quotation mark or a digit. It is for display: an abbreviation taken for an end cuts a line, and no more.
fn sentence_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        while chars.next_if(|(_, c)| matches!(c, '"' | '”' | '’' | '»' | '」' | ')' | ']' | '.' | '!' | '?')).is_some()
        {
        }
        let blank = chars.peek().is_some_and(|(_, c)| c.is_whitespace());
        while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let (start, next) = chars.peek().copied()?;
        let wide = matches!(c, '。' | '！' | '？');
        if wide || blank && (next.is_uppercase() || next.is_numeric() || matches!(next, '"' | '“' | '«' | '„' | '‘'))
        {
            return Some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use claims_model::anchor::Hunk;

    use super::{super::paragraphs, *};

    #[test]
    fn a_changed_sentence_is_shown_whole_and_the_others_are_not() {
        let (old, new) = ("It rained. It sent 15 shells. He left.", "It rained. It sent 50 shells. He left.");
        let hunk = |same, from: usize, to: usize| Hunk { same, coarse: false, old: from..to, new: from..to };
        let hunks = [hunk(true, 0, 19), hunk(false, 19, 21), hunk(true, 21, old.len())];
        let shown = anstream::adapter::strip_str(&lines(&paragraphs(old, new, &hunks, &[]))).to_string();
        assert_eq!(shown, "- It sent 15 shells.\n+ It sent 50 shells.\n\n");
    }
}
