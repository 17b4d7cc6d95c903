//! Cuts a text into words, marks and breaks; knows what a word may be, and nothing of sentences.

use crate::lexicon::{Class, HE, Lexicon, SHE, THEY};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A word of digits.
    Digits,
    /// The "'s" behind a name.
    Possessive,
    Comma,
    /// What ends a sentence.
    Stop,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A quotation mark, still to be paired.
    Mark(char),
    /// The end of a paragraph.
    Break,
    /// All that stands in quotation marks, where that is seen as one thing.
    Quoted,
    Other,
}

/// A piece of the text, by bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// What the word may be.
    pub(crate) class: Class,
    /// Whether the word begins with a capital.
    pub(crate) is_capital: bool,
}

impl Token {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    pub(crate) const fn is(&self, class: Class) -> bool {
        self.class & class != 0
    }
}

/// All tokens of a text, in order.
pub(crate) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter =
        Cutter { text, bytes: text.as_bytes(), lexicon, at: 0, tokens: Vec::with_capacity(text.len() / 5) };
    while cutter.at < text.len() {
        cutter.step();
    }
    cutter.tokens
}

struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    lexicon: &'t Lexicon,
    at: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'\n' => self.line_end(),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(byte.is_ascii_uppercase()),
            b'0'..=b'9' => self.digits(),
            b',' => self.put(1, Kind::Comma),
            b'.' | b'!' | b'?' => self.put(1, Kind::Stop),
            b':' => self.put(1, Kind::Colon),
            b';' => self.put(1, Kind::Semicolon),
            b'(' | b'[' => self.put(1, Kind::Open),
            b')' | b']' => self.put(1, Kind::Close),
            b'-' => {
                let length = if self.bytes[self.at..].starts_with(b"--") { 2 } else { 1 };
                self.put(length, Kind::Dash);
            }
            b'"' => self.put(1, Kind::Mark('"')),
            // Two single marks are a double one on some desks.
            b'\'' | b'`' if self.bytes.get(self.at + 1) == Some(&byte) => self.put(2, Kind::Mark('"')),
            b'\'' => self.apostrophe('\'', 1),
            b'@' | b'#' if self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphanumeric) => self.word(true),
            0..=127 => self.put(1, Kind::Other),
            _ => self.wide(),
        }
    }

    fn wide(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return self.at = self.text.len() };
        match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '‚' | '＂' =>
            {
                self.put(c.len_utf8(), Kind::Mark(c));
            }
            '‘' | '’' => self.apostrophe(c, c.len_utf8()),
            '–' | '—' | '―' => self.put(c.len_utf8(), Kind::Dash),
            '…' | '。' | '！' | '？' | '؟' => self.put(c.len_utf8(), Kind::Stop),
            '，' | '、' | '،' => self.put(c.len_utf8(), Kind::Comma),
            '：' => self.put(c.len_utf8(), Kind::Colon),
            '\u{2029}' | '\u{2028}' => self.put(c.len_utf8(), Kind::Break),
            _ if c.is_alphanumeric() => self.word(c.is_uppercase()),
            _ if c.is_whitespace() || c.is_control() => self.at += c.len_utf8(),
            _ => self.put(c.len_utf8(), Kind::Other),
        }
    }

    fn put(&mut self, length: usize, kind: Kind) {
        self.put_word(self.at + length, kind, 0, false);
    }

    fn put_word(&mut self, end: usize, kind: Kind, class: Class, is_capital: bool) {
        let [start, to] = [self.at, end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        self.tokens.push(Token { start, end: to, kind, class, is_capital });
        self.at = end;
    }

    /// A blank line ends a paragraph, and so does the end of a line, unless the next one goes on with its sentence.
    fn line_end(&mut self) {
        let start = self.at;
        let mut lines = 0;
        while let Some(byte @ (b'\n' | b' ' | b'\t' | b'\r')) = self.bytes.get(self.at) {
            lines += usize::from(*byte == b'\n');
            self.at += 1;
        }
        let goes_on = lines == 1
            && self.tokens.last().is_some_and(|last| !matches!(last.kind, Kind::Stop | Kind::Colon | Kind::Break))
            && self.text[self.at..].chars().next().is_some_and(char::is_lowercase);
        if !goes_on {
            let end = self.at;
            self.at = start;
            self.put_word(end, Kind::Break, 0, false);
        }
    }

    /// A single mark, which may be a quotation mark, or the "'s" behind a name.
    fn apostrophe(&mut self, c: char, length: usize) {
        let is_behind_word = self
            .tokens
            .last()
            .is_some_and(|last| last.end as usize == self.at && matches!(last.kind, Kind::Word | Kind::Digits));
        let rest = &self.bytes[self.at + length..];
        let ends = |at: usize| rest.get(at).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        if is_behind_word && c != '‘' && matches!(rest.first(), Some(b's' | b'S')) && ends(1) {
            return self.put(length + 1, Kind::Possessive);
        }
        self.put(length, Kind::Mark(c));
    }

    fn digits(&mut self) {
        let mut end = self.at;
        while let Some(byte) = self.bytes.get(end) {
            let goes_on = byte.is_ascii_digit()
                || matches!(byte, b',' | b'.' | b':') && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !goes_on {
                break;
            }
            end += 1;
        }
        // "34-year-old" and "5th" are one word.
        let is_longer = match self.bytes.get(end) {
            Some(b'-') => self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic),
            Some(byte) => byte.is_ascii_alphabetic(),
            None => false,
        };
        if is_longer { self.word_from(end + 1, false, Kind::Digits) } else { self.put(end - self.at, Kind::Digits) }
    }

    fn word(&mut self, is_capital: bool) {
        let first = self.text[self.at..].chars().next().map_or(1, char::len_utf8);
        self.word_from(self.at + first, is_capital, Kind::Word);
    }

    /// A word whose letters reach `end` at least.
    fn word_from(&mut self, mut end: usize, is_capital: bool, kind: Kind) {
        let start = self.at;
        loop {
            match self.bytes.get(end) {
                Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => end += 1,
                Some(b'-') if self.letter_at(end + 1) && !self.is_inversion(end + 1) => end += 1,
                Some(b'\'') if self.joins(start, end, 1) => end += 1,
                Some(b'\'') if self.is_elision(start, end) => {
                    let class = self.lexicon.class(&self.text[start..end]);
                    return self.put_word(end + 1, kind, class, false);
                }
                Some(b'.') if self.is_initial(start, end) => end += 1,
                Some(byte) if !byte.is_ascii() => {
                    let Some(c) = self.text[end..].chars().next() else { break };
                    match c {
                        '’' if self.joins(start, end, 3) => end += 3,
                        '’' if self.is_elision(start, end) => {
                            let class = self.lexicon.class(&self.text[start..end]);
                            return self.put_word(end + 3, kind, class, false);
                        }
                        _ if c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{301}') => end += c.len_utf8(),
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        if self.bytes.get(end) == Some(&b'.') && self.lexicon.is_abbreviation(&self.text[start..=end]) {
            end += 1;
        }
        let class = self.lexicon.class(&self.text[start..end]);
        self.put_word(end, kind, class, is_capital);
    }

    fn letter_at(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
            Some(_) => self.text[at..].chars().next().is_some_and(char::is_alphanumeric),
            None => false,
        }
    }

    /// Whether an apostrophe of some bytes at `end` is within a word: "O'Brien", "don't", but not "Trump's" or "l'eau".
    fn joins(&self, start: usize, end: usize, length: usize) -> bool {
        let next = end + length;
        if !self.letter_at(next) || self.is_elision(start, end) {
            return false;
        }
        let is_possessive = matches!(self.bytes[next], b's' | b'S') && !self.letter_at(next + 1);
        !is_possessive
    }

    fn is_elision(&self, start: usize, end: usize) -> bool {
        end - start <= 2 && self.lexicon.is_elision(&self.text[start..end])
    }

    /// "U.S.", "J.", "D.C.": a point behind a single capital.
    fn is_initial(&self, start: usize, end: usize) -> bool {
        self.bytes[end - 1].is_ascii_uppercase() && (end - 1 == start || self.bytes[end - 2] == b'.')
    }

    /// Whether what follows a hyphen is the subject of the verb before it: "dit-il", "a-t-elle".
    fn is_inversion(&self, at: usize) -> bool {
        if !self.lexicon.inverts {
            return false;
        }
        let length = self.bytes[at..].iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &self.text[at..at + length];
        word == "t" || self.lexicon.class(word) & (HE | SHE | THEY) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        tokens(text, Lexicon::of(text)).iter().map(|token| token.text(text).to_owned()).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            cut("Sen. J. O'Brien of the U.S. didn't say."),
            ["Sen.", "J.", "O'Brien", "of", "the", "U.S.", "didn't", "say", "."]
        );
        assert_eq!(
            cut("Prado’s 34-year-old pilot: 1,200.5."),
            ["Prado", "’s", "34-year-old", "pilot", ":", "1,200.5", "."]
        );
        assert_eq!(
            cut("Le port n'est pas à la ville, a-t-il dit d’Anna."),
            [
                "Le", "port", "n'", "est", "pas", "à", "la", "ville", ",", "a", "-", "t", "-", "il", "dit", "d’",
                "Anna", "."
            ]
        );
    }

    #[test]
    fn a_line_that_goes_on_is_no_paragraph() {
        assert_eq!(cut("The pilot\nsaid so\n\nNext"), ["The", "pilot", "said", "so", "\n\n", "Next"]);
        assert_eq!(cut("Over.\nnext"), ["Over", ".", "\n", "next"]);
    }
}
