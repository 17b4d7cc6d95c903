//! Takes endings off a word, by the script it is written in: who asks may write in another language than the claim.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};
use rust_stemmers::{Algorithm, Stemmer};

/// Calls `visit` with what is left of a folded word without its endings (Snowball, <https://snowballstem.org>).
///
/// Words in Latin letters are taken for English ones; that takes the same endings off the same words of any language,
/// which is all that a comparison needs.
pub(super) fn with<T>(word: &str, visit: impl FnOnce(&str) -> T) -> T {
    const KEPT: usize = 1 << 14;
    thread_local! {
        // The words of a language come again and again.
        static KNOWN: RefCell<HashMap<String, String>> = RefCell::new(HashMap::new());
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(word) {
            return visit(stem);
        }
        let stem = match algorithm(word) {
            Some(algorithm) => Stemmer::create(algorithm).stem(word).into_owned(),
            None => String::new(),
        };
        // Some words are endings through and through.
        let stem = if stem.is_empty() { word.to_owned() } else { stem };
        if known.len() >= KEPT {
            known.clear();
        }
        let visited = visit(&stem);
        known.insert(word.to_owned(), stem);
        visited
    })
}

fn algorithm(word: &str) -> Option<Algorithm> {
    match word.chars().next()? {
        'a'..='z' if word.is_ascii() => Some(Algorithm::English),
        '\u{370}'..='\u{3ff}' => Some(Algorithm::Greek),
        '\u{400}'..='\u{52f}' => Some(Algorithm::Russian),
        '\u{600}'..='\u{6ff}' => Some(Algorithm::Arabic),
        '\u{b80}'..='\u{bff}' => Some(Algorithm::Tamil),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    fn stem(word: &str) -> String {
        super::with(word, str::to_owned)
    }

    #[test]
    fn endings_go_in_several_scripts() {
        assert_eq!(stem("vaccinations"), stem("vaccination"));
        assert_eq!(stem("министра"), stem("министры"));
        assert_eq!(stem("北"), "北");
        assert_eq!(stem("ـ"), "ـ");
    }
}
