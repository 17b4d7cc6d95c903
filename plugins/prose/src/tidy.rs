//! Makes a correct pairing readable: takes back what is paired by chance, and slides changes to where a clause starts.

use crate::{
    align::Run,
    token::{Class, Token, unspaced},
};

/// An island of more words than this is a clause, and is kept whatever surrounds it.
const MOST_WORDS: usize = 3;
/// The same in letters.
const MOST_LETTERS: usize = 12;
/// An island is merged when the changes around it have this many letters for each of its own, and [`MARGIN`] more.
const TIMES: usize = 8;
const MARGIN: usize = 8;
/// How far a change is slid, in tokens.
const FARTHEST: usize = 64;

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

/// One of the two texts with its tokens.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
}

impl Side<'_> {
    /// How many letters a reader sees between two tokens; a digit and an unspaced character count for more.
    fn letters(self, start: usize, end: usize) -> usize {
        self.tokens[start..end].iter().map(|token| self.weight(token)).sum()
    }

    fn weight(self, token: &Token) -> usize {
        let word = &self.text[token.bytes.clone()];
        match token.class {
            Class::Mark => 2,
            Class::Number => 3 + 3 * word.len(),
            Class::Word if word.starts_with(unspaced) => 3,
            Class::Word => word.chars().count(),
        }
    }

    /// Whether a whole line is among these tokens, as in a list.
    fn has_line(self, start: usize, end: usize) -> bool {
        let gap = |at: usize| {
            let before = at.checked_sub(1).map_or(0, |before| self.tokens[before].bytes.end);
            &self.text[before..self.tokens.get(at).map_or(self.text.len(), |token| token.bytes.start)]
        };
        (start..=end).filter(|at| gap(*at).contains('\n')).count() > 1
    }

    fn words(self, start: usize, end: usize) -> usize {
        self.tokens[start..end].iter().filter(|token| token.class != Class::Mark).count()
    }
}

/// Drops the runs that are too small to mean anything between the long changes on both sides of them.
pub(crate) fn merge_islands(runs: &[Run], old: Side<'_>, new: Side<'_>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let (old_before, new_before) = kept.last().map_or((0, 0), |last| (last.old_end(), last.new_end()));
        let (old_after, new_after) =
            runs.get(index + 1).map_or((old.tokens.len(), new.tokens.len()), |next| (next.old, next.new));
        let words = old.words(run.old, run.old + run.len.min(4 * MOST_WORDS));
        if run.len <= 4 * MOST_WORDS && words <= MOST_WORDS {
            let letters = old.letters(run.old, run.old_end());
            let before = old.letters(old_before, run.old).max(new.letters(new_before, run.new));
            let after = old.letters(run.old_end(), old_after).max(new.letters(run.new_end(), new_after));
            if letters <= MOST_LETTERS
                && before.min(after) >= letters
                && before + after >= TIMES * letters + MARGIN
                && !old.has_line(run.old, run.old_end())
            {
                continue;
            }
        }
        kept.push(*run);
    }
    kept
}

/// Slides each pure insertion or deletion to the place where its start and its end read best.
///
/// Where "the hall and " is put before "the yard", the pairing may have found "hall and the " as well.
pub(crate) fn slide(runs: &mut [Run], old: Side<'_>, new: Side<'_>, old_ids: &[u32], new_ids: &[u32]) {
    for index in 1..runs.len() {
        let (before, after) = (runs[index - 1], runs[index]);
        let (side, ids, start, end) = if before.old_end() == after.old {
            (new, new_ids, before.new_end(), after.new)
        } else if before.new_end() == after.new {
            (old, old_ids, before.old_end(), after.old)
        } else {
            continue;
        };
        // Both runs keep at least one token, so that no two changes meet.
        let room_left = FARTHEST.min(before.len - 1);
        let left = (0..room_left).take_while(|shift| ids[start - 1 - shift] == ids[end - 1 - shift]).count();
        let room_right = FARTHEST.min(after.len - 1);
        let right = (0..room_right).take_while(|shift| ids[start + shift] == ids[end + shift]).count();
        let best = (start - left..=start + right).max_by_key(|at| (border(side, *at), at.abs_diff(start) == 0));
        match best {
            Some(at) if at < start => {
                let shift = start - at;
                runs[index - 1].len -= shift;
                runs[index] = Run { old: after.old - shift, new: after.new - shift, len: after.len + shift };
            }
            Some(at) => {
                let shift = at - start;
                runs[index - 1].len += shift;
                runs[index] = Run { old: after.old + shift, new: after.new + shift, len: after.len - shift };
            }
            None => {}
        }
    }
}

/// How good a place the start of token `at` is for a change to begin: after a sentence, a clause, or a mark.
fn border(side: Side<'_>, at: usize) -> u8 {
    let Some(before) = at.checked_sub(1).map(|before| &side.tokens[before]) else { return 4 };
    let gap = side.tokens.get(at).map_or("\n", |token| &side.text[before.bytes.end..token.bytes.start]);
    if gap.contains('\n') {
        return 4;
    }
    match &side.text[before.bytes.clone()] {
        "." | "!" | "?" | "。" | "！" | "？" if !gap.is_empty() || before.bytes.len() > 1 => 3,
        ";" | "," | ":" | "–" | "—" | "、" | "，" | "；" | "：" => 2,
        _ => u8::from(!gap.is_empty()),
    }
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
