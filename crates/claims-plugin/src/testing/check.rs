//! Whether drafted rows come to records: each complete, none at odds with itself, no circle where there can be none.

use std::collections::BTreeSet;

use claims_abi::{Field, Relation, Table};

use super::{
    schema::table_name,
    tables::{Row, Tables},
};

/// Looks at every row.
///
/// # Errors
/// The first thing that is wrong, in the words that claims has for it.
pub(super) fn check(tables: &Tables) -> Result<(), String> {
    for table in [Table::CLAIM, Table::LINK, Table::PARTY, Table::SOURCE, Table::VERSION] {
        each(tables, table)?;
    }
    let mut keys = BTreeSet::new();
    let again =
        tables.rows(Table::CLAIM).iter().position(|row| row.text(Field::KEY).is_some_and(|key| !keys.insert(key)));
    if let Some(row) = again {
        return Err(format!("{} row {row}: it has the key of one before it", table_name(Table::CLAIM)));
    }
    no_circle(tables, Table::CLAIM, Relation::PART_OF, "it is a part of itself")?;
    no_circle(tables, Table::LINK, Relation::TO_LINK, "it leads back to itself")?;
    for table in [
        Table::CLAIMANT,
        Table::TAG,
        Table::ALIAS,
        Table::ARCHIVE,
        Table::APPEARANCE,
        Table::GRADE,
        Table::VERDICT,
        Table::NOTE,
    ] {
        each(tables, table)?;
    }
    Ok(())
}

fn each(tables: &Tables, table: Table) -> Result<(), String> {
    for (number, row) in tables.rows(table).iter().enumerate() {
        objection(table, row).map_err(|why| format!("{} row {number}{why}", table_name(table)))?;
    }
    Ok(())
}

/// What is wrong with one row, as the end of a sentence about it.
fn objection(table: Table, row: &Row) -> Result<(), String> {
    let lacks = |what: &str| Err(format!(" has no {what}"));
    let at_odds = |why: &str| Err(format!(": {why}"));
    let has = |field| row.text(field).is_some();
    if matches!(table, Table::CLAIMANT | Table::TAG | Table::ALIAS | Table::ARCHIVE | Table::GRADE | Table::VERDICT)
        && row.owner.is_none()
    {
        return lacks("row that it belongs to");
    }
    match table {
        Table::CLAIM => match (row.text(Field::STATUS) == Some("withdrawn"), has(Field::WITHDRAWN_BECAUSE)) {
            (true, false) => return at_odds("it is withdrawn, and does not say why"),
            (false, true) => return at_odds("it says why it was withdrawn, and is not"),
            _ if !has(Field::TEXT) => return lacks("text"),
            _ => {}
        },
        Table::LINK => match (row.one(Relation::FROM), row.one(Relation::TO_CLAIM), row.one(Relation::TO_LINK)) {
            (None, ..) => return lacks("claim that it comes from"),
            (Some(from), Some(to), None) if from == to => return at_odds("it leads from a claim to itself"),
            (_, Some(_), Some(_)) => return at_odds("it leads to a claim and to a link"),
            (_, None, None) => return lacks("claim or link that it leads to"),
            _ if !has(Field::STANCE) => return lacks("stance"),
            _ => {}
        },
        Table::PARTY if !has(Field::NAME) => return lacks("name"),
        Table::SOURCE if !has(Field::TITLE) => return lacks("title"),
        Table::VERSION if row.one(Relation::SOURCE).is_none() => return lacks("source"),
        Table::CLAIMANT if row.one(Relation::PARTY).is_none() => return lacks("party"),
        Table::TAG | Table::ALIAS | Table::NOTE if !has(Field::TEXT) => return lacks("text"),
        Table::ARCHIVE if !has(Field::ADDRESS) => return lacks("address"),
        Table::APPEARANCE => return appearance(row),
        Table::GRADE => {
            let of_statement = matches!(row.owner, Some((Table::CLAIM | Table::LINK, _)));
            return match (of_statement, has(Field::RELIABILITY), has(Field::CREDIBILITY)) {
                (true, _, false) => lacks("credibility"),
                (false, false, _) => lacks("reliability"),
                (_, true, true) => at_odds("it is a reliability and a credibility in one"),
                _ => Ok(()),
            };
        }
        Table::VERDICT => {
            let rating = [Field::WORST, Field::VALUE, Field::BEST].map(|field| row.number(field));
            let fits = match rating {
                [None, None, None] => true,
                [Some(worst), Some(value), Some(best)] => worst <= value && value <= best,
                _ => false,
            };
            if !fits {
                return at_odds("its value does not lie between worst and best");
            }
            if !has(Field::LABEL) && !has(Field::NAME) {
                return lacks("label or name");
            }
        }
        _ => {}
    }
    Ok(())
}

fn appearance(row: &Row) -> Result<(), String> {
    let has = |field| row.text(field).is_some();
    if row.one(Relation::CLAIM).is_none() {
        return Err(" has no claim".to_owned());
    }
    let (start, end) = (row.number(Field::START), row.number(Field::END));
    let placed = match (start, end) {
        (None, None) => false,
        (Some(start), Some(end)) if start < end => true,
        _ => return Err(": its start and end are no passage".to_owned()),
    };
    let translated = match (has(Field::ORIGINAL), has(Field::ORIGINAL_LANGUAGE)) {
        (true, true) => true,
        (false, false) if !has(Field::TRANSLATOR) => false,
        _ => return Err(": a translation has its original and the language of that".to_owned()),
    };
    if !has(Field::EXACT) && (placed || translated || has(Field::PREFIX) || has(Field::SUFFIX)) {
        return Err(": it says where a quote stands, and not the quote".to_owned());
    }
    if row.one(Relation::VERSION).is_none() {
        return Err(" has no version".to_owned());
    }
    Ok(())
}

/// That no row leads back to itself, when each leads to one other at most.
fn no_circle(tables: &Tables, table: Table, relation: Relation, why: &str) -> Result<(), String> {
    // For each row the walk that first came by, from 1; a walk that meets itself goes round.
    let mut walks = vec![0; tables.rows(table).len()];
    for (walk, start) in (1..).zip(tables.numbers(table)) {
        let mut next = Some(start);
        while let Some(row) = next.filter(|row| walks[*row as usize] == 0) {
            walks[row as usize] = walk;
            next = tables.row(table, row).and_then(|row| row.one(relation));
        }
        if let Some(met) = next.filter(|row| walks[*row as usize] == walk) {
            return Err(format!("{} row {met}: {why}", table_name(table)));
        }
    }
    Ok(())
}
