//! Slides what was put in or taken out to where a reader would see it begin; the number of kept tokens stays the same.
//!
//! Where "the hall and " is put before "the yard", the pairing may as well have found "hall and the ".

use crate::{run::Run, side::Side};

/// How far a change is slid, in tokens.
const FARTHEST: usize = 64;

/// Slides each pure insertion or deletion to the place where its start reads best.
///
/// One that can be slid all the way to the next change is, for one change is easier to read than two.
pub(crate) fn slide(runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>) -> Vec<Run> {
    let mut slid: Vec<Run> = Vec::with_capacity(runs.len());
    for mut after in runs {
        while let Some(before) = slid.pop() {
            let change = if before.old_end() == after.old {
                Change { side: new, start: before.new_end(), end: after.new }
            } else if before.new_end() == after.new {
                Change { side: old, start: before.old_end(), end: after.old }
            } else {
                slid.push(before);
                break;
            };
            let (left, right) = (change.room_left(before.len), change.room_right(after.len));
            // Beyond the ends of the texts there is no other change to meet.
            let opens = before.old == 0 && before.new == 0;
            let closes = after.old_end() == old.tokens.len() && after.new_end() == new.tokens.len();
            if left == before.len && !opens {
                after = Run { old: after.old - left, new: after.new - left, len: after.len + left };
                continue;
            }
            if right == after.len && !closes {
                after = Run { len: before.len + right, ..before };
                break;
            }
            let at = change.best(left, right);
            let (shorter, longer) = (change.start.saturating_sub(at), at.saturating_sub(change.start));
            slid.push(Run { len: before.len + longer - shorter, ..before });
            after = Run {
                old: after.old + longer - shorter,
                new: after.new + longer - shorter,
                len: after.len + shorter - longer,
            };
            break;
        }
        slid.push(after);
    }
    slid.retain(|run| run.len > 0);
    slid
}

/// Tokens on one side that have no counterpart on the other.
struct Change<'a> {
    side: &'a Side<'a>,
    start: usize,
    end: usize,
}

impl Change<'_> {
    /// How far it can go into the `kept` tokens before it.
    fn room_left(&self, kept: usize) -> usize {
        let same = |shift: &usize| self.side.word(self.start - 1 - shift) == self.side.word(self.end - 1 - shift);
        (0..kept.min(FARTHEST)).take_while(same).count()
    }

    /// How far it can go into the `kept` tokens after it.
    fn room_right(&self, kept: usize) -> usize {
        let same = |shift: &usize| self.side.word(self.start + shift) == self.side.word(self.end + shift);
        (0..kept.min(FARTHEST)).take_while(same).count()
    }

    /// The best place to start; in case of doubt where it is, then the last.
    fn best(&self, left: usize, right: usize) -> usize {
        let places = self.start - left..=self.start + right;
        places.max_by_key(|at| (border(self.side, *at), *at == self.start)).unwrap_or(self.start)
    }
}

/// How good a place the start of token `at` is for a change to begin: after a sentence, a clause, or a mark.
fn border(side: &Side<'_>, at: usize) -> u8 {
    let gap = side.gap(at);
    let Some(before) = at.checked_sub(1).map(|before| side.tokens[before]) else { return 4 };
    if gap.contains('\n') || at == side.tokens.len() {
        return 4;
    }
    match &side.text[before.bytes()] {
        "." | "!" | "?" | "。" | "！" | "？" if !gap.is_empty() || before.bytes().len() > 1 => 3,
        ";" | "," | ":" | "–" | "—" | "、" | "，" | "；" | "：" => 2,
        _ => u8::from(!gap.is_empty()),
    }
}
