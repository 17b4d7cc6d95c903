//! Words by which a passage gives itself away: a notice about cookies, a pointer elsewhere, a credit, a correction.
//!
//! It knows English well and a few words of other languages; a passage without such a word gives nothing away.

use crate::line::{begins_with, has_phrase};

/// Phrases of notices about cookies.
const COOKIES: [&str; 7] =
    ["cookie…", "your consent", "gdpr", "your privacy choices", "einwilligung…", "datenschutz…", "consentement"];

/// How pointers to something else begin.
const POINTERS: [&str; 46] = [
    "related",
    "read more",
    "read also",
    "read next",
    "also read",
    "see also",
    "more from",
    "more on",
    "more stories",
    "you may",
    "you might",
    "recommended",
    "further reading",
    "up next",
    "don't miss",
    "don’t miss",
    "share this",
    "share on",
    "tags",
    "topics",
    "filed under",
    "leave a",
    "comments",
    "table of contents",
    "in this article",
    "contents",
    "on this page",
    "jump to",
    "references",
    "about the author",
    "latest",
    "popular",
    "trending",
    "most read",
    "previous post",
    "next post",
    "skip to",
    "back to top",
    "mehr zum thema",
    "lesen sie auch",
    "auch interessant",
    "à lire aussi",
    "lire aussi",
    "lea también",
    "leggi anche",
    "leia também",
];

/// How credits at the end of an article begin.
const CLOSING: [&str; 14] = [
    "edited by",
    "reporting by",
    "reported by",
    "additional reporting",
    "writing by",
    "written by",
    "editing by",
    "translated by",
    "compiled by",
    "with reporting",
    "with files from",
    "bearbeitet von",
    "édité par",
    "editado por",
];

/// How other credits begin.
const CREDITS: [&str; 17] = [
    "by ",
    "posted",
    "published",
    "updated",
    "last updated",
    "last modified",
    "photo",
    "image:",
    "image credit",
    "image source",
    "source:",
    "credit",
    "reviewed by",
    "medically reviewed",
    "fact checked",
    "fact-checked",
    "author",
];

/// How a paper begins to say what it has changed, as whole words.
const CORRECTIONS: [&str; 17] = [
    "correction",
    "corrections",
    "corrected",
    "update",
    "updated",
    "updates",
    "clarification",
    "clarifications",
    "retraction",
    "editor's note",
    "editor’s note",
    "editors' note",
    "editors’ note",
    "korrektur",
    "berichtigung",
    "rectificatif",
    "corrección",
];

/// Bytes beyond which a passage is more than the phrase in it.
pub(crate) const SHORT: usize = 300;

/// Whether a passage is about cookies; never if it is long.
pub(crate) fn is_cookies(text: &str) -> bool {
    text.len() <= SHORT && has_phrase(&text.to_lowercase(), &COOKIES)
}

/// Whether a passage points to something else.
pub(crate) fn is_pointer(text: &str) -> bool {
    begins(text, 160, &POINTERS)
}

/// Whether a passage says who edited an article or helped to report it, as the last line of one does.
pub(crate) fn is_closing(text: &str) -> bool {
    begins(text, 200, &CLOSING)
}

/// Whether a passage says who wrote, photographed or published, or when.
pub(crate) fn is_credit(text: &str) -> bool {
    begins(text, 120, &CREDITS) || is_closing(text)
}

/// Whether a passage begins as those do that say what was changed in an article, whatever its length.
pub(crate) fn is_correction(text: &str) -> bool {
    begins_with(&start(text), &CORRECTIONS)
}

/// Whether a passage ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '\u{a0}']);
    end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।'])
}

/// Whether a sentence ends in a passage, at its end or before.
///
/// A passage may go on after its last sentence, with the name of who said it.
pub(crate) fn has_sentence(text: &str) -> bool {
    ends_sentence(text) || [". ", "! ", "? ", ".” ", ".\" ", "。"].iter().any(|end| text.contains(end))
}

fn begins(text: &str, most: usize, phrases: &[&str]) -> bool {
    if text.len() > most {
        return false;
    }
    let start = start(text);
    phrases.iter().any(|phrase| start.starts_with(phrase))
}

/// The first letters of a passage, small, after what brackets and lists begin with.
fn start(text: &str) -> String {
    let start = text.trim_start_matches(['(', '[', '—', '–', '-', '•', ' ', '*']).chars().take(24);
    start.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_give_themselves_away_and_prose_does_not() {
        assert!(is_cookies("We use cookies.") && !is_cookies(&format!("{} cookies", "Prose goes on. ".repeat(30))));
        assert!(is_closing("(Edited by Ada Byron)") && is_credit("By Ada Byron") && !is_closing("By Ada Byron"));
        assert!(is_pointer("Read more: the harbour") && !is_pointer("They read more than we do."));
        assert!(ends_sentence("“He left.”") && !ends_sentence("He left"));
    }

    #[test]
    fn corrections_begin_with_their_word() {
        for text in ["Correction, 15 August: the number.", "[UPDATE 3 pm]", "Editor’s note: he left.", "Clarification"]
        {
            assert!(is_correction(text), "{text}");
        }
        assert!(!is_correction("Correctional officers left.") && !is_correction("He wants a correction."));
    }
}
