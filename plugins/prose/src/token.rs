//! Cuts a text into words, numbers and marks; knows scripts and their letters, not sentences, and nothing of a second
//! text.
//!
//! White space is in no token: it lies between them, so that a re-flowed paragraph is still the same words.

use std::ops::Range;

use crate::block::{same_end, same_start};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word, or one character of a script that sets no spaces between words.
    Word,
    /// A number with its inner separators: `1,000` and `3.5`.
    Number,
    /// A single punctuation mark or symbol.
    Mark,
}

/// A token and the bytes it covers, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    /// The length times eight, whether a sentence begins here, and the class.
    length: u32,
}

/// A text, a part of it, and the tokens of that.
pub(crate) type Known<'t> = (&'t str, Range<usize>, &'t [Token]);

/// Two characters behind a token decide whether it goes on.
const AHEAD: usize = 8;

/// The longest text that can be cut: a length must fit a token.
pub(crate) const LONGEST: usize = 1 << 29;
/// Set where a sentence begins.
const BEGINS: u32 = 4;

impl Token {
    fn new(start: usize, length: usize, class: Class) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX >> 3);
        Self { start: small(start), length: small(length) << 3 | class as u32 }
    }

    /// The same token at another place.
    fn at(start: usize, token: Self) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX >> 3), ..token }
    }

    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) const fn end(self) -> usize {
        self.start as usize + (self.length >> 3) as usize
    }

    pub(crate) const fn bytes(self) -> Range<usize> {
        self.start()..self.end()
    }

    pub(crate) const fn class(self) -> Class {
        match self.length & 3 {
            0 => Class::Word,
            1 => Class::Number,
            _ => Class::Mark,
        }
    }

    /// Whether a sentence begins with it, as far as anyone has said.
    pub(crate) const fn begins(self) -> bool {
        self.length & BEGINS != 0
    }

    /// Says that a sentence begins with it.
    pub(crate) const fn begin(&mut self) {
        self.length |= BEGINS;
    }
}

/// The tokens in a part of `text`, in order and without overlap; everything between them is white space.
///
/// The part ends at edges of characters; beyond [`LONGEST`] bytes there are no tokens.
pub(crate) fn tokens(text: &str, part: Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(part.len() / 5 + 4);
    let mut cut = cut(text, part.clone());
    while let Some(token) = cut.next() {
        make_room(&mut tokens, cut.at - part.start, cut.text.len() - cut.at);
        tokens.push(token);
    }
    shrink(&mut tokens);
    tokens
}

/// Makes room for one more, and where there was none for as many again in the `rest` as there were in what was `seen`.
fn make_room(tokens: &mut Vec<Token>, seen: usize, rest: usize) {
    if tokens.len() == tokens.capacity() {
        tokens.reserve_exact((tokens.len() * rest / seen.max(1) + rest / 64 + 4).min(rest + 1));
    }
}

/// Gives back what is not needed, if it is worth a copy.
fn shrink(tokens: &mut Vec<Token>) {
    if tokens.capacity() > tokens.len() + tokens.len() / 8 {
        tokens.shrink_to_fit();
    }
}

/// The tokens in a part of `text`, when those in a part of another one are known.
///
/// Where the parts begin and end with the same bytes they have the same tokens, and those are not cut again: where a
/// token ends depends on nothing before it, and on [`AHEAD`] bytes behind it at most.
pub(crate) fn tokens_like(text: &str, part: Range<usize>, (other, like, known): Known<'_>) -> Vec<Token> {
    let (ours, theirs) = (&text.as_bytes()[part.clone()], &other.as_bytes()[like.clone()]);
    let head = same_start(ours, theirs);
    let tail = same_end(ours, theirs);
    let moved = |token: &Token, from: usize, to: usize| Token::at(to + token.start() - from, *token);
    let kept = known.partition_point(|token| token.end() + AHEAD <= like.start + head);
    let mut tokens = Vec::with_capacity(known.len() + (ours.len().saturating_sub(theirs.len())) / 5 + 4);
    tokens.extend(known[..kept].iter().map(|token| moved(token, like.start, part.start)));
    let start = tokens.last().map_or(part.start, |token| token.end());
    for token in cut(text, start..part.end) {
        let rest = part.end - token.start();
        if rest <= tail
            && let Ok(at) = known.binary_search_by_key(&(like.end - rest), |token| token.start())
        {
            tokens.reserve_exact(known.len() - at);
            tokens.extend(known[at..].iter().map(|token| moved(token, like.end - rest, part.end - rest)));
            break;
        }
        make_room(&mut tokens, token.end() - part.start, part.end - token.end());
        tokens.push(token);
    }
    shrink(&mut tokens);
    tokens
}

