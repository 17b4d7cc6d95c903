//! Which rows, fields and relations an importer may draft, as tables of data; they are those that a case is read by.
//!
//! Left out is what the casebook finds for itself: handles, keys of all but claims, digests, sizes, numbers of versions, scores.

use std::str::FromStr;

use claims_abi::{Field, Relation, Table};
use claims_model::{
    Correction, Credibility, Key, Manner, PartialDate, PartyKind, Reliability, SourceKind, Stance, Status, Timestamp,
    VersionState,
};

/// What may stand in a field.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    /// A text that is not blank.
    Words,
    /// A text, even a blank one.
    Text,
    /// A text that the model can read; gives why it cannot.
    Form(fn(&str) -> Result<(), String>),
    /// A number: a position in a text.
    Place,
    /// A number: 1 or 0.
    Flag,
    /// A number: whole, of any sign.
    Whole,
}

/// Where a relation leads.
#[derive(Clone, Copy)]
pub(super) enum Way {
    /// To one row of the table at most.
    One(Table),
    /// To any number of its rows.
    Many(Table),
    /// To rows that belong to this row and to no other.
    Owns(Table),
    /// The same as another relation, read from its far end.
    Back(Table, Relation),
}

/// The fields of a table; `None` for one that cannot be drafted.
pub(super) fn fields(table: Table) -> Option<&'static [(Field, Sort)]> {
    use Sort::{Flag, Form, Place, Text, Whole, Words};
    const AT: (Field, Sort) = (Field::AT, Form(is_moment));
    const BY: (Field, Sort) = (Field::BY, Words);
    Some(match table {
        Table::CLAIM => &[
            (Field::KEY, Form(is_key)),
            (Field::TEXT, Words),
            (Field::STATUS, Form(is::<Status>)),
            (Field::SAID, Form(is::<PartialDate>)),
            (Field::OCCASION, Words),
            (Field::PLACE, Words),
            (Field::LANGUAGE, Words),
            (Field::WHY_CHECKED, Words),
            (Field::WITHDRAWN_BECAUSE, Words),
            (Field::LINE, Place),
        ],
        Table::CLAIMANT => &[(Field::ROLE, Words)],
        Table::TAG | Table::ALIAS => &[(Field::TEXT, Words)],
        Table::PARTY => &[
            (Field::NAME, Words),
            (Field::KIND, Form(is::<PartyKind>)),
            (Field::DESCRIPTION, Words),
            (Field::WHY_UNNAMED, Words),
        ],
        Table::SOURCE => &[
            (Field::TITLE, Words),
            (Field::KIND, Form(is::<SourceKind>)),
            (Field::PUBLISHED, Form(is::<PartialDate>)),
            (Field::ADDRESS, Words),
            (Field::LANGUAGE, Words),
        ],
        Table::VERSION => &[
            (Field::TEXT, Text),
            (Field::STATE, Form(is::<VersionState>)),
            (Field::CAPTURED, Form(is_moment)),
            (Field::ORIGIN, Words),
            (Field::MEDIA_TYPE, Words),
        ],
        Table::ARCHIVE => &[(Field::ADDRESS, Words), (Field::RECORDED, Form(is_moment))],
        Table::APPEARANCE => &[
            (Field::MANNER, Form(is::<Manner>)),
            (Field::EXACT, Words),
            (Field::PREFIX, Words),
            (Field::SUFFIX, Words),
            (Field::HEDGE, Words),
            (Field::TIMECODE, Words),
            (Field::ORIGINAL, Words),
            (Field::ORIGINAL_LANGUAGE, Words),
            (Field::TRANSLATOR, Words),
            (Field::START, Place),
            (Field::END, Place),
            (Field::FIRST, Flag),
        ],
        Table::LINK => &[(Field::STANCE, Form(is::<Stance>)), (Field::NOTE, Words), BY, AT],
        Table::GRADE => &[
            (Field::RELIABILITY, Form(is::<Reliability>)),
            (Field::CREDIBILITY, Form(is::<Credibility>)),
            (Field::BECAUSE, Words),
            BY,
            AT,
        ],
        Table::VERDICT => &[
            (Field::SCALE, Words),
            (Field::LABEL, Words),
            (Field::NAME, Words),
            (Field::BECAUSE, Words),
            (Field::WOULD_CHANGE, Words),
            (Field::CORRECTION, Form(is::<Correction>)),
            (Field::ADDRESS, Words),
            (Field::FEED, Words),
            (Field::VALUE, Whole),
            (Field::WORST, Whole),
            (Field::BEST, Whole),
            BY,
            AT,
        ],
        Table::NOTE => &[(Field::TEXT, Words), BY, AT],
        _ => return None,
    })
}

