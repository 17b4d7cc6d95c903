//! What a finder is, and what it answers.

use std::{borrow::Cow, ops::Range};

use crate::{Case, Failure};

/// Points out what in a text could be checked.
///
/// ```
/// use claims_plugin::{Case, Failure, Finder, Suggestion, export};
///
/// /// Takes every line with a figure in it for a claim.
/// #[derive(Default)]
/// struct Figures;
///
/// impl Finder for Figures {
///     fn find<'t>(&self, _: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure> {
///         let mut found = Vec::new();
///         let mut start = 0;
///         for line in text.split_inclusive('\n') {
///             if line.contains(|c: char| c.is_ascii_digit()) {
///                 found.push(Suggestion::at(start..start + line.trim_end().len(), 0.5));
///             }
///             start += line.len();
///         }
///         Ok(found)
///     }
/// }
///
/// export!(figures: finder Figures);
/// # fn main() {}
/// ```
pub trait Finder {
    /// One suggestion for each claim that `text` makes, in any order.
    ///
    /// `options` is a case without records, there for [`Case::option`]. The same text and options must give the same
    /// suggestions every time.
    fn find<'t>(&self, options: Case<'_>, text: &'t str) -> Result<Vec<Suggestion<'t>>, Failure>;
}

/// A passage that makes a claim. Positions are bytes and never cut a character.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Suggestion<'t> {
    /// The passage.
    pub at: Range<usize>,
    /// The claim in words that can be checked; absent where the passage is such.
    pub wording: Option<Cow<'t, str>>,
    /// Who makes it, by name; absent where the text does not say.
    pub claimant: Option<Cow<'t, str>>,
    /// How sure it is that this is a claim, from 0 to 1.
    pub confidence: f64,
}

impl<'t> Suggestion<'t> {
    /// The passage `at` makes a claim, as it stands there.
    pub const fn at(at: Range<usize>, confidence: f64) -> Self {
        Self { at, wording: None, claimant: None, confidence }
    }

    /// Words for it that can be checked, such as with a name in place of "he".
    pub fn wording(mut self, wording: impl Into<Cow<'t, str>>) -> Self {
        self.wording = Some(wording.into());
        self
    }

    /// Who makes it, by name.
    pub fn claimant(mut self, name: impl Into<Cow<'t, str>>) -> Self {
        self.claimant = Some(name.into());
        self
    }
}
