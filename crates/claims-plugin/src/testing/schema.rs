//! Which rows, fields and relations can be drafted, and what they are called; as the contract has it.

use claims_abi::{Field, Relation, Table};

use super::form;

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    /// A text that is not blank.
    Words,
    /// A text, even a blank one.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A date as exact as it is known.
    Date,
    /// RFC 3339.
    Time,
    /// A UUID.
    Key,
    /// A number: a position in a text.
    Place,
    /// A number: 1 or 0.
    Flag,
    /// A number: whole, of any sign.
    Whole,
}

/// Where a relation leads.
#[derive(Debug, Clone, Copy)]
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

const STATUS: &[&str] = &["noted", "checking", "checked", "published", "withdrawn"];
const PARTY_KIND: &[&str] = &["person", "organization"];
const SOURCE_KIND: &[&str] =
    &["article", "report", "video", "image", "audio", "dataset", "post", "interview", "document"];
const VERSION_STATE: &[&str] = &["present", "gone"];
const MANNER: &[&str] = &["direct", "indirect", "paraphrase"];
const STANCE: &[&str] = &["rebuts", "supports", "context"];
const CORRECTION: &[&str] = &["changes", "keeps", "void", "spelling", "update"];
const RELIABILITY: &[&str] = &["A", "B", "C", "D", "E", "F"];
const CREDIBILITY: &[&str] = &["1", "2", "3", "4", "5", "6"];

/// What became of a quote in a later version.
pub(super) const CHANGE_STATE: &[&str] =
    &["same", "typographic", "edited", "moved", "moved and edited", "removed", "ambiguous"];

/// Whether rows of a table can be drafted.
pub(super) fn is_draftable(table: Table) -> bool {
    (Table::CLAIM..=Table::NOTE).contains(&table)
}

/// What may stand in a field of a table; `None` where rows of the table do not take it.
pub(super) fn sort(table: Table, field: Field) -> Option<Sort> {
    use Sort::{Date, Flag, Key, OneOf, Place, Text, Time, Whole, Words};
    Some(match (table, field) {
        (Table::CLAIM, Field::KEY) => Key,
        (Table::CLAIM, Field::STATUS) => OneOf(STATUS),
        (Table::CLAIM, Field::SAID) | (Table::SOURCE, Field::PUBLISHED) => Date,
        (
            Table::CLAIM,
            Field::TEXT
            | Field::OCCASION
            | Field::PLACE
            | Field::LANGUAGE
            | Field::WHY_CHECKED
            | Field::WITHDRAWN_BECAUSE,
        ) => Words,
        (Table::CLAIM, Field::LINE) => Place,
        (Table::CLAIMANT, Field::ROLE) => Words,
        (Table::TAG | Table::ALIAS | Table::NOTE, Field::TEXT) => Words,
        (Table::PARTY, Field::KIND) => OneOf(PARTY_KIND),
        (Table::PARTY, Field::NAME | Field::DESCRIPTION | Field::WHY_UNNAMED) => Words,
        (Table::SOURCE, Field::KIND) => OneOf(SOURCE_KIND),
        (Table::SOURCE, Field::TITLE | Field::ADDRESS | Field::LANGUAGE) => Words,
        (Table::VERSION, Field::TEXT) => Text,
        (Table::VERSION, Field::STATE) => OneOf(VERSION_STATE),
        (Table::VERSION, Field::CAPTURED) | (Table::ARCHIVE, Field::RECORDED) => Time,
        (Table::VERSION, Field::ORIGIN | Field::MEDIA_TYPE) | (Table::ARCHIVE, Field::ADDRESS) => Words,
        (Table::APPEARANCE, Field::MANNER) => OneOf(MANNER),
        (Table::APPEARANCE, Field::EXACT | Field::PREFIX | Field::SUFFIX | Field::HEDGE | Field::TIMECODE) => Words,
        (Table::APPEARANCE, Field::ORIGINAL | Field::ORIGINAL_LANGUAGE | Field::TRANSLATOR) => Words,
        (Table::APPEARANCE, Field::START | Field::END) => Place,
        (Table::APPEARANCE, Field::FIRST) => Flag,
        (Table::LINK, Field::STANCE) => OneOf(STANCE),
        (Table::LINK, Field::NOTE) | (Table::GRADE, Field::BECAUSE) => Words,
        (Table::GRADE, Field::RELIABILITY) => OneOf(RELIABILITY),
        (Table::GRADE, Field::CREDIBILITY) => OneOf(CREDIBILITY),
        (Table::VERDICT, Field::SCALE | Field::LABEL | Field::NAME | Field::BECAUSE | Field::WOULD_CHANGE) => Words,
        (Table::VERDICT, Field::ADDRESS | Field::FEED) => Words,
        (Table::VERDICT, Field::CORRECTION) => OneOf(CORRECTION),
        (Table::VERDICT, Field::VALUE | Field::WORST | Field::BEST) => Whole,
        (Table::LINK | Table::GRADE | Table::VERDICT | Table::NOTE, Field::BY) => Words,
        (Table::LINK | Table::GRADE | Table::VERDICT | Table::NOTE, Field::AT) => Time,
        _ => return None,
    })
}

