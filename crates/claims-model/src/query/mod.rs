//! What people search for: a typed line read as words, phrases, fields and places; knows no record and no index.
//!
//! `harbour "made progress" -ferry by:shoigu verdict:none date:>2023 in:claims`

mod parse;
mod range;
mod snippet;
mod word;

pub use range::{DateRange, NotARange};
pub use snippet::Snippet;
pub use word::{Word, indexed, is_unspaced, words};

use crate::words as spelled;

/// What is searched for. Everything in it must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What must stand in what is found, all of it in one place.
    pub wanted: Vec<Term>,
    /// What must not stand there.
    pub unwanted: Vec<Term>,
    /// What must be known of it.
    pub conditions: Vec<Condition>,
    /// Where to look; everywhere if none is named.
    pub places: Vec<Place>,
    /// Where not to look.
    pub elsewhere: Vec<Place>,
}

/// A word, or words that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The words, folded as [`words`] folds them.
    pub words: Vec<String>,
    /// Whether longer words that begin with the last one are meant too.
    pub open: bool,
}

/// Something that must be known of what is found, or must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// What must hold.
    pub field: Field,
}

/// What can be asked about a record beside its words; names and handles as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Who said it, or wrote or published it: a handle, or words of the name.
    By(String),
    /// How the newest verdict reads; `none` for a claim without one.
    Verdict(String),
    /// Where it stands: a handle, or words of the title or of the publisher's name.
    Source(String),
    /// The tag it has.
    Tag(String),
    /// When it was said, or published.
    Date(DateRange),
}

/// Where words can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The wordings of claims; counter-statements are claims.
    Claims,
    /// What appearances quote, and the originals of translations.
    Quotes,
    /// Why a verdict was decided and what would change it, why a grade was given and a link made.
    Reasons,
    /// Notes.
    Notes,
    /// What parties answered.
    Replies,
    /// The texts of versions.
    Texts,
    /// The titles of sources.
    Titles,
    /// The names of parties.
    Names,
}

spelled!(Place, "a place", {
    Claims = "claims", Quotes = "quotes", Reasons = "reasons", Notes = "notes", Replies = "replies", Texts = "texts",
    Titles = "titles", Names = "names",
});

/// A line that asks for something that cannot be asked; whatever else is typed is searched for as words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// There is neither a word nor a field in it.
    #[error("there is no word to search for")]
    Empty,
    /// Only words that must not be there.
    #[error("there is no word to search for, only what is to be left out")]
    OnlyUnwanted,
    /// More words than a search is for.
    #[error("{0} words are too many; a search takes at most {MOST_WORDS}")]
    TooLong(usize),
    /// Words are needed to look there.
    #[error("a search in {0} needs a word; fields alone find claims")]
    NeedsWord(Place),
    /// The value of `date:` is no date.
    #[error("date:{given} {why}")]
    Date {
        /// The value as typed.
        given: String,
        /// What is wrong with it.
        why: NotARange,
    },
    /// The value of `in:` is no place.
    #[error("in:{0} is no place")]
    Place(String),
}

/// The most words that a search takes, far more than anybody types.
pub const MOST_WORDS: usize = 256;

impl Query {
    /// Reads a line as typed. Quotation marks that do not close, signs and unknown fields are searched for as words.
    ///
    /// # Errors
    /// A known field with a value that it cannot have, a line without anything to look for, and one that is too long.
    pub fn parse(line: &str) -> Result<Self, QueryError> {
        parse::query(line)
    }

    /// Whether words that stand at `place` are looked at.
    pub fn looks_at(&self, place: Place) -> bool {
        (self.places.is_empty() || self.places.contains(&place)) && !self.elsewhere.contains(&place)
    }

    /// The part of `text` that shows best why it was found.
    pub fn snippet(&self, text: &str) -> Snippet {
        snippet::around(text, &self.wanted)
    }
}

impl Term {
    /// The words of a text as they stand one after the other; `None` for a text without any.
    ///
    /// The last one stands for longer ones too if it is `open`; in a script without spaces it does so anyhow, since its
    /// letters are words.
    pub fn of(text: &str, open: bool) -> Option<Self> {
        let words: Vec<String> = words(text).map(|word| word.folded.into_owned()).collect();
        let last = words.last()?;
        let open = open && !last.chars().all(is_unspaced);
        Some(Self { words, open })
    }
}
