//! The pages for authors of plugins have every word, member and row that the program knows.

use claims_host::{Example, Manifest, OptionSpec};
use claims_model::{
    Correction, Credibility, Manner, PartyKind, Reliability, SourceKind, Stance, Status, UnknownWord, VersionState,
    anchor::AnchorState,
};
use serde_json::Value;

use super::read;

/// What a word means to a plugin is looked up in the tutorial's table.
#[test]
fn the_tutorial_has_every_word() {
    let tutorial = read("docs/plugins.md");
    let known = |error: Option<UnknownWord>| error.map(|error| error.known).expect("no word is empty");
    for (what, words) in [
        ("stance", known("".parse::<Stance>().err())),
        ("reliability", known("".parse::<Reliability>().err())),
        ("credibility", known("".parse::<Credibility>().err())),
        ("anchor state", known("".parse::<AnchorState>().err())),
        ("status of a claim", known("".parse::<Status>().err())),
        ("manner", known("".parse::<Manner>().err())),
        ("kind of a party", known("".parse::<PartyKind>().err())),
        ("kind of a source", known("".parse::<SourceKind>().err())),
        ("state of a version", known("".parse::<VersionState>().err())),
        ("correction", known("".parse::<Correction>().err())),
    ] {
        let row = tutorial.lines().find(|line| line.starts_with(&format!("| {what} |"))).expect("a row");
        let listed: String = words.iter().map(|word| format!(" `{word}`")).collect();
        assert!(row.ends_with(&format!("|{listed} |")), "{what}: {row}");
    }
}

/// Whoever writes a manifest by hand looks its members up in the tutorial.
#[test]
fn the_tutorial_has_every_member_of_a_manifest() {
    let tutorial = read("docs/plugins.md");
    let section = tutorial.split("\n## ").find(|section| section.starts_with("The manifest\n")).expect("a section");
    // Of each table the rows, by their members; some rows have two.
    let tables: Vec<Vec<(Vec<&str>, &str)>> = section
        .split("\n\n")
        .filter(|paragraph| paragraph.starts_with("| member |"))
        .map(|table| table.lines().skip(2).map(|row| (quoted(row.split('|').nth(1).expect("a cell")), row)).collect())
        .collect();
    let members: Vec<Vec<&str>> =
        tables.iter().map(|rows| rows.iter().flat_map(|(members, _)| members.clone()).collect()).collect();
    let known = [
        toml::from_str::<Manifest>("unknown = 1").map(drop),
        toml::from_str::<OptionSpec>("unknown = 1").map(drop),
        toml::from_str::<Example>("unknown = 1").map(drop),
    ];
    assert_eq!(members.len(), known.len());
    for (told, known) in members.into_iter().zip(known) {
        assert_eq!(sorted(told), sorted(names(&known)));
    }
    for (member, known) in [
        ("kinds", toml::from_str::<Manifest>("kinds = ['unknown']").map(drop)),
        ("wants", toml::from_str::<Manifest>("wants = ['unknown']").map(drop)),
        ("writes", toml::from_str::<Manifest>("writes = 'unknown'").map(drop)),
        ("type", toml::from_str::<OptionSpec>("type = 'unknown'").map(drop)),
    ] {
        let row = tables.iter().flatten().find(|(members, _)| members == &[member]).expect("a row").1;
        let words = names(&known);
        assert!(words.len() > 1 && words.iter().all(|word| row.contains(&format!("`{word}`"))), "{words:?}: {row}");
    }
}

/// The page of the protocol has what its schema has, which is held to the program: all that can be drafted, and needed.
#[test]
fn the_protocol_has_every_row_that_can_be_drafted() {
    let schema: Value = serde_json::from_str(&read("docs/plugin-protocol.schema.json")).expect("a schema");
    let page = read("docs/plugin-protocol.md");
    let section = page.split("\n### ").find(|section| section.starts_with("`import`\n")).expect("a section");
    let tables = schema["reply"]["properties"]["drafts"]["properties"].as_object().expect("tables");
    let told = section.lines().filter(|line| line.starts_with("| `")).map(|row| quoted(row)[0]).collect();
    let told: Vec<&str> = sorted(told).into_iter().filter(|name| tables.contains_key(*name)).collect();
    assert_eq!(told, tables.keys().map(String::as_str).collect::<Vec<_>>());
    for (table, row) in tables {
        let told = section.lines().find(|line| line.starts_with(&format!("| `{table}` |"))).expect("a row");
        let members = row["items"]["properties"].as_object().expect("members").keys().map(String::as_str);
        assert_eq!(sorted(quoted(told)[1..].to_vec()), members.collect::<Vec<_>>(), "{table}");
        let needed = row["items"]["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let bold: Vec<&str> = told.split("**`").skip(1).filter_map(|rest| rest.split('`').next()).collect();
        assert_eq!(bold, needed.collect::<Vec<_>>(), "{table}");
    }
}

/// The same for the lists of a case.
#[test]
fn the_protocol_has_every_member_of_a_case() {
    let schema: Value = serde_json::from_str(&read("docs/plugin-protocol.schema.json")).expect("a schema");
    let page = read("docs/plugin-protocol.md");
    let section = page.split("\n## The case").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let defs = &schema["request"]["$defs"];
    for (list, what) in defs["Case"]["properties"].as_object().expect("lists") {
        let told = section.lines().find(|line| line.starts_with(&format!("| `{list}` |")));
        let told = quoted(told.unwrap_or_else(|| panic!("no row for {list}")));
        let record = what["items"]["$ref"].as_str().and_then(|name| name.rsplit('/').next());
        let Some(members) = record.and_then(|name| defs[name]["properties"].as_object()) else { continue };
        let missing: Vec<&String> = members.keys().filter(|member| !told.contains(&member.as_str())).collect();
        assert!(missing.is_empty(), "{list}: {missing:?}");
    }
}

/// What would have been right, as the error for something unknown names it.
fn names(error: &Result<(), toml::de::Error>) -> Vec<&str> {
    let message = error.as_ref().expect_err("it is unknown").message();
    quoted(message.split_once(", expected ").expect("a list").1)
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}
