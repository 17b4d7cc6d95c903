//! Reads a typed line: what is in quotation marks, what stands after a colon or a minus sign, and the words.

use super::{Condition, Field, MOST_WORDS, Place, Query, QueryError, Term, words};

/// From so many letters on, a word stands for longer ones that begin with it, too.
const OPEN_FROM: usize = 3;

/// Quotation marks, and which close them.
const QUOTES: [(char, &[char]); 6] =
    [('"', &['"']), ('“', &['”', '“']), ('„', &['“', '”']), ('«', &['»']), ('「', &['」']), ('『', &['』'])];

pub(super) fn query(line: &str) -> Result<Query, QueryError> {
    let mut query = Query::default();
    for token in Tokens(line) {
        let named = token.field.map(|name| condition(name, token.text)).transpose()?.flatten();
        match (named, token.not) {
            (Some(Named::Condition(field)), not) => query.conditions.push(Condition { not, field }),
            (Some(Named::Place(place)), false) => query.places.push(place),
            (Some(Named::Place(place)), true) => query.elsewhere.push(place),
            (None, not) => {
                let terms = if not { &mut query.unwanted } else { &mut query.wanted };
                terms.extend(token.term());
            }
        }
    }
    checked(query)
}

fn checked(query: Query) -> Result<Query, QueryError> {
    let count = query.wanted.iter().chain(&query.unwanted).map(|term| term.words.len()).sum();
    if count > MOST_WORDS {
        return Err(QueryError::TooLong(count));
    }
    if !query.wanted.is_empty() {
        return Ok(query);
    }
    if query.conditions.iter().all(|condition| condition.not) {
        return Err(if query.unwanted.is_empty() && query.conditions.is_empty() {
            QueryError::Empty
        } else {
            QueryError::OnlyUnwanted
        });
    }
    match query.places.iter().find(|place| **place != Place::Claims) {
        Some(place) => Err(QueryError::NeedsWord(*place)),
        None => Ok(query),
    }
}

enum Named {
    Condition(Field),
    Place(Place),
}

/// What a field of this name asks; `None` if there is no such field, or nothing after its colon.
fn condition(name: &str, value: &str) -> Result<Option<Named>, QueryError> {
    let value = value.trim();
    let text = || value.to_owned();
    if value.is_empty() {
        return Ok(None);
    }
    let field = match name.to_ascii_lowercase().as_str() {
        "by" if has_word(value) => Field::By(text()),
        "verdict" if has_word(value) => Field::Verdict(text()),
        "source" if has_word(value) => Field::Source(text()),
        "tag" => Field::Tag(text()),
        "date" => Field::Date(value.parse().map_err(|why| QueryError::Date { given: text(), why })?),
        "in" => {
            let place = value.to_lowercase().parse().map_err(|_| QueryError::Place(text()))?;
            return Ok(Some(Named::Place(place)));
        }
        _ => return Ok(None),
    };
    Ok(Some(Named::Condition(field)))
}

fn has_word(text: &str) -> bool {
    words(text).next().is_some()
}

/// A part of the line that stands by itself.
#[derive(Debug, PartialEq)]
struct Token<'l> {
    /// Whether it is to be left out.
    not: bool,
    /// What stands before its first colon, if that may be a field.
    field: Option<&'l str>,
    /// What stands after the colon, or all of it; without the quotation marks around it.
    text: &'l str,
    /// All of it, but for the sign and the marks.
    whole: &'l str,
    is_quoted: bool,
}

impl Token<'_> {
    fn term(&self) -> Option<Term> {
        let stars = self.whole.ends_with('*');
        let mut term = Term::of(self.whole, stars || !self.is_quoted)?;
        let letters = term.words.last().map_or(0, |word| word.chars().count());
        term.open &= stars || letters >= OPEN_FROM;
        Some(term)
    }
}

struct Tokens<'l>(&'l str);

impl<'l> Iterator for Tokens<'l> {
    type Item = Token<'l>;

    fn next(&mut self) -> Option<Token<'l>> {
        let start = self.0.trim_start();
        if start.is_empty() {
            self.0 = start;
            return None;
        }
        // The minus sign of typographers will do, since a shell may take a hyphen for the start of an option.
        let unsigned = start
            .strip_prefix(['-', '−'])
            .filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || closers(c).is_some()));
        let (not, rest) = (unsigned.is_some(), unsigned.unwrap_or(start));
        if let Some((text, after)) = quoted(rest) {
            self.0 = after;
            return Some(Token { not, field: None, text, whole: text, is_quoted: true });
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let colon = rest[..end].find(':').filter(|at| rest[..*at].bytes().all(|byte| byte.is_ascii_alphabetic()));
        if let Some(colon) = colon {
            let (field, value) = (&rest[..colon], &rest[colon + 1..]);
            if let Some((text, after)) = quoted(value) {
                self.0 = after;
                let whole = &rest[..rest.len() - after.len()];
                return Some(Token { not, field: Some(field), text, whole, is_quoted: true });
            }
            self.0 = &rest[end..];
            return Some(Token {
                not,
                field: Some(field),
                text: &rest[colon + 1..end],
                whole: &rest[..end],
                is_quoted: false,
            });
        }
        // A phrase may begin within a word; it is one of its own.
        let end = rest[..end].char_indices().skip(1).find(|(_, c)| closers(*c).is_some()).map_or(end, |(at, _)| at);
        self.0 = &rest[end..];
        Some(Token { not, field: None, text: &rest[..end], whole: &rest[..end], is_quoted: false })
    }
}

