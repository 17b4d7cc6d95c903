//! Plugins for the tests of the host: one that works, one that panics, one that answers what it is told to.
//!
//! They stand together in one library, as any number of plugins may.

#![forbid(unsafe_code)]

pub mod doubt;
pub mod obedient;
pub mod panics;
