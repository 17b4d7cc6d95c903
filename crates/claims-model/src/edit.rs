//! What sort of change lies between two versions of a text, told from the way between them.
//!
//! Most edits of an article say nothing: a blank, a quotation mark, a paragraph that stands twice. Whoever follows
//! articles must be told of those once and in few words, and of none of them as a change of what was said.

use std::collections::HashSet;

use crate::{
    anchor::Hunk,
    quote::{same_but_typography, sum_of_letters},
    words,
};

/// An edit in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// What it comes to.
    pub sort: EditSort,
    /// How many words went.
    pub words_out: usize,
    /// How many words came.
    pub words_in: usize,
}

/// What an edit comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditSort {
    /// The texts are the same.
    None,
    /// White space alone.
    Blanks,
    /// Punctuation marks, case and white space alone.
    Typography,
    /// Paragraphs stand in another order, and nothing else is new.
    Order,
    /// Paragraphs that stand in the text all the same came a second time, or went.
    Repetition,
    /// Most of the text is gone: perhaps it stands behind a paywall, or was not found in the page.
    Shrunk,
    /// Words.
    Words,
}

words!(EditSort, "a sort of edit", {
    None = "none", Blanks = "blanks", Typography = "typography", Order = "order",
    Repetition = "repetition", Shrunk = "shrunk",
    Words = "words",
});

/// A text of fewer words than this can shrink to anything without suspicion.
const LONG: usize = 120;

/// How many changes are looked for in the other text one by one, before its paragraphs are put in order for all.
const LOOKS: usize = 8;

impl Edit {
    /// The edit that leads from `old` to `new` along `hunks`, which cover both.
    pub fn of(old: &str, new: &str, hunks: &[Hunk]) -> Self {
        let (mut words_out, mut words_in) = (0, 0);
        for hunk in hunks.iter().filter(|hunk| !hunk.same) {
            words_out += count(&old[hunk.old.clone()]);
            words_in += count(&new[hunk.new.clone()]);
        }
        Self { sort: sort(old, new, hunks), words_out, words_in }
    }

    /// Whether most of a text is gone, which is what a paywall looks like, or a page that shows something else.
    pub fn has_shrunk(old: &str, new: &str) -> bool {
        let before = count(old);
        before >= LONG && count(new) * 3 < before
    }
}

fn sort(old: &str, new: &str, hunks: &[Hunk]) -> EditSort {
    if old == new {
        return EditSort::None;
    }
    let changed =
        || hunks.iter().filter(|hunk| !hunk.same).map(|hunk| (&old[hunk.old.clone()], &new[hunk.new.clone()]));
    if changed().all(|(was, now)| was.trim().is_empty() && now.trim().is_empty()) {
        return EditSort::Blanks;
    }
    // Most edits are told by what changed alone; the rest of the texts is looked at only where it could matter.
    let sums = changed().map(|(was, now)| (sum_of_letters(was), sum_of_letters(now)));
    let (letters_out, letters_in) = sums.fold((0, 0), |(all_out, all_in), (out, came)| (all_out + out, all_in + came));
    if letters_out == letters_in && same_but_typography(old, new) {
        return EditSort::Typography;
    }
    if changed().take(LOOKS).any(|(was, now)| is_nowhere(was, new) || is_nowhere(now, old)) {
        return if has_shrunk(old, new, hunks) { EditSort::Shrunk } else { EditSort::Words };
    }
    let (olds, news) = (paragraphs(old).collect::<HashSet<_>>(), paragraphs(new).collect::<HashSet<_>>());
    let stands_all_the_same =
        |(was, now)| paragraphs(was).all(|one| news.contains(one)) && paragraphs(now).all(|one| olds.contains(one));
    if changed().all(stands_all_the_same) {
        let sorted = |text| {
            let mut all: Vec<&str> = paragraphs(text).collect();
            all.sort_unstable();
            all
        };
        return if sorted(old) == sorted(new) { EditSort::Order } else { EditSort::Repetition };
    }
    if has_shrunk(old, new, hunks) { EditSort::Shrunk } else { EditSort::Words }
}

