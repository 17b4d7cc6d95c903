//! ClaimReview, the form in which search engines and other desks take fact-checks: written as JSON-LD, and read as it
//! is found on the web.
//!
//! Follows schema.org (<https://schema.org/ClaimReview>) and what consumers ask for beyond it. No clock is read: the same
//! case gives the same bytes, the same file the same drafts.

mod category;
mod read;
mod write;

use std::io::Write;

use claims_plugin::{Case, Drafts, Exporter, Failure, Input, StreamingImporter, export};

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options.toml");

/// Writes the verdicts on the subjects of a case as ClaimReview, or what is wrong with them. Options: see [`OPTIONS`].
#[derive(Default)]
pub struct Written;

impl Exporter for Written {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        write::export(case, out)
    }
}

/// Reads every ClaimReview in a page, a JSON file or JSON lines. It has no options.
#[derive(Default)]
pub struct Read;

impl StreamingImporter for Read {
    fn import(&self, _: Case<'_>, input: Input<'_>, drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        read::import(input, drafts);
        Ok(())
    }
}

export!(claimreview: exporter Written, streaming_importer Read);
