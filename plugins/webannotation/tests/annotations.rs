//! What is written of a quote, and that any text arrives as text.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use claims_plugin::testing::{self, Case, Error};
use proptest::prelude::*;
use serde_json::{Value, json};

fn bytes(case: &Case) -> Vec<u8> {
    testing::call(&claims_plugin_webannotation::PLUGIN).export(case).unwrap()
}

fn written(case: &Case) -> Value {
    serde_json::from_slice(&bytes(case)).unwrap()
}

fn items(file: &Value) -> &[Value] {
    file["first"]["items"].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn a_quote_is_a_part_of_a_source_at_a_time() {
    let case = Case::of(|draft| {
        let source = draft.source("The Port News").address("https://a.example/1");
        let version = source.version("Shut, she said. It is shut. Ja.").captured("2023-08-15T10:00:00Z");
        version.archive("https://archive.example/1", None);
        let claim = draft.claim("The harbour is closed").language("en").tag("harbour");
        claim.quote(version, "It is shut");
        claim.verdict("False");
        let tape = draft.source("A tape").kind("audio").address("ftp://a.example").version(None);
        draft.claim("It is open").stands_in(tape).timecode("00:01:02");
        draft.claim("Nobody knows").stands_in(version);
    });
    let file = written(&case);
    let [quote, moment] = items(&file) else { panic!("two places, and one that says nothing of where") };
    let claim = case.read().claims().next().unwrap();
    assert_eq!(
        quote["body"],
        json!([
            {
                "id": format!("urn:uuid:{}", claim.key()), "type": "TextualBody", "value": "The harbour is closed",
                "format": "text/plain", "language": "en", "purpose": "identifying",
            },
            { "type": "TextualBody", "value": "False", "format": "text/plain", "purpose": "classifying" },
            { "type": "TextualBody", "value": "harbour", "format": "text/plain", "purpose": "tagging" },
        ])
    );
    assert_eq!(quote["target"]["source"], "https://a.example/1");
    assert_eq!(
        quote["target"]["state"],
        json!({ "type": "TimeState", "sourceDate": "2023-08-15T10:00:00Z", "cached": "https://archive.example/1" })
    );
    assert_eq!(quote["target"]["selector"][0]["exact"], "It is shut");
    let tape = case.read().sources().nth(1).unwrap();
    assert_eq!(moment["target"]["source"], format!("urn:uuid:{}", tape.key()));
    assert_eq!(moment["target"]["selector"][0]["value"], "t=00:01:02");
}

#[test]
fn a_collection_has_a_name_of_its_own() {
    let case = |words: &[&str]| {
        Case::of(|draft| {
            let version = draft.source("The Port News").version("It is shut. Ja.");
            words.iter().for_each(|words| _ = draft.claim("Closed").quote(version, words));
        })
    };
    let (one, two) = (written(&case(&["Ja"])), written(&case(&["Ja", "shut"])));
    assert_ne!(one["id"], two["id"]);
    let id = one["id"].as_str().unwrap().strip_prefix("urn:uuid:").unwrap();
    assert_eq!((id.len(), &id[14..15], "89ab".contains(&id[19..20])), (36, "8", true), "{id}");
    let call = testing::call(&claims_plugin_webannotation::PLUGIN);
    let named = call.clone().with("url", "https://desk.example/a.jsonld").export(&case(&["Ja"])).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&named).unwrap()["id"], "https://desk.example/a.jsonld");
    assert!(matches!(call.with("url", "desk").export(&case(&["Ja"])), Err(Error::Failed(_))));
    let empty = written(&Case::of(|_| {}));
    assert_eq!((&empty["total"], empty.get("first")), (&json!(0), None));
}

proptest! {
    #[test]
    fn any_text_arrives_and_none_of_it_acts(text in "(?s)\\PC{1,40}|.{1,40}") {
        prop_assume!(!text.trim().is_empty());
        let case = Case::of(|draft| {
            let version = draft.source(&text).address(text.as_str()).version("It is shut.");
            draft.claim(&text).tag(&text).quote(version, "shut");
        });
        let bytes = bytes(&case);
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(&items(&file)[0]["body"][0]["value"], case.read().claims().next().unwrap().text());
        let source = items(&file)[0]["target"]["source"].as_str().unwrap();
        prop_assert!(source.starts_with("http") || source.starts_with("urn:uuid:"));
        let acts = |c: char| c != '\n' && (c.is_control() || "<>\u{202e}\u{2028}\u{200b}".contains(c));
        prop_assert!(!String::from_utf8(bytes).unwrap().contains(acts));
    }
}
