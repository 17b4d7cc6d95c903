//! Holds the store to its promises from outside: what is undone, proved, refused, interrupted, and read years later.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "in a test, a panic is the report; a child says how far it is"
)]

mod as_of;
mod crash;
mod crowd;
mod datasette;
mod drawn;
mod dump;
mod files;
mod forget;
mod random;
mod readonly;
mod refusals;
mod released;
mod repair;
mod replay;
mod searching;
mod session;
mod story;
mod tamper;
mod undo;
mod verify;
