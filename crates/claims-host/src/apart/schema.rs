//! What the schemas of messages say beyond the types of `wire.rs`: the ranges and forms that the host holds an answer to.

use serde_json::{Value, json};

use super::wire::GREETING;
use crate::sink::drafts::drafts_schema;

/// What a reply may consist of, beside the number of its question.
const ANSWERS: [&str; 7] = ["failed", "scores", "hunks", "text", "hex", "drafts", "suggestions"];

/// Holds numbers to their range, digits to bytes, and a reply to its question and an answer.
///
/// # Panics
/// When a message has no such member any more.
pub(super) fn tighten(schemas: &mut Value) {
    let mut say = |place: &str, keyword: &str, what: Value| {
        let at = schemas.pointer_mut(place).and_then(Value::as_object_mut).expect("a part of a message");
        at.insert(keyword.to_owned(), what);
    };
    say("/greeting/properties/claims", "const", json!(GREETING));
    for message in ["request", "reply"] {
        say(&format!("/{message}/properties/id"), "minimum", json!(1));
    }
    for hex in ["/request/oneOf/3/properties/hex", "/reply/properties/hex"] {
        say(hex, "pattern", json!("^([0-9A-Fa-f]{2})*$"));
    }
    for share in ["WireScore/properties/value", "WireScore/properties/base", "WireSuggestion/properties/confidence"] {
        say(&format!("/reply/$defs/{share}"), "minimum", json!(0));
        say(&format!("/reply/$defs/{share}"), "maximum", json!(1));
    }
    say("/reply", "required", json!(["id"]));
    say("/reply", "anyOf", ANSWERS.iter().map(|answer| json!({ "required": [answer] })).collect());
    say("/reply/properties", "drafts", drafts_schema());
    // There is none: a reply without it is to no question.
    let id = schemas.pointer_mut("/reply/properties/id").and_then(Value::as_object_mut);
    id.and_then(|id| id.remove("default")).expect("a default");
}
