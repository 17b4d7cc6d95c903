//! CSV, after RFC 4180: cells in quotation marks where they need it, rows that end with CR and LF.

use std::io::Write;

use claims_plugin::{Case, Drafts, Exporter, Failure, Importer, export};
use csv::{Terminator, WriterBuilder};

use crate::{
    cell::guarded,
    claims,
    columns::{COLUMNS, row},
    is_set, read,
};

/// Writes the claims of a case. Options: see [`crate::OPTIONS`].
#[derive(Default)]
pub struct Written;

impl Exporter for Written {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        if is_set(case, "bom") {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let guards = is_set(case, "guard");
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        writer.write_record(COLUMNS.iter().map(|column| column.name))?;
        for claim in claims(case) {
            writer.write_record(row(claim).map(|cell| if guards { guarded(cell) } else { cell }))?;
        }
        Ok(writer.flush()?)
    }
}

/// Reads a table of claims, with commas, semicolons or tabs between the cells. Options: see [`crate::OPTIONS`].
#[derive(Default)]
pub struct Read;

impl Importer for Read {
    fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let bytes = read::plain(bytes)?;
        let (bytes, line, delimiter) = read::delimiter(bytes);
        let rows = read::comma(bytes, line, delimiter)?;
        read::import(options, rows, drafts)
    }
}

export!(csv "Bundled exporter and importer: claims as a table, with commas": exporter Written, importer Read);
