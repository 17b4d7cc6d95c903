//! What a stretch of a claim's record shares with a query, in the query's own numbers.

/// A wording, a quote or a sentence of the reasons, as the query sees it.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// The places of the query's stems, as often as they come, sorted.
    pub(super) hits: Vec<u32>,
    /// The neighbours that are neighbours in the query, sorted, each once.
    pub(super) pairs: Vec<(u32, u32)>,
    /// How many words it has that are not in every text.
    pub(super) size: u32,
    /// The longest run of words that the query has in the same order, in steps from one to the next.
    pub(super) run: u32,
    /// The places of the stems that it denies, as often as it does.
    pub(super) denied: Vec<u32>,
    pub(super) has_number: bool,
}

impl Part {
    /// The places of the query's stems, each once.
    pub(super) fn distinct(&self) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.hits.iter().copied().filter(move |hit| last.replace(*hit) != Some(*hit))
    }

    /// Each place with how often it comes.
    pub(super) fn counted(&self) -> impl Iterator<Item = (u32, usize)> {
        self.hits.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()))
    }

    /// Takes another part in.
    pub(super) fn add(&mut self, other: &Self) {
        self.hits.extend(&other.hits);
        self.hits.sort_unstable();
        self.pairs.extend(&other.pairs);
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.size += other.size;
        self.run = self.run.max(other.run);
        self.has_number |= other.has_number;
    }
}
