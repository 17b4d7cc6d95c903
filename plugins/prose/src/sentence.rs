//! Groups tokens into sentences; a wrong border costs only readability, never correctness.
//!
//! The borders of UAX 29 in short form, with the joins it lacks: titles, initials, numbered items and dotted
//! abbreviations do not end a sentence.

use std::ops::Range;

use crate::{
    abbreviation::{Short, begins_a_sentence, is_month, short},
    token::{Class, Token},
};

/// Says of each of `tokens` with which a sentence begins that one does.
pub(crate) fn mark(text: &str, tokens: &mut [Token]) {
    let mut start = 0;
    for next in 0..tokens.len() {
        if next == 0 || ends(text, tokens, start, next) {
            tokens[next].begin();
            start = next;
        }
    }
}

/// The sentences, as ranges of tokens that follow one another without a gap.
pub(crate) fn sentences(text: &str, tokens: &mut [Token]) -> Vec<Range<usize>> {
    mark(text, tokens);
    let mut sentences: Vec<Range<usize>> = Vec::with_capacity(tokens.len() / 16 + 1);
    for (at, token) in tokens.iter().enumerate() {
        match sentences.last_mut() {
            Some(last) if !token.begins() => last.end = at + 1,
            _ => sentences.push(at..at + 1),
        }
    }
    sentences
}

/// How far back a stop is looked for: a text of closing brackets must not cost a square.
const MOST_CLOSING: usize = 8;

/// Whether a sentence that began at `start` ends before the token `next`.
fn ends(text: &str, tokens: &[Token], start: usize, next: usize) -> bool {
    let gap = &text[tokens[next - 1].end()..tokens[next].start()];
    let following = &text[tokens[next].bytes()];
    match gap.bytes().filter(|byte| *byte == b'\n').count() {
        0 => {}
        1 if following.starts_with(char::is_lowercase) && !is_item(text, tokens, next) => {}
        _ => return true,
    }
    // Every stop and all that closes after one is a mark.
    if tokens[next - 1].class() != Class::Mark {
        return false;
    }
    let Some(stop) = last_stop(text, tokens, start, next) else { return false };
    match &text[tokens[stop].bytes()] {
        "。" | "！" | "？" | "।" | "؟" | "۔" => !closes(following),
        "." => !gap.is_empty() && opens(following, tokens[next]) && !joined(text, tokens, start, stop, next),
        _ => !gap.is_empty() && !following.starts_with(char::is_lowercase) && !closes_apart(text, tokens, next),
    }
}

/// Whether a line that begins with this token is an item of a list: "b)".
fn is_item(text: &str, tokens: &[Token], at: usize) -> bool {
    let after = tokens.get(at + 1).is_some_and(|token| &text[token.bytes()] == ")");
    after && text[tokens[at].bytes()].chars().count() == 1
}

/// Whether a token is a quotation mark that closes with a space before it, as in French: "Non ! »".
fn closes_apart(text: &str, tokens: &[Token], at: usize) -> bool {
    let apart = tokens.get(at + 1).is_none_or(|after| after.start() > tokens[at].end());
    apart && &text[tokens[at].bytes()] == "»"
}

/// The final stop before `next`, with nothing but a few closing marks after it.
fn last_stop(text: &str, tokens: &[Token], start: usize, next: usize) -> Option<usize> {
    for at in (start.max(next.saturating_sub(MOST_CLOSING))..next).rev() {
        match &text[tokens[at].bytes()] {
            "." | "!" | "?" | "…" | "。" | "！" | "？" | "।" | "؟" | "۔" => return Some(at),
            mark if closes(mark) || is_note(text, tokens, at) => {}
            // Opens in English, closes in German: nothing lies between it and the stop.
            "“" | "‘" if at > start && tokens[at - 1].end() == tokens[at].start() => {}
            _ => return None,
        }
    }
    None
}

/// Whether a token is of a note's number in brackets, as in "so he said.[3]".
fn is_note(text: &str, tokens: &[Token], at: usize) -> bool {
    let is = |at: Option<usize>, mark: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| &text[token.bytes()] == mark)
    };
    let number = |at: usize| tokens[at].class() == Class::Number && is(at.checked_sub(1), "[") && is(Some(at + 1), "]");
    number(at) || (is(Some(at), "[") && at + 1 < tokens.len() && number(at + 1))
}

