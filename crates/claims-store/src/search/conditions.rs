//! What must be known of a document beside its words, as SQL over the claim or the source that it belongs to.

use std::fmt::Write as _;

use claims_model::{Handle, query::DateRange};
use rusqlite::ToSql;

/// Something that must be known of what is found, or must not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Whether it must not hold.
    pub not: bool,
    /// What must hold.
    pub known: Known,
}

/// What can be known of a claim or of a source.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// One of these parties said it, or wrote or published it.
    By(Vec<Handle>),
    /// The newest verdict reads so, by label or name; `None` for a claim without one.
    Verdict(Option<String>),
    /// It stands in one of these sources, or is of it.
    Source(Vec<Handle>),
    /// It has this tag.
    Tag(String),
    /// It was said, or published, then.
    Date(DateRange),
}

/// The values of a statement, in the order of its question marks.
pub(super) type Values = Vec<Box<dyn ToSql>>;

/// The claim and the source that a row of the index belongs to, as SQL; each is NULL where there is none.
pub(super) const OF_ROW: Owner = Owner {
    claim: "(CASE search.rowid >> 32
        WHEN 8 THEN search.rowid & 0xffffffff
        WHEN 7 THEN (SELECT claim FROM appearances WHERE id = search.rowid & 0xffffffff)
        WHEN 6 THEN (SELECT claim FROM verdicts WHERE id = search.rowid & 0xffffffff)
        WHEN 5 THEN (SELECT c.id FROM grades AS g JOIN claims AS c ON c.key = g.subject WHERE g.id = search.rowid & 0xffffffff)
        WHEN 4 THEN (SELECT from_claim FROM links WHERE id = search.rowid & 0xffffffff)
        WHEN 3 THEN (SELECT claim FROM replies WHERE id = search.rowid & 0xffffffff)
        WHEN 2 THEN (SELECT c.id FROM notes AS n JOIN claims AS c ON c.key = n.subject WHERE n.id = search.rowid & 0xffffffff)
        END)",
    source: Some(
        "(CASE search.rowid >> 32
        WHEN 5 THEN (SELECT s.id FROM grades AS g JOIN sources AS s ON s.key = g.subject WHERE g.id = search.rowid & 0xffffffff)
        WHEN 2 THEN (SELECT s.id FROM notes AS n JOIN sources AS s ON s.key = n.subject WHERE n.id = search.rowid & 0xffffffff)
        WHEN 1 THEN (SELECT source FROM versions WHERE id = search.rowid & 0xffffffff)
        WHEN 0 THEN search.rowid & 0xffffffff
        END)",
    ),
};

/// A claim of its own table.
pub(super) const OF_CLAIM: Owner = Owner { claim: "claims.id", source: None };

/// Where a statement finds the claim and the source of a row.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    claim: &'static str,
    source: Option<&'static str>,
}

/// Adds the conditions to a statement, and what they compare with to its values.
pub(super) fn add(asked: &[Asked], owner: Owner, sql: &mut String, values: &mut Values) {
    for one in asked {
        let holds = condition(&one.known, owner, values);
        // What is not known does not hold.
        let _ = if one.not { write!(sql, " AND NOT coalesce({holds}, FALSE)") } else { write!(sql, " AND ({holds})") };
    }
}

fn condition(known: &Known, owner: Owner, values: &mut Values) -> String {
    let claim = owner.claim;
    // Claims and sources ask the same of different tables; what belongs to a claim does not also belong to a source.
    let mut either = |of_source: &dyn Fn(&str) -> String, marks: usize, of_claim: &str, value: &dyn Fn() -> String| {
        let marks = if owner.source.is_some() { marks + 1 } else { 1 };
        (0..marks).for_each(|_| values.push(Box::new(value())));
        match owner.source {
            Some(source) => format!("CASE WHEN {claim} IS NULL THEN {} ELSE {of_claim} END", of_source(source)),
            None => of_claim.to_owned(),
        }
    };
    match known {
        Known::By(parties) => either(
            &|source| {
                format!(
                    "{source} IN (SELECT source FROM source_authors WHERE party IN (SELECT value FROM json_each(?))
                                  UNION SELECT id FROM sources WHERE publisher IN (SELECT value FROM json_each(?)))"
                )
            },
            2,
            &format!("{claim} IN (SELECT claim FROM claimants WHERE party IN (SELECT value FROM json_each(?)))"),
            &|| numbers(parties),
        ),
        Known::Source(sources) => either(
            &|source| format!("{source} IN (SELECT value FROM json_each(?))"),
            1,
            &format!(
                "{claim} IN (SELECT a.claim FROM versions AS v JOIN appearances AS a ON a.version = v.id
                             WHERE v.source IN (SELECT value FROM json_each(?)))"
            ),
            &|| numbers(sources),
        ),
        Known::Date(range) => either(
            &|source| format!("(SELECT lies_in(?, published) FROM sources WHERE id = {source})"),
            1,
            &format!("(SELECT lies_in(?, said) FROM claims AS c WHERE c.id = {claim})"),
            &|| range.to_string(),
        ),
        Known::Tag(tag) => {
            values.push(Box::new(tag.clone()));
            format!("{claim} IN (SELECT claim FROM tags WHERE tag = ?)")
        }
        Known::Verdict(None) => {
            format!("{claim} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.claim = {claim})")
        }
        Known::Verdict(Some(typed)) => {
            values.push(Box::new(typed.clone()));
            format!(
                "(SELECT reads_as(?, label, name) FROM verdicts WHERE verdicts.claim = {claim} ORDER BY id DESC LIMIT 1)"
            )
        }
    }
}

/// The numbers of handles, as JSON: a statement takes far fewer values than there may be.
pub(super) fn numbers(handles: &[Handle]) -> String {
    let numbers: Vec<String> = handles.iter().map(|handle| handle.number.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[cfg(test)]
mod tests {
    use claims_model::Kind;

    use crate::search::shelf::shelf_of;

    /// The statement spells out where the shelves are.
    #[test]
    fn the_shelves_are_where_the_conditions_look_for_them() {
        let kinds = [
            (8, Kind::Claim),
            (7, Kind::Appearance),
            (6, Kind::Verdict),
            (5, Kind::Grade),
            (4, Kind::Link),
            (3, Kind::Reply),
            (2, Kind::Note),
            (1, Kind::Version),
            (0, Kind::Source),
            (9, Kind::Party),
        ];
        kinds.iter().for_each(|(shelf, kind)| assert_eq!(shelf_of(*kind), *shelf, "{kind}"));
    }
}