/// The same one after the other, for those who need not keep them.
pub(crate) fn cut(text: &str, part: Range<usize>) -> Cut<'_> {
    Cut { text: &text[..part.end.min(LONGEST)], at: part.start }
}

/// See [`cut`].
#[derive(Debug, Clone)]
pub(crate) struct Cut<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Cut<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            let rest = &self.text[self.at..];
            let (length, class) = match KINDS[usize::from(*byte)] {
                Kind::Space => (1, None),
                Kind::Letter => (word(rest), Some(Class::Word)),
                Kind::Digit => {
                    let (length, class) = number(rest);
                    (length, Some(class))
                }
                Kind::Mark => (1 + attached_after(rest, 1), Some(Class::Mark)),
                Kind::Other => other(rest),
            };
            let start = self.at;
            self.at += length;
            if let Some(class) = class {
                return Some(Token::new(start, length, class));
            }
        }
        None
    }
}

/// What a byte is that begins a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Digit,
    Mark,
    /// Beyond ASCII.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'\t'..=b'\r' | b' ' => Kind::Space,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    kinds
};

/// The token that begins with a character beyond ASCII: its length and class, or white space.
fn other(text: &str) -> (usize, Option<Class>) {
    let Some(c) = text.chars().next() else { return (text.len(), None) };
    let length = c.len_utf8();
    if c.is_whitespace() {
        (length, None)
    } else if c.is_numeric() {
        let (length, class) = number(text);
        (length, Some(class))
    } else if unspaced(c) {
        (length + attached_after(text, length), Some(Class::Word))
    } else if c.is_alphabetic() {
        (word(text), Some(Class::Word))
    } else {
        (length + attached_after(text, length), Some(Class::Mark))
    }
}

/// The first character of `text` from `at` on.
fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether `c` belongs to a script in which words are not set apart by spaces.
pub(crate) fn unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c,
            '\u{0e00}'..='\u{0eff}'     // Thai, Lao
            | '\u{1000}'..='\u{109f}'   // Burmese
            | '\u{1780}'..='\u{17ff}'   // Khmer
            | '\u{2e80}'..='\u{2fdf}'   // Han radicals
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'   // Hiragana, Katakana
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' // Han
        )
        && c.is_alphanumeric()
}

/// The length of the word at the start of `text`; an apostrophe between letters is part of it.
fn word(text: &str) -> usize {
    let mut end = 0;
    while let Some(byte) = text.as_bytes().get(end) {
        match KINDS[usize::from(*byte)] {
            Kind::Letter | Kind::Digit => end += 1,
            Kind::Mark if *byte == b'\'' && char_at(text, end + 1).is_some_and(char::is_alphabetic) => end += 1,
            Kind::Other => {
                let Some(c) = char_at(text, end) else { break };
                let after = end + c.len_utf8();
                let inside = (c.is_alphanumeric() && !unspaced(c)) || attached(c);
                let apostrophe =
                    || matches!(c, '\u{2019}' | '\u{2bc}') && char_at(text, after).is_some_and(char::is_alphabetic);
                if !inside && !apostrophe() {
                    break;
                }
                end = after;
            }
            _ => break,
        }
    }
    end
}

