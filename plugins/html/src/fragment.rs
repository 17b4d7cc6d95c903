//! A link that leads to the words of a quote on the live page, as text fragments do it
//! (<https://wicg.github.io/scroll-to-text-fragment/>).

use std::fmt::Write as _;

use crate::escape;

/// Quotes of more words than this are given by their first and last ones.
const LONG_WORDS: usize = 12;
/// How many words begin and end such a quote, and how many before a short one help to tell it from others.
const EDGE_WORDS: usize = 4;

/// The address of a quote for an attribute; `None` where the address of its source is none that can be followed.
///
/// `prefix` is what stands before the quote, and may begin in the middle of a word.
pub(crate) fn href(address: &str, quote: &str, prefix: &str) -> Option<String> {
    let base = escape::href(address)?;
    let words: Vec<&str> = quote.split_whitespace().collect();
    if words.is_empty() || !(address.starts_with("http:") || address.starts_with("https:")) {
        return Some(base);
    }
    let mut directive = String::from("text=");
    if words.len() > LONG_WORDS {
        directive.push_str(&encoded(&words[..EDGE_WORDS].join(" ")));
        directive.push(',');
        directive.push_str(&encoded(&words[words.len() - EDGE_WORDS..].join(" ")));
    } else {
        // The first word may be cut in two; without the rest of it, it would not be found.
        let before: Vec<&str> = prefix.split_whitespace().skip(1).collect();
        if words.len() <= EDGE_WORDS && !before.is_empty() && prefix.ends_with(char::is_whitespace) {
            directive.push_str(&encoded(&before[before.len().saturating_sub(EDGE_WORDS)..].join(" ")));
            directive.push_str("-,");
        }
        directive.push_str(&encoded(&words.join(" ")));
    }
    let mark = if address.contains('#') { ":~:" } else { "#:~:" };
    Some(format!("{base}{mark}{directive}"))
}

/// Percent-encoded, and with it the signs that mean something in a directive.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_by_itself_by_its_ends_or_by_what_stands_before_it() {
        let href = |quote: &str, prefix| href("https://example.org/a", quote, prefix).unwrap();
        assert_eq!(
            href("no threat, he said to all of them", "ignored "),
            "https://example.org/a#:~:text=no%20threat%2C%20he%20said%20to%20all%20of%20them"
        );
        let long = (1..=20).map(|word| word.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(href(&long, ""), "https://example.org/a#:~:text=1%202%203%204,17%2018%2019%2020");
        assert_eq!(href("a-b", "ord before it "), "https://example.org/a#:~:text=before%20it-,a%2Db");
        assert_eq!(href("a-b", "ord before ("), "https://example.org/a#:~:text=a%2Db");
    }

    #[test]
    fn an_address_with_a_fragment_keeps_it() {
        assert_eq!(href("https://example.org/#x", "a", "").unwrap(), "https://example.org/#x:~:text=a");
        assert_eq!(href("javascript:x", "a", ""), None);
    }
}
