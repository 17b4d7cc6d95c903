//! What templates are given, as a JSON Schema for those who write some: the one in the documents is that of the types.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{fs, path::Path};

use claims_plugin::report::Report;

#[test]
fn the_schema_in_the_documents_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report.schema.json");
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report<'static>)).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == schema, "{} is another; rerun with UPDATE_SCHEMA=1 and read the change", path.display());
}
