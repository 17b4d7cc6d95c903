//! Takes back what is paired by chance between long changes; knows how much a reader sees, not where sentences end.

use std::cmp::Reverse;

use crate::{run::Run, side::Side};

/// An island of more words than this is a clause, and is kept whatever surrounds it.
pub(crate) const MOST_WORDS: usize = 3;
/// The same in letters.
pub(crate) const MOST_LETTERS: usize = 12;
/// An island is merged when the changes around it have this many letters for each of its own, and [`MARGIN`] more.
const TIMES: usize = 8;
const MARGIN: usize = 8;
/// On the side that changed less, so many letters for each of its own.
const LEAST_TIMES: usize = 2;
/// How often the islands of one part are looked at.
const MOST_LOOKS: usize = 8;
/// One token may be shown as changed although it is not, for so many that are.
const CHANGED_FOR_ONE: usize = 100;
/// So many in any text, in tokens of both sides.
const IN_ANY_TEXT: usize = 4;

/// How many tokens may still be shown as changed although both texts have them.
///
/// An easy read is worth a little more red and green, not a lot: nobody should seem to have rewritten what they kept.
#[derive(Debug)]
pub(crate) struct Allowance {
    tokens: usize,
    /// Changed tokens that did not yet count.
    rest: usize,
    /// How many of the kept tokens may be given up: half of them, so that something always stays.
    spare: usize,
}

impl Allowance {
    pub(crate) const fn new() -> Self {
        Self { tokens: IN_ANY_TEXT, rest: 0, spare: 0 }
    }

    /// Counts a part of the texts with so many tokens that are the same and so many, of both sides, that are not.
    fn grow(&mut self, kept: usize, changed: usize) {
        self.spare += kept / 2;
        self.rest += changed;
        self.tokens += self.rest / CHANGED_FOR_ONE;
        self.rest %= CHANGED_FOR_ONE;
    }

    /// Takes so many kept tokens away, if there are enough left.
    pub(crate) fn give_up(&mut self, kept: usize) -> bool {
        let enough = kept <= self.spare;
        if enough {
            self.spare -= kept;
        }
        enough
    }

    /// Takes so many kept tokens away and counts them on both sides, if there are enough left.
    fn pay(&mut self, kept: usize) -> bool {
        let enough = 2 * kept <= self.tokens && self.give_up(kept);
        if enough {
            self.tokens -= 2 * kept;
        }
        enough
    }
}

/// Drops the runs that are too small to mean anything between the long changes on both sides of them, those first that
/// are lost the most, as far as the allowance goes.
///
/// What is dropped makes the changes around its neighbours longer, so it looks again until nothing more falls.
pub(crate) fn merge_islands(mut runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>, allowance: &mut Allowance) -> Vec<Run> {
    let kept: usize = runs.iter().map(|run| run.len).sum();
    allowance.grow(kept, old.tokens.len() + new.tokens.len() - 2 * kept);
    for _ in 0..MOST_LOOKS {
        let mut islands = islands(&runs, old, new);
        islands.sort_unstable_by_key(|island| (Reverse(island.lost), island.index));
        let mut falls = vec![false; runs.len()];
        let mut any = false;
        for Island { index, .. } in islands {
            // One whose neighbour falls is looked at again, with what is around it then.
            let beside =
                index.checked_sub(1).is_some_and(|before| falls[before]) || falls.get(index + 1) == Some(&true);
            if !beside && allowance.pay(runs[index].len) {
                falls[index] = true;
                any = true;
            }
        }
        if !any {
            break;
        }
        let mut falls = falls.into_iter();
        runs.retain(|_| falls.next() != Some(true));
    }
    runs
}

/// A run that may fall.
struct Island {
    index: usize,
    /// How many letters changed around it for each of its own.
    lost: usize,
}

fn islands(runs: &[Run], old: &Side<'_>, new: &Side<'_>) -> Vec<Island> {
    let mut islands = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        if run.len > 4 * MOST_WORDS || old.words(run.old, run.old_end()) > MOST_WORDS {
            continue;
        }
        let letters = old.letters(run.old, run.old_end());
        let before = index.checked_sub(1).map_or((0, 0), |before| (runs[before].old_end(), runs[before].new_end()));
        let after = runs.get(index + 1).map_or((old.tokens.len(), new.tokens.len()), |next| (next.old, next.new));
        let before = (old.letters(before.0, run.old), new.letters(before.1, run.new));
        let after = (old.letters(run.old_end(), after.0), new.letters(run.new_end(), after.1));
        let around = (before.0 + after.0, before.1 + after.1);
        if letters <= MOST_LETTERS
            && before.0.max(before.1).min(after.0.max(after.1)) >= letters
            && drowned(letters, around)
            && !old.has_line(run.old, run.old_end())
        {
            islands.push(Island { index, lost: (around.0 + around.1) / letters.max(1) / run.len });
        }
    }
    islands
}

/// Whether a few kept letters are lost among those that changed around them, on the old side and on the new.
///
/// Where much was put in and little taken out, what stands between was not found again by chance.
fn drowned(letters: usize, (old, new): (usize, usize)) -> bool {
    old.max(new) >= TIMES * letters + MARGIN && old.min(new) >= letters * LEAST_TIMES
}
