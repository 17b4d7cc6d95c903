//! placeholder
mod escape;
