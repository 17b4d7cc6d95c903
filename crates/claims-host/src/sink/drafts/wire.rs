//! Drafts as JSON: for each table a list of rows, and in each row fields and, by number, the rows it is related to.
//!
//! Tables, fields and relations have the names of the contract in small letters.

use claims_abi::{Field, Relation, Table};
use serde_json::{Map, Value};

use super::{
    rows::Rows,
    schema::{self, Way},
};
use crate::{Fault, view::row_number};

impl Rows {
    /// The rows as they were drafted.
    pub(crate) fn to_json(&self) -> Value {
        let tables = Table::ALL.iter().filter(|(_, table)| schema::fields(*table).is_some());
        let mut out = Map::new();
        for (name, table) in tables {
            let count = row_number(self.rows(*table).len());
            let rows: Vec<Value> = (0..count).map(|row| Value::Object(self.members(*table, row))).collect();
            if !rows.is_empty() {
                out.insert(name.to_lowercase(), Value::Array(rows));
            }
        }
        Value::Object(out)
    }

    fn members(&self, table: Table, row: u32) -> Map<String, Value> {
        let mut members = Map::new();
        let drafted = &self.rows(table)[row as usize];
        for (field, text) in &drafted.texts {
            members.insert(field_member(*field), Value::from(text.as_str()));
        }
        for (field, number) in &drafted.numbers {
            members.insert(field_member(*field), Value::from(*number));
        }
        let mut relate = |relation: Relation, to: u32| {
            let list = members.entry(relation_member(relation)).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(Value::from(to));
            }
        };
        drafted.related.iter().for_each(|(relation, to)| relate(*relation, *to));
        // Rows that belong to this one know it, and not the other way round.
        for (_, relation) in Relation::ALL {
            let Some(Way::Owns(far)) = schema::way(table, *relation) else { continue };
            let owned = (0..).zip(self.rows(far)).filter(|(_, one)| one.owner == Some((table, row)));
            owned.for_each(|(number, _)| relate(*relation, number));
        }
        members
    }

    /// Drafts what stands in JSON, row by row.
    pub(crate) fn draft_json(&mut self, drafts: &Map<String, Value>) -> Result<(), JsonFault> {
        let mut tables = Vec::new();
        for (name, rows) in drafts {
            let table = number(Table::ALL, name).ok_or_else(|| JsonFault::NoName(name.clone()))?;
            let rows = rows.as_array().ok_or_else(|| JsonFault::Form(format!("{name} is no list")))?;
            for _ in rows {
                self.draft(table)?;
            }
            tables.push((name, table, rows));
        }
        // All rows first, so that they may name each other in any order.
        for (name, table, rows) in tables {
            for (row, members) in (0..).zip(rows) {
                let members =
                    members.as_object().ok_or_else(|| JsonFault::Form(format!("{name} row {row} is no object")))?;
                for (member, value) in members {
                    self.draft_member(table, row, member, value)?;
                }
            }
        }
        Ok(())
    }

    fn draft_member(&mut self, table: Table, row: u32, member: &str, value: &Value) -> Result<(), JsonFault> {
        let relation = number(Relation::ALL, member).filter(|relation| schema::way(table, *relation).is_some());
        if let Some(relation) = relation {
            let one = std::slice::from_ref(value);
            for to in value.as_array().map_or(one, Vec::as_slice) {
                let to = to.as_u64().and_then(|to| u32::try_from(to).ok());
                let to = to.ok_or_else(|| JsonFault::Form(format!("{member} names no row by its number")))?;
                self.relate(table, row, relation, to)?;
            }
            return Ok(());
        }
        let field = number(Field::ALL, member).ok_or_else(|| JsonFault::NoName(member.to_owned()))?;
        match value {
            Value::Null => {}
            Value::String(text) => self.text(table, row, field, Some(text.as_bytes()))?,
            Value::Bool(flag) => self.number(table, row, field, f64::from(u8::from(*flag)))?,
            other => match other.as_f64() {
                Some(number) => self.number(table, row, field, number)?,
                None => return Err(JsonFault::Form(format!("{member} is neither a text nor a number"))),
            },
        }
        Ok(())
    }
}

