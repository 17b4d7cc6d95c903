//! A plugin with a bug in each of its kinds.

use std::io::Write;

use claims_plugin::{Case, Differ, Exporter, Failure, Hunk, Score, Scorer, export};

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

export!(panics: scorer Panics, differ Panics, exporter Panics);
