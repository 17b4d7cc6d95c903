//! The form of drafts as a JSON Schema, made of the tables by which they are read.

use claims_abi::{Field, Relation, Table};
use claims_model::{
    Correction, Credibility, Manner, PartyKind, Reliability, SourceKind, Stance, Status, UnknownWord, VersionState,
};
use serde_json::{Map, Value, json};

use super::{
    schema::{self, Sort, Way},
    wire::{field_member, relation_member},
};

/// Everything that can be drafted, and no other member; `null` stands for a member that is absent.
pub(crate) fn drafts_schema() -> Value {
    let mut tables = Map::new();
    for (name, table) in Table::ALL {
        if let Some(fields) = schema::fields(*table) {
            tables.insert(name.to_lowercase(), json!({ "type": "array", "items": row(*table, fields) }));
        }
    }
    json!({
        "description": "To `import`: the rows of each table.",
        "type": ["object", "null"],
        "properties": tables,
        "additionalProperties": false,
    })
}

fn row(table: Table, fields: &[(Field, Sort)]) -> Value {
    let mut members = Map::new();
    for (field, sort) in fields {
        let (member, mut value) = (field_member(*field), value(table, *field, *sort));
        if required(table).contains(&&*member) {
            // Absent by another name.
            for allowed in ["type", "enum"] {
                value.get_mut(allowed).and_then(Value::as_array_mut).into_iter().for_each(|allowed| {
                    allowed.retain(|one| !one.is_null() && one != "null");
                });
            }
        }
        members.insert(member, value);
    }
    for (_, relation) in Relation::ALL {
        if let Some(way) = schema::way(table, *relation) {
            members.insert(relation_member(*relation), rows(way));
        }
    }
    let mut row = json!({ "type": "object", "properties": members, "additionalProperties": false });
    if !required(table).is_empty() {
        row["required"] = json!(required(table));
    }
    if let Some(one_of) = one_of(table) {
        row["anyOf"] = one_of.map(|member| json!({ "required": [member] })).into();
    }
    row
}

fn value(table: Table, field: Field, sort: Sort) -> Value {
    match (sort, words(table, field)) {
        (Sort::Form(_), Some(words)) => {
            let words = words.iter().map(|word| json!(word)).chain([Value::Null]);
            json!({ "enum": words.collect::<Vec<_>>() })
        }
        (Sort::Words | Sort::Form(_), _) => json!({ "type": ["string", "null"], "pattern": "\\S" }),
        (Sort::Text, _) => json!({ "type": ["string", "null"] }),
        (Sort::Place, _) => json!({ "type": ["integer", "null"], "minimum": 0 }),
        (Sort::Flag, _) => json!({ "enum": [true, false, 1, 0, null] }),
        (Sort::Whole, _) => json!({ "type": ["integer", "null"], "minimum": -i32::MAX, "maximum": i32::MAX }),
    }
}

/// The number of a row, or a list of such.
fn rows(way: Way) -> Value {
    let row = json!({ "type": "integer", "minimum": 0 });
    let mut list = json!({ "type": "array", "items": row });
    if matches!(way, Way::One(_)) {
        list["maxItems"] = json!(1);
    }
    json!({ "anyOf": [row, list] })
}

/// The members without which there is no such row; those that the far end may say as well are not among them.
const fn required(table: Table) -> &'static [&'static str] {
    match table {
        Table::CLAIM | Table::TAG | Table::ALIAS | Table::NOTE => &["text"],
        Table::CLAIMANT => &["party"],
        Table::PARTY => &["name"],
        Table::SOURCE => &["title"],
        Table::ARCHIVE => &["address"],
        Table::APPEARANCE => &["version"],
        Table::LINK => &["stance"],
        _ => &[],
    }
}

/// The members of which it needs one.
const fn one_of(table: Table) -> Option<[&'static str; 2]> {
    match table {
        Table::GRADE => Some(["reliability", "credibility"]),
        Table::VERDICT => Some(["label", "name"]),
        _ => None,
    }
}

