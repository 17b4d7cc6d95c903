//! One line of text out of several, how much a line says, which words it has, and where it can be cut; it knows no markup.

/// Collapses white space as HTML does, which keeps no-break spaces: for texts, where they are to be read as they stand.
pub(crate) fn one_line(text: &str) -> String {
    joined(text.split([' ', '\t', '\n', '\r', '\u{c}']))
}

/// Collapses all white space of Unicode: for names and titles, which are compared.
pub(crate) fn single_spaced(text: &str) -> String {
    joined(text.split_whitespace())
}

fn joined<'t>(words: impl Iterator<Item = &'t str>) -> String {
    let mut line = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// How much a text says, in letters and digits; a character that writes a syllable or a word counts as three.
pub(crate) fn letters(text: &str) -> usize {
    /// From here on, Unicode has the scripts of East Asia, and hardly another letter.
    const EAST_ASIA: char = '\u{2e80}';
    let count = |c: char| if c >= EAST_ASIA { 3 } else { 1 };
    text.chars().filter(|c| c.is_alphanumeric()).map(count).sum()
}

/// Whether a text in small letters has one of some phrases, as whole words.
///
/// A phrase that ends with `…` is the beginning of a word: `subscri…` is in `subscribe` and in `subscription`.
pub(crate) fn has_phrase(text: &str, phrases: &[&str]) -> bool {
    let is_there = |phrase: &&str| {
        let stem = phrase.trim_end_matches('…');
        let mut places = text.match_indices(stem).map(|(at, _)| at);
        places.any(|at| {
            !(is_word(stem.chars().next()) && is_word(text[..at].chars().next_back())) && stands(&text[at..], phrase)
        })
    };
    phrases.iter().any(is_there)
}

/// Whether a text in small letters begins with one of some phrases, as [`has_phrase`] has them.
pub(crate) fn begins_with(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| stands(text, phrase))
}

fn stands(text: &str, phrase: &str) -> bool {
    let after = text.strip_prefix(phrase.trim_end_matches('…'));
    after.is_some_and(|after| !(is_word(phrase.chars().next_back()) && is_word(after.chars().next())))
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// The last place at or before `most` bytes where a text can be cut.
pub(crate) fn cut_at(text: &str, most: usize) -> usize {
    // No character is longer than four bytes, so one of these is a boundary.
    let most = most.min(text.len());
    (most.saturating_sub(3)..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_letters_counted() {
        assert_eq!(one_line(" a\n\u{a0}b\t c "), "a \u{a0}b c");
        assert_eq!(single_spaced(" a\n\u{a0}b\t c "), "a b c");
        assert_eq!((cut_at("aé", 9), cut_at("aé", 2), cut_at("", 1)), (3, 1, 0));
        assert!(has_phrase("we’ll log in.", &["log in"]) && has_phrase("© 2023", &["©"]));
        assert!(!has_phrase("a blog in spring", &["log in"]) && !has_phrase("log into it", &["log in"]));
        assert!(has_phrase("two subscribers", &["subscri…"]) && !has_phrase("prescribed", &["scri…"]));
        assert_eq!((letters("a-1 é"), letters("항구"), letters("–")), (3, 6, 0));
    }
}
