//! Findings as a SARIF 2.1.0 log: one run, its rules, and a result for each finding.

use serde_json::{Value, json};

use crate::{
    desk::RECORD_FILE,
    rules::{Finding, Level, Levels, RULES},
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run.
pub(crate) fn log(findings: &[Finding], levels: &Levels) -> Value {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            let level = levels.of(rule.code);
            let mut value = json!({
                "id": rule.code,
                "shortDescription": { "text": rule.meaning },
                "help": { "text": format!("{}. After: {}.", capital(rule.meaning), rule.standard) },
                // What is off has a level too, which it would have.
                "defaultConfiguration": { "enabled": level != Level::Off, "level": word(level) },
            });
            if let Some(uri) = rule.uri {
                value["helpUri"] = json!(uri);
            }
            value
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(result).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "claims", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "artifacts": [{ "location": { "uri": RECORD_FILE } }],
            "results": results,
        }],
    })
}

fn result(finding: &Finding) -> Value {
    let Finding { rule, level, claim, found } = finding;
    let mut logical = vec![json!({ "name": claim, "fullyQualifiedName": claim, "kind": "claim" })];
    if let Some(place) = &found.place {
        logical.push(json!({ "name": place, "fullyQualifiedName": place, "kind": "record" }));
    }
    json!({
        "ruleId": rule.code,
        "ruleIndex": RULES.iter().position(|one| one.code == rule.code),
        "level": word(*level),
        "message": { "text": format!("{claim}: {}. To do: {}", found.what, found.fix) },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": RECORD_FILE, "index": 0 } },
            "logicalLocations": logical,
        }],
    })
}

/// SARIF's word for a level.
const fn word(level: Level) -> &'static str {
    match level {
        Level::Warn => "warning",
        Level::Off | Level::Error => "error",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use claims_model::{Handle, Kind};

    use super::*;
    use crate::rules::Found;

    /// What the schema of SARIF 2.1.0 requires of each sort of object, and all that it allows of what we write;
    /// it refuses members that it does not know.
    const OBJECTS: &[(&str, &[&str], &[&str])] = &[
        ("", &["version", "runs"], &["$schema"]),
        ("/runs/0", &["tool"], &["artifacts", "results"]),
        ("/runs/0/tool", &["driver"], &[]),
        ("/runs/0/tool/driver", &["name"], &["version", "rules"]),
        ("/runs/0/tool/driver/rules/0", &["id"], &["shortDescription", "help", "helpUri", "defaultConfiguration"]),
        ("/runs/0/tool/driver/rules/0/shortDescription", &["text"], &[]),
        ("/runs/0/tool/driver/rules/0/help", &["text"], &[]),
        ("/runs/0/tool/driver/rules/0/defaultConfiguration", &[], &["enabled", "level"]),
        ("/runs/0/artifacts/0", &[], &["location"]),
        ("/runs/0/artifacts/0/location", &[], &["uri"]),
        ("/runs/0/results/0", &["message"], &["ruleId", "ruleIndex", "level", "locations"]),
        ("/runs/0/results/0/message", &["text"], &[]),
        ("/runs/0/results/0/locations/0", &[], &["physicalLocation", "logicalLocations"]),
        ("/runs/0/results/0/locations/0/physicalLocation", &["artifactLocation"], &[]),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation", &[], &["uri", "index"]),
        ("/runs/0/results/0/locations/0/logicalLocations/0", &[], &["name", "fullyQualifiedName", "kind"]),
        ("/runs/0/results/0/locations/0/logicalLocations/1", &[], &["name", "fullyQualifiedName", "kind"]),
    ];

    fn finding(at: usize, level: Level) -> Finding {
        let found = Found { place: Some("s1v2".to_owned()), what: "it was edited".to_owned(), fix: "look".to_owned() };
        Finding { rule: &RULES[at], level, claim: Handle::new(Kind::Claim, 7), found }
    }

    #[test]
    fn a_log_is_made_as_the_schema_of_sarif_wants_it() {
        let log = log(&[finding(1, Level::Error), finding(0, Level::Warn)], &Levels::default());
        for (pointer, required, allowed) in OBJECTS {
            let members = log.pointer(pointer).and_then(Value::as_object).unwrap_or_else(|| panic!("no {pointer}"));
            assert!(required.iter().all(|name| members.contains_key(*name)), "{pointer}: {members:?}");
            let is_known = |name: &str| required.contains(&name) || allowed.contains(&name);
            assert!(members.keys().all(|name| is_known(name)), "{pointer}: {members:?}");
        }
        assert_eq!(log["version"], "2.1.0");
        let results = &log["runs"][0]["results"];
        assert_eq!([&results[0]["level"], &results[1]["level"]], ["error", "warning"]);
        assert_eq!(results[0]["locations"][0]["logicalLocations"][0]["name"], "c7");
        for result in results.as_array().into_iter().flatten() {
            let at = usize::try_from(result["ruleIndex"].as_u64().unwrap_or(99)).unwrap_or(99);
            assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn a_log_without_findings_still_names_the_rules() {
        let log = log(&[], &Levels::default());
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(RULES.len()));
    }
}
