//! Groups tokens into sentences; a wrong border costs only readability, never correctness.
//!
//! The borders of UAX 29 in short form, with the joins it lacks: titles, initials, numbered items and dotted
//! abbreviations do not end a sentence.

use std::ops::Range;

use crate::token::{Class, Token};

/// The sentences of `text`, as ranges of `tokens` that follow one another without a gap.
pub(crate) fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut start = 0;
    for next in 1..=tokens.len() {
        if next == tokens.len() || ends(text, tokens, start, next) {
            sentences.push(start..next);
            start = next;
        }
    }
    sentences
}

/// How far back a stop is looked for: a text of closing brackets must not cost a square.
const MOST_CLOSING: usize = 8;

/// Words before a full stop that seldom end a sentence.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep", "gen", "col", "lt", "sgt", "capt", "maj", "cmdr", "adm",
    "rev", "hon", "st", "no", "nos", "vs", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "fig", "art", "vol", "pp", "ca", "approx", "dept", "min",
    "ref", "bzw", "nr", "г", "им", "ул", "т", "др",
];

/// Whether a sentence that began at `start` ends before the token `next`.
fn ends(text: &str, tokens: &[Token], start: usize, next: usize) -> bool {
    let gap = &text[tokens[next - 1].bytes.end..tokens[next].bytes.start];
    let following = &text[tokens[next].bytes.clone()];
    match gap.bytes().filter(|byte| *byte == b'\n').count() {
        0 => {}
        1 if following.starts_with(char::is_lowercase) => {}
        _ => return true,
    }
    let Some(stop) = last_stop(text, tokens, start, next) else { return false };
    match &text[tokens[stop].bytes.clone()] {
        "。" | "！" | "？" | "।" | "؟" | "۔" => !closes(following),
        "." => !gap.is_empty() && opens(following, &tokens[next]) && !joined(text, tokens, start, stop),
        _ => !gap.is_empty() && !following.starts_with(char::is_lowercase),
    }
}

/// The final stop before `next`, with nothing but a few closing marks after it.
fn last_stop(text: &str, tokens: &[Token], start: usize, next: usize) -> Option<usize> {
    for at in (start.max(next.saturating_sub(MOST_CLOSING))..next).rev() {
        match &text[tokens[at].bytes.clone()] {
            "." | "!" | "?" | "…" | "。" | "！" | "？" | "।" | "؟" | "۔" => return Some(at),
            mark if closes(mark) => {}
            _ => return None,
        }
    }
    None
}

fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "’" | "»" | ")" | "]" | "」" | "』" | "）" | "】")
}

/// Whether a sentence can begin with this token.
fn opens(text: &str, token: &Token) -> bool {
    token.class != Class::Mark && !text.starts_with(char::is_lowercase)
        || matches!(text, "\"" | "'" | "“" | "‘" | "«" | "„" | "(" | "[" | "-" | "–" | "—" | "•")
}

/// Whether the full stop at `stop` belongs to the word before it.
fn joined(text: &str, tokens: &[Token], start: usize, stop: usize) -> bool {
    if stop == start {
        return true;
    }
    let before = &tokens[stop - 1];
    if before.bytes.end != tokens[stop].bytes.start {
        return false;
    }
    let word = &text[before.bytes.clone()];
    match before.class {
        // "3." at the start of a line is an item's number.
        Class::Number => stop - 1 == start,
        // An initial, and every letter of "U.N.".
        Class::Word if word.chars().count() == 1 => word.starts_with(char::is_uppercase),
        Class::Word => {
            let lower = word.to_lowercase();
            // "No. 5" is a number, "No." alone a whole sentence.
            (stop - 1 > start || lower != "no") && SHORTENED.contains(&lower.as_str())
        }
        Class::Mark => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        let whole = |range: Range<usize>| &text[tokens[range.start].bytes.start..tokens[range.end - 1].bytes.end];
        sentences(text, &tokens).into_iter().map(whole).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_paragraphs() {
        assert_eq!(cut("He came. She left! “Why?” Nobody knew"), ["He came.", "She left!", "“Why?”", "Nobody knew"]);
        assert_eq!(cut("A headline\nBy a reporter\n\nthe text"), ["A headline", "By a reporter", "the text"]);
        assert_eq!(cut("wrapped in the\nmiddle of it"), ["wrapped in the\nmiddle of it"]);
    }

    #[test]
    fn a_shortened_word_does_not_end_a_sentence() {
        for whole in [
            "Mr. Smith met Gov. Jones.",
            "It was No. 5 Downing Street.",
            "The U.N. Council met J. R. Hartley.",
            "Version 3.5 is out.",
            "1. First of all",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
        assert_eq!(cut("Is it? No. It is not."), ["Is it?", "No.", "It is not."]);
    }

    #[test]
    fn other_scripts_have_stops_of_their_own() {
        assert_eq!(cut("他來了。她走了！「為什麼？」沒人知道"), ["他來了。", "她走了！", "「為什麼？」", "沒人知道"]);
        assert_eq!(cut("Он пришёл. Она ушла."), ["Он пришёл.", "Она ушла."]);
        assert_eq!(cut("वह आया। वह गई।"), ["वह आया।", "वह गई।"]);
    }

    #[test]
    fn nothing_is_no_sentence() {
        assert!(cut(" \n ").is_empty());
    }
}
