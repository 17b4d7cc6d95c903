//! A test kit: cases to call a plugin with, and its answers as values. It knows the contract, and no claims is needed.
//!
//! A [`Case`] is drafted with the same calls as an importer's answer, and [`call`] asks a plugin about it through the
//! very entry that [`export!`](crate::export) made. So a test sees what claims would see: a panic, a failure and an
//! answer that cannot be right each come back as an [`Error`].
//!
//! ```
//! use claims_plugin::{Case, Claim, Failure, Score, Scorer, export, testing};
//!
//! /// Halves the value of a claim with each that rebuts it.
//! #[derive(Default)]
//! struct Doubt;
//!
//! impl Scorer for Doubt {
//!     fn score<'a>(&self, case: Case<'a>) -> Result<Vec<Score<'a>>, Failure> {
//!         let halves = |claim: Claim<'a>| claim.counters().fold(1.0, |value, _| value / 2.0);
//!         Ok(case.subjects().map(|claim| Score::of(claim, halves(claim))).collect())
//!     }
//! }
//!
//! export!(doubt: scorer Doubt);
//!
//! # fn main() -> Result<(), testing::Error> {
//! let case = testing::Case::of(|draft| {
//!     let closed = draft.claim("The harbour is closed").claimant("Ines Prado", "mayor");
//!     draft.claim("Ships left it this morning").rebuts(closed);
//! });
//! let scores = testing::call(&PLUGIN).score(&case)?;
//! assert_eq!((scores[0].claim.as_str(), scores[0].value), ("c1", Some(0.5)));
//! assert_eq!((scores[1].claim.as_str(), scores[1].value), ("c2", Some(1.0)));
//! # Ok(())
//! # }
//! ```
//!
//! What passes here passes there. Claims is milder in one thing: it reads times in more forms than RFC 3339. It is
//! stricter in another: a quote must stand in its version, which [`Appearance::range`](crate::Appearance::range) tells.

mod call;
mod capture;
mod case;
mod check;
mod complete;
mod drafting;
mod error;
mod files;
mod form;
mod host;
mod hostile;
mod hunks;
mod replies;
mod room;
mod schema;
mod scores;
mod sink;
mod suggestions;
mod tables;

pub use call::{Call, call};
pub use case::Case;
pub use error::Error;
pub use files::files;
pub use hostile::{HOSTILE, everywhere};
pub use scores::{Part, Score};
pub use suggestions::Found;
