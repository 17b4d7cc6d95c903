//! A vault for Obsidian: a Markdown note for each claim, source and party of a case, with properties and links between
//! them, and an index.
//!
//! What a note says of the record stands in a block that claims renews; all around it is a person's. No clock is read:
//! the same case gives the same bytes.

mod claim;
mod escape;
mod index;
mod known;
mod note;
mod party;
mod source;

use std::io::Write;

use claims_plugin::{Case, Exporter, Failure, Folder, export};
use known::Known;

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options.toml");

/// Writes a note for each record of a case. Options: `title`, the casebook's, and [`OPTIONS`].
#[derive(Default)]
pub struct Vault;

impl Exporter for Vault {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let known = Known::of(case);
        let mut folder = Folder::new(out);
        folder.file("index.md", index::note(case).text().as_bytes())?;
        for one in case.claims() {
            folder.file(&format!("claims/{}.md", one.handle()), claim::note(case, one).text().as_bytes())?;
        }
        for one in case.sources() {
            folder.file(&format!("sources/{}.md", one.handle()), source::note(case, &known, one).text().as_bytes())?;
        }
        for one in case.parties() {
            folder.file(&format!("parties/{}.md", one.handle()), party::note(case, &known, one).text().as_bytes())?;
        }
        folder.end()
    }
}

export!(vault: exporter Vault);
