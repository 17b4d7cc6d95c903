//! Texts that people keep: plain ones, Markdown, and the front matter before them.

use claims_text::{Front, Known, flat_yaml, front_facts, markdown, plain};

use super::page::blocks;

/// Reads bytes as a text and as Markdown.
///
/// # Panics
/// When a word of a plain text is lost, or front matter is no part of the text.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let article = plain(&text);
    blocks(&article, text.len());
    let words = |text: &str| text.split(char::is_whitespace).collect::<String>();
    let kept: String = article.blocks.iter().map(|block| words(&block.text)).collect();
    assert_eq!(kept, words(text.trim_start_matches('\u{feff}')), "a word was lost");
    let marked = markdown(&text);
    blocks(&marked, text.len());
    assert_eq!(marked, markdown(&text));
    match Front::of(&text) {
        Some(Front::Yaml(matter)) => {
            assert!(text.contains(matter));
            let pairs = flat_yaml(matter);
            assert!(pairs.iter().all(|(key, texts)| !key.is_empty() && !texts.is_empty()), "{pairs:?}");
            let said = front_facts(&pairs, &Known::default());
            assert!(said.title.is_none_or(|title| !title.value.trim().is_empty()), "{pairs:?}");
        }
        Some(Front::Toml(matter)) => assert!(text.contains(matter)),
        None => {}
    }
}
