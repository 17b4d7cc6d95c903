//! Whatever people and pages write, it arrives as a string of Typst's code, and nothing else does.
//!
//! No compiler of Typst is at hand here, so the tests read the one thing that the exporter relies on: where strings begin
//! and end, and that what stands outside them is the same whatever stands in them.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin::testing::{self, Case, HOSTILE, everywhere};
use proptest::prelude::*;

fn report(case: &Case, text: &str, language: &str) -> String {
    let call = testing::call(&claims_plugin_typst::PLUGIN).with("title", text).with("language", language);
    String::from_utf8(call.export(case).unwrap()).unwrap()
}

/// What stands outside string literals, and the literals.
fn parted(typst: &str) -> (String, Vec<String>) {
    let (mut outside, mut strings) = (String::new(), Vec::new());
    let mut chars = typst.chars();
    while let Some(c) = chars.next() {
        if c != '"' {
            outside.push(c);
            continue;
        }
        let mut string = String::new();
        loop {
            match chars.next().expect("a string ends") {
                '"' => break,
                '\\' => string.extend(['\\', chars.next().unwrap()]),
                c => string.push(c),
            }
        }
        outside.push_str("\"\"");
        strings.push(string);
    }
    (outside, strings)
}

/// What Typst makes of the markup, without its texts and numbers, one of which is the length of a text: links are only made
/// of some addresses, and empty lines part paragraphs.
fn shape(typst: &str) -> String {
    let mut shape = parted(typst).0.replace(|c: char| c.is_ascii_digit(), "").replace("#link(\"\")[#\"\";];", "#\"\";");
    // Quotation marks are a string of their own, where a text has none.
    for many in ["#\"\";\n\n#\"\";", "#\"\";#\"\";"] {
        while shape.contains(many) {
            shape = shape.replace(many, "#\"\";");
        }
    }
    shape
}

fn is_only_text(text: &str) {
    let (case, plain) = (everywhere(text), everywhere("plain words"));
    for language in ["en", "de"] {
        let attacked = report(&case, text, language);
        let (attacked_shape, plain_shape) = (shape(&attacked), shape(&report(&plain, "plain words", language)));
        let other = attacked_shape.lines().zip(plain_shape.lines()).find(|(one, other)| one != other);
        assert_eq!(other, None, "{text:?}");
        assert_eq!(attacked_shape.len(), plain_shape.len(), "{text:?}");
        assert!(!attacked.contains(|c: char| c.is_control() && c != '\n'), "{attacked:?}");
    }
}

#[test]
fn hostile_texts_are_strings() {
    HOSTILE.iter().for_each(|text| is_only_text(text));
}

#[test]
fn words_are_chosen_by_what_they_are_about() {
    let typst = report(&everywhere("plain words"), "x", "de");
    let (_, strings) = parted(&typst);
    for words in ["wörtliches Zitat", "Dagegen", "C, ziemlich zuverlässig", "0,250"] {
        assert!(strings.iter().any(|string| string.contains(words)), "{words}: {typst}");
    }
}

#[test]
fn the_same_case_is_the_same_bytes() {
    let case = everywhere("plain words");
    assert_eq!(report(&case, "x", "en"), report(&case, "x", "en"));
    assert!(report(&case, "x", "en").contains("date: none"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn any_text_is_a_string(text in "a [ -~\u{1b}\u{202e}]{0,40}[a-z]") {
        is_only_text(&text);
    }
}
