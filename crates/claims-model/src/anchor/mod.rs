//! What became of a quote in a later version of its text.
//!
//! The old version is known, so the quote is first carried along the difference of the two texts; only where that
//! fails is it searched, and only in new text that the difference leaves unexplained. Nothing here decides for a
//! person: the answer is a state and, where there is one, a place.

mod candidate;
mod carry;
mod chain;
mod change;
mod checked;
mod edges;
mod ground;
mod inner;
mod loose;
mod matter;
mod pair;
mod search;
mod stray;
mod trail;
pub(crate) mod word;

use std::ops::Range;

pub use chain::{Link, along};
pub use change::{Change, Changed, called_out};
pub use matter::Matter;
pub use trail::Trail;

use crate::words;

/// One step of the way from an old text to a new one; steps in order cover both texts without a gap.
///
/// Positions are bytes of the UTF-8 texts.
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

/// What became of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnchorState {
    /// It stands unchanged where it stood.
    Same,
    /// Only typography differs, see [`same_but_typography`](crate::quote::same_but_typography).
    Typographic,
    /// Its words differ.
    Edited,
    /// It stands in another place, and nothing but typography differs.
    Moved,
    /// It stands elsewhere and its words differ.
    MovedAndEdited,
    /// It is gone.
    Removed,
    /// It stands in several places, none of them the old one.
    Ambiguous,
}

words!(AnchorState, "an anchor state", {
    Same = "same", Typographic = "typographic", Edited = "edited", Moved = "moved",
    MovedAndEdited = "moved and edited", Removed = "removed", Ambiguous = "ambiguous",
});

impl AnchorState {
    /// Whether an editor should look at the claim again.
    pub const fn touches(self) -> bool {
        !matches!(self, Self::Same | Self::Typographic)
    }
}

/// A quote in a later version.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchored {
    /// What became of it.
    pub state: AnchorState,
    /// The places where it may stand now, in bytes of the new text: none, one or, when ambiguous, several.
    pub places: Vec<Range<usize>>,
    /// The share of the quote's letters and digits that are kept, from 0 to 1.
    ///
    /// It is the letters and digits of the quote's words that are paired with equal words of the place, in order, over
    /// those of all its words. A removed quote keeps nothing; of an ambiguous one it is the share of the best place.
    pub score: f64,
    /// What differs in words, for the states `edited` and `moved and edited`; empty for all others.
    pub changes: Vec<Change>,
}

