//! `claims search`: finds words in claims, in article texts and in names.

use claims_model::{Filed, Party};
use claims_store::Records;

use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    render::{Table, safe},
};

/// Find words in claims, in article texts and in names, in any script
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims search rocket             also finds rockets\n  claims search '\"impressive progress\"'\n  claims search 북한\n\nExit 1 if nothing is found."
)]
pub(crate) struct Args {
    /// Words, all of which must be there; a phrase in double quotation marks
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N", default_value_t = 20)]
    limit: u32,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let query = args.words.join(" ");
    if !query.contains(char::is_alphanumeric) {
        return Err(Failure::new(Exit::Usage, "there is no word to search for"));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let mut parties = parties(&records, &query)?;
    parties.truncate(args.limit as usize);
    let left = args.limit.saturating_sub(u32::try_from(parties.len()).unwrap_or(u32::MAX));
    let hits = records.search(&query, left)?;
    let mut out = desk.out();
    if out.json {
        for party in &parties {
            out.object(&serde_json::json!({ "schema": "claims/hit/1", "handle": party.handle, "text": party.name }))?;
        }
        for hit in &hits {
            out.object(&serde_json::json!({
                "schema": "claims/hit/1",
                "handle": place(hit),
                "text": snippet(&hit.text, &query),
            }))?;
        }
    } else {
        let mut table = Table::new(&mut out, &["where", "text"]);
        for party in &parties {
            table.row(&[&party.handle.to_string(), &party.name])?;
        }
        for hit in &hits {
            table.row(&[&place(hit), &snippet(&hit.text, &query)])?;
        }
        table.end(&format!("nothing found for {}", safe(&query)))?;
    }
    out.done()?;
    if hits.is_empty() && parties.is_empty() { Err(Failure::no()) } else { Ok(()) }
}

/// The parties with all of the words in one of their names.
fn parties(records: &Records<'_>, query: &str) -> Outcome<Vec<Filed<Party>>> {
    let words: Vec<String> = words(query).map(str::to_lowercase).collect();
    let named = |name: &String| {
        let name = name.to_lowercase();
        words.iter().all(|word| name.contains(word))
    };
    let mut parties = records.all::<Party>()?;
    parties
        .retain(|party| party.merged_into.is_none() && std::iter::once(&party.name).chain(&party.aliases).any(named));
    Ok(parties)
}

/// The words of a query, without the marks around and within them.
fn words(query: &str) -> impl Iterator<Item = &str> {
    query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn place(hit: &claims_store::Hit) -> String {
    match hit.version {
        Some(version) => format!("{}v{version}", hit.handle),
        None => hit.handle.to_string(),
    }
}

/// The part of a text around the longest word that was asked for.
fn snippet(text: &str, query: &str) -> String {
    const AROUND: usize = 60;
    let longest = words(query).max_by_key(|word| word.chars().count());
    let found = longest.and_then(|word| find(text, word)).unwrap_or(0);
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
