//! Holds the word indexes to the tables: whether a search finds what is there, and nothing else.

use rusqlite::Connection;

use crate::{Cure, Finding, Records, Result, forget, matching, migrations, search};

impl Records<'_> {
    /// What [`Records::verify`] finds, what is wrong with the indexes by which words are found, and whether a forgetting
    /// is not done yet. The indexes are built once more to compare them, which takes about as long as to build them.
    ///
    /// # Errors
    /// As for [`Records::verify`].
    pub fn examine(&self) -> Result<Vec<Finding>> {
        let mut findings = self.verify()?.findings;
        let built = built_again(self.indexed()?);
        for (index, what) in [("search", "claims search"), ("matching", "claims match")] {
            if built.is_err() {
                break;
            }
            let what = match is_equal(self.connection(), index) {
                Ok(true) => continue,
                Ok(false) => format!("{what} does not find what is in the record"),
                Err(error) => format!("{what} cannot be asked: {error}"),
            };
            findings.push(Finding::new("the index", what));
        }
        drop_again(self.connection())?;
        if forget::owes_a_sweep(self.connection())? {
            findings.push(Finding::new("the file", "may still hold words that were forgotten").cured_by(Cure::Later));
        }
        built.map(|()| findings)
    }
}

/// The tables that are made once more; SQLite takes what is temporary before what is kept under the same name.
const AGAIN: [&str; 3] = ["search", "matching", "families"];

fn built_again(connection: &Connection) -> Result<()> {
    let objects = migrations::expected_objects()?;
    for name in AGAIN {
        let sql = objects.get(&("table".to_owned(), name.to_owned())).map_or("", String::as_str);
        connection.execute_batch(&sql.replacen(&format!("TABLE {name}"), &format!("TABLE temp.{name}"), 1))?;
    }
    search::fill(connection)?;
    matching::fill(connection)
}

fn drop_again(connection: &Connection) -> Result<()> {
    let drops = AGAIN.map(|name| format!("DROP TABLE IF EXISTS temp.{name};")).concat();
    Ok(connection.execute_batch(&format!("DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.made; {drops}"))?)
}

/// Whether both hold the same words in the same places, and claims are of the same families.
fn is_equal(connection: &Connection, index: &str) -> Result<bool> {
    let families = "SELECT 1 FROM (SELECT * FROM main.families EXCEPT SELECT * FROM temp.families)
        UNION ALL SELECT 1 FROM (SELECT * FROM temp.families EXCEPT SELECT * FROM main.families)";
    if index == "matching" && connection.prepare(families)?.exists([])? {
        return Ok(false);
    }
    connection.execute_batch(&format!(
        "DROP TABLE IF EXISTS temp.kept; DROP TABLE IF EXISTS temp.made;
         CREATE VIRTUAL TABLE temp.kept USING fts5vocab ('main', '{index}', 'instance');
         CREATE VIRTUAL TABLE temp.made USING fts5vocab ('temp', '{index}', 'instance');"
    ))?;
    // Both come in the order of their words, and within a word in that of their rows.
    let mut kept = connection.prepare("SELECT term, doc, offset FROM temp.kept")?;
    let mut made = connection.prepare("SELECT term, doc, offset FROM temp.made")?;
    let (mut kept, mut made) = (kept.query([])?, made.query([])?);
    loop {
        match (kept.next()?, made.next()?) {
            (None, None) => return Ok(true),
            (Some(kept), Some(made)) => {
                for column in 0..3 {
                    if kept.get_ref(column)? != made.get_ref(column)? {
                        return Ok(false);
                    }
                }
            }
            _ => return Ok(false),
        }
    }
}
