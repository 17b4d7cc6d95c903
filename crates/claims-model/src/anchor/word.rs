//! Cuts a text into words and marks that can be compared; knows letters and sentence ends, not quotes or versions.
//!
//! Two words are equal when they differ in nothing but case, the shape of quotation marks and dashes, and whether
//! accents are composed. Scripts that set no spaces between words are cut by character.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A word, a number or a mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Equal for equal words; unequal ones share it only by a collision of hashes.
    pub(crate) id: u64,
    /// Where it stands, in bytes of the text.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// How many letters and digits it has; a mark has none.
    pub(crate) letters: u32,
    /// Whether a sentence, a line or the text begins with it.
    pub(crate) begins: bool,
    /// Whether a line or the text begins with it.
    pub(crate) line: bool,
}

impl Word {
    /// What a pair of two such words is worth.
    pub(crate) const fn weight(&self) -> i32 {
        // A word of a thousand letters is no better evidence than one of a dozen.
        if self.letters == 0 {
            1
        } else if self.letters < 12 {
            self.letters as i32 + 1
        } else {
            12
        }
    }
}

/// The words of `text` within `range`, which must lie on borders of characters.
///
/// A word that the range cuts in two is cut there.
pub(crate) fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::with_capacity(range.len() / 5 + 1);
    let Borders { mut begins, mut line } = Borders::at(text, range.start);
    let mut stopped = ends_a_sentence(text, range.start);
    let mut chars = text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)).peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            line |= c == '\n';
            begins |= line || stopped;
            continue;
        }
        let mut word = Word { id: SEED, start, end: start + c.len_utf8(), letters: 0, begins, line };
        word.add(c);
        if c.is_alphanumeric() && !unspaced(c) {
            while let Some((at, next)) = chars.peek().copied() {
                if !joins(text, at, next, range.end) {
                    break;
                }
                word.add(next);
                word.end = at + next.len_utf8();
                chars.next();
            }
        } else {
            while let Some((at, next)) = chars.next_if(|(_, next)| is_combining_mark(*next)) {
                word.add(next);
                word.end = at + next.len_utf8();
            }
        }
        // What is only set and never read is no word.
        if word.id == SEED {
            continue;
        }
        let encloses = is_enclosing(c);
        // A rule or a dash after a stop is no sentence; what follows it may be one.
        let is_rule = word.letters == 0 && !encloses && !line && !is_stop(c);
        word.begins &= !is_rule;
        stopped = is_stop(c) || stopped && (encloses || is_rule);
        begins = matches!(c, '。' | '！' | '？') || begins && (encloses || is_rule);
        line &= encloses;
        words.push(word);
    }
    words
}

/// How many letters and digits some words have together.
pub(super) fn letters(words: &[Word]) -> usize {
    words.iter().map(|word| word.letters as usize).sum()
}

/// What begins at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Borders {
    /// Whether a sentence may begin there: only space, quotation marks and brackets lie between it and a stop.
    pub(super) begins: bool,
    /// Whether a line begins there.
    pub(super) line: bool,
}

impl Borders {
    /// What begins with the next word after byte `at`; the end of the text is a border of all.
    pub(super) fn after(text: &str, at: usize) -> Self {
        let rest = text[at..].trim_start();
        if rest.is_empty() { Self { begins: true, line: true } } else { Self::at(text, text.len() - rest.len()) }
    }

    /// What begins at byte `at`.
    pub(super) fn at(text: &str, at: usize) -> Self {
        let mut space = false;
        let mut seen = 0;
        for c in text[..at].chars().rev().take(MOST_LOOKED_BACK) {
            seen += c.len_utf8();
            match c {
                '\n' => return Self { begins: true, line: true },
                c if c.is_whitespace() => space = true,
                c if is_enclosing(c) => {}
                c => return Self { begins: is_stop(c) && (space || !c.is_ascii()), line: false },
            }
        }
        Self { begins: seen == at, line: seen == at }
    }
}

/// Whether only quotation marks and brackets lie between byte `at` and a stop before it.
fn ends_a_sentence(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev().take(MOST_LOOKED_BACK);
    before.find(|c| !is_enclosing(*c)).is_some_and(is_stop)
}

/// How far a sentence's stop is looked for: a text of brackets must not cost a square.
const MOST_LOOKED_BACK: usize = 16;

/// Whether the character at `at` continues the word before it.
fn joins(text: &str, at: usize, c: char, end: usize) -> bool {
    if c.is_alphanumeric() {
        return !unspaced(c);
    }
    if is_combining_mark(c) || is_invisible(c) {
        return true;
    }
    let next = text[at + c.len_utf8()..end].chars().next();
    match c {
        '\'' | '\u{2019}' | '\u{2bc}' => next.is_some_and(char::is_alphabetic),
        '.' | ',' | '\u{66b}' | '\u{66c}' => {
            let before = text[..at].chars().next_back();
            before.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric)
        }
        _ => false,
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

impl Word {
    fn add(&mut self, c: char) {
        self.letters += u32::from(c.is_alphanumeric());
        fold(c, &mut |c| {
            self.id = (self.id ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
        });
    }
}

/// What a character is compared as.
fn fold(c: char, take: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return take(c.to_ascii_lowercase());
    }
    match c {
        c if is_invisible(c) => {}
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => take('"'),
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' => take('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => take('-'),
        c => std::iter::once(c).nfd().flat_map(char::to_lowercase).for_each(take),
    }
}

/// A word as it is compared; equal for equal words and for no others.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    word.chars().for_each(|c| fold(c, &mut |c| folded.push(c)));
    folded
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔')
}

/// Whether `c` is a quotation mark or a bracket, which belongs to the sentence it opens or closes.
pub(super) fn is_enclosing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '(' | ')' | '[' | ']' | '\u{2018}'
            ..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' | '「' | '」' | '『' | '』' | '（' | '）'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` belongs to a script in which words are not set apart by spaces.
fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text, 0..text.len()).into_iter().map(|word| &text[word.start..word.end]).collect()
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_separators() {
        assert_eq!(cut("It isn’t 1,000, or 3.5%."), ["It", "isn’t", "1,000", ",", "or", "3.5", "%", "."]);
        assert_eq!(cut("北韓宣布15日。"), ["北", "韓", "宣", "布", "15", "日", "。"]);
        assert_eq!(cut(" \n\u{ad}\u{200b}"), Vec::<&str>::new());
    }

    #[test]
    fn typography_makes_no_other_word() {
        let ids = |text: &str| words(text, 0..text.len()).iter().map(|word| word.id).collect::<Vec<_>>();
        assert_eq!(ids("“Café” isn’t co\u{ad}op–ed"), ids("\"cafe\u{301}\" ISN'T coop-ed"));
        assert_ne!(ids("15"), ids("16"));
        assert_ne!(ids("café"), ids("cafe"));
    }

    #[test]
    fn sentences_begin_after_stops_and_lines() {
        let text = "One. “Two three.” Four\nfive 3.5 six";
        let begins = |word: &Word| word.begins.then_some(&text[word.start..word.end]);
        let all: Vec<&str> = words(text, 0..text.len()).iter().filter_map(begins).collect();
        assert_eq!(all, ["One", "“", "Two", "Four", "five"]);
        // A part of a text that begins behind a stop begins with a sentence.
        assert!(words(text, 4..text.len())[0].begins && words(text, 21..text.len())[0].begins);
        assert!(Borders::at(text, 5).begins && Borders::at(text, 8).begins && !Borders::at(text, 13).begins);
    }
}
