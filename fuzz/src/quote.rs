//! Typed quotes in a text that sets them differently.

use claims_model::{
    Quote,
    quote::{find, is_in_quotation_marks, longest_start, same_but_typography, slice},
};

use super::{letters, texts};

/// Looks for a typed quote in a text.
///
/// # Panics
/// When a place is none, when a letter or a digit differs, or when the words that were found are not found again.
pub fn run(data: &[u8]) {
    let [text, typed] = texts(data);
    let length = text.chars().count();
    let places = find(&text, &typed);
    assert!(places.len() <= length + 1);
    for place in &places {
        assert!(place.start < place.end && place.end <= length, "{place:?} of {length}");
        let stands = slice(&text, place.clone());
        assert_eq!(letters(stands), letters(&typed), "{stands:?} was found for {typed:?}");
        let quote = Quote::at(&text, place.clone());
        assert_eq!((quote.exact.as_str(), quote.start, quote.end), (stands, place.start, place.end));
        assert!(text.contains(&[&*quote.prefix, &*quote.exact, &*quote.suffix].concat()));
        assert!(same_but_typography(stands, stands));
        is_in_quotation_marks(&text, &quote);
    }
    assert!(places.windows(2).all(|two| two[0].start <= two[1].start));
    let words = typed.split_whitespace().count();
    match longest_start(&text, &typed) {
        Some((count, place)) => {
            assert!((1..=words).contains(&count) && place.start < place.end && place.end <= length);
        }
        None => assert!(places.is_empty() || letters(&typed).is_empty(), "{typed:?} was found in {places:?}"),
    }
}
