//! Plugins for the tests of the host: some that work, one that panics, one that answers what it is told to.
//!
//! They stand together in one library, as any number of plugins may.

#![forbid(unsafe_code)]

pub mod doubt;
pub mod everything;
pub mod minutes;
pub mod obedient;
pub mod panics;
pub mod whole;
