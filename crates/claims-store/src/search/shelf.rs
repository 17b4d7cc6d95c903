//! Where the words of each kind of record stand in the index, and which words these are.

use std::borrow::Cow;

use claims_model::{Digest, Kind, Record, query::Place};

/// The documents of one kind of record.
pub(super) struct Shelf {
    pub(super) kind: Kind,
    pub(super) place: Place,
    /// How much what stands here counts beside the other places.
    pub(super) weight: f64,
    /// The number and the text of each, in at most two parts, as the tables keep them; more conditions can follow.
    pub(super) sql: &'static str,
}

/// The shelves; a document's row is the place of its shelf here, shifted by 32 bits, and the number of its record.
///
/// So the documents of a place lie side by side, and a walk from the last row meets names first and then claims, the
/// newest before the others. As to the weights: claims are what a desk looks for, and titles are so short that they would come before them.
pub(super) const SHELVES: [Shelf; 10] = [
    Shelf {
        kind: Kind::Source,
        place: Place::Titles,
        weight: 0.8,
        sql: "SELECT id, title, NULL FROM sources WHERE TRUE",
    },
    Shelf {
        kind: Kind::Version,
        place: Place::Texts,
        weight: 1.0,
        sql: "SELECT id, (SELECT t.text FROM texts AS t WHERE t.digest = versions.text), NULL FROM versions
              WHERE origin <> '[forgotten]'",
    },
    Shelf { kind: Kind::Note, place: Place::Notes, weight: 0.8, sql: "SELECT id, text, NULL FROM notes WHERE TRUE" },
    Shelf {
        kind: Kind::Reply,
        place: Place::Replies,
        weight: 1.0,
        sql: "SELECT id, answer, NULL FROM replies WHERE answer IS NOT NULL",
    },
    Shelf {
        kind: Kind::Link,
        place: Place::Reasons,
        weight: 1.0,
        sql: "SELECT id, note, NULL FROM links WHERE note IS NOT NULL",
    },
    Shelf {
        kind: Kind::Grade,
        place: Place::Reasons,
        weight: 1.0,
        sql: "SELECT id, because, NULL FROM grades WHERE because IS NOT NULL",
    },
    Shelf {
        kind: Kind::Verdict,
        place: Place::Reasons,
        weight: 1.0,
        sql: "SELECT id, because, would_change FROM verdicts WHERE TRUE",
    },
    Shelf {
        kind: Kind::Appearance,
        place: Place::Quotes,
        weight: 1.2,
        sql: "SELECT id, exact, original FROM appearances WHERE coalesce(exact, original) IS NOT NULL",
    },
    Shelf { kind: Kind::Claim, place: Place::Claims, weight: 1.5, sql: "SELECT id, text, NULL FROM claims WHERE TRUE" },
    Shelf {
        kind: Kind::Party,
        place: Place::Names,
        weight: 1.0,
        sql: "SELECT id, name, (SELECT group_concat(alias, '; ') FROM
                (SELECT alias FROM party_aliases WHERE party = id ORDER BY position))
              FROM parties WHERE merged_into IS NULL",
    },
];

/// The row of a document.
pub(super) fn row(kind: Kind, number: u32) -> i64 {
    first_row(shelf_of(kind)) + i64::from(number)
}

/// The row before the first of a shelf.
pub(super) const fn first_row(shelf: usize) -> i64 {
    (shelf as i64) << 32
}

/// The shelf of a row and the number of the record there.
pub(super) fn at(row: i64) -> Option<(&'static Shelf, u32)> {
    let shelf = SHELVES.get(usize::try_from(row >> 32).ok()?)?;
    Some((shelf, u32::try_from(row & 0xffff_ffff).ok()?))
}

pub(super) fn shelf_of(kind: Kind) -> usize {
    SHELVES.iter().position(|shelf| shelf.kind == kind).unwrap_or(SHELVES.len())
}

/// What of a record is searched.
#[derive(PartialEq)]
pub(super) enum Document<'r> {
    /// These words.
    Words(Cow<'r, str>),
    /// A text that is kept apart.
    Kept(&'r Digest),
}

/// What of a record is searched; `None` where it says nothing in words.
///
/// The same as the shelf's query reads from the tables.
pub(super) fn document(record: &Record) -> Option<Document<'_>> {
    let words = match record {
        Record::Claim(claim) => Cow::Borrowed(claim.text.as_str()),
        Record::Appearance(appearance) => {
            let quote = appearance.quote.as_ref().map(|quote| quote.exact.as_str());
            joined(quote, appearance.original.as_ref().map(|original| original.text.as_str()))?
        }
        Record::Verdict(verdict) => joined(Some(&verdict.because), verdict.would_change.as_deref())?,
        Record::Grade(grade) => grade.because.as_deref()?.into(),
        Record::Link(link) => link.note.as_deref()?.into(),
        Record::Note(note) => note.text.as_str().into(),
        Record::Reply(reply) => reply.answer.as_ref()?.text.as_deref()?.into(),
        Record::Version(version) if version.is_forgotten() => return None,
        Record::Version(version) => return Some(Document::Kept(&version.text)),
        Record::Source(source) => source.title.as_str().into(),
        // Under this name nothing is filed any more; who it turned out to be has it among the other names.
        Record::Party(party) if party.merged_into.is_some() => return None,
        Record::Party(party) if party.aliases.is_empty() => party.name.as_str().into(),
        Record::Party(party) => joined(Some(&party.name), Some(&party.aliases.join("; ")))?.into_owned().into(),
    };
    Some(Document::Words(words))
}

/// Two parts of a document, a line each.
pub(super) fn joined<'t>(one: Option<&'t str>, other: Option<&'t str>) -> Option<Cow<'t, str>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one}\n{other}").into()),
        (one, other) => one.or(other).map(Cow::Borrowed),
    }
}
