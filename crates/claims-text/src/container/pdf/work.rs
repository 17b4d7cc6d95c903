//! How much work a PDF has made so far, and when that is enough; it knows streams by their size only.

use std::cell::Cell;

use lopdf::{Document, Object, ObjectId, Stream};

/// How many operators of all pages together are followed; a page has some thousands.
pub(super) const MOST: usize = 5_000_000;

/// How many decompressed bytes of operators cost as much as following one.
const BYTES: usize = 64;

/// What is left of the work that is done for a PDF.
pub(super) struct Work {
    left: Cell<usize>,
}

impl Work {
    pub(super) fn new() -> Work {
        Work { left: Cell::new(MOST) }
    }

    /// Whether no more is to be done.
    pub(super) fn is_done(&self) -> bool {
        self.left.get() == 0
    }

    /// Counts operators, or what costs as much as so many.
    pub(super) fn spend(&self, operators: usize) {
        self.left.set(self.left.get().saturating_sub(operators));
    }

    /// Counts bytes that were decompressed.
    pub(super) fn spend_bytes(&self, bytes: usize) {
        self.spend(bytes.div_ceil(BYTES));
    }

    /// Counts what a stream may cost before its last filter gives what is then counted: its own bytes, and for each
    /// filter but one that can make much of little, the most that it may give.
    pub(super) fn spend_on_stream(&self, stream: &Stream, limit: usize) {
        let makes_less = |filter: &&[u8]| matches!(*filter, b"ASCII85Decode" | b"ASCIIHexDecode" | b"A85" | b"AHx");
        let filters = stream.filters().unwrap_or_default();
        let more = filters.iter().filter(|filter| !makes_less(filter)).count();
        self.spend_bytes(stream.content.len() + limit * more.saturating_sub(1));
    }

    /// The same for several.
    pub(super) fn spend_on_streams(&self, document: &Document, streams: &[ObjectId], limit: usize) {
        for id in streams {
            if let Ok(stream) = document.get_object(*id).and_then(Object::as_stream) {
                self.spend_on_stream(stream, limit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn chains_of_filters_cost_what_they_may_give() {
        let cost = |filters: Vec<Object>| {
            let work = Work::new();
            work.spend_on_stream(&Stream::new(dictionary! { "Filter" => filters }, vec![0; 640]), 6_400);
            MOST - work.left.get()
        };
        assert_eq!(cost(vec!["ASCII85Decode".into(), "FlateDecode".into()]), 10);
        assert_eq!(cost(vec!["FlateDecode".into(), "LZWDecode".into(), "FlateDecode".into()]), 210);
    }
}
