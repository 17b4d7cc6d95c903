//! Cuts a text into the words by which it is compared with other texts; it does not know what is compared.
//!
//! The same word is the same however it is written: case, accents, possessives, the marks of `@handles` and `#hashtags`,
//! thousands separators and `2M` for `2 million` make no difference. Addresses are left out, since two posts that say the
//! same never share one.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::{stem, stop};
use crate::query::is_unspaced;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'w> {
    /// Folded: composed, lower-case, without accents.
    pub(super) text: &'w str,
    /// Whether it is in every text, such as "the", and says nothing about what this one claims.
    pub(super) is_stop: bool,
    /// What it looks like.
    pub(super) sort: Sort,
}

impl Word<'_> {
    /// Calls `visit` with what is left of the word without its endings, unless it is in every text.
    pub(super) fn stem<T>(&self, visit: impl FnOnce(&str) -> T) -> Option<T> {
        match self.sort {
            _ if self.is_stop => None,
            Sort::Number => Some(visit(self.text)),
            Sort::Plain | Sort::Name => Some(stem::with(self.text, visit)),
        }
    }
}

/// What a word looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Any word.
    Plain,
    /// It begins with a capital letter, or it is a part of a handle or a hashtag.
    Name,
    /// It begins with a digit.
    Number,
}

/// Calls `visit` with each word of a text, in order.
pub(super) fn each(text: &str, mut visit: impl FnMut(Word<'_>)) {
    chunks(text).for_each(|chunk| each_of_chunk(chunk, &mut visit));
}

/// What stands between spaces of ASCII in a text. Which words a chunk has depends on nothing else: no form of a letter
/// reaches over a space.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && c.is_whitespace()).filter(|chunk| !chunk.is_empty())
}

/// Calls `visit` with each word of a chunk, in order.
pub(super) fn each_of_chunk(chunk: &str, visit: impl FnMut(Word<'_>)) {
    let mut cut = Cut { visit, folded: String::new() };
    if chunk.is_ascii() {
        return cut.chunk(chunk);
    }
    // Here other spaces turn into that of ASCII.
    chunk.nfkc().map(plain).collect::<String>().split_whitespace().for_each(|chunk| cut.chunk(chunk));
}

/// Apostrophes are written in several ways.
const fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        other => other,
    }
}

fn is_address(chunk: &str) -> bool {
    if !chunk.contains(['/', '.']) {
        return false;
    }
    let chunk = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
    if chunk.contains("://") || chunk.starts_with("www.") {
        return true;
    }
    // pic.example.com/abc: a host, then a path.
    chunk.split_once('/').is_some_and(|(host, path)| {
        !path.is_empty()
            && host.split_once('.').is_some_and(|(name, end)| {
                !name.is_empty() && end.chars().all(|c| c.is_ascii_lowercase() || c == '.') && end.len() >= 2
            })
    })
}

/// Cuts what stands between spaces into words.
struct Cut<F> {
    visit: F,
    /// The room in which a word is folded.
    folded: String,
}

impl<F: FnMut(Word<'_>)> Cut<F> {
    fn chunk(&mut self, chunk: &str) {
        if is_address(chunk) {
            return;
        }
        let mut start = None;
        let mut marked = false;
        let mut before = ' ';
        for (at, c) in chunk.char_indices() {
            let inside = c.is_alphanumeric()
                || (!c.is_ascii() && is_combining_mark(c))
                || (start.is_some() && matches!(c, '\'' | '.' | ',') && joins(&chunk[..at], &chunk[at + 1..], c));
            if inside && start.is_none() {
                start = Some(at);
                marked = matches!(before, '@' | '#');
            } else if !inside && let Some(from) = start.take() {
                self.piece(&chunk[from..at], marked);
            }
            before = c;
        }
        if let Some(from) = start {
            self.piece(&chunk[from..], marked);
        }
    }

    /// A run of letters and digits: one word, or several where it is a number with its unit, a name in camel case, or in
    /// a script without spaces.
    fn piece(&mut self, piece: &str, marked: bool) {
        if piece.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(piece);
        }
        if !piece.is_ascii() && piece.contains(is_unspaced) {
            return self.mixed(piece, marked);
        }
        let whole = piece.strip_suffix("'s").or_else(|| piece.strip_suffix("'S")).unwrap_or(piece);
        let parts = camel(whole);
        if parts.len() > 1 {
            parts.iter().for_each(|part| self.word(part, Sort::Name));
            if !marked {
                return;
            }
        }
        let is_name = marked || whole.starts_with(char::is_uppercase);
        self.word(whole, if is_name { Sort::Name } else { Sort::Plain });
    }

    fn number(&mut self, text: &str) {
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        self.folded.clear();
        // 1.000.000 has points for separators.
        let is_separated = digits.trim_end_matches(['.', ',']).matches('.').count() > 1;
        self.folded.extend(digits.chars().filter(|c| *c != ',' && !(is_separated && *c == '.')));
        let text = self.folded.trim_end_matches('.');
        (self.visit)(Word { text, is_stop: false, sort: Sort::Number });
        match unit {
            "" | "st" | "nd" | "rd" | "th" | "s" => {}
            "k" | "K" => self.word("thousand", Sort::Plain),
            "m" | "M" | "mn" | "mln" => self.word("million", Sort::Plain),
            "b" | "B" | "bn" | "BN" => self.word("billion", Sort::Plain),
            unit => self.word(unit, Sort::Plain),
        }
    }

    /// A run in which a script without spaces meets one with them, such as "COVID疫苗", is cut where they meet.
    fn mixed(&mut self, text: &str, marked: bool) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_one = is_unspaced(first);
            let end = rest.find(|c| is_unspaced(c) != is_one).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if is_one {
                self.unspaced(run)
            } else {
                self.piece(run, marked)
            }
            rest = after;
        }
    }

    /// Every two letters that stand side by side, or the one that stands alone.
    fn unspaced(&mut self, text: &str) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let width = 2.min(starts.len() - 1);
        for window in starts.windows(width + 1) {
            (self.visit)(Word { text: &text[window[0]..window[width]], is_stop: false, sort: Sort::Plain });
        }
    }

    fn word(&mut self, text: &str, sort: Sort) {
        self.folded.clear();
        fold(text, &mut self.folded);
        if let Some(digits) = spelled(&self.folded) {
            return (self.visit)(Word { text: digits, is_stop: false, sort: Sort::Number });
        }
        if !self.folded.is_empty() {
            (self.visit)(Word { text: &self.folded, is_stop: stop::is_stop(&self.folded), sort });
        }
    }
}

