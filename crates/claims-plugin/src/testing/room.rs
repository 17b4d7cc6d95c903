//! Counts what an answer takes up, so that a runaway plugin is an error before the memory is full.

/// How much of an answer there is still room for: so many pieces and so many bytes, each called by its name.
#[derive(Debug)]
pub(super) struct Room {
    pieces: Limit,
    bytes: Limit,
}

#[derive(Debug)]
struct Limit {
    what: &'static str,
    most: usize,
    left: usize,
}

impl Room {
    pub(super) fn new(pieces: (&'static str, usize), bytes: (&'static str, usize)) -> Self {
        let limit = |(what, most)| Limit { what, most, left: most };
        Self { pieces: limit(pieces), bytes: limit(bytes) }
    }

    /// Takes room for one more piece.
    pub(super) fn piece(&mut self) -> Result<(), String> {
        self.pieces.take(1)
    }

    /// Takes room for more bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Result<(), String> {
        self.bytes.take(count)
    }
}

impl Limit {
    fn take(&mut self, count: usize) -> Result<(), String> {
        let too_much = || format!("it gives more than {} {}", self.most, self.what);
        self.left = self.left.checked_sub(count).ok_or_else(too_much)?;
        Ok(())
    }
}
