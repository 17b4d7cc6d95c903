//! Claims that are compared with a text.

use claims_model::{
    Key,
    matching::{Filed, Frequencies, Query, rank},
};

use super::texts;

/// Compares a text with two claims.
///
/// # Panics
/// When a likelihood is none, or a claim comes twice or from nowhere.
pub fn run(data: &[u8]) {
    let [text, wording, quote, reasons] = texts(data);
    let query = Query::of(&text);
    let filed = |number, text: &str| Filed {
        key: Key::new(uuid::Uuid::from_u128(number)),
        text: text.to_owned(),
        claimants: vec![quote.clone()],
        quotes: vec![quote.clone(), text.to_owned()],
        reasons: reasons.clone(),
        day: Some(19_000),
    };
    let claims = [filed(1, &wording), filed(2, &quote)];
    let with: Vec<u32> = (0..query.stems().len()).map(|at| at as u32 % 3).collect();
    let matches = rank(&query, &Frequencies::new(2, &with), &claims, std::slice::from_ref(&quote));
    assert!(matches.len() <= claims.len());
    assert!(matches.windows(2).all(|two| two[0].place != two[1].place));
    for one in &matches {
        assert!(one.place < claims.len() && (0.0..=1.0).contains(&one.confidence), "{one:?}");
        assert!(one.words.iter().all(|word| !word.is_empty()), "{one:?}");
    }
}
