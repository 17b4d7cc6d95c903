//! Counts what an answer takes up, so that a runaway plugin is an error before the memory is full.

use crate::Fault;

/// How much of an answer there is still room for.
pub(super) struct Room {
    pieces: Limit,
    bytes: Limit,
}

struct Limit {
    what: &'static str,
    limit: usize,
    left: usize,
}

impl Room {
    /// Room for so many pieces and so many bytes, each called by its name.
    pub(super) fn new(pieces: (&'static str, usize), bytes: (&'static str, usize)) -> Self {
        let limit = |(what, limit)| Limit { what, limit, left: limit };
        Self { pieces: limit(pieces), bytes: limit(bytes) }
    }

    /// Takes room for one more piece.
    pub(super) fn piece(&mut self) -> Result<(), Fault> {
        self.pieces.take(1)
    }

    /// Takes room for more bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Result<(), Fault> {
        self.bytes.take(count)
    }
}

impl Limit {
    fn take(&mut self, count: usize) -> Result<(), Fault> {
        let too_much = Fault::TooMuch { what: self.what, limit: self.limit };
        self.left = self.left.checked_sub(count).ok_or(too_much)?;
        Ok(())
    }
}