/// Where a relation of a table leads; `None` for one that cannot be drafted.
pub(super) fn way(table: Table, relation: Relation) -> Option<Way> {
    use Way::{Back, Many, One, Owns};
    Some(match (table, relation) {
        (Table::CLAIM, Relation::CLAIMANTS) => Owns(Table::CLAIMANT),
        (Table::CLAIM, Relation::TAGS) => Owns(Table::TAG),
        (Table::CLAIM, Relation::VERDICTS) => Owns(Table::VERDICT),
        (Table::CLAIM | Table::PARTY | Table::SOURCE | Table::LINK, Relation::GRADES) => Owns(Table::GRADE),
        (Table::CLAIM | Table::PARTY | Table::SOURCE | Table::LINK, Relation::NOTES) => Owns(Table::NOTE),
        (Table::PARTY, Relation::ALIASES) => Owns(Table::ALIAS),
        (Table::VERSION, Relation::ARCHIVES) => Owns(Table::ARCHIVE),
        (Table::CLAIM, Relation::APPEARANCES) => Back(Table::APPEARANCE, Relation::CLAIM),
        (Table::CLAIM, Relation::LINKS_OUT) => Back(Table::LINK, Relation::FROM),
        (Table::CLAIM, Relation::LINKS_IN) => Back(Table::LINK, Relation::TO_CLAIM),
        (Table::CLAIM, Relation::PARTS) => Back(Table::CLAIM, Relation::PART_OF),
        (Table::SOURCE, Relation::VERSIONS) => Back(Table::VERSION, Relation::SOURCE),
        (Table::LINK, Relation::LINKS_IN) => Back(Table::LINK, Relation::TO_LINK),
        (Table::CLAIM, Relation::PART_OF) => One(Table::CLAIM),
        (Table::CLAIMANT, Relation::PARTY) => One(Table::PARTY),
        (Table::SOURCE, Relation::PUBLISHER) => One(Table::PARTY),
        (Table::VERSION, Relation::SOURCE) => One(Table::SOURCE),
        (Table::APPEARANCE, Relation::CLAIM) => One(Table::CLAIM),
        (Table::APPEARANCE, Relation::VERSION) => One(Table::VERSION),
        (Table::LINK, Relation::FROM | Relation::TO_CLAIM) => One(Table::CLAIM),
        (Table::LINK, Relation::TO_LINK) => One(Table::LINK),
        (Table::SOURCE, Relation::AUTHORS) => Many(Table::PARTY),
        (Table::SOURCE, Relation::DERIVED_FROM) => Many(Table::SOURCE),
        (Table::APPEARANCE, Relation::VIA) => Many(Table::PARTY),
        _ => return None,
    })
}

impl Sort {
    /// Whether it is a number that stands there.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Place | Self::Flag | Self::Whole)
    }

    /// The text in its usual form.
    ///
    /// # Errors
    /// Why it cannot stand there.
    pub(super) fn read(self, text: &str) -> Result<String, String> {
        match self {
            Self::OneOf(words) if !words.contains(&text) => {
                Err(format!("{text:?} is none of its words: {}", words.join(", ")))
            }
            Self::Date => form::date(text).ok_or_else(|| format!("{text:?} is not a date")),
            Self::Time if !form::is_time(text) => Err(format!("{text:?} is not a time in RFC 3339")),
            Self::Key => form::key(text).ok_or_else(|| format!("{text:?} is not a UUID")),
            Self::Words if text.trim().is_empty() => Err("it is blank".to_owned()),
            _ => Ok(text.to_owned()),
        }
    }

    /// Why a number cannot stand there; `None` where it can.
    pub(super) fn objection(self, number: f64) -> Option<String> {
        let whole = number.fract() == 0.0;
        let (fits, should) = match self {
            Self::Place => (whole && (0.0..=2f64.powi(53)).contains(&number), "a position in a text"),
            Self::Flag => (number == 0.0 || number == 1.0, "1 or 0"),
            _ => (whole && number.abs() <= f64::from(i32::MAX), "a whole number"),
        };
        (!fits).then(|| format!("{number} is not {should}"))
    }
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
