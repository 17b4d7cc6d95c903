//! What a differ is, and what it answers.

use std::ops::Range;

use crate::Failure;

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
