//! What a finder answers: a passage of a text that makes a claim.

use std::ops::Range;

/// A claim that a text seems to make; whether it is taken up, people decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The passage, in bytes of the text; it never cuts a character.
    pub at: Range<usize>,
    /// A wording that can be checked: the finder's own or, where it gave none, the passage as it stands.
    pub wording: String,
    /// Who makes the claim, by name; absent where the text does not say.
    pub claimant: Option<String>,
    /// How sure the finder is that it is a claim, from 0 to 1.
    pub confidence: f64,
}
