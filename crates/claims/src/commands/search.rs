//! `claims search`: finds words in claims and in article texts.

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    render::{Table, safe},
};

/// Find words in claims and in article texts, in any script
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims search rocket             also finds rockets\n  claims search '\"impressive progress\"'\n  claims search 북한\n\nExit 1 if nothing is found."
)]
pub(crate) struct Args {
    /// Words, all of which must be there; a phrase in double quotation marks
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let query = args.words.join(" ");
    if !query.contains(char::is_alphanumeric) {
        return Err(Failure::new(Exit::Usage, "there is no word to search for"));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let hits = records.search(&query, args.limit)?;
    let mut out = desk.out();
    if out.json {
        for hit in &hits {
            out.object(&serde_json::json!({
                "schema": "claims/hit/1",
                "handle": place(hit),
                "text": snippet(&hit.text, &query),
            }))?;
        }
    } else {
        let mut table = Table::new(&mut out, &["where", "text"]);
        for hit in &hits {
            table.row(&[&place(hit), &snippet(&hit.text, &query)])?;
        }
        table.end(&format!("nothing found for {}", safe(&query)))?;
    }
    out.done()?;
    if hits.is_empty() { Err(Failure::no()) } else { Ok(()) }
}

fn place(hit: &claims_store::Hit) -> String {
    match hit.version {
        Some(version) => format!("{}v{version}", hit.handle),
        None => hit.handle.to_string(),
    }
}

/// The part of a text around the first word that was asked for.
fn snippet(text: &str, query: &str) -> String {
    const AROUND: usize = 60;
    let words = query.split(|c: char| c.is_whitespace() || c == '"').filter(|word| !word.is_empty());
    let found = words.filter_map(|word| find(text, word)).min().unwrap_or(0);
    let start = text[..found].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = text[found..].char_indices().nth(AROUND * 2).map_or(text.len(), |(at, _)| found + at);
    let line = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{line}{}", if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" })
}

/// Where a word stands, whatever the case of its letters.
fn find(text: &str, word: &str) -> Option<usize> {
    let wanted: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    text.char_indices().map(|(at, _)| at).find(|at| {
        let mut here = text[*at..].chars().flat_map(char::to_lowercase);
        wanted.iter().all(|c| here.next() == Some(*c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_surrounds_what_was_asked_for() {
        let long = format!("{}북한은 미사일을 {}", "가".repeat(100), "나".repeat(200));
        let shown = snippet(&long, "북한");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("북한은 미사일을"), "{shown}");
        assert_eq!(snippet("Short ROCKET text", "rocket"), "Short ROCKET text");
        assert_eq!(snippet("", "x"), "");
    }
}
