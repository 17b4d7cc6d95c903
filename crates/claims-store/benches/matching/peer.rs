//! FTS5 on the same texts, with its Porter stemmer: any word of the query, the best first by its own rank.

use rusqlite::{Connection, params};

use crate::{
    data::{Asked, Checked},
    measure::precision,
};

/// An index of claims in memory.
pub(crate) fn index(claims: &[Checked]) -> Connection {
    let connection = Connection::open_in_memory().expect("memory");
    connection
        .execute_batch("CREATE VIRTUAL TABLE claims USING fts5 (words, tokenize = 'porter'); BEGIN")
        .expect("a table");
    for (place, claim) in claims.iter().enumerate() {
        let words = [claim.text.as_str(), &claim.speaker, &claim.review].join(" ");
        connection
            .prepare_cached("INSERT INTO claims (rowid, words) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![place as i64, words]))
            .expect("room");
    }
    connection
}

/// The mean average precision of its answer.
pub(crate) fn ask(connection: &Connection, asked: &Asked) -> f64 {
    let words: Vec<String> = asked
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    let mut statement = connection
        .prepare_cached("SELECT rowid FROM claims WHERE claims MATCH ?1 ORDER BY rank LIMIT 5")
        .expect("a statement");
    let rows = statement.query_map([words.join(" OR ")], |row| row.get::<_, i64>(0)).expect("an answer");
    let order: Vec<usize> = rows.map(|row| row.expect("a row") as usize).collect();
    precision(&order, &asked.right)
}
