//! Decides what is right: which words are quoted, and whether a name means the annotated source.

use std::ops::Range;

use crate::corpus::Article;

/// Lists of given names.
const NAMES: &str = include_str!("../../languages/en.txt");

/// The fewest words of a quote that counts.
const WORDS: usize = 2;

/// Quoted words of an annotated content.
pub(crate) struct Truth {
    pub(crate) at: Range<usize>,
    /// Who said them; `None` where the annotation has no source.
    pub(crate) source: Option<Source>,
}

/// The annotated source.
#[derive(Clone, PartialEq)]
pub(crate) enum Source {
    /// By its head, and the words.
    Named(String, String),
    /// A pronoun, with the head of what it stands for, if that is known.
    Pronoun(String, Option<String>),
}

/// What somebody found: where, and who said it.
pub(crate) struct Found {
    pub(crate) at: Range<usize>,
    pub(crate) speaker: Option<String>,
}

/// All quoted words that are within an annotated content: from a mark that opens to one that closes, or to the end of
/// the content.
pub(crate) fn truths(article: &Article) -> Vec<Truth> {
    let text = &article.text;
    let mut truths = Vec::new();
    for attribution in &article.attributions {
        let source = attribution.source.first().map(|_| {
            let parts: Vec<&str> = attribution.source.iter().map(|at| &text[at.clone()]).collect();
            source(article, attribution.source[0].start, &parts.join(" "))
        });
        for content in &attribution.content {
            let mut from = content.start;
            while let Some((_, start)) = mark(text, from..content.end, &["“", "\"", "''"]) {
                let end = content.end;
                let (close, next) = mark(text, start..end, &["”", "\"", "''"]).unwrap_or((end, end));
                let at = start..close;
                from = next;
                if counts(&text[at.clone()]) {
                    truths.push(Truth { at, source: source.clone() });
                }
            }
        }
    }
    truths.sort_by_key(|truth| (truth.at.start, truth.at.end));
    truths
}

/// Where the first of some marks stands, and what is behind it.
pub(crate) fn mark(text: &str, within: Range<usize>, marks: &[&str]) -> Option<(usize, usize)> {
    let first =
        |mark: &&str| text[within.clone()].find(*mark).map(|at| (within.start + at, within.start + at + mark.len()));
    marks.iter().filter_map(first).min()
}

/// Whether words are enough to count.
pub(crate) fn counts(words: &str) -> bool {
    words.split_whitespace().count() >= WORDS
}

/// How much of a range others cover, from 0 to 1.
pub(crate) fn covered(at: &Range<usize>, by: impl Iterator<Item = Range<usize>>) -> f64 {
    let shared: usize = by.map(|other| other.end.min(at.end).saturating_sub(other.start.max(at.start))).sum();
    shared as f64 / at.len().max(1) as f64
}

impl Source {
    /// Whether a name means it.
    pub(crate) fn is(&self, speaker: &str) -> bool {
        let told = head(speaker).to_lowercase();
        match self {
            Self::Named(is, words) => {
                let is_part = is.chars().next().is_some_and(char::is_uppercase)
                    && words.split_whitespace().any(|word| word.to_lowercase() == told);
                let joined = words.split(" and ").any(|one| head(one).to_lowercase() == told);
                is.to_lowercase() == told || joined || is_part && is_within(is, speaker)
            }
            Self::Pronoun(pronoun, stands_for) => {
                pronoun.eq_ignore_ascii_case(speaker) || stands_for.as_ref().is_some_and(|is| is.to_lowercase() == told)
            }
        }
    }

    pub(crate) fn is_pronoun(&self) -> bool {
        matches!(self, Self::Pronoun(..))
    }
}

/// Whether an article gives somebody of a surname a given name: a name of the lists stands before it somewhere.
pub(crate) fn has_full_name(text: &str, surname: &str) -> bool {
    text.match_indices(surname).any(|(at, _)| {
        let before = text[..at].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let lists = NAMES.lines().filter_map(|line| line.strip_prefix("male: ").or(line.strip_prefix("female: ")));
        text[..at].ends_with(' ') && lists.flat_map(|names| names.split(' ')).any(|name| name == before)
    })
}

