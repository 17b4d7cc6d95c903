//! XLSX: a workbook for people, with a sheet for claims and one each for links, sources, versions and verdicts.
//!
//! Every cell is a text, so that nothing in it is a formula, a date or a number that a spreadsheet made of it. A cell of
//! Excel holds 32,767 UTF-16 units; what is longer is cut, says so, and is named on a sheet of its own. The time in the
//! file is always the same.

use std::io::Write;

use claims_plugin::{Case, Exporter, Failure, Link, Source, Target, Verdict, Version, export};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::{
    cell::joined,
    claims,
    columns::{COLUMNS, row},
};

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options/workbook.toml");

/// How many UTF-16 units a cell holds.
const MOST: usize = 32_767;
/// How many rows a sheet holds.
const ROWS: u32 = 1_048_576;
/// What stands at the end of a text that was cut.
const CUT: &str = " … [cut]";

/// Writes the claims of a case and what they stand on. Options: see [`OPTIONS`].
#[derive(Default)]
pub struct Written;

impl Exporter for Written {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let mut book = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let mut cut = Vec::new();
        let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        let rows = claims(case).into_iter().map(|claim| row(claim).collect());
        sheet(&mut book, "claims", &names, rows, &mut cut)?;
        sheet(&mut book, "links", &LINK, case.links().map(link), &mut cut)?;
        sheet(&mut book, "sources", &SOURCE, case.sources().map(source), &mut cut)?;
        sheet(&mut book, "versions", &VERSION, case.versions().map(version), &mut cut)?;
        sheet(
            &mut book,
            "verdicts",
            &VERDICT,
            case.claims().flat_map(|claim| claim.verdicts().map(move |one| verdict(claim.handle(), one))),
            &mut cut,
        )?;
        if !cut.is_empty() {
            let rows = std::mem::take(&mut cut).into_iter();
            sheet(&mut book, "cut", &["sheet", "row", "column", "units"], rows, &mut cut)?;
        }
        Ok(out.write_all(&book.save_to_buffer()?)?)
    }
}

export!(xlsx "Bundled exporter: claims as an Excel workbook": exporter Written);

const LINK: [&str; 8] = ["key", "handle", "from", "stance", "to", "by", "at", "note"];
const SOURCE: [&str; 10] =
    ["key", "handle", "title", "kind", "publisher", "authors", "published", "address", "language", "derived_from"];
const VERSION: [&str; 11] = [
    "key",
    "handle",
    "source",
    "state",
    "captured",
    "origin",
    "media_type",
    "size",
    "sha256",
    "text_sha256",
    "archives",
];
const VERDICT: [&str; 12] =
    ["claim", "scale", "label", "name", "worst", "value", "best", "because", "by", "at", "would_change", "correction"];

fn link(link: Link<'_>) -> Vec<String> {
    let to = match link.to() {
        Some(Target::Claim(claim)) => claim.handle(),
        Some(Target::Link(other)) => other.handle(),
        None => "",
    };
    let from = link.from().map_or("", |claim| claim.handle());
    let cells = [link.key(), link.handle(), from, link.stance().word(), to, link.by(), link.at()];
    cells.into_iter().chain([link.note().unwrap_or_default()]).map(str::to_owned).collect()
}

fn source(source: Source<'_>) -> Vec<String> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    vec![
        source.key().to_owned(),
        source.handle().to_owned(),
        source.title().to_owned(),
        source.kind().to_owned(),
        text(source.publisher().map(|party| party.name())),
        joined(source.authors().map(|party| party.name())),
        text(source.published()),
        text(source.address()),
        text(source.language()),
        joined(source.derived_from().map(|origin| origin.handle())),
    ]
}

fn version(version: Version<'_>) -> Vec<String> {
    vec![
        version.key().to_owned(),
        version.handle().to_owned(),
        version.source().map_or("", |source| source.handle()).to_owned(),
        version.state().to_owned(),
        version.captured().to_owned(),
        version.origin().to_owned(),
        version.media_type().to_owned(),
        version.size().to_string(),
        version.sha256().to_owned(),
        version.text_sha256().to_owned(),
        joined(version.archives().map(|archive| archive.address())),
    ]
}

fn verdict(claim: &str, verdict: Verdict<'_>) -> Vec<String> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    vec![
        claim.to_owned(),
        verdict.scale().to_owned(),
        verdict.label().to_owned(),
        verdict.name().to_owned(),
        number(verdict.worst()),
        number(verdict.value()),
        number(verdict.best()),
        verdict.because().to_owned(),
        verdict.by().to_owned(),
        verdict.at().to_owned(),
        text(verdict.would_change()),
        text(verdict.correction()),
    ]
}

/// Adds a sheet: a header that stays in view, and the rows; `cut` is told what does not fit.
fn sheet(
    book: &mut Workbook,
    name: &str,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    cut: &mut Vec<Vec<String>>,
) -> Result<(), Failure> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let bold = Format::new().set_bold();
    for (column, title) in (0..).zip(header) {
        sheet.write_string_with_format(0, column, *title, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (at, cells) in (1..).zip(rows) {
        if at >= ROWS {
            return Err(Failure::new(format!("a sheet holds {ROWS} rows, and there are more {name}; write CSV")));
        }
        for ((column, title), text) in (0..).zip(header).zip(&cells) {
            if let Some(units) = cell(sheet, at, column, text)? {
                cut.push(vec![name.to_owned(), (at + 1).to_string(), (*title).to_owned(), units.to_string()]);
            }
        }
    }
    Ok(())
}

/// Writes a text; gives how long it was where it had to be cut.
fn cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<Option<usize>, XlsxError> {
    if text.is_empty() {
        return Ok(None);
    }
    let units = text.encode_utf16().count();
    if units <= MOST {
        sheet.write_string(row, column, text)?;
        return Ok(None);
    }
    let mut left = MOST - CUT.encode_utf16().count();
    let end = text.char_indices().find(|(_, c)| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    });
    let kept = end.map_or(text, |(at, _)| &text[..at]);
    sheet.write_string(row, column, format!("{kept}{CUT}"))?;
    Ok(Some(units))
}
