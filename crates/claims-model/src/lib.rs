//! What a claim is: the records of a casebook, the operations that change them, and the pure rules over both.
//!
//! Nothing here reads a clock, draws randomness, touches a file or knows of SQL; values go in and values come out.

pub mod alike;
pub mod anchor;
mod appearance;
mod beside;
mod case;
mod claim;
mod date;
mod digest;
mod doubt;
pub mod echo;
pub mod edit;
pub mod forget;
mod grade;
mod key;
mod link;
pub mod matching;
pub mod moves;
mod note;
mod operation;
mod party;
mod points;
pub mod query;
pub mod quote;
mod record;
mod reply;
mod score;
mod source;
mod suggestion;
mod suppose;
mod verdict;
mod written;

pub use appearance::{Appearance, Manner, Quote, Translation};
pub use case::{Case, CaseFinding, CaseVersion, HunkState, PointHunk, Publication, QuoteChange, VersionDiff};
pub use claim::{Claim, Claimant, Status};
pub use date::{Bound, PartialDate};
pub use digest::Digest;
pub use doubt::Doubt;
pub use grade::{Credibility, Grade, Grading, Reliability};
pub use key::{Filed, Handle, Key, KeyText, Kind, NotAHandle};
pub use link::{Link, Stance, Target};
pub use note::Note;
pub use operation::{Change, Operation, Verb, canonical, chain};
pub use party::{Party, PartyKind, Unnamed};
pub use points::Points;
pub use record::Record;
pub use reply::{Answer, Reply, ReplyState};
pub use score::{Contribution, Score};
pub use source::{Archive, Detail, DetailName, Source, SourceKind, Version, VersionState};
pub use suggestion::Suggestion;
pub use suppose::{Supposed, Supposition};
pub use verdict::{Correction, Label, MEDIA, Rating, Scale, Verdict};

pub use jiff::Timestamp;

/// A word that is not one of the words a type knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} is one of {}, not {given:?}", known.join(", "))]
pub struct UnknownWord {
    /// What the word should have named, such as `a stance`.
    pub what: &'static str,
    /// The words that would have been understood.
    pub known: Vec<&'static str>,
    /// The word as given.
    pub given: String,
}

/// Describes a type that is written as a text for JSON Schema.
#[cfg(feature = "schema")]
macro_rules! text_schema {
    ($type:ident, $what:literal, $pattern:literal) => {
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $what, "pattern": $pattern })
            }
        }
    };
}
#[cfg(feature = "schema")]
pub(crate) use text_schema;

/// Gives an enum its one spelling in CLI, SQL, ABI and JSON.
macro_rules! words {
    ($type:ident, $what:literal, { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order of the glossary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one word for this value in the command line, SQL, the plugin contract and JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(crate::UnknownWord {
                        what: $what,
                        known: vec![$($word),+],
                        given: text.to_owned(),
                    }),
                }
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::written::read(deserializer)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $what, "enum": [$($word),+] })
            }
        }
    };
}
pub(crate) use words;
