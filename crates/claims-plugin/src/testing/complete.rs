//! Makes a case of drafted rows: what a casebook finds or makes up for itself, such as handles, and every way back.

use claims_abi::{Field, Relation, Table};

use super::{
    schema::{self, Way},
    tables::{Row, Tables, number},
};

/// Who recorded what nobody signed, and when.
const BY: &str = "desk";
const AT: &str = "2000-01-01T00:00:00Z";

/// How many code points of the text a quote keeps on each side.
const CONTEXT: usize = 32;

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
    number_versions(tables);
    for row in tables.numbers(Table::APPEARANCE) {
        place(tables, row);
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
        row.set(Field::KEY, format!("00000000-0000-7000-8{:03x}-{number:012x}", table.0));
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

/// Gives versions what a capture has. The digests are made up: equal for equal texts, and no SHA-256.
#[expect(clippy::cast_precision_loss, reason = "no text is so long that it shows")]
fn number_versions(tables: &mut Tables) {
    for source in tables.numbers(Table::SOURCE) {
        let versions = tables.row(Table::SOURCE, source).map(|row| row.related(Relation::VERSIONS).to_vec());
        for (number, row) in (1_u32..).zip(versions.unwrap_or_default()) {
            let Some(version) = tables.row_mut(Table::VERSION, row) else { continue };
            let text = version.text(Field::TEXT);
            let (state, text) = (if text.is_some() { "present" } else { "gone" }, text.unwrap_or_default());
            let (size, digest) = (text.len() as f64, format!("{:064x}", sum(text)));
            version.numbers.extend([(Field::NUMBER, f64::from(number)), (Field::SIZE, size)]);
            version.set(Field::HANDLE, format!("s{}v{number}", source + 1));
            for (field, text) in [
                (Field::STATE, state),
                (Field::CAPTURED, AT),
                (Field::ORIGIN, "-"),
                (Field::MEDIA_TYPE, "text/plain"),
                (Field::SHA256, &digest),
                (Field::TEXT_SHA256, &digest),
                (Field::EXTRACTOR, "imported/1"),
            ] {
                version.set_if_absent(field, text);
            }
        }
    }
}

/// FNV-1a.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Finds the place of a quote in its version, and how it stands there. One that stands there not at all or several times
/// has no place.
#[expect(clippy::cast_precision_loss, reason = "no text is so long that it shows")]
fn place(tables: &mut Tables, row: u32) {
    let Some(appearance) = tables.row(Table::APPEARANCE, row) else { return };
    let version = appearance.one(Relation::VERSION).and_then(|version| tables.row(Table::VERSION, version));
    let text = version.and_then(|version| version.text(Field::TEXT)).unwrap_or_default();
    let quote = appearance.text(Field::EXACT).map(|exact| {
        let given = appearance.number(Field::START).zip(appearance.number(Field::END));
        (exact, found(text, exact, given).map(|start| (start, &text[..start], &text[start + exact.len()..])))
    });
    let mut texts = vec![(Field::MANNER, "paraphrase".to_owned())];
    let mut place = None;
    if let Some((exact, found)) = quote {
        texts = vec![(Field::MANNER, "indirect".to_owned())];
        if let Some((_, before, after)) = found {
            let start = before.chars().count();
            place = Some((start as f64, (start + exact.chars().count()) as f64));
            let skipped = start.saturating_sub(CONTEXT);
            let prefix: String = before.chars().skip(skipped).collect();
            let suffix: String = after.chars().take(CONTEXT).collect();
            if prefix.ends_with(['“', '„', '«', '"']) && suffix.starts_with(['”', '“', '»', '"']) {
                texts = vec![(Field::MANNER, "direct".to_owned())];
            }
            texts.extend([(Field::PREFIX, prefix), (Field::SUFFIX, suffix)]);
        }
    }
    let is_quoted = quote.is_some();
    let Some(appearance) = tables.row_mut(Table::APPEARANCE, row) else { return };
    if is_quoted {
        for field in [Field::START, Field::END] {
            appearance.numbers.remove(&field);
        }
        // What stands around the words is read off the text, whatever was drafted.
        for field in [Field::PREFIX, Field::SUFFIX] {
            appearance.texts.remove(&field);
        }
    }
    if let Some((start, end)) = place {
        appearance.numbers.extend([(Field::START, start), (Field::END, end)]);
    }
    appearance.numbers.entry(Field::FIRST).or_insert(0.0);
    for (field, text) in texts {
        appearance.set_if_absent(field, &text);
    }
}

/// The byte at which the words stand in the text: from `given`, in code points, if they stand there, else their only
/// place.
fn found(text: &str, exact: &str, given: Option<(f64, f64)>) -> Option<usize> {
    let mut places = text.match_indices(exact).map(|(at, _)| at);
    let only = (places.next(), places.next());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was found to be a position")]
    let given = given.and_then(|(start, _)| {
        let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(start as usize)?;
        text[at..].starts_with(exact).then_some(at)
    });
    given.or(if let (Some(at), None) = only { Some(at) } else { None })
}

/// The row of the table that has this handle.
pub(super) fn named(tables: &Tables, table: Table, handle: &str) -> Option<u32> {
    tables.rows(table).iter().position(|row| row.text(Field::HANDLE) == Some(handle)).map(number)
}
