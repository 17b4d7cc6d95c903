//! A search in FTS5's own language: words and phrases as literals, so that nothing of it is ever read as an operator.

use claims_model::query::{Query, Term};

/// More words than this are not looked for as one phrase as well.
const PHRASE: usize = 8;

/// What the documents must hold that are found; `None` where no word is asked for.
pub(super) fn expression(query: &Query) -> Option<String> {
    let mut wanted = all(&query.wanted)?;
    // Where the words follow one another a document is better, and no other is found by that.
    let words: Vec<&str> = query.wanted.iter().flat_map(|term| &term.words).map(String::as_str).collect();
    if query.wanted.len() > 1 && words.len() <= PHRASE {
        wanted = format!("(({wanted}) OR {})", literal(&words));
    }
    match any(&query.unwanted) {
        Some(unwanted) => Some(format!("({wanted}) NOT ({unwanted})")),
        None => Some(wanted),
    }
}

/// All of the terms.
pub(super) fn all(terms: &[Term]) -> Option<String> {
    let terms: Vec<String> = terms.iter().map(one).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// At least one of the terms.
pub(super) fn any(terms: &[Term]) -> Option<String> {
    let terms: Vec<String> = terms.iter().map(one).collect();
    (!terms.is_empty()).then(|| terms.join(" OR "))
}

/// A document with the very word is better than one with a longer word.
fn one(term: &Term) -> String {
    let literal = literal(&term.words);
    if term.open { format!("({literal} OR {literal} *)") } else { literal }
}

/// Folded words hold nothing but letters, digits and marks, so no quotation mark can end the literal.
fn literal<S: AsRef<str>>(words: &[S]) -> String {
    format!("\"{}\"", words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_literals() {
        let typed = |line| expression(&Query::parse(line).unwrap()).unwrap();
        assert_eq!(typed("rocket"), "(\"rocket\" OR \"rocket\" *)");
        assert_eq!(typed("\"made progress\" UN"), "((\"made progress\" AND \"un\") OR \"made progress un\")");
        assert_eq!(typed("북한 -핵 -NEAR(a"), "(\"북 한\") NOT (\"핵\" OR \"near a\")");
    }
}
