//! Reads a table: its rows, line by line, whichever sign parts the cells; then the columns, and what the rows say.
//!
//! What cannot be read is remarked upon by its line, and the rest arrives.

mod claim;
mod header;

use claims_plugin::{Case, Drafts, Failure};
use csv::ReaderBuilder;

use crate::{
    cell::{on_its_lines, unguarded},
    is_set,
};

use header::Header;

/// A row as it was found: its line, and its cells or why there are none.
pub(crate) type Row = (u64, Result<Vec<String>, &'static str>);

const NO_TEXT: &str = "it is not UTF-8";

/// The bytes without a mark of their order.
///
/// # Errors
/// When they are in UTF-16, as some programs save what they call Unicode text.
pub(crate) fn plain(bytes: &[u8]) -> Result<&[u8], Failure> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Failure::new("the file is in UTF-16; save it as CSV in UTF-8"));
    }
    Ok(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// What is left of the file, the line on which it begins, and the sign between its cells: what the first line says by
/// `sep=;`, else the one of comma, semicolon and tab that stands most often outside quotation marks in it.
pub(crate) fn delimiter(bytes: &[u8]) -> (&[u8], u64, u8) {
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let (line, rest) = bytes.split_at(end);
    if let Some([sign, after @ ..]) = line.strip_prefix(b"sep=")
        && after.trim_ascii().is_empty()
    {
        return (rest, 2, *sign);
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && byte == sign);
        }
    }
    // Of several that stand there as often, the first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign);
    (bytes, 1, most)
}

/// The rows of a file with a sign between its cells.
///
/// # Errors
/// When a quotation mark does not close: all after it would be one cell.
pub(crate) fn comma(bytes: &[u8], first: u64, delimiter: u8) -> Result<Vec<Row>, Failure> {
    if let Some(line) = unclosed(bytes, delimiter) {
        let line = line + first;
        return Err(Failure::new(format!(
            "line {line}: a cell begins with a quotation mark there, and none closes it before the end of the file"
        )));
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    let mut rows = Vec::new();
    let mut record = csv::ByteRecord::new();
    let (mut at, mut line) = (0, first);
    // Bytes in memory are read without a failure.
    while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
        // Where a row ends with CR and LF, the reader takes the LF for the start of the next one.
        let mut start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(at);
        while matches!(bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        line += bytes.get(at..start).unwrap_or_default().iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        at = start;
        let cells = record.iter().map(|cell| str::from_utf8(cell).map(str::to_owned).map_err(|_| NO_TEXT));
        rows.push((line, cells.collect()));
    }
    Ok(rows)
}

/// How many lines stand before the one in which a cell begins with a quotation mark that no other closes.
fn unclosed(bytes: &[u8], delimiter: u8) -> Option<u64> {
    /// Where in a cell one is.
    enum At {
        Start,
        Within,
        Quoted,
        /// After a mark that closes the cell, unless another follows.
        Mark,
    }
    let (mut at, mut line, mut opened) = (At::Start, 0, 0);
    for byte in bytes {
        at = match (at, *byte) {
            (At::Start, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Mark,
            (At::Mark, b'"') | (At::Quoted, _) => At::Quoted,
            (_, sign) if sign == delimiter || matches!(sign, b'\n' | b'\r') => At::Start,
            _ => At::Within,
        };
        line += u64::from(*byte == b'\n');
    }
    matches!(at, At::Quoted).then_some(opened)
}

/// The rows of a file with tabs between its cells and escapes in them.
pub(crate) fn tab(bytes: &[u8]) -> Vec<Row> {
    let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let row = |line: &[u8]| {
        let line = str::from_utf8(line).map_err(|_| NO_TEXT)?;
        Ok(line.split('\t').map(on_its_lines).collect())
    };
    (1..).zip(lines).filter(|(_, line)| !line.is_empty()).map(|(number, line)| (number, row(line))).collect()
}

/// Drafts what the rows say; the first one is the header.
pub(crate) fn import(options: Case<'_>, rows: Vec<Row>, drafts: &mut Drafts<'_>) -> Result<(), Failure> {
    let mut rows = rows.into_iter();
    let Some((line, first)) = rows.next() else {
        drafts.remark("there is no row in it, and no header");
        return Ok(());
    };
    let names = first.map_err(|why| Failure::new(format!("line {line}: {why}")))?;
    let header = Header::of(options, &names, drafts)?;
    let guards = is_set(options, "guard");
    let mut table = claim::Table::default();
    let (mut read, mut left_out) = (0, 0);
    for (line, cells) in rows {
        let cells = cells.and_then(|cells| {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                return Err("it is empty");
            }
            Ok(cells)
        });
        let why = match cells {
            Ok(cells) if cells.len() != names.len() => {
                Err(format!("it has {} cells, and the header has {}", cells.len(), names.len()))
            }
            Ok(cells) => {
                let cells: Vec<&str> = cells.iter().map(|cell| if guards { unguarded(cell) } else { cell }).collect();
                table.take(line, &header.row(&cells), drafts)
            }
            Err(why) => Err(why.to_owned()),
        };
        match why {
            Ok(()) => read += 1,
            Err(why) => {
                left_out += 1;
                drafts.remark(&format!("line {line}: {why}; it is left out"));
            }
        }
    }
    table.finish(drafts);
    let were = |count: i32| if count == 1 { "row was" } else { "rows were" };
    let others = if left_out == 0 { String::new() } else { format!(", {left_out} {} left out", were(left_out)) };
    drafts.remark(&format!("{read} {} read{others}", were(read)));
    Ok(())
}
