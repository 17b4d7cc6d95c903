//! What holds for every text, however strange: no panic, whole characters, and the same answer every time.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_host::{Kind, Plugin};
use claims_plugin_quotes::{PLUGIN, statements};
use proptest::prelude::*;

/// What strange texts are made of.
const PIECES: [&str; 48] = [
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "„",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    "‚",
    "''",
    "``",
    "\n",
    "\n\n",
    " ",
    ", ",
    ". ",
    "?",
    "…",
    ":",
    "(",
    ")",
    " – ",
    "said ",
    "Prado ",
    "Ines ",
    "she ",
    "who ",
    "that ",
    "according to ",
    "the ",
    "minister ",
    "Sen. ",
    "sagte ",
    "l’",
    "a-t-il ",
    "’s ",
    "4 ",
    "é",
    "漢字",
    "\u{202e}",
    "\u{0}",
    "🙂",
    "of ",
];

fn hold(text: &str) {
    let found = statements(text);
    assert_eq!(found, statements(text));
    for one in &found {
        let words = text.get(one.at.clone()).unwrap();
        assert!(!words.trim().is_empty(), "{text:?}");
        assert!((0.0..=1.0).contains(&one.confidence));
        assert!(one.speaker.as_ref().is_none_or(|name| !name.trim().is_empty()));
        assert!(one.wording.as_ref().is_none_or(|wording| !wording.trim().is_empty()));
    }
    assert!(found.is_sorted_by_key(|one| one.at.start));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn pieces_in_any_order(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60)) {
        hold(&pieces.concat());
    }

    #[test]
    fn any_text(text in ".{0,80}") {
        hold(&text);
    }
}

#[test]
fn the_host_believes_every_answer() {
    let plugin = Plugin::linked(&PLUGIN).unwrap();
    assert_eq!(plugin.kinds(), [Kind::Finder]);
    for text in
        ["", "“", "“It holds 40 ships,” said Ines\n  Prado. She said that it is full by now.", &"“'«\"".repeat(5_000)]
    {
        let found = plugin.find(text, &[]).unwrap();
        assert_eq!(found.len(), statements(text).len());
    }
}

#[test]
fn a_long_line_is_read_to_its_end() {
    let text = "“It rose by 4 percent,” she said, and “it fell,” he said, while ".repeat(20_000);
    assert!(!statements(&text).is_empty());
    hold(&"(,“ said who Prado, ".repeat(20_000));
}