/// Whether a mark stands within a word: an apostrophe between letters, a point or comma between digits, a point between
/// the letters of an acronym.
fn joins(left: &str, right: &str, mark: char) -> bool {
    let mut before = left.chars().rev();
    let (Some(left), Some(right)) = (before.next(), right.chars().next()) else { return false };
    match mark {
        '\'' => left.is_alphabetic() && right.is_alphabetic(),
        '.' if left.is_uppercase() => right.is_uppercase() && before.next().is_none_or(|c| !c.is_alphanumeric()),
        _ => left.is_ascii_digit() && right.is_ascii_digit(),
    }
}

/// The parts of a name in camel case, such as of `realDonaldTrump`; one part for any other word.
fn camel(text: &str) -> Vec<&str> {
    let is_one = |text: &str| text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    if is_one(text) {
        return vec![text];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let next_is_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
        let begins = before.is_some_and(|before| {
            (c.is_uppercase() && (before.is_lowercase() || before.is_uppercase() && next_is_lower))
                || c.is_ascii_digit() != before.is_ascii_digit()
        });
        if begins && at > start {
            parts.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    parts.push(&text[start..]);
    // "McDonald" and "iPhone" are words; two letters are no part of a name.
    if parts.len() > 1 && parts.iter().filter(|part| part.chars().count() > 2).count() < 2 {
        return vec![text];
    }
    parts
}

/// The digits of a number that English writes as a word; "one" is as often no number.
fn spelled(word: &str) -> Option<&'static str> {
    Some(match word {
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        _ => return None,
    })
}

/// The word in small letters, without accents, apostrophes and points.
fn fold(text: &str, out: &mut String) {
    // In small letters the country would be a pronoun.
    if matches!(text, "US" | "U.S") {
        return out.push_str("usa");
    }
    if text.is_ascii() {
        return out.extend(text.chars().filter(|c| !matches!(c, '\'' | '.')).map(|c| c.to_ascii_lowercase()));
    }
    let lower = text.chars().flat_map(char::to_lowercase);
    out.extend(lower.nfd().filter(|c| !is_combining_mark(*c) && *c != '\'').nfc());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let mut texts = Vec::new();
        each(text, |word| texts.push(word.text.to_owned()));
        texts
    }

    #[test]
    fn a_word_is_the_same_however_it_is_written() {
        assert_eq!(texts("Trump’s CAFÉ isn't café"), ["trump", "cafe", "isnt", "cafe"]);
        assert_eq!(
            texts("#AustralianFires @realDonaldTrump"),
            ["australian", "fires", "australianfires", "real", "donald", "trump", "realdonaldtrump"]
        );
        assert_eq!(texts("McDonald iPhone USA U.S. the US."), ["mcdonald", "iphone", "usa", "usa", "the", "usa"]);
        assert_eq!(
            texts("1,377 points, $2M, 2 million, 40% (3.5)"),
            ["1377", "points", "2", "million", "2", "million", "40", "3.5"]
        );
    }

    #[test]
    fn words_end_at_any_space() {
        assert_eq!(
            texts("one\u{b}two\u{a0}three\u{3000}four \u{301}\u{2003}\u{fb01}ve  \nsix"),
            ["one", "two", "three", "four", "five", "six"].map(|word| spelled(word).unwrap_or(word))
        );
    }

    #[test]
    fn addresses_are_left_out() {
        assert_eq!(texts("see https://example.org/a pic.example.com/Xy and/or www.example.org."), ["see", "and", "or"]);
    }

    #[test]
    fn scripts_without_spaces_are_compared_by_pairs_of_letters() {
        assert_eq!(texts("북한은 强"), ["북한", "한은", "强"]);
        assert_eq!(texts("COVID疫苗19万"), ["covid", "疫苗", "19", "万"]);
        assert_eq!(texts("Ёлка ёлки"), ["елка", "елки"]);
    }

    #[test]
    fn what_is_in_every_text_has_no_stem() {
        let mut stems = Vec::new();
        each("The ministers were voting", |word| stems.extend(word.stem(str::to_owned)));
        assert_eq!(stems, ["minist", "vote"]);
    }
}
