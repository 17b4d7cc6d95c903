//! Finds the words that a person typed in a text that sets them differently.
//!
//! People type straight quotation marks, hyphens and single spaces; articles carry curly marks, dashes, no-break
//! spaces and line ends. Both sides are folded to one form before they are compared, and every folded character
//! remembers where it came from, so that the quote is kept exactly as the text has it.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::Quote;

/// How many code points of the text a quote keeps on each side.
const CONTEXT: usize = 32;

/// Every place where `typed` stands in `text`, in code points, from first to last.
///
/// Curly and straight quotation marks, dashes, ellipses, white space of any kind and length, soft hyphens and
/// composed and decomposed letters are taken for the same; letters, digits and case are not.
pub fn find(text: &str, typed: &str) -> Vec<Range<usize>> {
    let pattern = Folded::of(typed.trim());
    if pattern.text.is_empty() {
        return Vec::new();
    }
    Folded::of(text).places(&pattern.text).collect()
}

/// How many of the leading words of `typed` stand together in `text`, and where; the most that do.
///
/// Answers "how far did it match?" for a quote that is not in the text.
pub fn longest_start(text: &str, typed: &str) -> Option<(usize, Range<usize>)> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let haystack = Folded::of(text);
    let place = |count: usize| {
        let pattern = Folded::of(&words[..count].join(" "));
        if pattern.text.is_empty() { None } else { haystack.places(&pattern.text).next() }
    };
    // Each longer start contains the shorter ones, so the border can be found by halving.
    let (mut known, mut unknown) = (0, words.len() + 1);
    while unknown - known > 1 {
        let middle = known.midpoint(unknown);
        if place(middle).is_some() { known = middle } else { unknown = middle }
    }
    (known > 0).then(|| place(known).map(|range| (known, range)))?
}

