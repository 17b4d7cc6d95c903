//! Everything that a casebook shows, as text, so that two moments of it can be compared.

use std::fmt::Write as _;

use claims_model::{
    Appearance, Claim, Grade, Key, Link, Note, Party, Record, Reply, Source, Status, Target, Verdict, Version,
    matching, query::Query,
};
use claims_store::{Casebook, ClaimFilter, Records, Stored};
use rusqlite::{Connection, OpenFlags, types::ValueRef};

use crate::random::WORDS;

/// The public views with the columns that others rely on; further columns may come after them.
const VIEWS: [(&str, &str); 5] = [
    ("v_claims", "number, handle, key, status, text, claimants, said, verdict, counters, tags"),
    ("v_links", "number, handle, key, from_handle, stance, to_handle, linked_by, linked_at, note"),
    (
        "v_verdicts",
        "claim, scale, label, name, worst, value, best, because, decided_by, decided_at, would_change, correction, key",
    ),
    (
        "v_versions",
        "handle, source, number, title, address, state, captured, origin, media_type, size, sha256, text, key",
    ),
    (
        "v_replies",
        "number, handle, key, claim, party, party_name, through, asked, due, state, answered, answer, recorded_by, \
         recorded_at",
    ),
];

/// All that a person, a plugin or a query on the views can see now; what the log keeps is not in it.
pub(crate) fn visible(casebook: &mut Casebook) -> String {
    let mut out = kept(casebook);
    out.push_str(&told(casebook));
    out
}

/// All that the casebook answers when it is asked, whatever the file itself is like.
pub(crate) fn told(casebook: &mut Casebook) -> String {
    let mut out = String::new();
    let reading = casebook.read().unwrap();
    lists(&reading, &mut out);
    belongings(&reading, &mut out);
    found(&reading, &mut out);
    out
}

/// The rows of the views, and every record in the form that operations have, which never changes once released.
pub(crate) fn kept(casebook: &mut Casebook) -> String {
    let mut out = views(casebook.path());
    records(&casebook.read().unwrap(), &mut out);
    out
}

/// Every record in the form that operations have, and what hangs on it.
pub(crate) fn standing(casebook: &mut Casebook) -> String {
    let mut out = String::new();
    let reading = casebook.read().unwrap();
    every_record(&reading, &mut out);
    lists(&reading, &mut out);
    belongings(&reading, &mut out);
    out
}

/// What the log holds, in the same form.
pub(crate) fn log(casebook: &mut Casebook) -> String {
    let reading = casebook.read().unwrap();
    let entries = reading.entries(None, usize::MAX).unwrap();
    let line = |entry: &claims_store::Entry| {
        format!("operation {} {} {}\n", entry.seq, entry.hash, serde_json::to_string(&entry.operation).unwrap())
    };
    entries.iter().map(line).collect()
}

fn records(records: &Records<'_>, out: &mut String) {
    every_record(records, out);
    for version in records.all::<Version>().unwrap() {
        let text = records.text(&version).unwrap();
        match records.capture(&version) {
            Err(claims_store::Error::Forgotten(_)) => writeln!(out, "{} text {text:?} forgotten", version.handle),
            bytes => writeln!(out, "{} text {text:?} bytes {:?}", version.handle, bytes.unwrap()),
        }
        .unwrap();
    }
}

fn every_record(records: &Records<'_>, out: &mut String) {
    fn kind<T: Stored + Into<Record>>(records: &Records<'_>, out: &mut String) {
        for one in records.all::<T>().unwrap() {
            assert_eq!(records.record(one.handle).unwrap().map(|record| record.kind()), Some(T::KIND));
            writeln!(out, "{} {}", one.handle, json(&one.record.into())).unwrap();
        }
    }
    kind::<Party>(records, out);
    kind::<Source>(records, out);
    kind::<Version>(records, out);
    kind::<Claim>(records, out);
    kind::<Appearance>(records, out);
    kind::<Link>(records, out);
    kind::<Grade>(records, out);
    kind::<Verdict>(records, out);
    kind::<Note>(records, out);
    kind::<Reply>(records, out);
}

