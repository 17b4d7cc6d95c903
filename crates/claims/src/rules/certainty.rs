//! Whether the reasons say how likely something is and how sure the desk is in one breath.

use super::{Found, ICD_203, Rule, Subject};
use crate::{failure::Outcome, render::quoted, typed};

pub(super) const RULE: Rule = Rule {
    code: "mixed-certainty",
    meaning: "a sentence of the reasons has a likelihood and a confidence level in it",
    standard: "ICD 203: a confidence level and a degree of likelihood are not combined in one sentence",
    uri: Some(ICD_203),
    find,
};

/// Both rows of ICD 203; "remote" alone is said of villages too.
const LIKELIHOODS: &[&str] = &[
    "almost certain",
    "almost certainly",
    "almost no chance",
    "highly improbable",
    "highly probable",
    "improbable",
    "improbably",
    "is remote",
    "likely",
    "nearly certain",
    "probable",
    "probably",
    "remote chance",
    "remote possibility",
    "roughly even chance",
    "roughly even odds",
    "unlikely",
    "very likely",
    "very unlikely",
];

const LEVELS: &[&str] = &["high", "low", "medium", "moderate"];

fn find(subject: &Subject<'_, '_>, found: &mut Vec<Found>) -> Outcome<()> {
    let handle = subject.claim.handle;
    let correction = match subject.claim.status {
        claims_model::Status::Published => " --correction spelling",
        _ => "",
    };
    let Some(verdict) = &subject.verdict else { return Ok(()) };
    for sentence in sentences(&verdict.because) {
        let (Some(likelihood), Some(confidence)) = (likelihood(sentence), confidence(sentence)) else { continue };
        let what = format!(
            "{likelihood:?} and {confidence:?} stand in one sentence of the reasons: {}",
            quoted(&typed::one_line(sentence))
        );
        let fix =
            format!("claims verdict {handle} {}{correction} --because \"…\", in two sentences", subject.typed_label());
        found.push(Found::new(what, fix));
    }
    Ok(())
}

/// A text as sentences: one ends at a mark with white space after it, or at an empty line.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            if (matches!(c, '.' | '!' | '?' | '…') && next.is_some_and(char::is_whitespace))
                || (c == '\n' && next == Some('\n'))
                || matches!(c, '。' | '！' | '？')
            {
                end = at + c.len_utf8();
                break;
            }
        }
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

/// The longest term of likelihood in a sentence.
fn likelihood(sentence: &str) -> Option<&'static str> {
    let words = words(sentence);
    let stands = |likelihood: &&str| {
        let wanted: Vec<&str> = likelihood.split(' ').collect();
        words.windows(wanted.len()).any(|window| window.iter().zip(&wanted).all(|(word, wanted)| word == wanted))
    };
    LIKELIHOODS.iter().copied().filter(stands).max_by_key(|likelihood| likelihood.len())
}

/// A confidence level in a sentence: "high confidence", "highly confident", "our confidence is low".
fn confidence(sentence: &str) -> Option<String> {
    let words = words(sentence);
    let is_level = |word: &String| LEVELS.contains(&word.trim_end_matches("ly")) || LEVELS.contains(&word.as_str());
    let pair = words.windows(2).find(|pair| is_level(&pair[0]) && pair[1].starts_with("confiden"));
    let turned = words.windows(3).find(|three| three[0] == "confidence" && three[1] == "is" && is_level(&three[2]));
    pair.or(turned).map(|words| words.join(" "))
}

fn words(sentence: &str) -> Vec<String> {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_mixed(text: &str) -> bool {
        sentences(text).any(|sentence| likelihood(sentence).is_some() && confidence(sentence).is_some())
    }

    #[test]
    fn one_sentence_with_both_is_found() {
        for text in [
            "We judge with high confidence that it is unlikely.",
            "It is Very Likely (moderate-confidence) that he knew.",
            "There is a remote chance, and our confidence is low.",
            "It was cold. We are highly confident that it probably rained.",
        ] {
            assert!(is_mixed(text), "{text}");
        }
    }

    #[test]
    fn two_sentences_or_one_of_both_are_not() {
        for text in [
            "",
            "It is unlikely. We have high confidence in that.",
            "It is unlikely\n\nWe have high confidence in that",
            "He spoke of high confidence in the unlikelihood of rain",
            "A remote village with low confidence in the government",
            "高い確信。ありそうもない。",
        ] {
            assert!(!is_mixed(text), "{text}");
        }
    }
}