/// The words of a field that takes some words alone.
fn words(table: Table, field: Field) -> Option<Vec<&'static str>> {
    fn known<T: std::str::FromStr<Err = UnknownWord>>() -> Option<Vec<&'static str>> {
        "".parse::<T>().err().map(|error| error.known)
    }
    match (table, field) {
        (Table::CLAIM, Field::STATUS) => known::<Status>(),
        (Table::PARTY, Field::KIND) => known::<PartyKind>(),
        (Table::SOURCE, Field::KIND) => known::<SourceKind>(),
        (Table::VERSION, Field::STATE) => known::<VersionState>(),
        (Table::APPEARANCE, Field::MANNER) => known::<Manner>(),
        (Table::LINK, Field::STANCE) => known::<Stance>(),
        (Table::GRADE, Field::RELIABILITY) => known::<Reliability>(),
        (Table::GRADE, Field::CREDIBILITY) => known::<Credibility>(),
        (Table::VERDICT, Field::CORRECTION) => known::<Correction>(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the schema lets through as a word, the reader does too, and no more.
    #[test]
    fn the_words_are_those_that_are_read() {
        for (_, table) in Table::ALL {
            for (field, sort) in schema::fields(*table).unwrap_or_default() {
                let Sort::Form(read) = sort else {
                    assert!(words(*table, *field).is_none());
                    continue;
                };
                // The others are dates, times and keys.
                match words(*table, *field) {
                    Some(words) => assert!(words.iter().all(|word| read(word).is_ok()) && read("unknown").is_err()),
                    None => assert!(
                        ["key", "said", "published", "captured", "recorded", "at"].contains(&&*field_member(*field)),
                        "the words of {} are not known here",
                        field_member(*field)
                    ),
                }
            }
        }
    }

    /// A row without what it needs is refused, and what is not needed may be left away.
    #[test]
    fn the_members_that_are_needed_are_those_without_which_a_row_is_refused() {
        let whole = json!({
            "claim": [{ "text": "a" }], "claimant": [{ "party": 0 }], "tag": [{ "text": "a" }],
            "alias": [{ "text": "a" }], "party": [{ "name": "a" }], "source": [{ "title": "a" }], "version": [{}],
            "archive": [{ "address": "a" }], "appearance": [{ "version": 0 }], "link": [{ "stance": "rebuts" }],
            "grade": [{ "credibility": "1" }], "verdict": [{ "label": "a" }], "note": [{ "text": "a" }],
        });
        // What belongs to what, and so is not said by the row itself.
        let owned = json!({
            "claim": { "claimants": 0, "tags": 0, "grades": 0, "verdicts": 0, "notes": 0, "appearances": 0, "links_out": 0 },
            "party": { "aliases": 0 }, "source": { "versions": 0 }, "version": { "archives": 0 },
        });
        let read = |without: Option<(&str, &str)>| {
            let mut drafts = whole.clone();
            for (table, members) in owned.as_object().unwrap() {
                for (member, row) in members.as_object().unwrap() {
                    drafts[table][0][member] = row.clone();
                }
            }
            // A link needs an end that is another claim.
            drafts["claim"].as_array_mut().unwrap().push(json!({ "text": "b", "links_in": 0 }));
            if let Some((table, member)) = without {
                drafts[table][0].as_object_mut().unwrap().remove(member);
            }
            let mut rows = super::super::Rows::default();
            rows.draft_json(drafts.as_object().unwrap()).is_ok() && rows.finish().is_ok()
        };
        assert!(read(None));
        for (name, table) in Table::ALL.iter().filter(|(_, table)| schema::fields(*table).is_some()) {
            let name = name.to_lowercase();
            let said: Vec<String> = whole[&name][0].as_object().unwrap().keys().cloned().collect();
            let needed = required(*table).iter().copied().chain(one_of(*table).into_iter().flatten());
            let needed: Vec<&str> = needed.filter(|member| said.iter().any(|said| said == member)).collect();
            assert_eq!(said, needed, "{name}");
            assert!(needed.iter().all(|member| !read(Some((&name, member)))), "{name}");
        }
    }
}