fn closes(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "”" | "’" | "»" | ")" | "]" | "」" | "』" | "）" | "】")
}

/// Whether a sentence can begin with this token.
fn opens(text: &str, token: Token) -> bool {
    token.class() != Class::Mark && !text.starts_with(char::is_lowercase)
        || matches!(text, "\"" | "'" | "“" | "‘" | "«" | "„" | "(" | "[" | "-" | "–" | "—" | "•")
}

/// Whether the full stop at `stop` belongs to the word before it, and the sentence goes on with the token `next`.
fn joined(text: &str, tokens: &[Token], start: usize, stop: usize, next: usize) -> bool {
    if stop == start {
        return true;
    }
    let before = tokens[stop - 1];
    if before.end() != tokens[stop].start() {
        return false;
    }
    let small = |token: Token| text[token.bytes()].to_lowercase();
    let (word, following) = (small(before), &text[tokens[next].bytes()]);
    let starts = || begins_a_sentence(&small(tokens[next]));
    match before.class() {
        // "3." at the start of a line is an item's number, and before a month a day.
        Class::Number => stop - 1 == start || word.len() <= 2 && is_month(&small(tokens[next])),
        Class::Word if word.chars().count() == 1 => {
            // An initial, every letter of "U.N." and "p.m.", and of "z. B.".
            let dotted =
                dotted(text, tokens, stop) || (following.chars().count() == 1 && is_dotted(text, tokens, next));
            (is_large(text, before) || dotted || short(&word).is_some()) && !starts()
        }
        // "EE. UU.": a plural in Spanish; "MM." in French.
        Class::Word if is_doubled(&text[before.bytes()]) => !starts(),
        Class::Word => match short(&word) {
            None => false,
            Some(Short::Title) => true,
            Some(Short::Often) => !starts(),
            Some(Short::Company) => !starts() && !is_followed_by_small(text, tokens, next),
            Some(Short::Numbered) => following.starts_with(char::is_numeric),
        },
        Class::Mark => false,
    }
}

/// Whether a full stop touches the end of the token.
fn is_dotted(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|dot| dot.start() == tokens[at].end() && &text[dot.bytes()] == ".")
}

/// Whether a word is the same large letter twice.
fn is_doubled(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next();
    first.is_some_and(char::is_uppercase) && letters.next() == first && letters.next().is_none()
}

/// Whether a small word follows the token, as after a single name at the start of a sentence: "Nobody asked".
fn is_followed_by_small(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| text[token.bytes()].starts_with(char::is_lowercase))
}

fn is_large(text: &str, token: Token) -> bool {
    text[token.bytes()].starts_with(char::is_uppercase)
}

/// Whether the letter before `stop` follows another with a full stop, and no space: the "m" of "p.m.".
fn dotted(text: &str, tokens: &[Token], stop: usize) -> bool {
    let Some(earlier) = stop.checked_sub(2).map(|at| tokens[at]) else { return false };
    &text[earlier.bytes()] == "." && earlier.end() == tokens[stop - 1].start()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = tokens(text, 0..text.len());
        let sentences = sentences(text, &mut tokens);
        let whole = |range: Range<usize>| &text[tokens[range.start].start()..tokens[range.end - 1].end()];
        sentences.into_iter().map(whole).collect()
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
    fn a_shortened_word_ends_one_where_another_plainly_begins() {
        assert_eq!(
            cut("He lives in the U.S. She is at Apple Inc. They met."),
            ["He lives in the U.S.", "She is at Apple Inc.", "They met."]
        );
        assert_eq!(
            cut("It broke at 5 p.m. Tuesday. He said ‘no.’ They left."),
            ["It broke at 5 p.m. Tuesday.", "He said ‘no.’", "They left."]
        );
        assert_eq!(cut("They will appeal.[3] A hearing is set."), ["They will appeal.[3]", "A hearing is set."]);
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
