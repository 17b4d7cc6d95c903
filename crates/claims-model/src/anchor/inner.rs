//! Leaves out what two wordings share at both ends, so that only the words around a change need be cut and weighed;
//! knows bytes, and of words only where one surely ends.

use std::ops::Range;

/// The parts of two wordings that are left when the same words are taken off at both ends, but for the first of those
/// at the end.
///
/// Each part begins the wording, or behind a letter or digit of ASCII and a blank: no sentence begins there, and no
/// word or number reaches across. It ends the wording, or before a blank. So its words are those that the whole wording
/// has there, sentences included.
pub(super) fn inner(was: &str, now: &str) -> (Range<usize>, Range<usize>) {
    let (old, new) = (was.as_bytes(), now.as_bytes());
    let head = same_start(old, new);
    let start = old[..head].windows(2).rposition(|pair| pair[0].is_ascii_alphanumeric() && pair[1] == b' ');
    let start = start.map_or(0, |at| at + 2);
    let tail = same_end(&old[start..], &new[start..]);
    let end = &old[old.len() - tail..];
    let blanks = end.iter().enumerate().filter(|(_, byte)| **byte == b' ').map(|(at, _)| at);
    // The word between the first blank and the next stays: it shows where the words that are the same begin.
    let kept = blanks.skip(1).find(|at| end[at - 1] != b' ').unwrap_or(tail);
    let cut = tail - kept;
    (start..old.len() - cut, start..new.len() - cut)
}

/// How many bytes are the same at the start.
fn same_start(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 16;
    let steps = one.chunks_exact(STEP).zip(other.chunks_exact(STEP)).take_while(|(a, b)| a == b).count() * STEP;
    steps + one[steps..].iter().zip(&other[steps..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same at the end.
fn same_end(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 16;
    let steps = one.rchunks_exact(STEP).zip(other.rchunks_exact(STEP)).take_while(|(a, b)| a == b).count() * STEP;
    let (one, other) = (&one[..one.len() - steps], &other[..other.len() - steps]);
    steps + one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'t>(was: &'t str, now: &'t str) -> (&'t str, &'t str) {
        let (old, new) = inner(was, now);
        (&was[old], &now[new])
    }

    #[test]
    fn the_words_around_a_change_are_left() {
        assert_eq!(cut("It sent 15 old shells north.", "It sent 50 old shells north."), ("15 old", "50 old"));
        assert_eq!(cut("It sent 15.", "It sent 50."), ("15.", "50."));
        assert_eq!(cut("He left. No one saw it", "He left. None saw it"), ("left. No one saw", "left. None saw"));
        assert_eq!(cut("a é b c", "a è b c"), ("é b", "è b"));
        assert_eq!(cut("the same", "the same"), ("same", "same"));
        assert_eq!(cut("", "all new"), ("", "all new"));
    }
}
