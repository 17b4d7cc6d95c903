//! JSON as it is found on the web, with the line of every object; it knows nothing of what the objects mean.
//!
//! What is not JSON is read where it can mean one thing only: a line end or another control character within a string,
//! a comma after the last member, and a quotation mark within a string that cannot be the end of it, whatever follows.
//! All else is an error with its line; nothing is guessed.

use std::{borrow::Cow, fmt};

use super::window::lines;

/// How deep values may lie in one another.
const DEPTH: usize = 64;

/// A value; what it says is lent by the text that it was read from, where that has it in the same signs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node<'t> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Object<'t>),
}

/// An object, and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object<'t> {
    pub(super) line: usize,
    pub(super) members: Vec<(Cow<'t, str>, Node<'t>)>,
}

/// What cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: usize,
    pub(super) why: &'static str,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// Reads one value after another from a text.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Up to where lines were counted, and the line there.
    counted: (usize, usize),
    /// Where the newest value began.
    began: usize,
    /// Whether the text goes on, beyond what is here.
    is_cut: bool,
    /// Whether something depended on how it does.
    is_short: bool,
}

/// What a string or a value stands in, which says what may follow it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Within {
    Key,
    Object,
    List,
    Nothing,
}

impl<'t> Reader<'t> {
    /// A reader of a text that begins at this line, and may be cut off at its end.
    pub(super) const fn new(text: &'t str, line: usize, is_cut: bool) -> Self {
        Self { text, at: 0, counted: (0, line), began: 0, is_cut, is_short: false }
    }

