//! What became of a quote in a later version of its text.
//!
//! The old version is known, so the quote is first carried along the difference of the two texts; only where that
//! fails is it searched, and only in new text that the difference leaves unexplained. Nothing here decides for a
//! person: the answer is a state and, where there is one, a place.

use std::ops::Range;

use crate::{quote, words};

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
    /// Only typography differs, see [`quote::same_but_typography`].
    Typographic,
    /// Its words differ.
    Edited,
    /// It stands unchanged in another place.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// What became of it.
    pub state: AnchorState,
    /// The places where it may stand now, in bytes of the new text: none, one or, when ambiguous, several.
    pub places: Vec<Range<usize>>,
}

/// Follows the passage `at` (bytes of `old`) through `hunks` into `new`.
///
/// A passage is `edited` when at least half of its letters and digits are kept by the difference; else it is `removed`.
pub fn follow(old: &str, new: &str, at: Range<usize>, hunks: &[Hunk]) -> Anchored {
    let was = &old[at.clone()];
    let place = carry(&at, hunks);
    let now = &new[place.clone()];
    if was == now {
        return Anchored { state: AnchorState::Same, places: vec![place] };
    }
    if quote::same_but_typography(was, now) {
        return Anchored { state: AnchorState::Typographic, places: vec![place] };
    }
    let elsewhere = unexplained(new, was, hunks);
    match elsewhere.len() {
        0 => {}
        1 => return Anchored { state: AnchorState::Moved, places: elsewhere },
        _ => return Anchored { state: AnchorState::Ambiguous, places: elsewhere },
    }
    let kept: usize = hunks
        .iter()
        .filter(|hunk| hunk.same)
        .map(|hunk| hunk.old.start.max(at.start)..hunk.old.end.min(at.end))
        .filter(|shared| !shared.is_empty())
        .map(|shared| letters(&old[shared]))
        .sum();
    if kept * 2 >= letters(was).max(1) {
        Anchored { state: AnchorState::Edited, places: vec![place] }
    } else {
        Anchored { state: AnchorState::Removed, places: Vec::new() }
    }
}

/// The passage of the new text that stands in the place of `at`.
fn carry(at: &Range<usize>, hunks: &[Hunk]) -> Range<usize> {
    let touched = |hunk: &&Hunk| hunk.old.start < at.end && at.start < hunk.old.end;
    let mut places = hunks.iter().filter(touched).map(|hunk| {
        if hunk.same {
            let start = hunk.new.start + at.start.saturating_sub(hunk.old.start);
            let end = hunk.new.end - hunk.old.end.saturating_sub(at.end);
            start..end
        } else {
            hunk.new.clone()
        }
    });
    let first = places.next().unwrap_or(0..0);
    let end = places.next_back().map_or(first.end, |last| last.end);
    first.start..end
}

/// Where `passage` stands in the parts of `new` that the difference does not trace to the old text.
fn unexplained(new: &str, passage: &str, hunks: &[Hunk]) -> Vec<Range<usize>> {
    let fresh = hunks.iter().filter(|hunk| !hunk.same && !hunk.new.is_empty());
    fresh
        .flat_map(|hunk| {
            let part = &new[hunk.new.clone()];
            quote::find(part, passage).into_iter().map(move |range| {
                let start = hunk.new.start + quote::byte_of(part, range.start);
                start..hunk.new.start + quote::byte_of(part, range.end)
            })
        })
        .collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
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
    fn a_rewritten_quote_is_removed() {
        let passages = [("A. ", "A. "), ("He said no.", "Nothing was heard from him."), (" B.", " B.")];
        assert_eq!(state(&passages, "He said no"), (AnchorState::Removed, vec![]));
    }
}