/// What is wrong with drafts in JSON.
#[derive(Debug)]
pub(crate) enum JsonFault {
    /// A row that cannot be.
    Fault(Fault),
    /// A name that no table, field or relation has.
    NoName(String),
    /// Not the form of drafts.
    Form(String),
}

impl From<Fault> for JsonFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

fn number<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    all.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, number)| *number)
}

pub(super) fn field_member(field: Field) -> String {
    Field::ALL.iter().find(|(_, known)| *known == field).map_or_else(String::new, |(name, _)| name.to_lowercase())
}

pub(super) fn relation_member(relation: Relation) -> String {
    let name = Relation::ALL.iter().find(|(_, known)| *known == relation);
    name.map_or_else(String::new, |(name, _)| name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn names() -> impl Strategy<Value = String> {
        let known: Vec<String> = Table::ALL
            .iter()
            .map(|(name, _)| *name)
            .chain(Field::ALL.iter().map(|(name, _)| *name))
            .chain(Relation::ALL.iter().map(|(name, _)| *name))
            .map(str::to_lowercase)
            .collect();
        prop_oneof![8 => proptest::sample::select(known), 1 => "[a-z]{0,4}"]
    }

    fn values() -> impl Strategy<Value = Value> {
        prop_oneof![
            "[a-z 0-9-]{0,12}".prop_map(Value::from),
            proptest::sample::select(vec!["2023-08-15", "rebuts", "person", "article", "checking", "A", "2"])
                .prop_map(Value::from),
            (0_u32..4).prop_map(Value::from),
            any::<f64>().prop_map(|number| json!(number)),
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            proptest::collection::vec(0_u32..3, 0..3).prop_map(|rows| json!(rows)),
        ]
    }

    fn drafts() -> impl Strategy<Value = Map<String, Value>> {
        let row = proptest::collection::btree_map(names(), values(), 0..4)
            .prop_map(|members| Value::Object(members.into_iter().collect()));
        let rows = prop_oneof![9 => proptest::collection::vec(row, 0..3).prop_map(Value::from), 1 => values()];
        proptest::collection::btree_map(names(), rows, 0..5).prop_map(|tables| tables.into_iter().collect())
    }

    fn read(drafts: &Map<String, Value>) -> Option<Rows> {
        let mut rows = Rows::default();
        rows.draft_json(drafts).ok().map(|()| rows)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Whatever a plugin sends, it is refused or it can be told again in the same words.
        #[test]
        fn any_drafts_are_refused_or_come_back_the_same(drafts in drafts()) {
            let Some(rows) = read(&drafts) else { return Ok(()) };
            let told = rows.to_json();
            let again = read(told.as_object().unwrap()).expect("what was told reads");
            prop_assert_eq!(&again.to_json(), &told);
            prop_assert_eq!(format!("{:?}", again.finish()), format!("{:?}", rows.finish()));
        }
    }

    #[test]
    fn a_whole_draft_survives() {
        let drafts = json!({
            "party": [{ "name": "Ann", "notes": [0] }],
            "claim": [{ "text": "It rains", "claimants": [0], "tags": [0, 1] }, { "text": "It pours", "part_of": 0 }],
            "claimant": [{ "party": 0, "role": "mayor" }],
            "tag": [{ "text": "rain" }, { "text": "weather" }],
            "note": [{ "text": "Asked." }],
            "link": [{ "stance": "rebuts", "from": 1, "to_claim": 0 }],
        });
        let rows = read(drafts.as_object().unwrap()).unwrap();
        let told = rows.to_json();
        let (drafted, again) = (rows.finish().unwrap(), read(told.as_object().unwrap()).unwrap().finish().unwrap());
        assert_eq!(drafted, again);
        assert_eq!(
            (drafted.claims()[0].tags.len(), drafted.claims()[1].part_of, drafted.links().len()),
            (2, Some(0), 1)
        );
    }
}
