//! What Datasette is told of a casebook holds for this very schema: every query runs, and every view has its columns.

use std::collections::BTreeSet;

use claims_model::{Change, Claim, Reply, Status, Verb};
use claims_plugin::testing;
use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::story;

fn database() -> Map<String, Value> {
    let call = testing::call(&claims_plugin_datasette::PLUGIN);
    let bytes = call.export(&testing::Case::of(|_| {})).unwrap();
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    file["databases"]["casebook"].as_object().unwrap().clone()
}

/// The rows of a query, in which `:words` stands for words that a claim and an article of the story have.
fn rows(connection: &Connection, sql: &str) -> usize {
    let mut statement = connection.prepare(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    if let Some(at) = statement.parameter_index(":words").unwrap() {
        statement.raw_bind_parameter(at, "LEAKED").unwrap();
    }
    assert!(statement.parameter_count() <= 1, "{sql}");
    let mut rows = statement.raw_query();
    let mut count = 0;
    while rows.next().unwrap().is_some() {
        count += 1;
    }
    count
}

#[test]
fn every_query_runs_and_finds_what_the_story_has() {
    let mut session = story::told();
    // What the story leaves out: a claim that nobody speaks against, and a reply that is waited for.
    let claim = Claim { status: Status::Checking, ..story::claim(&mut session, "The dam is old") };
    let party = story::party(&mut session, "The Dam Office");
    let reply = Reply {
        key: session.key(),
        claim: claim.key,
        party: party.key,
        through: "a letter".to_owned(),
        asked: "2023-05-13".parse().unwrap(),
        due: None,
        answer: None,
        by: "desk".to_owned(),
        at: session.now(),
    };
    let more = vec![Change::create(party), Change::create(claim), Change::create(reply)];
    session.perform(Verb::ReplyAsk, more).unwrap();
    let (_folder, path) = session.close();
    let connection = Connection::open(path).unwrap();
    let database = database();
    let queries = database["queries"].as_object().unwrap();
    let found = |query: &Value| rows(&connection, query["sql"].as_str().unwrap());
    let empty: Vec<&str> =
        queries.iter().filter(|(_, query)| found(query) == 0).map(|(name, _)| name.as_str()).collect();
    assert_eq!(empty, [""; 0], "these queries find nothing");
    for (name, query) in queries {
        let says = |member: &str| query[member].as_str().is_some_and(|text| !text.is_empty());
        assert!(says("title") && says("description"), "{name}");
    }
}

#[test]
fn every_view_has_the_columns_that_are_told_of_and_every_other_table_is_hidden() {
    let (_folder, path) = story::told().close();
    let connection = Connection::open(path).unwrap();
    let list = |sql: &str| -> BTreeSet<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let database = database();
    let (mut shown, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for (name, told) in database["tables"].as_object().unwrap() {
        if told["hidden"] == true {
            hidden.insert(name.clone());
            continue;
        }
        shown.insert(name.clone());
        let columns = list(&format!("SELECT name FROM pragma_table_xinfo('{name}')"));
        let named: BTreeSet<String> = told["columns"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(columns, named, "{name}");
        let texts = |member: &str| told[member].as_array().into_iter().flatten().map(|one| one.as_str().unwrap());
        let single = ["sort", "sort_desc", "label_column"].into_iter().filter_map(|member| told[member].as_str());
        for column in texts("facets").chain(texts("sortable_columns")).chain(single) {
            assert!(columns.contains(column), "{name}: {column}");
        }
    }
    let public = list("SELECT name FROM sqlite_schema WHERE type = 'view'");
    assert_eq!(shown, public);
    // What lies behind a full-text index Datasette hides by itself.
    let tables = list(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search_*'
         AND (name NOT GLOB 'matching_*' OR name = 'matching_stems')",
    );
    assert_eq!(hidden, tables.difference(&public).cloned().collect());
}
