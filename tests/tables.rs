//! A table that leaves a casebook and comes back unchanged changes nothing, whatever stands in it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Value, json};

/// Texts that mean something to a spreadsheet, to the signs between cells, or to this program.
const HOSTILE: [&str; 16] = [
    "=1+1",
    "@SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "'=1+1",
    "a,b;c",
    "\"quoted\" \"\" \"",
    "back\\slash \\; \\\\ \\t",
    "c12",
    "-",
    "NULL",
    "2023-08-15",
    "\u{1}\u{1b}[31mred\u{7f}\u{9b}",
    "\u{202e}desrever\u{202c}",
    "북한은 핵을 포기하지 않는다",
    "key,handle,text",
    "# heading",
];

fn claims(folder: &Path, arguments: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_claims"))
        .args(arguments)
        .current_dir(folder)
        .env("CLAIMS_USER", "desk")
        .env("CLAIMS_HOME", folder)
        .output();
    program.expect("claims runs")
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = claims(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &said
}

/// Some texts that nobody thought of, the same in every run.
fn any_texts() -> Vec<String> {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let text = "(?s)[=+@',;\"\\\\\t\r\n\\-a-c ]{1,12}|.{1,30}";
    (0..200).map(|_| text.new_tree(&mut runner).expect("a text").current()).collect()
}

/// A casebook in which each text is a wording, a claimant where it can be a name, an occasion, and the reasons and the
/// label of a verdict.
fn casebook(folder: &Path, texts: &[String]) {
    done(folder, &["init", "--quiet"]);
    let review = |(number, text): (usize, &String)| {
        json!({
            "@type": "ClaimReview", "claimReviewed": format!("{number} {text}"), "reviewBody": text,
            "author": "Other Desk", "datePublished": "2023-08-16T09:00:00Z",
            "reviewRating": { "alternateName": format!("{text} {number}"), "ratingValue": 1, "worstRating": 1, "bestRating": 5 },
            "itemReviewed": {
                "author": { "@type": "Person", "name": text, "jobTitle": text }, "datePublished": "2023-08",
                "appearance": { "@type": "CreativeWork", "headline": text, "url": format!("https://a.example/{number}") },
            },
        })
    };
    let reviews: Vec<Value> = texts.iter().enumerate().map(review).collect();
    fs::write(folder.join("in.json"), serde_json::to_string(&reviews).expect("JSON")).expect("a file");
    done(folder, &["import", "in.json", "--from", "claimreview", "--quiet"]);
    done(
        folder,
        &["add", "It is shut", "--by", "Ines Prado", "--role", "=1+1", "--occasion", "a;b\\c", "--tag", "port"],
    );
}

#[test]
fn an_unchanged_table_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let mut texts = any_texts();
    texts.extend(HOSTILE.map(str::to_owned));
    texts.retain(|text| !text.trim().is_empty());
    casebook(folder, &texts);
    let listed = done(folder, &["list", "--json"]);
    let listed: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(listed.len() > 150, "{} claims", listed.len());
    let handles: Vec<&str> = listed.iter().map(|claim| claim["handle"].as_str().expect("a handle")).collect();
    let before = done(folder, &["verify"]);
    for (format, guard) in [("csv", "false"), ("csv", "true"), ("tsv", "false"), ("tsv", "true")] {
        let guard = format!("guard={guard}");
        let mut export = vec!["export", "--to", format, "--set", &guard, "-o", "table", "--quiet"];
        export.extend(&handles);
        done(folder, &export);
        let said = done(folder, &["import", "table", "--from", format, "--set", &guard]);
        let expected = format!("{} rows were read\nthere is nothing new in it\n", handles.len());
        assert_eq!(said, expected, "{format} {guard}");
        if (format, guard.as_str()) == ("csv", "guard=false") {
            cells_are_what_was_written(&fs::read(folder.join("table")).expect("a table"), &listed);
        }
    }
    assert_eq!(done(folder, &["verify"]), before);
}

/// Every cell of the wordings has the wording, whatever else reads the file.
fn cells_are_what_was_written(table: &[u8], listed: &[Value]) {
    let mut reader = csv::Reader::from_reader(table);
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|own| own == name).expect("a column");
    let (key, text, claimants) = (at("key"), at("text"), at("claimants"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), listed.len());
    for claim in listed {
        let row = rows.iter().find(|row| claim["key"] == row[key]).expect("a row");
        assert_eq!(claim["text"], row[text]);
        assert_eq!(claim["claimants"].as_array().is_some_and(Vec::is_empty), row[claimants].is_empty(), "{claim}");
    }
}
