//! Follows a quote through a chain of versions; knows texts in their order, and asks its caller how they differ.
//!
//! Each version is compared with the one the quote was taken from, since that is what an editor asks about and errors
//! of single steps do not add up. The way step by step is walked too, and where it leads elsewhere that is said.

use std::ops::Range;

use super::{AnchorState, Anchored, Hunk, Trail};

/// How the direct way to a version and the way step by step compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// Both lead to the same place, or to none.
    Agrees,
    /// The quote was lost in an earlier version, and only the direct way finds it again.
    Returned,
    /// Step by step the quote is still there, but it has become too unlike the one that was taken to be called it.
    Drifted,
    /// Both find a place, and not the same one: the quote stands several times, or its borders went with another
    /// sentence in between. The direct way is the one to trust.
    Differs,
}

/// A quote in one of the versions after the one it was taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What became of the quote since the version it was taken from.
    pub anchored: Anchored,
    /// Where the way step by step leads, in bytes of this version; `None` once it is lost.
    pub stepped: Option<Range<usize>>,
    /// How the two compare.
    pub agreement: Agreement,
    /// Whether the quote stands as it was taken after it did not in a version between.
    pub reverted: bool,
}

/// Follows the passage `at` of the first text through all the others; a link for each of them.
///
/// `differ` answers the hunks from one text to another, by their positions in `texts`; it is asked at most twice for
/// each version. Without texts, or with one only, there are no links.
///
/// # Errors
/// The first failure of the differ.
pub fn along<E>(
    texts: &[&str],
    at: Range<usize>,
    mut differ: impl FnMut(usize, usize) -> Result<Vec<Hunk>, E>,
) -> Result<Vec<Link>, E> {
    let mut links: Vec<Link> = Vec::new();
    for now in 1..texts.len() {
        let direct = differ(0, now)?;
        let anchored = Trail::new(texts[0], texts[now], &direct).follow(at.clone());
        let before = if now == 1 { Some(at.clone()) } else { links[now - 2].stepped.clone() };
        let stepped = match before {
            None => None,
            Some(_) if now == 1 => only(&anchored),
            Some(before) => {
                let hunks = differ(now - 1, now)?;
                only(&Trail::new(texts[now - 1], texts[now], &hunks).follow(before))
            }
        };
        let agreement = match (only(&anchored), &stepped) {
            (one, other) if one == *other => Agreement::Agrees,
            (Some(_), None) => Agreement::Returned,
            (None, Some(_)) if anchored.state == AnchorState::Removed => Agreement::Drifted,
            _ => Agreement::Differs,
        };
        let reverted = !anchored.state.touches() && links.iter().any(|link| link.anchored.state.touches());
        links.push(Link { anchored, stepped, agreement, reverted });
    }
    Ok(links)
}

/// The place of a quote that has one.
fn only(anchored: &Anchored) -> Option<Range<usize>> {
    match anchored.places.as_slice() {
        [place] => Some(place.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// A differ that knows nothing but the equal ends of two texts.
    fn ends(old: &str, new: &str) -> Vec<Hunk> {
        let head: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let (was, now) = (&old[head..], &new[head..]);
        let equal = was.chars().rev().zip(now.chars().rev()).take_while(|(a, b)| a == b);
        let tail: usize = equal.map(|(c, _)| c.len_utf8()).sum();
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        let all = [
            Hunk { same: true, coarse: false, old: 0..head, new: 0..head },
            Hunk { same: false, coarse: false, old: head..old_end, new: head..new_end },
            Hunk { same: true, coarse: false, old: old_end..old.len(), new: new_end..new.len() },
        ];
        all.into_iter().filter(|hunk| !hunk.old.is_empty() || !hunk.new.is_empty()).collect()
    }

    fn follow(texts: &[&str], quote: &str) -> Vec<Link> {
        let start = texts[0].find(quote).unwrap();
        let differ = |one: usize, other: usize| Ok::<_, Infallible>(ends(texts[one], texts[other]));
        along(texts, start..start + quote.len(), differ).unwrap()
    }

    #[test]
    fn an_edit_that_was_taken_back_is_reverted() {
        let (a, b) =
            ("Rain. The pier cost 3.5 million to build. Fog.", "Rain. The pier cost 35 million to build. Fog.");
        let links = follow(&[a, b, a], "The pier cost 3.5 million");
        let states: Vec<_> = links.iter().map(|link| (link.anchored.state.word(), link.reverted)).collect();
        assert_eq!(states, [("edited", false), ("same", true)]);
        assert!(links.iter().all(|link| link.agreement == Agreement::Agrees));
    }

    #[test]
    fn a_quote_that_was_lost_and_comes_back_says_so() {
        let (a, b) = ("Rain. The pier cost 3.5 million to build. Fog.", "Rain. Fog.");
        let links = follow(&[a, b, a], "The pier cost 3.5 million");
        assert_eq!(links[0].anchored.state, AnchorState::Removed);
        assert_eq!((links[1].agreement, links[1].reverted), (Agreement::Returned, true));
    }

    #[test]
    fn a_quote_that_was_rewritten_step_by_step_has_drifted() {
        let texts = [
            "Rain. The harbour paid nine million for the pier. Fog.",
            "Rain. The harbour paid nine million for some lighthouse. Fog.",
            "Rain. The council borrowed ten million for some lighthouse. Fog.",
            "Rain. The council borrowed euros buying some lighthouse. Fog.",
        ];
        let links = follow(&texts, "The harbour paid nine million for the pier.");
        let last = links.last().unwrap();
        assert_eq!((last.anchored.state, last.agreement), (AnchorState::Removed, Agreement::Drifted));
    }
}
