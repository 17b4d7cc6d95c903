//! The columns of a table of claims: what each is called, what it is read from, and by which other names people know it.

use claims_plugin::{Appearance, Case, Claim};

use crate::cell::joined;

/// A column.
pub(crate) struct Column {
    /// Its header.
    pub(crate) name: &'static str,
    /// Headers that people have for it elsewhere, in small letters and without anything but letters and digits.
    /// `None` for what is written for people, and not read.
    pub(crate) also: Option<&'static [&'static str]>,
    /// What stands there for a claim.
    pub(crate) of: fn(Claim<'_>) -> String,
}

const fn both(name: &'static str, also: &'static [&'static str], of: fn(Claim<'_>) -> String) -> Column {
    Column { name, also: Some(also), of }
}

const fn shown(name: &'static str, of: fn(Claim<'_>) -> String) -> Column {
    Column { name, also: None, of }
}

/// All columns, in the order in which they are written.
pub(crate) const COLUMNS: [Column; 30] = [
    both("key", &["uuid"], |claim| claim.key().to_owned()),
    shown("handle", |claim| claim.handle().to_owned()),
    both("text", &["claim", "wording", "statement", "claimreviewed"], |claim| claim.text().to_owned()),
    both("status", &["state"], |claim| claim.status().word().to_owned()),
    both("claimants", &["claimant", "speaker", "by", "saidby", "author", "who"], |claim| {
        joined(claim.claimants().map(|one| one.party().map_or("", |party| party.name())))
    }),
    both("roles", &["role", "jobtitle", "function"], |claim| {
        joined(claim.claimants().map(|one| one.role().unwrap_or_default()))
    }),
    both("said", &["date", "when", "saidon", "dateofclaim", "claimdate"], |claim| text(claim.said())),
    both("occasion", &["event"], |claim| text(claim.occasion())),
    both("place", &["location", "where"], |claim| text(claim.place())),
    both("language", &["lang", "inlanguage"], |claim| text(claim.language())),
    both("tags", &["tag", "topic", "topics", "keywords"], |claim| joined(claim.tags().map(|tag| tag.text()))),
    both("why_checked", &["why", "whychecked"], |claim| text(claim.why_checked())),
    both("withdrawn_because", &["withdrawnbecause"], |claim| text(claim.withdrawn_because())),
    both("part_of", &["partof"], |claim| text(claim.part_of().map(Claim::key))),
    both("verdict", &["rating", "ruling", "conclusion", "alternatename"], |claim| {
        text(claim.verdict().map(|verdict| verdict.name()))
    }),
    both("verdict_label", &["label"], |claim| text(claim.verdict().map(|verdict| verdict.label()))),
    both("verdict_scale", &["scale"], |claim| text(claim.verdict().map(|verdict| verdict.scale()))),
    both("verdict_value", &["ratingvalue"], |claim| number(claim.verdict().and_then(|verdict| verdict.value()))),
    both("verdict_worst", &["worstrating"], |claim| number(claim.verdict().and_then(|verdict| verdict.worst()))),
    both("verdict_best", &["bestrating"], |claim| number(claim.verdict().and_then(|verdict| verdict.best()))),
    both("verdict_because", &["because", "reasons", "explanation", "reviewbody"], |claim| {
        text(claim.verdict().map(|verdict| verdict.because()))
    }),
    both("verdict_by", &["decidedby", "checkedby", "reviewer"], |claim| {
        text(claim.verdict().map(|verdict| verdict.by()))
    }),
    both("verdict_at", &["decidedat", "checkedon", "reviewed", "datepublished"], |claim| {
        text(claim.verdict().map(|verdict| verdict.at()))
    }),
    both("verdict_would_change", &["wouldchange"], |claim| {
        text(claim.verdict().and_then(|verdict| verdict.would_change()))
    }),
    both("verdict_correction", &["correction"], |claim| text(claim.verdict().and_then(|verdict| verdict.correction()))),
    both("sources", &["source", "title", "headline"], |claim| {
        places(claim, |place| place.version()?.source().map(|source| source.title()))
    }),
    both("addresses", &["address", "url", "link", "sourceurl", "appearance"], |claim| {
        places(claim, |place| place.version()?.source()?.address())
    }),
    both("quotes", &["quote", "quotation", "exact"], |claim| places(claim, |place| place.exact())),
    shown("counters", |claim| claim.counters().count().to_string()),
    shown("supporters", |claim| claim.supporters().count().to_string()),
];

/// A row for a claim.
pub(crate) fn row(claim: Claim<'_>) -> impl Iterator<Item = String> {
    COLUMNS.iter().map(move |column| (column.of)(claim))
}

/// The columns that are read: the name of each, the other names that people have for it, and the header that the option
/// of its name gives.
pub(crate) fn read(case: Case<'_>) -> impl Iterator<Item = (&'static str, &'static [&'static str], Option<&str>)> {
    COLUMNS.iter().filter_map(move |column| {
        let named = case.option(column.name).map(str::trim).filter(|named| !named.is_empty());
        Some((column.name, column.also?, named))
    })
}

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn number(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn places<'a>(claim: Claim<'a>, of: impl Fn(Appearance<'a>) -> Option<&'a str>) -> String {
    joined(claim.appearances().map(|place| of(place).unwrap_or_default()))
}