/// The same as [`Edit::has_shrunk`], which need not count all words where enough of them stayed.
fn has_shrunk(old: &str, new: &str, hunks: &[Hunk]) -> bool {
    // A word that begins within what stayed, not where that begins, is a word of both texts. Any other word of the old
    // text begins in what went, or where a passage begins that stayed.
    let mut gone = hunks.len();
    for hunk in hunks.iter().filter(|hunk| !hunk.same) {
        gone += count(&old[hunk.old.clone()]);
    }
    let kept = hunks.iter().filter(|hunk| hunk.same).flat_map(|hunk| old[hunk.old.clone()].split_whitespace().skip(1));
    // A third of all that the old text can have stayed: kept ≥ (kept + gone) / 3.
    let enough = kept.take(gone.div_ceil(2)).count() >= gone.div_ceil(2);
    !enough && Edit::has_shrunk(old, new)
}

/// Whether the first paragraph of a changed part is no paragraph of the other text.
fn is_nowhere(part: &str, other: &str) -> bool {
    paragraphs(part).next().is_some_and(|first| paragraphs(other).all(|one| one != first))
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way of a plain differ: what both begin and end with, by characters, and all between as one change.
    fn edit(old: &str, new: &str) -> Edit {
        let start = old.char_indices().zip(new.chars()).find(|((_, was), now)| was != now);
        let start = start.map_or(old.len().min(new.len()), |((at, _), _)| at);
        let ends = old[start..].chars().rev().zip(new[start..].chars().rev()).take_while(|(was, now)| was == now);
        let end: usize = ends.map(|(c, _)| c.len_utf8()).sum();
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let (was, now) = (old.len() - end, new.len() - end);
        let hunks = [
            hunk(true, 0..start, 0..start),
            hunk(false, start..was, start..now),
            hunk(true, was..old.len(), now..new.len()),
        ];
        Edit::of(old, new, &hunks)
    }

    #[test]
    fn what_says_nothing_is_called_so() {
        assert_eq!(edit("A b.\n", "A b.\n").sort, EditSort::None);
        assert_eq!(edit("A b.\n", "A  b.\n").sort, EditSort::Blanks);
        assert_eq!(edit("He said \"no\" twice.\n", "He said “no” twice.\n").sort, EditSort::Typography);
        assert_eq!(edit("One.\n\nTwo.\n", "One.\n\nTwo.\n\nOne.\n").sort, EditSort::Repetition);
        assert_eq!(edit("One.\n\nTwo.\n\nOne.\n", "One.\n\nTwo.\n").sort, EditSort::Repetition);
        let (old, new) = ("One.\n\nTwo.\n", "Two.\n\nOne.\n");
        let whole = Hunk { same: false, coarse: false, old: 0..old.len(), new: 0..new.len() };
        assert_eq!(Edit::of(old, new, &[whole]).sort, EditSort::Order);
    }

    #[test]
    fn a_changed_word_is_counted() {
        assert_eq!(
            edit("It sent 15 shells.", "It sent 50 shells."),
            Edit { sort: EditSort::Words, words_out: 1, words_in: 1 }
        );
        assert_eq!(edit("One.\n\nTwo.\n", "One.\n\nTwo.\n\nThree more.\n").words_in, 2);
    }

    #[test]
    fn a_text_that_all_but_vanishes_is_suspicious() {
        let long = "It went on and on. ".repeat(60);
        assert_eq!(edit(&long, "Subscribe to read on.").sort, EditSort::Shrunk);
        assert_eq!(edit("A short note.", "Gone.").sort, EditSort::Words);
    }

    #[test]
    fn a_text_has_shrunk_whether_all_its_words_are_counted_or_not() {
        let word = |at: usize| if at.is_multiple_of(7) { "\n" } else { "word " };
        for (kept, gone) in (0..40).map(|at| (at * 10, 390 - at * 10)).chain([(131, 260), (130, 261), (129, 262)]) {
            let (stays, goes): (String, String) = ((1..=kept).map(word).collect(), (1..=gone).map(word).collect());
            for old in [format!("{stays}{goes}"), format!("{goes}{stays}")] {
                let start = if old.starts_with(&stays) { 0 } else { goes.len() };
                let (before, after) = (0..start, start + stays.len()..old.len());
                let hunks = [
                    Hunk { same: false, coarse: false, old: before, new: 0..0 },
                    Hunk { same: true, coarse: false, old: start..start + stays.len(), new: 0..stays.len() },
                    Hunk { same: false, coarse: false, old: after, new: stays.len()..stays.len() },
                ];
                assert_eq!(has_shrunk(&old, &stays, &hunks), Edit::has_shrunk(&old, &stays), "{kept}");
            }
        }
    }
}
