//! TSV: a row is a line, a tab ends a cell, and within a cell a tab, a line end and a backslash are `\t`, `\n`, `\r` and
//! `\\`. There are no quotation marks.

use std::io::Write;

use claims_plugin::{Case, Drafts, Exporter, Failure, Importer, export};

use crate::{
    cell::{guarded, on_one_line},
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
        let header: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        writeln!(out, "{}", header.join("\t"))?;
        for claim in claims(case) {
            // What begins with a tab does not any more when it stands on one line; so it is guarded before.
            let cells = row(claim).map(|cell| on_one_line(&if guards { guarded(cell) } else { cell }));
            writeln!(out, "{}", cells.collect::<Vec<_>>().join("\t"))?;
        }
        Ok(())
    }
}

/// Reads a table of claims. Options: see [`crate::OPTIONS`].
#[derive(Default)]
pub struct Read;

impl Importer for Read {
    fn import(&self, options: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        let rows = read::tab(read::plain(bytes)?);
        read::import(options, rows, drafts)
    }
}

export!(tsv "Bundled exporter and importer: claims as a table, with tabs": exporter Written, importer Read);
