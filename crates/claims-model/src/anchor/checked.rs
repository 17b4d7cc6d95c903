//! Looks at hunks and ranges before they are believed; knows texts and borders of characters, not quotes.

use std::ops::Range;

use super::Hunk;

/// Whether a passage is so short that it may be the same on both sides by chance: a dozen letters.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).nth(12).is_none()
}

/// Whether the hunks cover both texts in order, cut no character, and are the same where they say so.
pub(super) fn cover(old: &str, new: &str, hunks: &[Hunk]) -> bool {
    let mut at = (0, 0);
    let follows = |hunk: &Hunk| {
        let joins = (hunk.old.start, hunk.new.start) == at;
        at = (hunk.old.end, hunk.new.end);
        let (was, now) = (old.get(hunk.old.clone()), new.get(hunk.new.clone()));
        joins && was.is_some() && now.is_some() && (!hunk.same || was == now)
    };
    hunks.iter().all(follows) && at == (old.len(), new.len())
}

/// The difference of which nothing is known.
pub(super) fn whole(old: &str, new: &str) -> Vec<Hunk> {
    vec![Hunk { same: false, coarse: true, old: 0..old.len(), new: 0..new.len() }]
}

/// A range within the text that cuts no character.
pub(super) fn snapped(text: &str, range: Range<usize>) -> Range<usize> {
    let snap = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = snap(range.end);
    snap(range.start).min(end)..end
}