/// What stands in the quotation marks with which a text begins, and what comes after them; to its end if they do not
/// close.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let inner = &text[first.len_utf8()..];
    let closers = closers(first)?;
    match inner.find(closers) {
        Some(end) => {
            let closer = inner[end..].chars().next().map_or(0, char::len_utf8);
            // A star after a phrase opens its last word.
            let after = &inner[end + closer..];
            Some((&inner[..end], after))
        }
        None => Some((inner, "")),
    }
}

fn closers(c: char) -> Option<&'static [char]> {
    QUOTES.iter().find(|(opener, _)| *opener == c).map(|(_, closers)| *closers)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn term(words: &[&str], open: bool) -> Term {
        Term { words: words.iter().map(|word| (*word).to_owned()).collect(), open }
    }

    fn wanted(line: &str) -> Vec<Term> {
        Query::parse(line).unwrap().wanted
    }

    #[test]
    fn words_phrases_and_beginnings() {
        assert_eq!(
            wanted("Rockets UN un* \"made progress\" \"made pro*\""),
            [
                term(&["rockets"], true),
                term(&["un"], false),
                term(&["un"], true),
                term(&["made", "progress"], false),
                term(&["made", "pro"], true),
            ]
        );
        assert_eq!(
            wanted("“made progress” «это» 「무기」 rocket\"a b\""),
            [
                term(&["made", "progress"], false),
                term(&["это"], false),
                term(&["무", "기"], false),
                term(&["rocket"], true),
                term(&["a", "b"], false),
            ]
        );
    }

    #[test]
    fn whatever_is_not_known_is_words() {
        for (line, expected) in [
            ("foo:bar", term(&["foo", "bar"], true)),
            ("https://a.example/x", term(&["https", "a", "example", "x"], false)),
            ("by:", term(&["by"], false)),
            ("by:--", term(&["by"], false)),
            ("\"date:yesterday\"", term(&["date", "yesterday"], false)),
            ("\"unclosed", term(&["unclosed"], false)),
            ("--limit", term(&["limit"], true)),
            ("NOT", term(&["not"], true)),
            ("a:b:c", term(&["a", "b", "c"], false)),
        ] {
            assert_eq!(wanted(line), [expected], "{line}");
        }
        assert_eq!(wanted("NEAR(x y)"), [term(&["near", "x"], false), term(&["y"], false)]);
    }

    #[test]
    fn fields_say_what_must_be_known() {
        let query =
            Query::parse("BY:p2 by:\"Ines Prado\" -verdict:none tag:#x source:s1 date:2023 in:Claims −in:texts -boat")
                .unwrap();
        let field = |not, field| Condition { not, field };
        assert_eq!(
            query.conditions,
            [
                field(false, Field::By("p2".to_owned())),
                field(false, Field::By("Ines Prado".to_owned())),
                field(true, Field::Verdict("none".to_owned())),
                field(false, Field::Tag("#x".to_owned())),
                field(false, Field::Source("s1".to_owned())),
                field(false, Field::Date("2023".parse().unwrap())),
            ]
        );
        assert_eq!((query.places, query.elsewhere), (vec![Place::Claims], vec![Place::Texts]));
        assert_eq!((query.wanted, query.unwanted), (Vec::new(), vec![term(&["boat"], true)]));
    }

    #[test]
    fn what_cannot_be_asked_says_why() {
        let error = |line| Query::parse(line).unwrap_err().to_string();
        assert!(error("date:yesterday x").starts_with("date:yesterday is not a date; write 2023,"));
        assert_eq!(error("in:nowhere x"), "in:nowhere is no place");
        assert_eq!(error("in:texts by:p1"), "a search in texts needs a word; fields alone find claims");
        assert_eq!(error(" \" ' * - "), "there is no word to search for");
        assert_eq!(error("-boat"), "there is no word to search for, only what is to be left out");
        assert!(error(&"x ".repeat(300)).starts_with("300 words are too many"));
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in any::<String>()) {
            let _ = Query::parse(&line);
        }

        #[test]
        fn a_line_of_words_finds_these_words(line in "[a-z 가-힣(){}*^+.,;'\\-]{0,40}") {
            if let Ok(query) = Query::parse(&line) {
                let read: usize = query.wanted.iter().chain(&query.unwanted).map(|term| term.words.len()).sum();
                prop_assert_eq!(read, words(&line).count());
            }
        }
    }
}
