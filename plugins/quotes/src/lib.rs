//! Finds what people are quoted as saying in a text, and who says it; the words of each language are in a data file.

mod attribute;
mod checkable;
mod clause;
mod lexicon;
mod marks;
mod mention;
mod names;
mod past;
mod shadow;
mod statement;
mod token;
mod worth;

use claims_plugin::{Case, Failure, Finder, Suggestion, export};

pub use statement::{Statement, statements};

/// The finder `quotes`.
#[derive(Debug, Default)]
pub struct Quotes;

impl Finder for Quotes {
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        if u32::try_from(text.len()).is_err() {
            return Err(Failure::new("the text is longer than 4 GB"));
        }
        Ok(statements(text).into_iter().map(suggestion).collect())
    }
}

export!(quotes: finder Quotes);

fn suggestion(one: Statement<'_>) -> Suggestion<'_> {
    let mut suggestion = Suggestion::at(one.at, one.confidence);
    if let Some(wording) = one.wording {
        suggestion = suggestion.wording(wording);
    }
    if let Some(speaker) = one.speaker {
        suggestion = suggestion.claimant(speaker);
    }
    suggestion
}
