//! A plain rule to compare with: every pair of marks is a quote, and its speaker is the nearest name around a verb of
//! speech near it.

use crate::judge::{Found, mark};

const VERBS: [&str; 16] = [
    "said",
    "says",
    "told",
    "wrote",
    "added",
    "asked",
    "tweeted",
    "noted",
    "explained",
    "argued",
    "called",
    "stated",
    "according",
    "continued",
    "replied",
    "insisted",
];
/// How far the rule looks, in bytes.
const NEAR: usize = 150;

pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((open, start)) = mark(text, from..text.len(), &["“", "\"", "''"]) {
        let is_curly = text[open..].starts_with('“');
        let marks: &[&str] = if is_curly { &["”", "“"] } else { &["\"", "''", "\n"] };
        let Some((end, next)) = mark(text, start..text.len(), marks) else { break };
        from = if text[end..].starts_with(['“', '\n']) { end } else { next };
        if from == next {
            found.push(Found { at: start..end, speaker: speaker(text, open, from) });
        }
    }
    found
}

fn speaker(text: &str, start: usize, end: usize) -> Option<String> {
    let behind = cut(text, end, (end + NEAR).min(text.len()));
    let before = cut(text, start.saturating_sub(NEAR), start);
    let behind: Vec<&str> = behind.split('\n').next().unwrap_or_default().split_whitespace().collect();
    let before: Vec<&str> = before.split('\n').next_back().unwrap_or_default().split_whitespace().collect();
    let verb = |words: &[&str]| words.iter().position(|word| VERBS.contains(&bare(word)));
    if let Some(verb) = verb(&behind) {
        return nearest(&behind, verb);
    }
    let last = before.iter().rposition(|word| VERBS.contains(&bare(word)))?;
    nearest(&before, last)
}

/// The words between two places, cut to whole characters.
fn cut(text: &str, start: usize, end: usize) -> &str {
    let start = (start..=end).find(|at| text.is_char_boundary(*at)).unwrap_or(end);
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    &text[start..end]
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The name, or the pronoun, that stands nearest to a word.
fn nearest(words: &[&str], at: usize) -> Option<String> {
    let is_name = |word: &str| {
        let word = bare(word);
        word.chars().next().is_some_and(char::is_uppercase) && word.len() > 1
            || ["he", "she", "they", "it"].contains(&word)
    };
    let near = (0..words.len())
        .filter(|other| *other != at && is_name(words[*other]))
        .min_by_key(|other| other.abs_diff(at))?;
    let mut start = near;
    while start > 0 && is_name(words[start - 1]) {
        start -= 1;
    }
    let mut end = near + 1;
    while end < words.len() && is_name(words[end]) && words[end - 1].ends_with(char::is_alphanumeric) {
        end += 1;
    }
    Some(words[start..end].iter().map(|word| bare(word)).collect::<Vec<_>>().join(" "))
}
