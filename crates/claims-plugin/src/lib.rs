//! Write a plugin for claims: safe traits over the C contract.
//!
//! A plugin sees a [`Case`], a closed part of a casebook, and gives back values. It never sees the database, the
//! terminal, the network or another plugin, and it keeps nothing from one call to the next.
//!
//! It is one or more of five kinds: a [`Scorer`] weighs claims, a [`Differ`] tells what changed between two texts, an
//! [`Exporter`] writes a file, an [`Importer`] reads one (a
//! [`StreamingImporter`] one of any length), a [`Finder`] points out what could be checked. [`export!`]
//! makes a library of it, and the same entry serves a program that links it in.
//!
//! ```
//! use claims_plugin::{Case, Claim, Failure, Score, Scorer, export};
//!
//! /// Scores a claim by how many independent sources support it.
//! #[derive(Default)]
//! struct Corroboration;
//!
//! impl Scorer for Corroboration {
//!     fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
//!         Ok(case.subjects().map(corroborate).collect())
//!     }
//! }
//!
//! fn corroborate(claim: Claim<'_>) -> Score<'_> {
//!     let mut origins: Vec<_> = claim.supporters().flat_map(Claim::origins).collect();
//!     origins.sort();
//!     origins.dedup();
//!     let doubt = origins.iter().fold(1.0, |doubt, _| doubt / 2.0);
//!     Score::of(claim, 1.0 - doubt).remark(format!("{} independent sources support it", origins.len()))
//! }
//!
//! export!(corroboration: scorer Corroboration);
//! # fn main() {}
//! ```
//!
//! A scorer over the whole argument graph needs no more than its formula, see [`gradual`].
//! [`testing`] plays the part of claims, for the tests of a plugin.
//!
//! The crate of a plugin says `crate-type = ["rlib", "cdylib"]`: the first to be linked in, the second to be loaded.

mod case;
pub mod date;
mod differ;
mod draft;
#[doc(hidden)]
pub mod entry;
mod export;
mod exporter;
mod failure;
mod finder;
mod folder;
pub mod gradual;
mod importer;
mod pen;
mod record;
#[cfg(feature = "report")]
pub mod report;
mod scorer;
mod sink;
pub mod testing;
pub mod text;

/// The C contract underneath, for those who need it.
pub use claims_abi as abi;

pub use case::{Case, Rows};
pub use differ::{Differ, Hunk};
pub use draft::{
    DraftAppearance, DraftClaim, DraftGrade, DraftLink, DraftNote, DraftParty, DraftSource, DraftTarget, DraftVerdict,
    DraftVersion, Drafts,
};
pub use exporter::Exporter;
pub use failure::Failure;
pub use finder::{Finder, Suggestion};
pub use folder::Folder;
pub use importer::{Importer, Input, StreamingImporter};
pub use record::{
    Alias, Appearance, Archive, Change, Claim, Claimant, Contribution, Diff, Finding, Grade, Link, Note, Party, Record,
    Remark, Reply, Scored, Source, Stance, Status, Step, Tag, Target, Verdict, Version,
};
pub use scorer::{Score, Scorer};
