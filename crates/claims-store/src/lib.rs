//! Where a casebook lives: one SQLite file, and nothing but SQLite.
//!
//! Records come in as [`claims_model::Operation`]s and leave as the model's values; no SQL, handle number or table
//! name leaves this crate, and nothing here knows of commands, plugins or settings.

mod alike;
mod apply;
mod as_of;
mod belongings;
mod case;
mod casebook;
mod contents;
mod copy;
mod damage;
mod disk;
mod error;
mod forget;
mod holder;
mod indexes;
mod list;
mod log;
mod matching;
mod migrations;
mod numbers;
mod read;
mod records;
mod repair;
mod search;
mod stale;
mod verify;
mod views;
mod waiting;

pub use alike::Review;
pub use casebook::Casebook;
pub use copy::{Carried, carried, copy_of};
pub use damage::broken_pages;
pub use disk::must_be_local;
pub use error::Error;
pub use forget::still_holds;
pub use holder::{Hold, Holder};
pub use list::{ClaimFilter, ClaimRow};
pub use log::Entry;
pub use migrations::SCHEMA_VERSION;
pub use read::Records;
pub use records::Stored;
pub use search::{Asked, Found, Hit, Known};
pub use verify::{Cure, Finding, Verified};
pub use views::{Reading, Writing};
pub use waiting::{Tell, Terms};

/// What every function of this crate answers.
pub type Result<T> = std::result::Result<T, Error>;
