//! What two other extractors take to be the article; it does not know whether they are right.
//!
//! `trafilatura` keeps what its rules allow, `dom_smoothie` what scores as Readability does.
//! They fail on different pages, which is why both are asked.

use std::{collections::HashSet, panic};

use scraper::Html;

use super::{hash::fnv, walk};

/// What the extractors kept; `None` of one that failed or was not asked.
#[derive(Debug, Default)]
pub(crate) struct Witnesses {
    /// What `trafilatura` kept.
    pub(crate) rules: Option<Kept>,
    /// What `dom_smoothie` kept.
    pub(crate) scores: Option<Kept>,
}

impl Witnesses {
    /// Asks both.
    pub(crate) fn of(page: &str) -> Self {
        Self { rules: guarded(|| rules(page)), scores: guarded(|| scores(page)) }
    }
}

/// What one extractor kept, as runs of words.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    runs: HashSet<u64>,
    whole: HashSet<u64>,
}

/// Words that make a run; a passage of fewer is known only as a whole.
const RUN: usize = 4;

impl Kept {
    /// Reads the HTML in which an extractor answers, since its plain text has no line breaks.
    fn read(html: &str) -> Self {
        let mut kept = Self::default();
        for passage in walk::passages(&Html::parse_document(html)) {
            let words = words(&passage.text);
            kept.whole.insert(run(&words));
            kept.runs.extend(words.windows(RUN).map(run));
        }
        kept
    }

    /// How much of a passage was kept, from 0 to 1, by its [`words`].
    pub(crate) fn share(&self, words: &[u64]) -> f32 {
        if words.len() < RUN {
            return f32::from(u8::from(self.whole.contains(&run(words))));
        }
        let kept = words.windows(RUN).filter(|one| self.runs.contains(&run(one))).count();
        kept as f32 / (words.len() + 1 - RUN) as f32
    }
}

/// The words of a text without their case, each as a number.
pub(crate) fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| fnv(0, word.to_lowercase().as_bytes())).collect()
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, word| fnv(hash, &word.to_le_bytes()))
}

/// An extractor's answer, read; nothing if it panics, which code that indexes into strangers' pages may.
///
/// This is the only border where a panic is caught: all beyond it is the extractor's, and nothing of it is used again.
fn guarded(extract: impl FnOnce() -> Option<String> + panic::UnwindSafe) -> Option<Kept> {
    panic::catch_unwind(extract).ok().flatten().map(|html| Kept::read(&html))
}

fn rules(page: &str) -> Option<String> {
    let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    // Its dates are not asked for, and they would read the clock.
    options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
    trafilatura::extract(page, &options).ok().map(|found| found.content_html)
}

fn scores(page: &str) -> Option<String> {
    let mut reading = dom_smoothie::Readability::new(page, None, None).ok()?;
    Some(reading.parse().ok()?.content.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_known_by_its_runs() {
        let kept = Kept::read("<p>The harbour was closed for three days.</p><h2>After it</h2>");
        assert_eq!(kept.share(&words("the harbour was CLOSED, for three days")), 1.0);
        assert_eq!(kept.share(&words("After it")), 1.0);
        assert_eq!(kept.share(&words("After")), 0.0);
        assert_eq!(kept.share(&words("the harbour was closed yesterday")), 0.5);
        assert_eq!(kept.share(&words("")), 0.0);
    }

    #[test]
    fn a_panic_is_no_answer() {
        assert!(guarded(|| None).is_none());
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let answer = guarded(|| panic!("an index out of range"));
        panic::set_hook(hook);
        assert!(answer.is_none());
    }
}
