//! Finds what people are quoted as saying in a text, and who says it; the words of each language are in a data file.

mod attribute;
mod lexicon;
mod marks;
mod mention;
mod names;
mod shadow;
mod token;
mod worth;

use std::{borrow::Cow, ops::Range};

use attribute::{Sieve, Speaker};
use claims_plugin::{Case, Failure, Finder, Suggestion, export};
use lexicon::Lexicon;
use names::Names;
use shadow::Shadow;

/// The finder `quotes`.
#[derive(Debug, Default)]
pub struct Quotes;

impl Finder for Quotes {
    fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
        let suggestion = |one: Statement<'t>| {
            let mut suggestion = Suggestion::at(one.at, one.confidence);
            suggestion.claimant = one.speaker;
            suggestion
        };
        Ok(statements(text).into_iter().map(suggestion).collect())
    }
}

export!(quotes: finder Quotes);

/// What somebody is quoted as saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'t> {
    /// The words, by bytes, without the marks around them.
    pub at: Range<usize>,
    /// Whether they stand in quotation marks.
    pub is_direct: bool,
    /// Who says it.
    pub speaker: Option<Cow<'t, str>>,
    /// How checkable it is, from 0 to 1.
    pub confidence: f64,
}

/// All statements of a text, in its order.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let lexicon = Lexicon::of(text);
    let tokens = token::tokens(text, lexicon);
    let quotes = marks::pair(text, &tokens);
    let names = Names::read(text, &tokens, lexicon);
    let shadow = Shadow::of(text, &tokens, &quotes, &names);
    let told = Sieve { text, tokens: &tokens, quotes: &quotes, names: &names, shadow: &shadow, lexicon }.run();
    let mut found = Vec::new();
    let is_single = |quoted: &&marks::Quoted| matches!(tokens[quoted.open].kind, token::Kind::Mark('‘' | '\''));
    let singles = quotes.iter().filter(|quoted| quoted.is_outer).filter(is_single).count();
    let is_single_odd = singles * 2 < quotes.iter().filter(|quoted| quoted.is_outer).count();
    for (quoted, attribution) in quotes.iter().zip(&told.quotes) {
        if !quoted.is_outer || !worth::is_speech(text, &tokens, quoted, attribution, is_single_odd) {
            continue;
        }
        let start = tokens[quoted.open].end as usize;
        let end = tokens.get(quoted.close).map_or(text.len(), |token| token.start as usize);
        let speaker = attribution.speaker.map(|speaker| match speaker {
            Speaker::Named(bearer) => Cow::Borrowed(&text[names.full(bearer)]),
            Speaker::Described(start, end) => Cow::Borrowed(&text[start as usize..end as usize]),
        });
        found.push(Statement {
            at: start..end,
            is_direct: true,
            speaker,
            confidence: 0.1 + 0.1 * f64::from(attribution.how as u8),
        });
    }
    found
}