/// Follows the passage `at` (bytes of `old`) through `hunks` into `new`; see [`Trail::follow`].
///
/// Whoever follows several quotes between the same two texts makes a [`Trail`] once.
pub fn follow(old: &str, new: &str, at: Range<usize>, hunks: &[Hunk]) -> Anchored {
    Trail::new(old, new, hunks).follow(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hunks from a list of (old, new) passages; equal passages are the same.
    fn hunks(passages: &[(&str, &str)]) -> (String, String, Vec<Hunk>) {
        let (mut old, mut new, mut hunks) = (String::new(), String::new(), Vec::new());
        for (was, now) in passages {
            let (old_start, new_start) = (old.len(), new.len());
            old.push_str(was);
            new.push_str(now);
            hunks.push(Hunk { same: was == now, coarse: false, old: old_start..old.len(), new: new_start..new.len() });
        }
        (old, new, hunks)
    }

    fn state(passages: &[(&str, &str)], quote: &str) -> (AnchorState, Vec<String>) {
        let (old, new, hunks) = hunks(passages);
        let start = old.find(quote).unwrap();
        let anchored = follow(&old, &new, start..start + quote.len(), &hunks);
        (anchored.state, anchored.places.into_iter().map(|range| new[range].to_owned()).collect())
    }

    #[test]
    fn an_untouched_quote_is_the_same_even_when_it_stands_later() {
        let passages = [("", "New lead. "), ("He said no.", "He said no.")];
        assert_eq!(state(&passages, "said no"), (AnchorState::Same, vec!["said no".to_owned()]));
    }

    #[test]
    fn new_punctuation_is_typography() {
        let passages = [("He said ", "He said "), ("\"no\"", "“No”"), (".", ".")];
        assert_eq!(state(&passages, "said \"no\"").0, AnchorState::Typographic);
    }

    #[test]
    fn a_changed_number_is_an_edit_and_never_the_same() {
        let passages = [("It sent ", "It sent "), ("15", "50"), (" shells to the front.", " shells to the front.")];
        assert_eq!(state(&passages, "sent 15 shells"), (AnchorState::Edited, vec!["sent 50 shells".to_owned()]));
    }

    #[test]
    fn a_moved_quote_is_found_only_in_new_text() {
        let moved = [("He said no. ", ""), ("Then rain.", "Then rain."), ("", " He said no.")];
        assert_eq!(state(&moved, "said no"), (AnchorState::Moved, vec!["said no".to_owned()]));
        let lookalike = [("He said no. ", ""), ("Others: He said no.", "Others: He said no.")];
        assert_eq!(state(&lookalike, "He said no. "), (AnchorState::Removed, vec![]));
        let twice = [("He said no. ", ""), ("Rain.", "Rain."), ("", " He said no. He said no.")];
        assert_eq!(state(&twice, "said no").0, AnchorState::Ambiguous);
    }

    #[test]
    fn a_correction_that_repeats_the_old_words_is_not_where_the_quote_went() {
        let passages = [
            ("The pier cost ", "The pier cost "),
            ("3.5", "35"),
            (" million to build.", " million to build."),
            ("", "\nCorrection: we wrote that the pier cost 3.5 million to build."),
        ];
        let (state, places) = state(&passages, "The pier cost 3.5 million to build.");
        assert_eq!((state, places[0].as_str()), (AnchorState::Edited, "The pier cost 35 million to build."));
    }

    #[test]
    fn a_quote_whose_words_are_kept_is_not_removed_for_a_longer_neighbour_that_passed_it() {
        let neighbour =
            "Ferries sailed at dawn and at dusk, in fog and in rain, and nobody ever counted the passengers. ";
        let passages = [
            ("Fog. ", "Fog. "),
            (neighbour, ""),
            ("He paid for the long ", "He paid for the long "),
            ("", "wooden "),
            ("pier himself. ", "pier himself. "),
            ("", neighbour),
            ("End.", "End."),
        ];
        let (state, places) = state(&passages, "He paid for the long pier himself.");
        assert_eq!((state, places[0].as_str()), (AnchorState::Edited, "He paid for the long wooden pier himself."));
    }

    #[test]
    fn a_quote_does_not_end_with_the_stop_of_the_next_sentence() {
        let passages = [
            ("They wrote ", "They wrote "),
            ("letters, notes, etc. ", "letters "),
            ("Others sailed away.", "Others sailed away."),
        ];
        assert_eq!(state(&passages, "They wrote letters, notes, etc.").1, ["They wrote letters"]);
    }

    #[test]
    fn a_word_that_is_equal_by_chance_does_not_widen_a_quote() {
        let passages = [
            ("Rain.\n", "Rain.\n"),
            ("In spring it", "In the harbour a storm sank two ferries. Nobody was hurt.\nIt"),
            (" was the council that paid for the pier. End.", " was the council that paid for the pier. End."),
        ];
        let (_, places) = state(&passages, "In spring it was the council that paid for the pier.");
        assert_eq!(places, ["It was the council that paid for the pier."]);
    }

    #[test]
    fn a_quote_that_was_torn_apart_is_found_where_most_of_it_is() {
        let put_in = "makes dues. Nobody had asked for that. The mayor spoke of ferries, of fog, of ropes and of lamps, of \
                      keepers who slept and of boats that never came home, and went on until midnight. The fee ";
        let passages = [
            ("Rain. The council ", "Rain. The council "),
            ("", put_in),
            (
                "was raised for all who moor at the long pier. Fog.",
                "was raised for all who moor at the long pier. Fog.",
            ),
        ];
        let (state, places) = state(&passages, "The council was raised for all who moor at the long pier.");
        assert_eq!(
            (state, places[0].as_str()),
            (AnchorState::Edited, "The fee was raised for all who moor at the long pier.")
        );
    }

    #[test]
    fn a_mark_that_closes_is_not_taken_for_the_one_that_opens() {
        let passages = [
            ("Crime fell by 40 percent, ", "Crime fell by 40 percent, "),
            ("two", "a"),
            (" ‘", " ‘"),
            ("fifths", "third"),
            ("’", "’"),
            (" in all. More.", " in all. More."),
        ];
        let (_, places) = state(&passages, "fell by 40 percent, two ‘fifths’");
        assert_eq!(places, ["fell by 40 percent, a ‘third’"]);
    }

    #[test]
    fn a_rewritten_quote_is_removed() {
        let passages = [("A. ", "A. "), ("He said no.", "Nothing was heard from him."), (" B.", " B.")];
        assert_eq!(state(&passages, "He said no"), (AnchorState::Removed, vec![]));
    }
}
