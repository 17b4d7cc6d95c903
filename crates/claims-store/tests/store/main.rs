//! Holds the store to its promises from outside: what is undone, proved, refused, interrupted, and read years later.

mod crash;
mod dump;
mod random;
mod refusals;
mod released;
mod session;
mod story;
mod undo;
mod verify;
