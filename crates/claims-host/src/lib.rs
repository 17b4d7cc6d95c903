//! Calls plugins: gives them a case to read, and believes their answers only after a look at each.
//!
//! Knows the C contract, the protocol and the model, and which plugins a user trusts. Knows nothing of casebooks on
//! disk, settings or the terminal.

mod apart;
mod call;
mod elf;
mod error;
mod example;
mod exports;
/// What must be true of what plugins send: for the fuzzers, and in no other build.
#[cfg(fuzzing)]
pub mod fuzzed;
#[cfg(all(test, not(fuzzing)))]
mod fuzzed;
mod load;
mod manifest;
mod parts;
mod plugin;
mod registry;
mod shelf;
mod shelf_error;
mod sink;
mod table;
mod view;

pub use apart::{
    Apart, CHILD_WORD, Confinement, Crash, Footprint, Greeting, Lack, Launch, Probe, Runs, lacks, serve_if_asked,
};
pub use claims_abi::HEADER;
pub use error::{Error, Fault, Unloadable};
pub use example::{Example, Question, Told};
pub use exports::exports;
pub use manifest::{MANIFEST_FILE, Manifest, OptionSpec, Sort, Want, Writes};
pub use plugin::{Kind, Plugin, is_name};
pub use registry::{Registry, Unknown};
pub use shelf::{Added, ReadManifest, Runnable, Shelf, Standing, Trusted};
pub use shelf_error::ShelfError;
pub use sink::drafts::{
    DraftAppearance, DraftArchive, DraftClaim, DraftClaimant, DraftGrade, DraftLink, DraftNote, DraftParty,
    DraftSource, DraftTarget, DraftVerdict, DraftVersion, Drafts,
};

use view::View;
