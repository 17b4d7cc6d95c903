//! A plugin with a bug in each of its kinds.

use std::io::Write;

use claims_plugin::{
    Case, Differ, Drafts, Exporter, Failure, Finder, Hunk, Importer, Score, Scorer, Suggestion, export,
};

/// Panics whenever it is called.
#[derive(Debug, Default)]
pub struct Panics;

impl Scorer for Panics {
    fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
        panic!("{} claims are too many", case.claims().len());
    }
}

impl Differ for Panics {
    fn diff(&self, _: &str, _: &str) -> Result<Vec<Hunk>, Failure> {
        panic!("no difference");
    }
}

impl Exporter for Panics {
    fn export(&self, _: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        out.write_all(b"half of ")?;
        std::panic::panic_any(17);
    }
}

impl Importer for Panics {
    fn import(&self, _: Case<'_>, bytes: &[u8], drafts: &mut Drafts<'_>) -> Result<(), Failure> {
        drafts.claim("half of it");
        panic!("{} bytes are too many", bytes.len());
    }
}

impl Finder for Panics {
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        let past = text.len() + 1;
        Ok(vec![Suggestion::at(0..1, 1.0).wording(&text[past..])])
    }
}

export!(panics: scorer Panics, differ Panics, exporter Panics, importer Panics, finder Panics);
