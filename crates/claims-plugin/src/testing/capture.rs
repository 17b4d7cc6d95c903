//! What a casebook finds in the text of a version: its size and digest, and the place of a quote.

use claims_abi::{Field, Relation, Table};

use super::tables::Tables;

/// How many code points of the text a quote keeps on each side.
const CONTEXT: usize = 32;

/// Gives versions what a capture has. The digests are made up: equal for equal texts, and no SHA-256.
#[expect(clippy::cast_precision_loss, reason = "no text is so long that it shows")]
pub(super) fn number_versions(tables: &mut Tables, at: &str) {
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
                (Field::CAPTURED, at),
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
pub(super) fn place(tables: &mut Tables, row: u32) {
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