    /// The next value, if there is one; signs between values are passed over.
    pub(super) fn next(&mut self) -> Option<Result<Node<'t>, Broken>> {
        self.skip(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';'));
        self.began = self.at;
        (self.at < self.text.len()).then(|| self.value(Within::Nothing, 0))
    }

    /// The value that begins here and stands in something that is read elsewhere.
    pub(super) fn value_in(&mut self, within: Within) -> Result<Node<'t>, Broken> {
        self.value(within, 0)
    }

    /// Passes over the name of a member and its colon; gives whether they stand here.
    pub(super) fn name(&mut self) -> bool {
        let is_name = self.peek() == Some(b'"') && self.string(Within::Key).is_ok();
        self.space();
        let is_named = is_name && self.peek() == Some(b':');
        self.at += usize::from(is_named);
        is_named
    }

    /// Whether the text ended too early to say what was said: more of it may say something else.
    pub(super) const fn is_short(&self) -> bool {
        self.is_short
    }

    /// How far it came.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Goes on, after a value that could not be read, with the next line below its first that begins as a value does.
    pub(super) fn recover(&mut self) {
        self.at = self.began;
        while let Some(end) = self.text[self.at..].find('\n') {
            self.at += end + 1;
            if self.text[self.at..].starts_with(['{', '[']) {
                return;
            }
        }
        self.at = self.text.len();
    }

    fn value(&mut self, within: Within, depth: usize) -> Result<Node<'t>, Broken> {
        if depth > DEPTH {
            return Err(self.broken("values lie too deep in one another"));
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Ok(Node::Text(self.string(within)?)),
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                self.skip(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'));
                let number = &self.text[start..self.at];
                // Leading zeros and the like are let pass: they are kept as written.
                Ok(Node::Number(number))
            }
            _ => {
                for (word, node) in [("null", Node::Null), ("true", Node::Bool(true)), ("false", Node::Bool(false))] {
                    if self.text[self.at..].starts_with(word) {
                        self.at += word.len();
                        return Ok(node);
                    }
                }
                // Of a word there may be a part only.
                self.is_short |= self.is_cut && self.text.len() - self.at < "false".len();
                Err(self.broken("there is no value where one must stand"))
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Node<'t>, Broken> {
        let line = self.line();
        let mut members = Vec::with_capacity(8);
        self.at += 1;
        loop {
            self.space();
            match self.peek() {
                Some(b'}') => break,
                Some(b'"') => {}
                _ => return Err(self.broken("there is no name where one must stand")),
            }
            let name = self.string(Within::Key)?;
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.broken("no colon follows a name"));
            }
            self.at += 1;
            self.space();
            members.push((name, self.value(Within::Object, depth + 1)?));
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err(self.broken("neither a comma nor the end follows a member")),
            }
        }
        self.at += 1;
        Ok(Node::Object(Object { line, members }))
    }

    fn list(&mut self, depth: usize) -> Result<Node<'t>, Broken> {
        let mut values = Vec::new();
        self.at += 1;
        loop {
            self.space();
            if self.peek() == Some(b']') {
                break;
            }
            values.push(self.value(Within::List, depth + 1)?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.broken("neither a comma nor the end follows a value")),
            }
        }
        self.at += 1;
        Ok(Node::List(values))
    }

    fn string(&mut self, within: Within) -> Result<Cow<'t, str>, Broken> {
        let start = self.at;
        self.at += 1;
        // Filled once the text has what is said in other signs.
        let mut out: Option<String> = None;
        loop {
            let rest = &self.text[self.at..];
            let Some(plain) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\')) else {
                self.is_short |= self.is_cut;
                return Err(self.unended(start));
            };
            let (plain, sign) = (&rest[..plain], rest.as_bytes()[plain]);
            if within == Within::Key && plain.contains('\n') {
                return Err(self.unended(start));
            }
            self.at += plain.len();
            if sign == b'"' && self.ends(within) {
                self.at += 1;
                return Ok(match out {
                    None => Cow::Borrowed(plain),
                    Some(out) => Cow::Owned(out + plain),
                });
            }
            let out = out.get_or_insert_default();
            out.push_str(plain);
            if sign == b'\\' {
                self.escape(out)?;
                continue;
            }
            if within == Within::Key {
                return Err(self.broken("no colon follows a name"));
            }
            self.inner_quote(out)?;
            out.push('"');
            self.at += 1;
        }
    }

    /// That the string which begins there has no end.
    fn unended(&mut self, start: usize) -> Broken {
        self.at = start;
        self.broken("a string does not end")
    }

    /// Whether the quotation mark here can end a string: what follows it can follow a string.
    fn ends(&mut self, within: Within) -> bool {
        // What mostly follows is said at once.
        let next = self.text.as_bytes().get(self.at + 1..self.at + 3);
        match (within, next) {
            (Within::Key, Some([b':', _])) | (Within::Object, Some([b',', b'"'] | [b'}', _])) => return true,
            _ => {}
        }
        let mut after = self.text[self.at + 1..].trim_start().chars();
        let next = after.next();
        let far = after.as_str().trim_start();
        self.is_short |=
            self.is_cut && within != Within::Nothing && (next.is_none() || next == Some(',') && far.is_empty());
        match (within, next) {
            (Within::Key, next) => next == Some(':'),
            (Within::Object, Some('}')) | (Within::List, Some(']')) | (_, None) => true,
            (Within::Object, Some(',')) => matches!(far.chars().next(), Some('"' | '}')),
            (Within::List, Some(',')) => far.starts_with(|c: char| {
                c.is_ascii_digit() || matches!(c, '"' | '{' | '[' | ']' | '-' | 't' | 'f' | 'n')
            }),
            (Within::Nothing, _) => true,
            _ => false,
        }
    }

    /// Refuses a mark that could as well be one around another string, where a comma or an end is missing.
    fn inner_quote(&mut self, before: &str) -> Result<(), Broken> {
        let after = self.text[self.at + 1..].trim_start();
        self.is_short |= self.is_cut && after.trim_start_matches('"').trim_start().is_empty();
        let opens = before.trim_end().ends_with(['{', '[', ':']);
        let closes = after.starts_with([':', '}', ']']);
        // Two marks together are one inner mark and the end, if that is what the second can be.
        let doubled = after.starts_with('"') && {
            let past = after[1..].trim_start();
            !past.is_empty() && !past.starts_with([',', '}', ']'])
        };
        if opens || closes || doubled {
            Err(self.broken("quotation marks in a string can be read in two ways"))
        } else {
            Ok(())
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), Broken> {
        // The longest is a pair: \ud83d\ude00.
        self.is_short |= self.is_cut && self.text.len() - self.at < 12;
        let why = "an escape in a string is none";
        let Some(sign) = self.text.as_bytes().get(self.at + 1).copied() else { return Err(self.broken(why)) };
        let plain = match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            // Valid in the script that many pages are made with, where it means the sign itself.
            b'\'' => '\'',
            b'u' => {
                let Some(high) = self.unit(self.at + 2) else { return Err(self.broken(why)) };
                let pair = (0xD800..0xDC00).contains(&high)
                    && self.text.get(self.at + 6..).is_some_and(|rest| rest.starts_with("\\u"));
                let low = if pair { self.unit(self.at + 8) } else { None };
                let units = [Some(high), low];
                let decoded: Option<char> = char::decode_utf16(units.into_iter().flatten()).next().and_then(Result::ok);
                self.at += if decoded.is_some_and(|c| c.len_utf16() == 2) { 12 } else { 6 };
                out.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
                return Ok(());
            }
            _ => return Err(self.broken(why)),
        };
        self.at += 2;
        out.push(plain);
        Ok(())
    }

    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.get(at..at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    }

    fn peek(&mut self) -> Option<u8> {
        let next = self.text.as_bytes().get(self.at).copied();
        self.is_short |= self.is_cut && next.is_none();
        next
    }

    fn space(&mut self) {
        self.skip(|byte| byte.is_ascii_whitespace());
    }

    fn skip(&mut self, passes: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| !passes(*byte)).unwrap_or(rest.len());
        self.is_short |= self.is_cut && self.at == self.text.len();
    }

    /// The line here; asked for from place to place, never back.
    fn line(&mut self) -> usize {
        let (counted, line) = self.counted;
        if counted < self.at {
            self.counted = (self.at, line + lines(&self.text.as_bytes()[counted..self.at]));
        }
        self.counted.1
    }

    fn broken(&mut self, why: &'static str) -> Broken {
        Broken { line: self.line(), why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node<'_>, Broken> {
        Reader::new(text, 1, false).next().unwrap_or(Ok(Node::Null))
    }

    fn text(json: &str) -> Option<String> {
        match read(json) {
            Ok(Node::Object(object)) => match object.members.into_iter().next() {
                Some((_, Node::Text(text))) => Some(text.into_owned()),
                _ => None,
            },
            _ => None,
        }
    }

    #[test]
    fn what_can_mean_one_thing_only_is_read() {
        for (json, expected) in [
            (r#"{"a": "plain"}"#, "plain"),
            ("{\"a\": \"two\nlines\",}", "two\nlines"),
            (r#"{"a": "He said "yes" twice"}"#, r#"He said "yes" twice"#),
            (r#"{"a": "He said "yes", then left", "b": 1}"#, r#"He said "yes", then left"#),
            (r#"{"a": "He said "yes""}"#, r#"He said "yes""#),
            (r#"{"a": ""Yes", he said"}"#, r#""Yes", he said"#),
            (r#"{"a": "\ud83d\ude00 \u00e9 \/ \ud83d"}"#, "😀 é / \u{fffd}"),
        ] {
            assert_eq!(text(json).as_deref(), Some(expected), "{json}");
        }
    }

    #[test]
    fn what_can_mean_several_things_is_named_with_its_line() {
        for json in [
            "{\"a\":\n\"b\" \"c\": \"d\"}",
            "{\"a\":\n\"b\"\"c\": \"d\"}",
            "{\"a\":\n\"the \"truth\": nothing\"}",
            "{\"a\":\n\"no end}",
            "{\"a\":\n\"b, \"c\": \"d\"}",
            "{\"a\":\n\"\\x\"}",
            "{\"a\":\n}",
        ] {
            assert_eq!(read(json).map_err(|broken| broken.line), Err(2), "{json}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn one_value_follows_another_and_a_broken_one_is_passed_over() {
        let mut reader = Reader::new("{\"a\": 1}\n{\"a\" 2}\n{\"a\": 3}", 1, false);
        let mut lines = Vec::new();
        while let Some(value) = reader.next() {
            match value {
                Ok(Node::Object(object)) => lines.push((object.line, true)),
                Ok(_) => {}
                Err(broken) => {
                    lines.push((broken.line, false));
                    reader.recover();
                }
            }
        }
        assert_eq!(lines, [(1, true), (2, false), (3, true)]);
    }
}
