//! What a differ is, and what it answers.

use std::ops::Range;

use crate::{Case, Failure};

/// Tells what changed between two texts.
///
/// ```
/// use claims_plugin::{Differ, Failure, Hunk};
///
/// /// Keeps the longest common start and calls the rest one change.
/// #[derive(Default)]
/// struct Start;
///
/// impl Differ for Start {
///     fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
///         let pairs = old.char_indices().zip(new.chars());
///         let common = pairs.take_while(|((_, was), now)| was == now).last();
///         let start = common.map_or(0, |((at, c), _)| at + c.len_utf8());
///         Ok(vec![Hunk::same(0..start, 0..start), Hunk::changed(start..old.len(), start..new.len())])
///     }
/// }
///
/// let hunks = Start.diff("It sent 15 shells.", "It sent 50 shells.").unwrap();
/// assert_eq!(hunks[0], Hunk::same(0..8, 0..8));
/// ```
pub trait Differ {
    /// The way from `old` to `new`, in order, covering both texts from start to end without a gap.
    ///
    /// The same texts must give the same way every time: bound the work by counting it, never by a clock.
    fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure>;

    /// The same, for a differ that has options: `options` is a case without records, there for [`Case::option`].
    ///
    /// It is what claims calls; left as it is, it calls [`diff`](Self::diff). A differ that has options says here what
    /// they do, and in `diff` what it does without them.
    ///
    /// ```
    /// use claims_plugin::{Case, Differ, Failure, Hunk, export, testing};
    ///
    /// /// Calls all of it changed; with `coarse` it says that it did not look.
    /// #[derive(Default)]
    /// struct Whole;
    ///
    /// impl Differ for Whole {
    ///     fn diff(&self, old: &str, new: &str) -> Result<Vec<Hunk>, Failure> {
    ///         Ok(vec![Hunk::changed(0..old.len(), 0..new.len())])
    ///     }
    ///
    ///     fn diff_with(&self, old: &str, new: &str, options: Case<'_>) -> Result<Vec<Hunk>, Failure> {
    ///         match options.option("coarse") {
    ///             Some("true") => Ok(vec![Hunk::coarse(0..old.len(), 0..new.len())]),
    ///             _ => self.diff(old, new),
    ///         }
    ///     }
    /// }
    ///
    /// export!(whole: differ Whole);
    ///
    /// # fn main() -> Result<(), testing::Error> {
    /// assert_eq!(testing::call(&PLUGIN).diff("a", "b")?, [Hunk::changed(0..1, 0..1)]);
    /// assert_eq!(testing::call(&PLUGIN).with("coarse", "true").diff("a", "b")?, [Hunk::coarse(0..1, 0..1)]);
    /// # Ok(())
    /// # }
    /// ```
    fn diff_with(&self, old: &str, new: &str, options: Case<'_>) -> Result<Vec<Hunk>, Failure> {
        let _ = options;
        self.diff(old, new)
    }
}

/// One step of the way from an old text to a new one. Positions are bytes and never cut a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// Whether both sides are the same, byte for byte.
    pub same: bool,
    /// Whether the differ gave up on detail here.
    pub coarse: bool,
    /// The passage of the old text.
    pub old: Range<usize>,
    /// The passage of the new text.
    pub new: Range<usize>,
}

impl Hunk {
    /// The passages are the same, byte for byte.
    pub const fn same(old: Range<usize>, new: Range<usize>) -> Self {
        Self { same: true, coarse: false, old, new }
    }

    /// The one passage became the other; an empty one marks what was put in or taken out.
    pub const fn changed(old: Range<usize>, new: Range<usize>) -> Self {
        Self { same: false, coarse: false, old, new }
    }

    /// Somewhere in here there are changes; looking closer would have been too much work.
    pub const fn coarse(old: Range<usize>, new: Range<usize>) -> Self {
        Self { same: false, coarse: true, old, new }
    }
}
