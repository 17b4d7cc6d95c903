//! Makes a case of drafted rows: what a casebook finds or makes up for itself, such as handles, and every way back.

use claims_abi::{Field, Relation, Table};

use super::{
    capture,
    schema::{self, Way},
    tables::{Row, Tables, number},
};

/// Who recorded what nobody signed, and when.
pub(super) const BY: &str = "desk";
pub(super) const AT: &str = "2000-01-01T00:00:00Z";

/// Completes rows that were checked. All claims are asked about.
pub(super) fn complete(tables: &mut Tables) {
    order(tables);
    relate(tables);
    ask(tables, tables.numbers(Table::CLAIM).collect());
    for table in Table::ALL.iter().map(|(_, table)| *table).filter(|table| schema::is_draftable(*table)) {
        for row in tables.numbers(table) {
            name(tables, table, row);
        }
    }
    capture::number_versions(tables, AT);
    for row in tables.numbers(Table::APPEARANCE) {
        capture::place(tables, row);
    }
}

/// Asks about these claims, in this order, and about no others.
pub(super) fn ask(tables: &mut Tables, subjects: Vec<u32>) {
    for claim in tables.rows_mut(Table::CLAIM) {
        claim.numbers.remove(&Field::SUBJECT);
    }
    for (place, row) in (1_u32..).zip(&subjects) {
        if let Some(claim) = tables.row_mut(Table::CLAIM, *row) {
            claim.numbers.insert(Field::SUBJECT, f64::from(place));
        }
    }
    let case = tables.rows_mut(Table::CASE);
    case.clear();
    case.push(Row { rows: [(Relation::SUBJECTS, subjects)].into(), ..Row::default() });
}

/// Puts what belongs to a record in the order of the records, as it is when a case is read.
fn order(tables: &mut Tables) {
    let moved = tables.sort_by_key(Table::VERSION, |version| version.one(Relation::SOURCE));
    let new = |row: &mut u32| *row = moved.get(*row as usize).copied().unwrap_or(*row);
    for appearance in tables.rows_mut(Table::APPEARANCE) {
        appearance.rows.entry(Relation::VERSION).or_default().iter_mut().for_each(new);
    }
    for (_, version) in tables.rows_mut(Table::ARCHIVE).iter_mut().filter_map(|archive| archive.owner.as_mut()) {
        new(version);
    }
    for table in [Table::CLAIMANT, Table::ALIAS, Table::ARCHIVE] {
        tables.sort_by_key(table, |row| row.owner);
    }
    tables.sort_by_key(Table::TAG, |tag| (tag.owner, tag.texts.get(&Field::TEXT).cloned()));
}

/// Adds every way back, and leaves out what was said twice.
fn relate(tables: &mut Tables) {
    let ways = Table::ALL.iter().flat_map(|(_, table)| Relation::ALL.iter().map(|(_, relation)| (*table, *relation)));
    for (table, relation) in ways {
        let (far, leads) = match schema::way(table, relation) {
            Some(Way::Owns(far)) => (far, None),
            Some(Way::Back(far, forward)) => (far, Some(forward)),
            Some(Way::Many(_)) => {
                tables.rows_mut(table).iter_mut().for_each(|row| once(row.rows.entry(relation).or_default()));
                continue;
            }
            _ => continue,
        };
        for row in tables.numbers(far) {
            let Some(there) = tables.row(far, row) else { continue };
            let to = match leads {
                Some(forward) => there.one(forward),
                None => there.owner.filter(|(owner, _)| *owner == table).map(|(_, to)| to),
            };
            if let Some(near) = to.and_then(|to| tables.row_mut(table, to)) {
                near.relate(relation, row);
            }
        }
    }
}

fn once(rows: &mut Vec<u32>) {
    let mut seen = std::collections::BTreeSet::new();
    rows.retain(|row| seen.insert(*row));
}

/// Gives a row what every row of its table has.
fn name(tables: &mut Tables, table: Table, number: u32) {
    let Some(row) = tables.row_mut(table, number) else { return };
    let defaults: &[(Field, &str)] = match table {
        Table::CLAIM => &[(Field::STATUS, "noted")],
        Table::PARTY => &[(Field::KIND, "person")],
        Table::SOURCE => &[(Field::KIND, "article")],
        Table::ARCHIVE => &[(Field::RECORDED, AT)],
        Table::LINK | Table::GRADE | Table::NOTE => &[(Field::BY, BY), (Field::AT, AT)],
        Table::VERDICT => &[
            (Field::BY, BY),
            (Field::AT, AT),
            (Field::SCALE, "imported"),
            (Field::BECAUSE, "The file gives no reasons."),
        ],
        _ => &[],
    };
    for (field, text) in defaults {
        row.set_if_absent(*field, text);
    }
    let letter = match table {
        Table::CLAIM => Some('c'),
        Table::PARTY => Some('p'),
        Table::SOURCE => Some('s'),
        Table::LINK => Some('l'),
        _ => None,
    };
    if let Some(letter) = letter {
        row.set(Field::HANDLE, format!("{letter}{}", number + 1));
    }
    if letter.is_some() || matches!(table, Table::VERSION | Table::APPEARANCE) {
        row.set_if_absent(Field::KEY, &key(table, number));
    }
    if let Some(meaning) = row.text(Field::RELIABILITY).or(row.text(Field::CREDIBILITY)).and_then(meaning) {
        row.set(Field::MEANING, meaning);
    }
    if table == Table::VERDICT {
        let (name, label) = (row.text(Field::NAME).map(str::to_owned), row.text(Field::LABEL).map(str::to_owned));
        let words = name.as_deref().map(|name| name.to_lowercase().replace(' ', "-"));
        row.set_if_absent(Field::LABEL, words.as_deref().unwrap_or_default());
        row.set_if_absent(Field::NAME, label.as_deref().unwrap_or_default());
    }
}

/// A key, made up of the place of the row.
pub(super) fn key(table: Table, number: u32) -> String {
    format!("00000000-0000-7000-8{:03x}-{number:012x}", table.0)
}

/// The words of the Admiralty scale.
fn meaning(grade: &str) -> Option<&'static str> {
    Some(match grade {
        "A" => "completely reliable",
        "B" => "usually reliable",
        "C" => "fairly reliable",
        "D" => "not usually reliable",
        "E" => "unreliable",
        "F" => "reliability cannot be judged",
        "1" => "confirmed by other sources",
        "2" => "probably true",
        "3" => "possibly true",
        "4" => "doubtful",
        "5" => "improbable",
        "6" => "truth cannot be judged",
        _ => return None,
    })
}

/// The row of the table that has this handle.
pub(super) fn named(tables: &Tables, table: Table, handle: &str) -> Option<u32> {
    tables.rows(table).iter().position(|row| row.text(Field::HANDLE) == Some(handle)).map(number)
}