/// Whether two passages differ in nothing but typography: the shape of quotation marks and dashes, case, white space,
/// and the stop, comma or quotation mark at either end.
///
/// Every other mark is no typography, since a reader hears it: `goes. To` is not `goes to`, `3.5` is not `35`, `-5` is
/// not `5`, `re-signed` is not `resigned`, `true?` is not `true.`, and `50%` is not `50`.
pub fn same_but_typography(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The sum of the letters and digits of a passage as numbers, without case.
///
/// Passages that are the [same but for typography](same_but_typography) have the same sum, and parts of them can be
/// summed one by one; nothing follows from it for those that have it.
pub(crate) fn sum_of_letters(text: &str) -> u64 {
    let folded = Folded::of(text).text;
    folded.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(u64::from).sum()
}

/// A passage without its typography.
fn plain(text: &str) -> String {
    // A dash as long as this is set with spaces or without, and means the same.
    let spaced = text.replace('\u{2014}', " \u{2014} ").replace('\u{2015}', " \u{2015} ");
    let folded: Vec<char> = Folded::of(&spaced).text.chars().flat_map(char::to_lowercase).collect();
    let is_word = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(|c| c.is_alphanumeric());
    let mut plain = String::with_capacity(text.len());
    for (at, c) in folded.iter().copied().enumerate() {
        let inside = is_word(at.checked_sub(1)) && is_word(Some(at + 1));
        match c {
            // Which marks enclose others is a matter of house style; between letters it is an apostrophe.
            '"' | '\'' if c == '"' || !inside => {
                plain.truncate(plain.trim_end().len());
                plain.push('"');
            }
            ' ' if plain.ends_with([' ', '"']) => {}
            ';' | ':' | '!' | '?' => {
                plain.truncate(plain.trim_end().len());
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    let edge = [' ', '"'];
    let body = plain.trim_matches(edge);
    let stopped = body.strip_suffix(['.', ',', ';', ':']).filter(|rest| !rest.ends_with('.'));
    stopped.unwrap_or(body).trim_end_matches(edge).to_owned()
}

/// Whether the text has the words of a quote in quotation marks, as a person's own words; the marks may be part of it.
///
/// Marks that were opened before count until they are closed or the paragraph ends.
pub fn is_in_quotation_marks(text: &str, quote: &Quote) -> bool {
    let paragraph = slice(text, 0..quote.start);
    let paragraph = paragraph.rsplit('\n').next().unwrap_or_default();
    let begins = quote.exact.trim_start().starts_with(is_quotation_mark);
    // What would close the marks that are open; marks within others do not count.
    let mut closes: &[char] = &[];
    let mut before = ' ';
    let mut chars = paragraph.chars().peekable();
    while let Some(c) = chars.next() {
        // Beside a letter on either side of it, it is an apostrophe.
        let is_apostrophe = c == '’' && chars.peek().is_some_and(|next| next.is_alphanumeric());
        if closes.contains(&c) && !is_apostrophe {
            closes = &[];
        } else if closes.is_empty() {
            closes = match c {
                '“' | '”' => &['”'],
                '„' => &['“', '”'],
                '«' => &['»'],
                '»' => &['«', '»'],
                '‹' => &['›'],
                '›' => &['‹', '›'],
                '‚' => &['‘', '’'],
                '‘' if !before.is_alphanumeric() => &['’'],
                '"' => &['"'],
                '「' => &['」'],
                '『' => &['』'],
                _ => &[],
            };
        }
        before = c;
    }
    begins || !closes.is_empty()
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '"' | '「' | '『')
}

impl Quote {
    /// The quote that stands at `range` of `text`, in code points, with its surroundings.
    ///
    /// A range that reaches beyond the text is cut to it.
    pub fn at(text: &str, range: Range<usize>) -> Self {
        let length = text.chars().count();
        let end = range.end.min(length);
        let start = range.start.min(end);
        Self {
            exact: slice(text, start..end).to_owned(),
            prefix: slice(text, start.saturating_sub(CONTEXT)..start).to_owned(),
            suffix: slice(text, end..(end + CONTEXT).min(length)).to_owned(),
            start,
            end,
        }
    }
}

/// The part of `text` between two positions in code points.
pub fn slice(text: &str, range: Range<usize>) -> &str {
    let start = byte_of(text, range.start);
    let end = start + byte_of(&text[start..], range.end.saturating_sub(range.start));
    &text[start..end]
}

/// The byte at which the code point at position `at` begins; the text's length for a position beyond it.
pub fn byte_of(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}

/// A text in the form in which quotes are compared.
struct Folded {
    text: String,
    /// For each byte of `text`, the code point of the original it came from.
    source: Vec<u32>,
    /// For each code point of the original, whether it is a mark on the one before it.
    marks: Vec<bool>,
}

impl Folded {
    fn of(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            source: Vec::with_capacity(original.len()),
            marks: Vec::with_capacity(original.len()),
        };
        for (at, c) in (0u32..).zip(original.chars()) {
            folded.marks.push(is_combining_mark(c));
            match c {
                '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => folded.push('"', at),
                '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' => folded.push('\'', at),
                '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-', at),
                '\u{2026}' => "...".chars().for_each(|dot| folded.push(dot, at)),
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_ascii() && !c.is_ascii_whitespace() => folded.push(c, at),
                c if c.is_whitespace() => {
                    if !folded.text.ends_with(' ') {
                        folded.push(' ', at);
                    }
                }
                c => std::iter::once(c).nfd().for_each(|part| folded.push(part, at)),
            }
        }
        folded
    }

    fn push(&mut self, c: char, from: u32) {
        self.text.push(c);
        self.source.resize(self.text.len(), from);
    }

    /// Every place where a folded pattern that is not empty stands and cuts no letter, from first to last.
    fn places(&self, pattern: &str) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = from + self.text[from..].find(pattern)?;
                from = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
                let place = self.source_range(at, at + pattern.len());
                if place.is_some() {
                    return place;
                }
            }
        })
    }

    /// Where the folded bytes from `start` to `end` came from; `None` if either edge cuts a letter in two.
    fn source_range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let first = self.source[start];
        let last = self.source[end - 1];
        let cut_before = start > 0 && self.source[start - 1] == first;
        let cut_after = self.source.get(end) == Some(&last);
        let next = last as usize + 1;
        let marked_after = self.marks.get(next) == Some(&true);
        (!cut_before && !cut_after && !marked_after).then_some(first as usize..next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, typed: &str) -> Vec<String> {
        find(text, typed).into_iter().map(|range| slice(text, range).to_owned()).collect()
    }

    #[test]
    fn typed_quotes_match_what_typesetters_made_of_them() {
        assert_eq!(found("He said: “it isn’t – well…”", "\"it isn't - well...\""), ["“it isn’t – well…”"]);
        assert_eq!(found("does\u{a0}not\n  pose a threat", "does not pose"), ["does\u{a0}not\n  pose"]);
        assert_eq!(found("co\u{ad}operation", "cooperation"), ["co\u{ad}operation"]);
        assert_eq!(found("cafe\u{301} today", "café"), ["cafe\u{301}"]);
        assert_eq!(found("café today", "cafe\u{301}"), ["café"]);
    }

    #[test]
    fn letters_are_never_taken_for_others() {
        assert!(found("café", "cafe").is_empty());
        assert!(found("cafe\u{301}", "cafe").is_empty());
        assert!(found("Threat", "threat").is_empty());
        assert!(found("15 tons", "16 tons").is_empty());
        assert!(found("anything", "  ").is_empty());
    }

    #[test]
    fn every_place_is_listed() {
        assert_eq!(find("북한은 핵. 북한의 핵", "북한"), [0..2, 7..9]);
        assert_eq!(find("aaa", "aa"), [0..2, 1..3]);
    }

    #[test]
    fn a_quote_knows_its_surroundings() {
        let text = "One two three four.";
        let quote = Quote::at(text, 4..7);
        assert_eq!(
            (quote.exact.as_str(), quote.prefix.as_str(), quote.suffix.as_str()),
            ("two", "One ", " three four.")
        );
        assert_eq!(Quote::at(text, 90..95).exact, "");
    }

    #[test]
    fn a_quote_that_goes_astray_is_followed_as_far_as_it_matches() {
        let text = "North Korea made impressive progress in defence.";
        let (words, range) = longest_start(text, "made impressive progress in economics").unwrap();
        assert_eq!((words, slice(text, range)), (4, "made impressive progress in"));
        assert_eq!(longest_start(text, "xyz"), None);
        // Where the words stand first they end within a letter, and there they do not count.
        assert_eq!(longest_start("the café, the cafe", "the cafe is"), Some((2, 10..18)));
    }

    #[test]
    fn words_in_quotation_marks_are_told_from_reported_ones() {
        let text = "He said it “is safe, and stays so.” She said it is not.\n\n\"Nobody,\" he said, \"was there.\" „Doch“, sagte sie.";
        let is_direct = |words: &str| {
            let range = find(text, words)[0].clone();
            is_in_quotation_marks(text, &Quote::at(text, range))
        };
        assert!(is_direct("is safe") && is_direct("stays so") && is_direct("Nobody") && is_direct("was there"));
        assert!(is_direct("“is safe, and stays so.”") && is_direct("Doch"));
        let text = "»Niemand war dort«, sagte er, und ging fort. ”Ingen var där”, sa hon. «Rien», dit-il.";
        let is_other_direct = |words: &str| is_in_quotation_marks(text, &Quote::at(text, find(text, words)[0].clone()));
        assert!(["war dort", "Ingen", "Rien"].into_iter().all(is_other_direct));
        assert!(!["sagte er", "sa hon", "dit-il"].into_iter().any(is_other_direct));
        let text = "‘It isn’t safe yet, and won’t be,’ he said. ‚Doch nicht‘, sagte sie, ›wie immer‹, und ‹jamais›, dit-il. It’s the ministers’ way.";
        let is_single = |words: &str| is_in_quotation_marks(text, &Quote::at(text, find(text, words)[0].clone()));
        assert!(["safe yet", "be,", "nicht", "immer", "jamais"].into_iter().all(is_single));
        assert!(!["he said", "sagte sie", ", und", "dit-il", "the ministers", "way"].into_iter().any(is_single));
        assert!(!is_direct("it is not") && !is_direct("he said,") && !is_direct("sagte sie"));
    }

    #[test]
    fn typography_is_what_typesetters_change() {
        for (one, other) in [
            ("“Made impressive progress”", "made  IMPRESSIVE\u{a0}progress"),
            ("it isn’t – well, no.", "It isn't - well, no"),
            ("no — never", "no—never"),
            ("18–25 tons", "18-25 tons"),
            ("cafe\u{301},", "café"),
            ("« Vraiment\u{202f}? » dit-il", "“Vraiment?” dit-il"),
            ("He said ‘yes’ twice", "he said \"yes\" twice"),
            ("and so…", "and so..."),
        ] {
            assert!(same_but_typography(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn what_changes_the_meaning_is_no_typography() {
        for (one, other) in [
            ("15 tons", "16 tons"),
            ("3.5 million", "35 million"),
            ("1,5", "15"),
            ("-5 degrees", "5 degrees"),
            ("18-25", "1825"),
            ("18-25", "18 25"),
            ("$5", "€5"),
            ("50%", "50"),
            (".5", "5"),
            ("true?", "true."),
            ("re-signed", "resigned"),
            ("we're", "were"),
            ("café", "cafe"),
            ("no where", "nowhere"),
            ("Article 5(1)", "Article 51"),
            ("it goes. To the north", "it goes to the north"),
            ("well, no", "well no"),
            ("a (minor) setback", "a minor setback"),
            ("the “victory” speech", "the victory speech"),
            ("impressive—progress", "impressive progress"),
            ("and so…", "and so."),
            ("yes!", "yes"),
        ] {
            assert!(!same_but_typography(one, other), "{one} / {other}");
        }
    }
}
