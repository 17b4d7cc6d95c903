//! What counts as one word of a text, in any script, and which spellings of it count as the same.
//!
//! Letters of scripts that write without spaces, or that glue particles to words, are words of their own: so a word
//! of them is found inside a sentence as the sequence of its letters, whatever its length.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// How it is compared: without case, without marks over letters, in one form of each letter.
    pub folded: Cow<'t, str>,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// The words of a text, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next(text, at)?;
        at = word.end;
        Some(word)
    })
}

/// A text that has the same words when it is split at whatever is in ASCII and neither letter nor digit.
///
/// That is what an index splits best; letters of ASCII may be of either case in it.
pub fn indexed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('\0') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for word in words(text) {
        out.push_str(&word.folded);
        out.push(' ');
    }
    out.into()
}

fn next(text: &str, from: usize) -> Option<Word<'_>> {
    let mut rest = from;
    loop {
        // Some marks count as letters; without a letter before them they are none.
        let start = rest + text[rest..].find(|c: char| c.is_alphanumeric() && !is_combining_mark(c))?;
        let end = start + length(&text[start..]);
        let folded = fold(&text[start..end]);
        if !folded.is_empty() {
            return Some(Word { folded, start, end });
        }
        rest = end;
    }
}

/// How many bytes the word takes with which a text begins.
fn length(text: &str) -> usize {
    let mut letters = text.char_indices();
    let alone = letters.next().is_some_and(|(_, first)| is_unspaced(first));
    let goes_on = |c: char| is_part(c) || (!alone && c.is_alphanumeric() && !is_unspaced(c));
    letters.find(|(_, c)| !goes_on(*c)).map_or(text.len(), |(at, _)| at)
}

/// Whether a character belongs to the letter before it.
fn is_part(c: char) -> bool {
    // The vowels and the finals of Korean letters that were taken apart.
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}') || is_ignored(c))
}

/// What may stand within a word and is not seen.
const fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200d}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Letters of scripts that write words without spaces between them, or (Korean) glue particles to them.
pub const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{f00}'..='\u{fff}'      // Tibetan
        | '\u{1000}'..='\u{109f}'    // Burmese
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{1100}'..='\u{11ff}'    // Hangul jamo
        | '\u{3040}'..='\u{30ff}'    // Kana
        | '\u{3100}'..='\u{318f}'    // Bopomofo, Hangul compatibility jamo
        | '\u{31f0}'..='\u{31ff}'    // Kana extensions
        | '\u{3400}'..='\u{4dbf}'    // Han extension A
        | '\u{4e00}'..='\u{9fff}'    // Han
        | '\u{ac00}'..='\u{d7ff}'    // Hangul syllables
        | '\u{f900}'..='\u{faff}'    // Han compatibility
        | '\u{ff66}'..='\u{ff9f}'    // Half-width kana
        | '\u{20000}'..='\u{3ffff}'  // Han extensions B and on
    )
}

fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            word.to_ascii_lowercase().into()
        } else {
            word.into()
        };
    }
    let mut out = String::with_capacity(word.len());
    word.nfc().for_each(|c| fold_letter(c, &mut out));
    // The letter that a mark stood on may be one that is dropped.
    let stray = out.len() - out.trim_start_matches(is_combining_mark).len();
    out.drain(..stray);
    out.into()
}

fn fold_letter(c: char, out: &mut String) {
    match c {
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        'ё' | 'Ё' => out.push('е'),
        '\u{400}'..='\u{52f}' => out.extend(c.to_lowercase()),
        '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => out.push(c),
        // Arabic as readers take it: one alef, one yeh, one kaf; tatweel only stretches.
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ک' => out.push('ك'),
        'ة' => out.push('ه'),
        '\u{640}' => {}
        '\u{660}'..='\u{669}' => out.extend(digit(c, '\u{660}')),
        '\u{6f0}'..='\u{6f9}' => out.extend(digit(c, '\u{6f0}')),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        _ if is_dropped(c) || is_ignored(c) => {}
        _ => fold_other(c, out),
    }
}

/// A letter of which there is more than one form: wide, joined to another, with marks, in capitals.
fn fold_other(c: char, out: &mut String) {
    let forms = |c: char| std::iter::once(c).nfkc();
    // Some forms have a sign within, such as the fraction ½, or begin with a mark, as that of a Thai vowel; then the letter
    // stays as it is.
    if forms(c).next().is_none_or(is_combining_mark)
        || !forms(c).all(|form| form.is_alphanumeric() || is_combining_mark(form))
    {
        return out.extend(c.to_lowercase());
    }
    for form in forms(c) {
        if form != c {
            // The usual form may itself be one of several, such as an alef that was joined to another letter.
            fold_letter(form, out);
        } else if is_marked(form) {
            for letter in std::iter::once(form).nfd().filter(|letter| !is_dropped(*letter)) {
                if letter == form { out.extend(letter.to_lowercase()) } else { fold_letter(letter, out) }
            }
        } else {
            out.extend(form.to_lowercase());
        }
    }
}

/// Latin and Greek, where the same word is written with marks and without.
const fn is_marked(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

/// Marks that readers of the script may leave out: over letters of Latin, Greek and Cyrillic, and the vowels of Arabic
/// and Hebrew.
const fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded.into_owned()).collect()
    }

    #[test]
    fn a_word_is_a_run_of_letters_and_digits_and_in_some_scripts_a_letter() {
        assert_eq!(
            folded("It's 50.5 % of U.N. aid\0none_of"),
            ["it", "s", "50", "5", "of", "u", "n", "aid", "none", "of"]
        );
        assert_eq!(folded("G7정상은 安全。"), ["g7", "정", "상", "은", "安", "全"]);
        assert_eq!(folded("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(folded(" -…* "), [""; 0]);
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("Café", "cafe\u{301}"),
            ("CAFÉ", "cafe"),
            ("Straße", "STRASSE"),
            ("ＴＯＫＹＯ", "tokyo"),
            ("Ёлка", "ёлка"),
            ("за\u{301}мок", "замок"),
            ("مُحَمَّد", "محمد"),
            ("أحمد", "احمد"),
            ("٢٠٢٣", "2023"),
            ("Ǣ", "ae"),
            ("ﻷ", "لا"),
            ("ﹷا", "ا"),
            ("שָׁלוֹם", "שלום"),
            ("Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"),
            ("İstanbul", "istanbul"),
            ("Việt", "viet"),
            ("co\u{ad}operate", "cooperate"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("ﾊﾞ", "ハ\u{ff9e}"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("мой"), folded("мои"));
        assert_ne!(folded("か"), folded("が"));
    }

    proptest! {
        #[test]
        fn what_is_indexed_has_the_words_of_the_text(text in any::<String>()) {
            let split = indexed(&text);
            let split: Vec<String> = split
                .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_ascii_lowercase)
                .collect();
            prop_assert_eq!(split, folded(&text));
        }

        #[test]
        fn a_word_stands_where_it_says_and_is_folded_for_good(text in any::<String>()) {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(last <= word.start && word.start < word.end);
                prop_assert!(text.get(word.start..word.end).is_some());
                last = word.end;
                let again = folded(&word.folded);
                prop_assert_eq!(again.concat(), &*word.folded);
            }
        }
    }
}
