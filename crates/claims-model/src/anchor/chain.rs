//! Follows a quote through a chain of versions; knows their order, and asks its caller for each single way.
//!
//! Each version is compared with the one the quote was taken from, since that is what an editor asks about and errors
//! of single steps do not add up. Only where that way leads nowhere is the last step taken as well: a quote that was
//! rewritten a little at a time is too unlike the one that was taken, and yet nobody ever took it out.

use std::ops::Range;

use super::{AnchorState, Anchored};

/// A quote in one of the versions after the one it was taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What became of the quote since the version it was taken from.
    pub anchored: Anchored,
    /// Where step by step a removed quote leads, in bytes of this version; `None` when it was taken out in one step,
    /// and for a quote that is not removed.
    pub drifted: Option<Range<usize>>,
}

impl Link {
    /// The one place where the quote stands or where it led.
    fn place(&self) -> Option<Range<usize>> {
        match self.anchored.places.as_slice() {
            [place] => Some(place.clone()),
            _ => self.drifted.clone(),
        }
    }
}

/// Follows the passage `at` of version 0 through versions 1 to `count - 1`; a link for each of them, in order.
///
/// `follow` answers what becomes of a passage of one version, named by its number, in another. It is asked once for
/// each version, and once more for each in which the quote is removed and the version before still has it.
///
/// # Errors
/// The first failure of `follow`.
pub fn along<E>(
    count: usize,
    at: Range<usize>,
    mut follow: impl FnMut(usize, usize, Range<usize>) -> Result<Anchored, E>,
) -> Result<Vec<Link>, E> {
    let mut links: Vec<Link> = Vec::new();
    for now in 1..count {
        let anchored = follow(0, now, at.clone())?;
        let before = links.last().and_then(Link::place);
        let drifted = match before {
            Some(before) if anchored.state == AnchorState::Removed => match follow(now - 1, now, before)?.places {
                places if places.len() == 1 => places.into_iter().next(),
                _ => None,
            },
            _ => None,
        };
        links.push(Link { anchored, drifted });
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::{super::Trail, *};
    use crate::anchor::Hunk;

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

    /// The links of a quote, and which ways were asked for.
    fn links(texts: &[&str], quote: &str) -> (Vec<Link>, Vec<(usize, usize)>) {
        let start = texts[0].find(quote).unwrap();
        let mut asked = Vec::new();
        let follow = |from: usize, to: usize, at| {
            asked.push((from, to));
            Ok::<_, Infallible>(Trail::new(texts[from], texts[to], &ends(texts[from], texts[to])).follow(at))
        };
        let links = along(texts.len(), start..start + quote.len(), follow).unwrap();
        (links, asked)
    }

    #[test]
    fn a_quote_that_was_taken_out_and_comes_back_did_not_drift() {
        let (a, b) = ("Rain. The pier cost 3.5 million to build. Fog.", "Rain. Fog.");
        let (links, asked) = links(&[a, b, b, a], "The pier cost 3.5 million");
        let states: Vec<_> = links.iter().map(|link| (link.anchored.state, link.drifted.clone())).collect();
        let removed = (AnchorState::Removed, None);
        assert_eq!(states, [removed.clone(), removed, (AnchorState::Same, None)]);
        assert_eq!(asked, [(0, 1), (0, 2), (0, 3)]);
    }

    #[test]
    fn a_quote_that_was_rewritten_step_by_step_has_drifted() {
        let texts = [
            "Rain. The harbour paid nine million for the pier. Fog.",
            "Rain. The harbour paid nine million for some lighthouse. Fog.",
            "Rain. The council borrowed ten million for some lighthouse. Fog.",
            "Rain. The council borrowed euros buying some lighthouse. Fog.",
            "Rain. Fog.",
        ];
        let (links, asked) = links(&texts, "The harbour paid nine million for the pier.");
        let led: Vec<_> =
            links.iter().zip(&texts[1..]).map(|(link, text)| link.drifted.clone().map(|place| &text[place])).collect();
        let drifted = Some("The council borrowed euros buying some lighthouse.");
        assert!(led.contains(&drifted) && led[3].is_none(), "{led:?}");
        assert!(links[2..].iter().all(|link| link.anchored.state == AnchorState::Removed));
        assert!(asked.contains(&(2, 3)) && asked.contains(&(3, 4)) && !asked.contains(&(1, 0)));
    }
}
