//! Finds parties and sources by words of their names, and words that are nearly the one that was typed.

use claims_model::{Handle, Kind, query::Term};
use rusqlite::params;

use super::{
    conditions::numbers,
    expression::all,
    shelf::{first_row, shelf_of},
};
use crate::{Records, Result};

/// Among so many words one is looked for that may have been meant.
const WORDS: u32 = 20_000;

impl Records<'_> {
    /// The parties that have all of these words in their names.
    ///
    /// # Errors
    /// When the casebook cannot be read.
    pub fn parties_like(&self, words: &[Term]) -> Result<Vec<Handle>> {
        self.on_shelf(Kind::Party, words)
    }

    /// The sources that have all of these words in their title, or in their publisher's name.
    ///
    /// # Errors
    /// See [`Records::parties_like`].
    pub fn sources_like(&self, words: &[Term]) -> Result<Vec<Handle>> {
        let mut sources = self.on_shelf(Kind::Source, words)?;
        let publishers = numbers(&self.parties_like(words)?);
        let sql = "SELECT id FROM sources WHERE publisher IN (SELECT value FROM json_each(?1))";
        let mut statement = self.connection().prepare_cached(sql)?;
        let published = statement.query_map([publishers], |row| row.get(0))?;
        for source in published {
            sources.push(Handle::new(Kind::Source, source?));
        }
        sources.sort();
        sources.dedup();
        Ok(sources)
    }

    /// Whether these words stand anywhere, one after the other.
    ///
    /// # Errors
    /// See [`Records::parties_like`].
    pub fn knows_words(&self, term: &Term) -> Result<bool> {
        let Some(expression) = all(std::slice::from_ref(term)) else { return Ok(true) };
        Ok(self.indexed()?.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1")?.exists([expression])?)
    }

    /// Words that stand somewhere and begin with the same letter as `word`, folded and in the order of their letters.
    ///
    /// # Errors
    /// See [`Records::parties_like`].
    pub fn words_beginning_like(&self, word: &str) -> Result<Vec<String>> {
        let Some(first) = word.chars().next() else { return Ok(Vec::new()) };
        let connection = self.indexed()?;
        connection
            .execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, row)", [])?;
        let after = char::from_u32(u32::from(first) + 1).map_or_else(|| "\u{10ffff}".to_owned(), String::from);
        let mut statement =
            connection.prepare_cached("SELECT term FROM temp.search_words WHERE term >= ?1 AND term < ?2 LIMIT ?3")?;
        let words = statement.query_map(params![first.to_string(), after, WORDS], |row| row.get(0))?;
        Ok(words.collect::<rusqlite::Result<_>>()?)
    }

    fn on_shelf(&self, kind: Kind, words: &[Term]) -> Result<Vec<Handle>> {
        let Some(expression) = all(words) else { return Ok(Vec::new()) };
        let shelf = shelf_of(kind);
        let mut statement = self.indexed()?.prepare_cached(
            "SELECT rowid & 0xffffffff FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
        )?;
        let numbers =
            statement.query_map(params![expression, first_row(shelf), first_row(shelf + 1) - 1], |row| row.get(0))?;
        let handles = numbers.map(|number| Ok(Handle::new(kind, number?)));
        handles.collect()
    }
}
