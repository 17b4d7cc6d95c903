//! Holds every page that promises something to the tests that it names.
//!
//! A test is named in one form, a file and a function, such as `tests/fetch.rs: a_server_leads_nowhere`; a transcript,
//! which is run as a test, by its path.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{fs, path::PathBuf};

/// What is read: these pages, and whatever begins with `reliability`.
const PAGES: [&str; 1] = ["threat-model.md"];

#[test]
fn every_test_that_a_page_names_is_there() {
    let docs = root().join("docs");
    let mut wrong = Vec::new();
    let mut named = 0;
    for entry in fs::read_dir(&docs).unwrap() {
        let page = entry.unwrap().file_name().into_string().unwrap();
        if !PAGES.contains(&page.as_str()) && !page.starts_with("reliability") {
            continue;
        }
        let text = fs::read_to_string(docs.join(&page)).unwrap();
        for (file, test) in tests(&text) {
            named += 1;
            if !is_there(file, test) {
                wrong.push(format!("docs/{page}: {file}: {test}"));
            }
        }
        let gone = transcripts(&text).filter(|file| !root().join(file).is_file());
        wrong.extend(gone.map(|file| format!("docs/{page}: {file}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(named > 40, "only {named} tests are named");
}

#[test]
fn a_line_without_a_test_is_found() {
    let text = fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| What"));
    let mut count = 0;
    for row in rows {
        let last = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap();
        assert!(
            tests(last).next().is_some() || transcripts(last).next().is_some() || last.contains("no test"),
            "no test in {row}"
        );
        count += 1;
    }
    assert!(count > 30, "{count}");
}

#[test]
fn names_are_read_in_one_form() {
    let text = "as `tests/a.rs: one_test` says, `b/c.rs: two` and `tests/d.rs` and `let x: y` and `e.rs: f g`";
    assert_eq!(tests(text).collect::<Vec<_>>(), [("tests/a.rs", "one_test"), ("b/c.rs", "two")]);
    assert!(is_there("tests/promises.rs", "names_are_read_in_one_form"));
    assert!(!is_there("tests/promises.rs", "names_are_read"));
    assert!(!is_there("tests/nowhere.rs", "names_are_read_in_one_form"));
}

/// The tests that a text names.
fn tests(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let named = text.split('`').skip(1).step_by(2).filter_map(|word| word.split_once(": "));
    let is_name =
        |test: &str| !test.is_empty() && test.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    named.filter(move |(file, test)| file.ends_with(".rs") && is_name(test))
}

/// The transcripts that a text names.
fn transcripts(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).filter(|word| word.starts_with("tests/transcripts/") && word.ends_with(".md"))
}

/// Whether a file has a test of that name: a function, or a row of a table of them.
fn is_there(file: &str, test: &str) -> bool {
    let Ok(text) = fs::read_to_string(root().join(file)) else { return false };
    let is_row = file == "tests/fuzz.rs" && text.contains(&format!("    {test}: fuzz::"));
    let found = text.find(&format!("fn {test}("));
    // What stands above it, up to an empty line.
    let is_test =
        found.is_some_and(|at| text[..at].rsplit("\n\n").next().is_some_and(|above| above.contains("#[test]")));
    is_row || is_test
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
