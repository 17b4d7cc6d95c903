//! Takes back what is paired by chance between long changes; knows how much a reader sees, not where sentences end.

use crate::{align::Run, side::Side};

/// An island of more words than this is a clause, and is kept whatever surrounds it.
pub(crate) const MOST_WORDS: usize = 3;
/// The same in letters.
pub(crate) const MOST_LETTERS: usize = 12;
/// An island is merged when the changes around it have this many letters for each of its own, and [`MARGIN`] more.
const TIMES: usize = 8;
const MARGIN: usize = 8;
/// On the side that changed less, so many letters for each of its own.
const LEAST_TIMES: usize = 2;
/// How often the islands are looked at.
const MOST_LOOKS: usize = 8;

/// Joins the runs that touch.
pub(crate) fn join(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.old_end() == run.old && last.new_end() == run.new => last.len += run.len,
            _ => joined.push(run),
        }
    }
    joined
}

/// Drops the runs that are too small to mean anything between the long changes on both sides of them.
///
/// What is dropped makes the changes around its neighbours longer, so it looks again until nothing more falls.
pub(crate) fn merge_islands(mut runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>) -> Vec<Run> {
    for _ in 0..MOST_LOOKS {
        let before = runs.len();
        runs = without_islands(&runs, old, new);
        if runs.len() == before {
            break;
        }
    }
    runs
}

fn without_islands(runs: &[Run], old: &Side<'_>, new: &Side<'_>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let (old_before, new_before) = kept.last().map_or((0, 0), |last| (last.old_end(), last.new_end()));
        let (old_after, new_after) =
            runs.get(index + 1).map_or((old.tokens.len(), new.tokens.len()), |next| (next.old, next.new));
        let words = old.words(run.old, run.old + run.len.min(4 * MOST_WORDS));
        if run.len <= 4 * MOST_WORDS && words <= MOST_WORDS {
            let letters = old.letters(run.old, run.old_end());
            let before = (old.letters(old_before, run.old), new.letters(new_before, run.new));
            let after = (old.letters(run.old_end(), old_after), new.letters(run.new_end(), new_after));
            if letters <= MOST_LETTERS
                && before.0.max(before.1).min(after.0.max(after.1)) >= letters
                && drowned(letters, (before.0 + after.0, before.1 + after.1))
                && !old.has_line(run.old, run.old_end())
            {
                continue;
            }
        }
        kept.push(*run);
    }
    kept
}

/// Whether a few kept letters are lost among those that changed around them, on the old side and on the new.
///
/// Where much was put in and little taken out, what stands between was not found again by chance.
fn drowned(letters: usize, (old, new): (usize, usize)) -> bool {
    old.max(new) >= TIMES * letters + MARGIN && old.min(new) >= letters * LEAST_TIMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_touch_are_one() {
        let runs = vec![Run { old: 0, new: 1, len: 2 }, Run { old: 2, new: 3, len: 1 }, Run { old: 3, new: 5, len: 1 }];
        assert_eq!(join(runs), [Run { old: 0, new: 1, len: 3 }, Run { old: 3, new: 5, len: 1 }]);
    }
}
