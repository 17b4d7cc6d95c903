//! Lines that are typed into a search, read and asked.

use claims_model::query::{MOST_WORDS, Query, words};

use super::{casebook::open, texts};

/// Reads a line, shows what it finds in a text, and asks a casebook.
///
/// # Panics
/// When a mark lies outside its snippet, or when a line that was read is an error to the record.
pub fn run(data: &[u8]) {
    let [line, text] = texts(data);
    for word in words(&text) {
        assert!(text.get(word.start..word.end).is_some(), "{word:?} cuts a character");
    }
    let query = match Query::parse(&line) {
        Ok(query) => query,
        Err(why) => return assert!(!why.to_string().is_empty()),
    };
    let asked: usize = query.wanted.iter().chain(&query.unwanted).map(|term| term.words.len()).sum();
    assert!(asked <= MOST_WORDS, "{asked} words");
    let snippet = query.snippet(&text);
    let length = snippet.text.chars().count();
    assert!(length <= 202, "{length}");
    let mut last = 0;
    for mark in &snippet.marks {
        assert!(last <= mark.start && mark.start < mark.end && mark.end <= length, "{snippet:?}");
        last = mark.end;
    }
    open(|casebook| {
        let found = casebook.read().expect("a view").search(&query, &[], 5).expect("a line that was read is no error");
        assert!(found.hits.len() <= 5);
    });
}
