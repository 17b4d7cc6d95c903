//! Words that the end of a line broke: a hyphen there goes only where the document has the word without it elsewhere.
//!
//! "ship-ments" may be two words or one, and a quote is not to be changed by a guess.

use std::collections::HashSet;

/// Stands after a hyphen between small letters where a line ended; no text of a page has it, since it is a control.
pub(super) const BROKEN: char = '\u{1}';

/// Puts broken words together where that is certain; answers how many hyphens were left.
pub(super) fn mend(paragraphs: &mut [String]) -> usize {
    let mut asked = HashSet::new();
    for paragraph in paragraphs.iter() {
        for (at, _) in paragraph.match_indices(BROKEN) {
            let (one, other) = halves(paragraph, at);
            asked.extend([whole(one, other), hyphened(one, other)]);
        }
    }
    if asked.is_empty() {
        return 0;
    }
    let known: HashSet<String> =
        paragraphs.iter().flat_map(|paragraph| unbroken(paragraph)).filter(|word| asked.contains(word)).collect();
    let mut left = 0;
    for paragraph in paragraphs.iter_mut().filter(|paragraph| paragraph.contains(BROKEN)) {
        let mut mended = String::with_capacity(paragraph.len());
        let mut from = 0;
        for (at, _) in paragraph.match_indices(BROKEN) {
            let (one, other) = halves(paragraph, at);
            let is_one = known.contains(&whole(one, other)) && !known.contains(&hyphened(one, other));
            mended.push_str(&paragraph[from..at]);
            if is_one && mended.ends_with(['-', '\u{2010}']) {
                mended.pop();
            }
            left += usize::from(!is_one);
            from = at + BROKEN.len_utf8();
        }
        mended.push_str(&paragraph[from..]);
        *paragraph = mended;
    }
    left
}

/// The letters before the hyphen at a break, and those after it.
fn halves(text: &str, at: usize) -> (&str, &str) {
    let before = text[..at].strip_suffix(['-', '\u{2010}']).unwrap_or(&text[..at]);
    let after = &text[at + BROKEN.len_utf8()..];
    let start =
        before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map_or(before.len(), |(at, _)| at);
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    (&before[start..], &after[..end])
}

fn whole(one: &str, other: &str) -> String {
    format!("{one}{other}").to_lowercase()
}

fn hyphened(one: &str, other: &str) -> String {
    format!("{one}-{other}").to_lowercase()
}

/// The words of a text in small letters, and each pair of words with a hyphen between; what a line end broke is none.
fn unbroken(text: &str) -> impl Iterator<Item = String> {
    let is_mark = |c: char| !c.is_alphabetic() && !matches!(c, '-' | '\u{2010}' | BROKEN);
    let compounds = text.split(is_mark).filter(|compound| !compound.is_empty());
    compounds.flat_map(|compound| {
        let parts: Vec<&str> = compound.split(['-', '\u{2010}']).collect();
        let is_whole = |part: &&str| !part.contains(BROKEN);
        // The half before a break ends where the other begins with the mark of it.
        let is_half = |at: usize| parts.get(at + 1).is_some_and(|next| next.starts_with(BROKEN));
        let alone =
            (0..parts.len()).filter(|at| is_whole(&parts[*at]) && !is_half(*at)).map(|at| parts[at].to_lowercase());
        let pairs = parts.windows(2).filter(|pair| pair.iter().all(|part| is_whole(part) && !part.is_empty()));
        let pairs = pairs.map(|pair| hyphened(pair[0], pair[1]));
        alone.chain(pairs).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mended(text: &str) -> (String, usize) {
        let mut paragraphs: Vec<String> = text.replace('~', "\u{1}").split('\n').map(str::to_owned).collect();
        let left = mend(&mut paragraphs);
        (paragraphs.join("\n"), left)
    }

    #[test]
    fn a_word_is_put_together_where_the_document_has_it_whole() {
        for (text, expected, left) in [
            ("The ship-~ments stopped.\nShipments!", "The shipments stopped.\nShipments!", 0),
            ("The ship-~ments stopped.", "The ship-ments stopped.", 1),
            ("A well-~known man, well-known.", "A well-known man, well-known.", 1),
            ("A re-~cover, to recover, to re-cover.", "A re-cover, to recover, to re-cover.", 1),
            ("The vice-presi-~dent, a president", "The vice-president, a president", 0),
            // What is broken everywhere is nowhere whole.
            ("One ship-~ments, two ship-~ments", "One ship-ments, two ship-ments", 2),
            ("The é-~té, un été.", "The été, un été.", 0),
            ("Nothing here.", "Nothing here.", 0),
        ] {
            assert_eq!(mended(text), (expected.to_owned(), left), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[a-d\u{e9} ~\n-]{0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let (after, _) = mended(&text);
            prop_assert_eq!(letters(&after), letters(&text));
            prop_assert!(!after.contains(BROKEN));
        }
    }
}
