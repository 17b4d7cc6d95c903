//! Full-text search over claims and article texts, in any script.
//!
//! FTS5 splits text at spaces and punctuation, so a Chinese or Korean word inside a sentence would never be found.
//! Here letters of scripts that write without spaces, or that glue particles to words, are indexed one by one, and a
//! word of them is searched as the sequence of its letters: that finds any word of any length, single letters too.

use std::borrow::Cow;

use claims_model::{Handle, Kind, Record, Version};
use rusqlite::{Connection, OptionalExtension as _, params};
use unicode_normalization::UnicodeNormalization as _;

use crate::{Records, Result, contents};

/// Something that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The claim, or the source whose version it is.
    pub handle: Handle,
    /// The number of the version, for a hit in an article's text.
    pub version: Option<u32>,
    /// The wording of the claim, or the whole text of the version.
    pub text: String,
}

/// Makes the index follow a record from `before` to `after`.
pub(crate) fn refresh(
    connection: &Connection,
    number: u32,
    before: Option<&Record>,
    after: Option<&Record>,
) -> Result<()> {
    let (old, new) = (document(before), document(after));
    if old == new {
        return Ok(());
    }
    if let Some(old) = old {
        let row = old.row(number);
        connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
    }
    if let Some(new) = new {
        let mut insert = connection.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
        match new {
            Document::Claim(text) => insert.execute(params![new.row(number), spaced(text)])?,
            Document::Text(version) => {
                insert.execute(params![new.row(number), spaced(&contents::text(connection, &version.text)?)])?
            }
        };
    }
    Ok(())
}

#[derive(PartialEq)]
enum Document<'r> {
    Claim(&'r str),
    Text(&'r Version),
}

impl Document<'_> {
    fn row(&self, number: u32) -> i64 {
        i64::from(number) * 2 + i64::from(matches!(self, Self::Text(_)))
    }
}

fn document(record: Option<&Record>) -> Option<Document<'_>> {
    match record? {
        Record::Claim(claim) => Some(Document::Claim(&claim.text)),
        Record::Version(version) => Some(Document::Text(version)),
        _ => None,
    }
}

impl Records<'_> {
    /// The claims and texts that hold every term of `query`, best first.
    ///
    /// A term is a word, found at the start of words too, or a phrase in double quotation marks, found as it stands.
    /// Nothing a person types is a syntax error; a query without a letter or a digit finds nothing.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn search(&self, query: &str, limit: u32) -> Result<Vec<Hit>> {
        let Some(expression) = expression(query) else { return Ok(Vec::new()) };
        let mut statement = self
            .connection()
            .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank, rowid LIMIT ?2")?;
        let rows: Vec<i64> =
            statement.query_map(params![expression, limit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut hits = Vec::with_capacity(rows.len());
        for row in rows {
            hits.extend(self.hit(row)?);
        }
        Ok(hits)
    }

    fn hit(&self, row: i64) -> Result<Option<Hit>> {
        let number = row / 2;
        let hit = if row % 2 == 0 {
            let mut statement = self.connection().prepare_cached("SELECT id, text FROM claims WHERE id = ?1")?;
            statement.query_row([number], |row| {
                Ok(Hit { handle: Handle::new(Kind::Claim, row.get(0)?), version: None, text: row.get(1)? })
            })
        } else {
            let mut statement = self.connection().prepare_cached(
                "SELECT v.source, v.number, t.text FROM versions AS v JOIN texts AS t ON t.digest = v.text
                 WHERE v.id = ?1",
            )?;
            statement.query_row([number], |row| {
                let handle = Handle::new(Kind::Source, row.get(0)?);
                Ok(Hit { handle, version: Some(row.get(1)?), text: row.get(2)? })
            })
        };
        Ok(hit.optional()?)
    }
}

/// The terms of a query: words and phrases, without their quotation marks.
pub(crate) fn terms(query: &str) -> Vec<(String, bool)> {
    query
        .split('"')
        .enumerate()
        .flat_map(|(part, text)| {
            let phrase = part % 2 == 1;
            if phrase {
                vec![(text.to_owned(), true)]
            } else {
                text.split_whitespace().map(|word| (word.to_owned(), false)).collect()
            }
        })
        .filter(|(text, _)| text.chars().any(char::is_alphanumeric))
        .collect()
}

/// The query in FTS5's language, with everything a person typed inside string literals.
fn expression(query: &str) -> Option<String> {
    let literals: Vec<String> = terms(query)
        .into_iter()
        .map(|(text, phrase)| {
            // The first term of a literal that follows a star is a prefix; in spaced scripts only.
            let star = if phrase || text.chars().next_back().is_some_and(is_unspaced) { "" } else { "*" };
            format!("\"{}\"{star}", spaced(&text).replace('"', " "))
        })
        .collect();
    (!literals.is_empty()).then(|| literals.join(" AND "))
}

/// The text as it is indexed: composed, and with spaces around each letter of an unspaced script.
fn spaced(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.contains('\0') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    for c in text.nfc() {
        if is_unspaced(c) {
            out.extend([' ', c, ' ']);
        } else {
            // FTS5 reads text as C does in places; a NUL must not end it.
            out.push(if c == '\0' { ' ' } else { c });
        }
    }
    out.into()
}

/// Letters of scripts that write words without spaces between them, or (Korean) glue particles to them.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}'        // Thai, Lao
        | '\u{f00}'..='\u{fff}'      // Tibetan
        | '\u{1000}'..='\u{109f}'    // Burmese
        | '\u{1780}'..='\u{17ff}'    // Khmer
        | '\u{1100}'..='\u{11ff}'    // Hangul jamo
        | '\u{3040}'..='\u{30ff}'    // Kana
        | '\u{3100}'..='\u{318f}'    // Bopomofo, Hangul compatibility jamo
        | '\u{31f0}'..='\u{31ff}'    // Kana extensions
        | '\u{3400}'..='\u{4dbf}'    // Han extension A
        | '\u{4e00}'..='\u{9fff}'    // Han
        | '\u{ac00}'..='\u{d7ff}'    // Hangul syllables
        | '\u{f900}'..='\u{faff}'    // Han compatibility
        | '\u{ff66}'..='\u{ff9f}'    // Half-width kana
        | '\u{20000}'..='\u{3ffff}'  // Han extensions B and on
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_becomes_literals() {
        assert_eq!(expression("rocket \"made progress\"").as_deref(), Some("\"rocket\"* AND \"made progress\""));
        assert_eq!(expression("NEAR( OR * ^ \"unclosed").as_deref(), Some("\"NEAR(\"* AND \"OR\"* AND \"unclosed\""));
        assert_eq!(expression("북한").as_deref(), Some("\" 북  한 \""));
        assert_eq!(expression(" \" ' * - "), None);
    }
}
