//! What an annotation says of its passage: which claim stands there, its tags, and what the desk decided on it.

use claims_plugin::{Claim, Status};
use serde_json::{Value, json};

use crate::object;

/// The claim, which the passage is a place of; then its newest verdict, unless it was withdrawn; then its tags.
pub(crate) fn bodies(claim: Claim<'_>) -> Vec<Value> {
    let id = format!("urn:uuid:{}", claim.key());
    let language = claim.language();
    let mut bodies = vec![textual(Some(id), claim.text(), language, "identifying")];
    let verdict = claim.verdict().filter(|_| claim.status() != Status::Withdrawn);
    bodies.extend(verdict.map(|verdict| textual(None, verdict.name(), None, "classifying")));
    bodies.extend(claim.tags().map(|tag| textual(None, tag.text(), None, "tagging")));
    bodies
}

fn textual(id: Option<String>, value: &str, language: Option<&str>, purpose: &str) -> Value {
    object([
        ("id", id.map(Value::from)),
        ("type", Some(json!("TextualBody"))),
        ("value", Some(json!(value))),
        ("format", Some(json!("text/plain"))),
        ("language", language.map(Value::from)),
        ("purpose", Some(json!(purpose))),
    ])
}