fn is_within(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

fn source(article: &Article, at: usize, words: &str) -> Source {
    let lower = words.trim().to_lowercase();
    let is_man = ["he", "him", "his"].contains(&lower.as_str());
    let is_woman = ["she", "her", "hers"].contains(&lower.as_str());
    let is_other =
        ["it", "they", "i", "we", "who", "their", "its", "which", "that", "you", "them"].contains(&lower.as_str());
    if !(is_man || is_woman || is_other) {
        return Source::Named(head(words), words.to_owned());
    }
    // The nearest annotated source before it that is a name, and no woman's for "he".
    let mut before: Vec<(usize, String)> = Vec::new();
    for attribution in &article.attributions {
        if let Some(place) = attribution.source.first().filter(|place| place.start < at) {
            let head = head(&article.text[place.clone()]);
            let is_name = head.chars().next().is_some_and(char::is_uppercase)
                && !["He", "She", "They", "It", "I", "We", "You", "Who", "His", "Her"].contains(&head.as_str());
            if is_name {
                before.push((place.start, head));
            }
        }
    }
    before.sort();
    let fits = |name: &str| match sex(&article.text, name) {
        Some(woman) => !is_man && !is_woman || woman == is_woman,
        None => true,
    };
    let stands_for = before.into_iter().rev().map(|(_, name)| name).find(|name| fits(name));
    Source::Pronoun(words.trim().to_owned(), stands_for)
}

/// Whether somebody of a surname is a woman, by the given name or the title before it anywhere in the article.
fn sex(text: &str, name: &str) -> Option<bool> {
    let mut women = 0_i32;
    for (at, _) in text.match_indices(name).filter(|(at, _)| *at > 0) {
        let Some(before) = text[..at].split_whitespace().next_back() else { continue };
        let before = before.to_lowercase();
        let is_in = |lists: &[&str]| {
            let lines = NAMES.lines().filter_map(|line| line.split_once(": "));
            lines.filter(|(list, _)| lists.contains(list)).any(|(_, names)| names.split(' ').any(|name| name == before))
        };
        if text[..at].ends_with(' ') {
            women += i32::from(is_in(&["female", "mrs"])) - i32::from(is_in(&["male", "mr"]));
        }
    }
    (women != 0).then_some(women > 0)
}

/// The head of a phrase: the last word before what only describes it.
pub(crate) fn head(words: &str) -> String {
    const ENDS: [&str; 20] = [
        "of",
        "for",
        "who",
        "that",
        "in",
        "from",
        "on",
        "at",
        "with",
        "which",
        "whose",
        "and",
        "to",
        "by",
        "about",
        "where",
        "as",
        "told",
        "including",
        "like",
    ];
    let cut = words.split([',', '(', '—', ';']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    let cut = cut.split(" - ").next().unwrap_or_default();
    let mut head = "";
    for word in cut.split_whitespace() {
        if !head.is_empty() && ENDS.contains(&word) {
            break;
        }
        if ["jr.", "sr.", "iii", "ii", "iv", "jr"].contains(&word.to_lowercase().as_str()) && !head.is_empty() {
            continue;
        }
        head = word;
    }
    // "Secretary of State Hillary Clinton" is Clinton; "a secretary of Clinton" is not.
    let is_title = head.starts_with(char::is_uppercase)
        && NAMES
            .lines()
            .filter_map(|line| line.strip_prefix("title: "))
            .any(|titles| titles.split(' ').any(|title| title.eq_ignore_ascii_case(head)));
    let last = cut.split_whitespace().next_back().unwrap_or_default();
    let head = if is_title && last.starts_with(char::is_uppercase) { last } else { head };
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    head.trim_end_matches("’s").trim_end_matches("'s").trim_end_matches(['’', '\'']).to_owned()
}