fn json(record: &Record) -> String {
    serde_json::to_string(record).unwrap()
}

fn lists(records: &Records<'_>, out: &mut String) {
    let mut filters = vec![ClaimFilter::default()];
    filters.extend(Status::ALL.iter().map(|status| ClaimFilter { status: Some(*status), ..ClaimFilter::default() }));
    let keys = |keys: Vec<Key>| keys.into_iter().map(Some);
    let parties = records.all::<Party>().unwrap().iter().map(|party| party.key).collect();
    filters.extend(keys(parties).map(|claimant| ClaimFilter { claimant, ..ClaimFilter::default() }));
    let sources = records.all::<Source>().unwrap().iter().map(|source| source.key).collect();
    filters.extend(keys(sources).map(|source| ClaimFilter { source, ..ClaimFilter::default() }));
    filters.extend(WORDS.iter().map(|word| ClaimFilter { tag: Some((*word).to_owned()), ..ClaimFilter::default() }));
    for filter in filters {
        let mut listed = Vec::new();
        let list = records.each_claim(&filter, |row| {
            listed.push(format!("{row:?}"));
            true
        });
        list.unwrap();
        if !listed.is_empty() {
            writeln!(out, "list {filter:?}\n  {}", listed.join("\n  ")).unwrap();
        }
    }
}

/// What belongs to what, both ways, and the case of every claim.
fn belongings(records: &Records<'_>, out: &mut String) {
    for claim in records.all::<Claim>().unwrap() {
        let key = claim.key;
        writeln!(out, "{} appears {:?}", claim.handle, records.appearances_of(key).unwrap()).unwrap();
        writeln!(out, "{} speaks {:?}", claim.handle, records.links_from(key).unwrap()).unwrap();
        writeln!(out, "{} hears {:?}", claim.handle, records.links_to(Target::Claim(key)).unwrap()).unwrap();
        writeln!(out, "{} parts {:?}", claim.handle, records.parts_of(key).unwrap()).unwrap();
        writeln!(out, "{} asked {:?}", claim.handle, records.replies_about(key).unwrap()).unwrap();
        writeln!(out, "{} case {:?}", claim.handle, records.case(&[key]).unwrap()).unwrap();
    }
    for party in records.all::<Party>().unwrap() {
        writeln!(out, "{} said {:?}", party.handle, records.claims_by(party.key).unwrap()).unwrap();
        writeln!(out, "{} wrote {:?}", party.handle, records.sources_by(party.key).unwrap()).unwrap();
        writeln!(out, "{} was asked {:?}", party.handle, records.replies_of(party.key).unwrap()).unwrap();
        writeln!(out, "{} told {:?}", party.handle, records.appearances_via(party.key).unwrap()).unwrap();
        writeln!(out, "{} named {:?}", party.handle, records.parties_named(&party.name).unwrap()).unwrap();
    }
}

/// What a search answers, best first: the ranks come back too when something is undone.
fn found(records: &Records<'_>, out: &mut String) {
    for word in WORDS {
        let Ok(query) = Query::parse(word) else { continue };
        writeln!(out, "search {word:?}: {:?}", records.search(&query, &[], u32::MAX).unwrap()).unwrap();
        let (claims, _) = records.comparable(&matching::Query::of(word)).unwrap();
        writeln!(out, "match {word:?}: {claims:?}").unwrap();
    }
    writeln!(out, "families {:?}", records.families().unwrap()).unwrap();
}

/// The rows of the public views, read past the store by another connection.
fn views(path: &std::path::Path) -> String {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut out = String::new();
    for (view, columns) in VIEWS {
        let mut statement = connection.prepare(&format!("SELECT {columns} FROM {view} ORDER BY key")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|column| cell(row.get_ref(column).unwrap())).collect();
            writeln!(out, "{view} {}", cells.join(" | ")).unwrap();
        }
    }
    out
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => format!("{:?}", std::str::from_utf8(text).unwrap()),
        other => format!("{other:?}"),
    }
}
