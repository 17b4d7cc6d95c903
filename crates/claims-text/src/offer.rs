//! Words of offers, and whether a line with such words makes an offer or only speaks of one.
//!
//! It knows English well and a few words of other languages, and nothing of where a line stands.

use crate::{
    line::{begins_with, has_phrase},
    signs::{SHORT, ends_sentence},
};

/// Phrases of offers, in small letters; `…` is the rest of a word.
///
/// What news are full of, such as "commission", "a month" and "copyright", is no sign of one.
const NAMED: [&str; 40] = [
    "subscri…",
    "newsletter…",
    "sign up",
    "signup",
    "sign in",
    "log in",
    "unlimited access",
    "free trial",
    "trial period",
    "cancel any…",
    "cards accepted",
    "already a member",
    "become a member",
    "discount…",
    "inbox",
    "join us",
    "follow us",
    "click here",
    "advertisement…",
    "sponsored",
    "affiliate link…",
    "affiliate commission…",
    "donate",
    "support our",
    "get access",
    "full access",
    "searchable archive",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "all rights reserved",
    "©",
    "abonn…",
    "suscrí…",
    "suscripci…",
    "iscriviti",
    "inscreva…",
    "assine",
    "구독…",
];

/// How sentences begin that tell their reader to do something.
const TELLING: [&str; 28] = [
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "join",
    "get",
    "try",
    "start",
    "unlock",
    "enjoy",
    "read",
    "cancel",
    "click",
    "follow",
    "become",
    "support",
    "donate",
    "already a",
    "not a",
    "all major cards",
    "all cards",
    "don't miss",
    "don’t miss",
    "abonn…",
    "suscrí…",
    "iscriviti",
    "inscreva…",
    "assine",
];

/// Words by which a sentence speaks to its reader, or that stand in no sentence of an article.
const SPEAKING: [&str; 13] = [
    "you",
    "your",
    "you'll",
    "you’ll",
    "our",
    "us",
    "notre",
    "votre",
    "unser…",
    "nuestr…",
    "all rights reserved",
    "©",
    "affiliate link…",
];

/// Spans of time that something is paid for.
const SPANS: [&str; 9] = ["month", "months", "/month", "/mo", "week", "weeks", "year", "years", "day"];

/// Whether a passage has a word of offers; never if it is long.
pub(crate) fn is_named(text: &str) -> bool {
    text.len() <= SHORT && has_phrase(&text.to_lowercase(), &NAMED)
}

/// Whether a line itself offers something.
///
/// What is no sentence does by a word of offers or by a price for a time.
/// A sentence must speak to its reader too, and quote nobody: articles have sentences about subscribers and discounts.
pub(crate) fn is_made(text: &str) -> bool {
    if text.len() > SHORT {
        return false;
    }
    let small = text.to_lowercase();
    if !is_sentence(text) {
        return has_phrase(&small, &NAMED) || is_price(&small);
    }
    !text.contains(['"', '“', '”', '„', '«', '»', '「'])
        && has_phrase(&small, &NAMED)
        && (has_phrase(&small, &SPEAKING) || begins_with(&small, &TELLING))
}

/// Whether a line is a sentence of its own; what goes on with a small letter is the rest of another line.
pub(crate) fn is_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase()) && ends_sentence(text)
}

/// Whether there is an amount of money in a line, and a time.
fn is_price(small: &str) -> bool {
    const MONEY: [char; 5] = ['$', '€', '£', '¥', '₩'];
    let near = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let amount = small.match_indices(MONEY).any(|(at, sign)| {
        let (before, after) = (&small[..at], &small[at + sign.len()..]);
        near(after.trim_start().chars().next()) || near(before.trim_end().chars().next_back())
    });
    amount && has_phrase(small, &SPANS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_offer_are_told_from_sentences_about_offers() {
        for text in [
            "Subscribe",
            "Only $1 for four weeks",
            "Unlimited access for 4 € a month",
            "the tides, a newsletter with",
            "All cards accepted. You can cancel any day before noon.",
            "Get full access to all that we write.",
            "Cancel any time.",
            "© 2023 Vell Courier. All rights reserved.",
            "Abonnez-vous à la newsletter.",
        ] {
            assert!(is_made(text), "{text}");
        }
        for text in [
            "“Subscribe,” she said.",
            "Subscribers left in droves.",
            "The Commission has a month to publish its reasons.",
            "“You can cancel any time,” the firm had said.",
            "Getting a discount was no trouble.",
            "The Commission, a month later",
            "A blog in the inboxed world",
            "He paid $40 billion",
        ] {
            assert!(!is_made(text), "{text}");
        }
    }

    #[test]
    fn words_of_offers_are_whole() {
        assert!(is_named("Two subscribers left.") && !is_named("The European Commission approved it."));
        assert!(!is_named("a catalog in print") && !is_named("The copyright ran out."));
        assert!(!is_named(&format!("{} subscribe", "Prose goes on. ".repeat(30))));
    }
}
