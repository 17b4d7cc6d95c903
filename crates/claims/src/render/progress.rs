//! How far a long work has come: a line on the terminal that is written over, and nothing where nobody watches.

use std::io::{self, Write as _};

use super::CLEAR;
use crate::{args::Global, failure::Outcome, world::World};

/// From how many records on it is worth a line.
const LONG: usize = 2_000;

/// A line that says how far a work has come.
pub(crate) struct Progress {
    is_shown: bool,
    /// How many bytes there are in all, if that is known.
    size: Option<u64>,
    is_there: bool,
}

impl Progress {
    pub(crate) fn new(global: &Global, world: &World, size: Option<u64>) -> Self {
        let is_shown = world.watches && !global.quiet && !global.silent;
        Self { is_shown, size: size.filter(|size| *size > 0), is_there: false }
    }

    /// Says how many records and bytes are done.
    pub(crate) fn show(&mut self, records: usize, bytes: u64) -> Outcome<()> {
        if !self.is_shown || records < LONG {
            return Ok(());
        }
        self.is_there = true;
        Ok(write!(io::stderr(), "{CLEAR}{}", line(records, bytes, self.size))?)
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.is_there) {
            // If it cannot be taken away it stands there; nothing is lost by that.
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(records: usize, bytes: u64, size: Option<u64>) -> String {
    let mib = |bytes: u64| bytes >> 20;
    match size {
        Some(size) => {
            let percent = bytes.min(size) * 100 / size;
            format!("{records} records, {} of {} MiB, {percent} %", mib(bytes), mib(size))
        }
        None => format!("{records} records, {} MiB", mib(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_much_is_done_and_of_what() {
        assert_eq!(line(25_000, 31 << 20, Some(100 << 20)), "25000 records, 31 of 100 MiB, 31 %");
        assert_eq!(line(25_000, 101, Some(100)), "25000 records, 0 of 0 MiB, 100 %");
        assert_eq!(line(3_000, 2 << 20, None), "3000 records, 2 MiB");
    }
}
