//! Makes changes follow sentences, as an editor marks them: a full stop stays with the sentence that it ends, and a
//! sentence of which nothing else is left goes as a whole.

use crate::{
    run::Run,
    side::Side,
    tidy::{Allowance, MOST_LETTERS, MOST_WORDS},
};

/// How many tokens a sentence may keep at its start or its end and still be another sentence: `“The`, `.”`.
const FEW: usize = 4;
/// On both sides, so many letters must have changed for each that was kept.
const TIMES: usize = 4;

/// Pairs the end of a sentence with the first end on the other side, where sentences were put in or taken out after it.
///
/// "He came, they say. She left." from "He came." is two additions, not one that stops before the last full stop.
pub(crate) fn keep_ends(runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>) -> Vec<Run> {
    let mut kept = Vec::with_capacity(runs.len());
    let mut done = (0, 0);
    for run in runs {
        let length = end_of(run, old, new);
        match earlier_end(run, length, done, old, new) {
            Some(end) => {
                kept.extend([end, Run { old: run.old + length, new: run.new + length, len: run.len - length }])
            }
            None => kept.push(run),
        }
        done = (run.old_end(), run.new_end());
    }
    kept.retain(|run| run.len > 0);
    kept
}

/// Where else the `length` tokens with which `run` begins end a sentence: on the one side that has whole sentences
/// between what is `done` and the run.
fn earlier_end(run: Run, length: usize, done: (usize, usize), old: &Side<'_>, new: &Side<'_>) -> Option<Run> {
    let found = match (first_end(old, done.0, run.old), first_end(new, done.1, run.new)) {
        _ if length == 0 => None,
        (None, Some(end)) => Some(Run { old: run.old, new: end.checked_sub(length)?, len: length }),
        (Some(end), None) => Some(Run { old: end.checked_sub(length)?, new: run.new, len: length }),
        _ => None,
    }?;
    let same = (0..length).all(|at| old.word(found.old + at) == new.word(found.new + at));
    (found.old >= done.0 && found.new >= done.1 && same).then_some(found)
}

/// The first place after `start` and up to `end` where a sentence ends.
fn first_end(side: &Side<'_>, start: usize, end: usize) -> Option<usize> {
    (start + 1..=end).find(|at| side.begins(*at))
}

/// How many of the first tokens of a run end a sentence on both sides: its stop and what closes after it, or none.
fn end_of(run: Run, old: &Side<'_>, new: &Side<'_>) -> usize {
    let ends = |length: &usize| old.begins(run.old + length) && new.begins(run.new + length);
    let marks = (1..=run.len.min(FEW)).take_while(|length| old.words(run.old, run.old + length) == 0);
    if old.begins(run.old) || new.begins(run.new) { 0 } else { marks.into_iter().find(ends).unwrap_or(0) }
}

/// Takes back the few tokens that two sentences have in common at their ends, where nothing between was kept.
pub(crate) fn replace_whole(runs: Vec<Run>, old: &Side<'_>, new: &Side<'_>, allowance: &mut Allowance) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len() + 2);
    // An empty run at the end stands for the last change; one at the start for the first.
    kept.push(Run { old: 0, new: 0, len: 0 });
    let end = Run { old: old.tokens.len(), new: new.tokens.len(), len: 0 };
    for mut run in runs.into_iter().chain([end]) {
        if let Some(last) = kept.last_mut()
            && let Some((head, tail)) = edges(*last, run, old, new)
            && allowance.give_up(head + tail)
        {
            last.len -= head;
            run = Run { old: run.old + tail, new: run.new + tail, len: run.len - tail };
        }
        kept.push(run);
    }
    kept.retain(|run| run.len > 0);
    kept
}

/// How many tokens before and after the change between two runs are all that its sentences kept.
fn edges(before: Run, after: Run, old: &Side<'_>, new: &Side<'_>) -> Option<(usize, usize)> {
    let (was, now) = (before.old_end()..after.old, before.new_end()..after.new);
    if was.is_empty() || now.is_empty() {
        return None;
    }
    let head = (0..=before.len.min(FEW)).find(|head| old.begins(was.start - head) && new.begins(now.start - head))?;
    let tail = (0..=after.len.min(FEW)).find(|tail| old.begins(was.end + tail) && new.begins(now.end + tail))?;
    let shared = [(was.start - head, was.start), (was.end, was.end + tail)];
    let letters: usize = shared.iter().map(|(start, end)| old.letters(*start, *end)).sum();
    let words: usize = shared.iter().map(|(start, end)| old.words(*start, *end)).sum();
    let changed = (old.letters(was.start, was.end), new.letters(now.start, now.end));
    let little = letters <= MOST_LETTERS && words <= MOST_WORDS && changed.0.min(changed.1) >= TIMES * letters;
    (head + tail > 0 && little).then_some((head, tail))
}