/// Where a relation of a table leads; `None` for one that cannot be drafted.
pub(super) fn way(table: Table, relation: Relation) -> Option<Way> {
    use Way::{Back, Many, One, Owns};
    Some(match (table, relation) {
        (Table::CLAIM, Relation::CLAIMANTS) => Owns(Table::CLAIMANT),
        (Table::CLAIM, Relation::TAGS) => Owns(Table::TAG),
        (Table::CLAIM, Relation::APPEARANCES) => Back(Table::APPEARANCE, Relation::CLAIM),
        (Table::CLAIM, Relation::LINKS_OUT) => Back(Table::LINK, Relation::FROM),
        (Table::CLAIM, Relation::LINKS_IN) => Back(Table::LINK, Relation::TO_CLAIM),
        (Table::CLAIM, Relation::PARTS) => Back(Table::CLAIM, Relation::PART_OF),
        (Table::CLAIM, Relation::PART_OF) => One(Table::CLAIM),
        (Table::CLAIM, Relation::VERDICTS) => Owns(Table::VERDICT),
        (Table::CLAIM | Table::PARTY | Table::SOURCE | Table::LINK, Relation::GRADES) => Owns(Table::GRADE),
        (Table::CLAIM | Table::PARTY | Table::SOURCE | Table::LINK, Relation::NOTES) => Owns(Table::NOTE),
        (Table::CLAIMANT, Relation::PARTY) => One(Table::PARTY),
        (Table::PARTY, Relation::ALIASES) => Owns(Table::ALIAS),
        (Table::SOURCE, Relation::PUBLISHER) => One(Table::PARTY),
        (Table::SOURCE, Relation::AUTHORS) => Many(Table::PARTY),
        (Table::SOURCE, Relation::VERSIONS) => Back(Table::VERSION, Relation::SOURCE),
        (Table::SOURCE, Relation::DERIVED_FROM) => Many(Table::SOURCE),
        (Table::VERSION, Relation::SOURCE) => One(Table::SOURCE),
        (Table::VERSION, Relation::ARCHIVES) => Owns(Table::ARCHIVE),
        (Table::APPEARANCE, Relation::CLAIM) => One(Table::CLAIM),
        (Table::APPEARANCE, Relation::VERSION) => One(Table::VERSION),
        (Table::APPEARANCE, Relation::VIA) => Many(Table::PARTY),
        (Table::LINK, Relation::FROM) => One(Table::CLAIM),
        (Table::LINK, Relation::TO_CLAIM) => One(Table::CLAIM),
        (Table::LINK, Relation::TO_LINK) => One(Table::LINK),
        (Table::LINK, Relation::LINKS_IN) => Back(Table::LINK, Relation::TO_LINK),
        _ => return None,
    })
}

/// A UUID in its usual form, and in no other.
fn is_key(text: &str) -> Result<(), String> {
    let is_usual = text.len() == 36 && text.parse::<Key>().is_ok();
    if is_usual { Ok(()) } else { Err(format!("{text:?} is not a UUID")) }
}

fn is<T: FromStr<Err: ToString>>(text: &str) -> Result<(), String> {
    text.parse::<T>().map(|_| ()).map_err(|error| error.to_string())
}

/// Whether it is a moment, whose own error speaks of digits and not of what was meant.
fn is_moment(text: &str) -> Result<(), String> {
    let why = |_| format!("{text:?} is not a time; write it as RFC 3339 does, such as 2023-08-15T09:30:00Z");
    text.parse::<Timestamp>().map(drop).map_err(why)
}

/// What people call a number of the contract, in lower case; the number itself if it is a newer one.
macro_rules! name {
    ($type:ident, $number:expr) => {
        match $type::ALL.iter().find(|(_, known)| *known == $number) {
            Some((name, _)) => name.to_lowercase().replace('_', " "),
            None => $number.0.to_string(),
        }
    };
}

pub(super) fn table_name(table: Table) -> String {
    name!(Table, table)
}

pub(super) fn field_name(field: Field) -> String {
    name!(Field, field)
}

pub(super) fn relation_name(relation: Relation) -> String {
    name!(Relation, relation)
}
