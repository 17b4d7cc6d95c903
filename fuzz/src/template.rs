//! Templates and words that a casebook brings for its reports.

use std::sync::LazyLock;

use claims_plugin::testing::{Case, Error, call};

use super::texts;

static CASE: LazyLock<Case> = LazyLock::new(|| {
    Case::of(|draft| {
        let paper = draft.source("The Port News").address("https://a.example/1").version("It is closed, she said.");
        let closed = draft.claim("The harbour is closed").claimant("Ines Prado", "mayor").said("2023-08");
        closed.quote(paper, "It is closed");
        closed.verdict("False").because("It is open <b>today</b>.").scale("ours").rating(1, 1, 5);
        draft.claim("It is *open*").claimant("Jon Reyes", None).rebuts(closed);
    })
});

/// How much a template may write here: so many bytes for a report on so little are far too many.
const MOST_BYTES: usize = 256 << 20;

/// Writes a report by a template, with words in the language of nobody.
///
/// # Panics
/// When a template makes the exporter panic, work without an end, or write something else the second time.
pub fn run(data: &[u8]) {
    let [template, words] = texts(data);
    let mut plugin =
        call(&claims_plugin_markdown::PLUGIN).with("templates", "full.md").with("template/full.md", &template);
    if !words.is_empty() {
        plugin = plugin.with("language", "qya").with("words/qya", &words);
    }
    let written = plugin.export(&CASE);
    assert!(!matches!(written, Err(Error::Panicked(_))), "{written:?}");
    assert!(written.as_ref().map_or(0, Vec::len) < MOST_BYTES);
    assert_eq!(written, plugin.export(&CASE), "not the same twice");
}
