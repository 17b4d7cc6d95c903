//! Metadata for Datasette on the casebook's own file: what the public views are and mean, what to sort and to count
//! them by, and queries that a desk asks again and again.
//!
//! Knows the names that `docs/record.md` calls stable, and of the case nothing but that the file is named after no part
//! of it: the data stays in the file. Follows <https://docs.datasette.io/en/stable/metadata.html>. A test of the store
//! runs every query on a casebook.

use std::io::Write;

use claims_plugin::{Case, Exporter, Failure, export, text::inert_json};
use serde_json::{Map, Value, json};

/// The file `casebook.sqlite`, as Datasette names it.
const DATABASE: &str = "casebook";

/// The views and the log, with what Datasette shows of them.
const VIEWS: &str = include_str!("../views.json");

/// The tables behind the views, which change from version to version.
const HIDDEN: [&str; 29] = [
    "appearance_via",
    "appearances",
    "captures",
    "claimants",
    "claims",
    "families",
    "grades",
    "links",
    "matching",
    "matching_stems",
    "notes",
    "numbers",
    "operations",
    "owed",
    "parties",
    "party_aliases",
    "replies",
    "retired",
    "search",
    "source_authors",
    "source_origins",
    "sources",
    "tags",
    "texts",
    "verdicts",
    "version_archives",
    "version_details",
    "version_numbers",
    "versions",
];

/// The queries: the name in the address, and the SQL. Its first line is the title, its second what it tells.
const QUERIES: [(&str, &str); 10] = [
    ("claims-without-counter-statement", include_str!("../queries/claims-without-counter-statement.sql")),
    ("corrections", include_str!("../queries/corrections.sql")),
    ("counter-statements", include_str!("../queries/counter-statements.sql")),
    ("log", include_str!("../queries/log.sql")),
    ("replies-that-are-waited-for", include_str!("../queries/replies-that-are-waited-for.sql")),
    ("search-articles", include_str!("../queries/search-articles.sql")),
    ("search-claims", include_str!("../queries/search-claims.sql")),
    ("undercuts", include_str!("../queries/undercuts.sql")),
    ("verdicts-by-label", include_str!("../queries/verdicts-by-label.sql")),
    ("versions-by-source", include_str!("../queries/versions-by-source.sql")),
];

/// Writes the metadata. It is the same for every casebook, but for the option `title`, the casebook's.
#[derive(Default)]
pub struct Metadata;

impl Exporter for Metadata {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let mut tables: Map<String, Value> = serde_json::from_str(VIEWS)?;
        tables.extend(HIDDEN.map(|name| (name.to_owned(), json!({ "hidden": true }))));
        let queries: Map<String, Value> =
            QUERIES.into_iter().map(|(name, sql)| (name.to_owned(), query(sql))).collect();
        let title = case.option("title").filter(|title| !title.trim().is_empty()).unwrap_or("Casebook");
        let mut file = json!({
            "title": title,
            "description": "Claims, what speaks for and against them, verdicts, and the captures they stand on.",
            "databases": { DATABASE: { "tables": tables, "queries": queries } },
        });
        // How maps are kept elsewhere in the program decides nothing here.
        file.sort_all_objects();
        Ok(writeln!(out, "{}", inert_json(&serde_json::to_string_pretty(&file)?))?)
    }
}

export!(datasette: exporter Metadata);

fn query(text: &str) -> Value {
    let mut lines = text.lines();
    let mut comment = || lines.next().and_then(|line| line.strip_prefix("-- ")).unwrap_or_default();
    let (title, description) = (comment(), comment());
    let sql: Vec<&str> = lines.collect();
    json!({ "title": title, "description": description, "sql": sql.join("\n") })
}
