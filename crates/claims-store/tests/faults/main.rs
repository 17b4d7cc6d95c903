//! Holds the store to its promises on a disk that fails: at every call SQLite makes to it, and when the power goes.
//!
//! The tests put a disk of their own between SQLite and the real one, for the whole process; so they are a program
//! of their own.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "in a test, a panic is the report")]

mod calls;
mod disk;
mod journal;
mod plan;
mod power;
mod scenario;
mod trial;

#[allow(dead_code, reason = "the other tests need more of it")]
#[path = "../store/session.rs"]
mod session;
#[allow(dead_code, reason = "the other tests need more of it")]
#[path = "../store/story.rs"]
mod story;
