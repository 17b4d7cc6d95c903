//! The part of a text that shows why it was found, with the places of the words that were asked for.

use std::ops::Range;

use super::{Term, words};

/// A part of a text on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The part, with an ellipsis where the text goes on.
    pub text: String,
    /// Where the words that were asked for stand in it, in code points, in order and apart.
    pub marks: Vec<Range<usize>>,
    /// Where the first of them stands in the whole text, in code points; 0 if there is none.
    pub at: usize,
}

/// How many code points a snippet has at most, the ellipses aside.
const LENGTH: usize = 200;
/// How many of them may stand before the first mark.
const BEFORE: usize = 50;

/// The part of `text` in which most of the terms stand, or its beginning.
pub(super) fn around(text: &str, terms: &[Term]) -> Snippet {
    let marks = matches(text, terms);
    let (first, last) = best(&marks);
    let marked = marks.get(first..last).unwrap_or_default();
    let at = marked.first().map_or(0, |mark| mark.start);
    let part = part(text, at);
    let mut snippet = Snippet { text: String::new(), marks: Vec::new(), at: text[..at].chars().count() };
    let mut length = 0;
    let mut put = |text: &mut String, c| {
        text.push(c);
        length += 1;
        length
    };
    if part.start > 0 {
        put(&mut snippet.text, '…');
    }
    let shown = marks.iter().filter(|mark| part.start <= mark.start && mark.start < part.end);
    // A phrase may be longer than what is shown of it.
    let mut shown = shown.map(|mark| mark.start..mark.end.min(part.end)).peekable();
    let mut opened = None;
    for (offset, c) in text[part.clone()].char_indices() {
        let here = part.start + offset;
        let is_space = c.is_whitespace();
        if is_space && (snippet.text.is_empty() || snippet.text.ends_with([' ', '…']) && opened.is_none()) {
            continue;
        }
        let is_repeated = is_space && snippet.text.ends_with(' ');
        let end = if is_repeated {
            snippet.text.chars().count()
        } else {
            put(&mut snippet.text, if is_space { ' ' } else { c })
        };
        if shown.peek().is_some_and(|mark| mark.start == here) {
            opened = Some(end - 1);
        }
        if let Some(start) = opened
            && shown.next_if(|mark| mark.end <= here + c.len_utf8()).is_some()
        {
            snippet.marks.push(start..end);
            opened = None;
        }
    }
    while snippet.text.ends_with(' ') {
        snippet.text.pop();
    }
    if part.end < text.len() {
        snippet.text.push('…');
    }
    snippet
}

/// Where the terms stand, in bytes, in order and apart.
fn matches(text: &str, terms: &[Term]) -> Vec<Match> {
    let words: Vec<_> = words(text).collect();
    let mut found: Vec<Match> = Vec::new();
    for at in 0..words.len() {
        for (number, term) in terms.iter().enumerate() {
            let Some(here) = words.get(at..at + term.words.len()) else { continue };
            let stands = here.iter().zip(&term.words).enumerate().all(|(position, (word, wanted))| {
                let is_last = position + 1 == term.words.len();
                if term.open && is_last {
                    word.folded.starts_with(wanted.as_str())
                } else {
                    word.folded == wanted.as_str()
                }
            });
            let (Some(first), Some(last), true) = (here.first(), here.last(), stands) else { continue };
            let term = 1_u64 << number.min(63);
            match found.last_mut().filter(|before| first.start < before.end) {
                Some(before) => (before.end, before.terms) = (before.end.max(last.end), before.terms | term),
                None => found.push(Match { start: first.start, end: last.end, terms: term }),
            }
        }
    }
    found
}

/// A place where at least one of the terms stands.
struct Match {
    start: usize,
    end: usize,
    /// A bit for each of the terms that stand here.
    terms: u64,
}

/// The run of matches that fits into a snippet and has most of the terms; the earliest of several.
fn best(matches: &[Match]) -> (usize, usize) {
    let mut best = (0, 0, 0);
    let mut end = 0;
    for (first, one) in matches.iter().enumerate() {
        // Letters of two bytes and more make it shorter than it could be, which hurts nobody.
        while end < matches.len() && matches[end].end - one.start <= LENGTH - BEFORE {
            end += 1;
        }
        end = end.max(first + 1);
        let terms = matches[first..end].iter().fold(0, |all, one| all | one.terms).count_ones();
        if terms > best.2 {
            best = (first, end, terms);
        }
    }
    (best.0, best.1)
}

/// The bytes around `at` that are shown: all of a short text, and no half word of a long one where words have spaces.
fn part(text: &str, at: usize) -> Range<usize> {
    if text.chars().nth(LENGTH).is_none() {
        return 0..text.len();
    }
    let start = text[..at].char_indices().rev().nth(BEFORE - 1).map_or(0, |(start, _)| start);
    let start = match text[start..at].find(char::is_whitespace) {
        Some(space) if start > 0 => start + space,
        _ => start,
    };
    let end = text[start..].char_indices().nth(LENGTH).map_or(text.len(), |(end, _)| start + end);
    let least = text[start..end].char_indices().nth(LENGTH * 3 / 4).map_or(end, |(least, _)| start + least);
    let end = match text[least..end].rfind(char::is_whitespace) {
        Some(space) if end < text.len() => least + space,
        _ => end,
    };
    start..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::Query;

    fn snippet(text: &str, line: &str) -> Snippet {
        Query::parse(line).unwrap().snippet(text)
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let part = |mark: &Range<usize>| snippet.text.chars().skip(mark.start).take(mark.len()).collect();
        snippet.marks.iter().map(part).collect()
    }

    #[test]
    fn the_words_are_marked_where_they_stand() {
        let shown = snippet("The  café\nat the HARBOUR made great  progress.", "cafe harbour \"great progress\" the");
        assert_eq!(shown.text, "The café at the HARBOUR made great progress.");
        assert_eq!(marked(&shown), ["The", "café", "the", "HARBOUR", "great progress"]);
        assert_eq!(marked(&snippet("북한은 무기거래를", "무기")), ["무기"]);
        assert_eq!(marked(&snippet("rockets", "rock")), ["rockets"]);
        assert_eq!(snippet("", "x"), Snippet::default());
    }

    #[test]
    fn a_long_text_is_shown_where_most_of_the_words_stand() {
        let text = format!("harbour {} harbour and ferry {}", "filler ".repeat(100), "more ".repeat(100));
        let shown = snippet(&text, "ferry harbour");
        assert_eq!(marked(&shown), ["harbour", "ferry"]);
        assert!(shown.text.starts_with("…filler ") && shown.text.ends_with(" more…"), "{}", shown.text);
        assert_eq!(text.chars().skip(shown.at).take(7).collect::<String>(), "harbour");
        let long = format!("{}북한은 미사일을 {}", "가".repeat(300), "나".repeat(300));
        let shown = snippet(&long, "북한");
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…') && shown.text.contains("북한은 미사일을"));
    }

    proptest! {
        #[test]
        fn marks_lie_in_the_snippet_in_order(text in "[ab \n가é\u{301}\u{202e}]{0,400}", line in "[ab가e]{1,3}( [ab가e]{1,3})?") {
            let shown = snippet(&text, &line);
            let length = shown.text.chars().count();
            prop_assert!(length <= LENGTH + 2);
            let mut last = 0;
            for mark in &shown.marks {
                prop_assert!(last <= mark.start && mark.start < mark.end && mark.end <= length);
                last = mark.end;
            }
            let found = !matches(&text, &Query::parse(&line).unwrap().wanted).is_empty();
            prop_assert_eq!(found, !shown.marks.is_empty());
        }
    }
}