/// The length of the number at the start of `text`, with what turns it into a word: `5th`, `15km`.
fn number(text: &str) -> (usize, Class) {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut class = Class::Number;
    while let Some((at, c)) = chars.next() {
        let separator =
            matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}') && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        let letter = c.is_alphabetic() && !unspaced(c);
        if !c.is_numeric() && !separator && !letter && !attached(c) {
            break;
        }
        if letter {
            class = Class::Word;
        }
        end = at + c.len_utf8();
    }
    (end, class)
}

/// The length of the marks that sit on the character that ends at `at`.
fn attached_after(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return 0;
    }
    text[at..].chars().take_while(|c| attached(*c)).map(char::len_utf8).sum()
}

/// Whether `c` is set on or joined to the character before it, so that a reader never sees it alone.
fn attached(c: char) -> bool {
    c >= '\u{300}'
        && matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e4}' | '\u{0711}'
        | '\u{093c}' | '\u{094d}' | '\u{09bc}' | '\u{09cd}' | '\u{0a3c}' | '\u{0a4d}' | '\u{0abc}' | '\u{0acd}'
        | '\u{0b3c}' | '\u{0b4d}' | '\u{0bcd}' | '\u{0c4d}' | '\u{0cbc}' | '\u{0ccd}' | '\u{0d4d}' | '\u{0dca}'
        | '\u{0e31}' | '\u{0e33}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{0eb1}' | '\u{0eb3}'..='\u{0ebc}'
        | '\u{0ec8}'..='\u{0ece}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, 0..text.len()).into_iter().map(|token| &text[token.bytes()]).collect()
    }

    #[test]
    fn words_keep_their_apostrophes_and_numbers_their_separators() {
        assert_eq!(cut("It isn’t 1,000, or 3.5%."), ["It", "isn’t", "1,000", ",", "or", "3.5", "%", "."]);
        assert_eq!(cut("the 5th 'quote'"), ["the", "5th", "'", "quote", "'"]);
        assert_eq!(cut("well-known"), ["well", "-", "known"]);
    }

    #[test]
    fn tokens_that_are_known_are_not_cut_again_and_are_the_same() {
        let pieces = ["ab", " ", "1", ",", ".", "'", "’", "\u{301}", "字", "é", "\u{200d}", "-", "\n", "15", "👍🏽"];
        let mut number = 7_usize;
        let mut next = |limit: usize| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (number >> 33) % limit
        };
        for _ in 0..3_000 {
            let old: Vec<&str> = (0..40).map(|_| pieces[next(pieces.len())]).collect();
            let mut new = old.clone();
            let (from, to) = (next(40), next(4));
            new.splice(from..(from + to).min(40), [pieces[next(pieces.len())], pieces[next(pieces.len())]]);
            let (old, new) = (format!("x {}", old.concat()), new.concat());
            let known = tokens(&old, 2..old.len());
            assert_eq!(tokens_like(&new, 0..new.len(), (&old, 2..old.len(), &known)), tokens(&new, 0..new.len()));
        }
    }

    #[test]
    fn unspaced_scripts_are_cut_by_character_and_spaced_ones_by_word() {
        assert_eq!(cut("北韓宣布15日。"), ["北", "韓", "宣", "布", "15", "日", "。"]);
        assert_eq!(cut("북한은 핵"), ["북한은", "핵"]);
        assert_eq!(cut("Шойгу заявил"), ["Шойгу", "заявил"]);
        assert_eq!(cut("น้ำ"), ["น้ำ"]);
        assert_eq!(cut("가나 ガ"), ["가나", "ガ"]);
    }

    #[test]
    fn marks_stay_on_their_letters() {
        assert_eq!(cut("cafe\u{301}s"), ["cafe\u{301}s"]);
        assert_eq!(cut("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(cut("👍🏽!"), ["👍🏽", "!"]);
        assert_eq!(cut(" \n\u{a0}\u{3000}"), Vec::<&str>::new());
    }
}
