//! Which passages of a text were moved: taken out in one place and put in, word for word, in another.
//!
//! A difference of two texts knows only what went and what came. Here the two are compared: a passage that did both was
//! neither cut nor added, and nobody should read it as new. White space does not count, since a moved passage is often
//! broken into lines anew. The work grows with what changed, not with its square.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    ops::Range,
};

use crate::anchor::Hunk;

/// The fewest words of a moved passage; shorter ones come again by chance.
const LEAST_WORDS: usize = 8;
/// The same in bytes, so that eight characters of a script without spaces are not enough.
const LEAST_BYTES: usize = 40;
/// No change of fewer bytes has so many words: each has a byte, and a blank or a longer character stands between two.
const LEAST_CHANGE: usize = 2 * LEAST_WORDS - 1;

/// A passage that stands elsewhere now. Positions are bytes of the UTF-8 texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it was taken out of the old text.
    pub old: Range<usize>,
    /// Where it was put into the new text.
    pub new: Range<usize>,
}

/// The moved passages among the changes of `hunks`, in the order of the new text; no two overlap on either side.
///
/// Each has at least eight words, the same on both sides but for white space, and lies within one change on each side,
/// not the same one. A passage whose every eight words in a row were taken out or put in more than once is left alone:
/// nobody can tell which of them went where.
///
/// # Panics
/// When a hunk lies outside the texts or cuts a character.
pub fn moves(old: &str, new: &str, hunks: &[Hunk]) -> Vec<Move> {
    let removed = words(old, hunks, |hunk| hunk.old.clone());
    let added = words(new, hunks, |hunk| hunk.new.clone());
    let seeds = seeds(old, &removed);
    let once = self::seeds(new, &added);
    // Removed words that already went somewhere.
    let mut gone = vec![false; removed.len()];
    let mut moves = Vec::new();
    let mut done = 0;
    for (at, hash) in windows(new, &added) {
        let is_once = once.get(&hash).is_some_and(Option::is_some);
        let Some(Some(from)) = seeds.get(&hash).copied().filter(|_| at >= done && is_once) else { continue };
        let same = |a: usize, b: usize| {
            let (was, now) = (&removed[a], &added[b]);
            !gone[a] && was.hunk != now.hunk && old[was.bytes.clone()] == new[now.bytes.clone()]
        };
        let (was, now) = (removed[from].hunk, added[at].hunk);
        let before = (1..=from.min(at - done))
            .take_while(|back| removed[from - back].hunk == was && added[at - back].hunk == now)
            .take_while(|back| same(from - back, at - back))
            .count();
        let after = (0..(removed.len() - from).min(added.len() - at))
            .take_while(|on| removed[from + on].hunk == was && added[at + on].hunk == now)
            .take_while(|on| same(from + on, at + on))
            .count();
        let (first, end) = ((from - before, at - before), (from + after, at + after));
        if after < LEAST_WORDS {
            continue;
        }
        let moved = Move {
            old: removed[first.0].bytes.start..removed[end.0 - 1].bytes.end,
            new: added[first.1].bytes.start..added[end.1 - 1].bytes.end,
        };
        done = end.1;
        if moved.new.len() >= LEAST_BYTES {
            gone[first.0..end.0].fill(true);
            moves.push(moved);
        }
    }
    moves
}

/// A word that was taken out or put in.
struct Word {
    bytes: Range<usize>,
    /// The change it is part of.
    hunk: usize,
}

/// The words of one side of those changes that may have enough of them.
fn words(text: &str, hunks: &[Hunk], side: impl Fn(&Hunk) -> Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let changes = hunks.iter().enumerate().filter(|(_, hunk)| !hunk.same).map(|(at, hunk)| (at, side(hunk)));
    for (hunk, part) in changes.filter(|(_, part)| part.len() >= LEAST_CHANGE) {
        let mut start = None;
        for (at, c) in text[part.clone()].char_indices().map(|(at, c)| (part.start + at, c)) {
            let alone = is_unspaced(c);
            if c.is_whitespace() || alone {
                words.extend(start.take().map(|start| Word { bytes: start..at, hunk }));
            }
            if alone {
                words.push(Word { bytes: at..at + c.len_utf8(), hunk });
            } else if !c.is_whitespace() {
                start = start.or(Some(at));
            }
        }
        words.extend(start.map(|start| Word { bytes: start..part.end, hunk }));
    }
    words
}

/// Whether a character belongs to a script that sets no spaces between words: Thai to Khmer, Chinese, Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Each run of [`LEAST_WORDS`] words within a change: its first word, and a number that equal runs share.
fn windows(text: &str, words: &[Word]) -> impl Iterator<Item = (usize, u64)> {
    let hashes: Vec<u64> = words
        .iter()
        .map(|word| {
            let mut hasher = DefaultHasher::new();
            text[word.bytes.clone()].hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    (0..(words.len() + 1).saturating_sub(LEAST_WORDS)).filter_map(move |at| {
        let end = at + LEAST_WORDS;
        let mixed = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (words[at].hunk == words[end - 1].hunk).then(|| (at, hashes[at..end].iter().fold(0, mixed)))
    })
}

/// Where each run of words begins; `None` for one that stands in several places.
fn seeds(text: &str, words: &[Word]) -> HashMap<u64, Option<usize>> {
    let mut seeds = HashMap::with_capacity(words.len());
    for (at, hash) in windows(text, words) {
        seeds.entry(hash).and_modify(|place| *place = None).or_insert(Some(at));
    }
    seeds
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "The harbour was closed on Monday after the storm had torn a gate away.";
    const BODY: &str = "Two ships had to wait outside, and their crews were fed by the pilots.";

    fn changed(old: Range<usize>, new: Range<usize>) -> Hunk {
        Hunk { same: false, coarse: false, old, new }
    }

    fn same(old: Range<usize>, new: Range<usize>) -> Hunk {
        Hunk { same: true, coarse: false, old, new }
    }

    /// The moved passages when `moved` goes from before `BODY` to after it, and then reads `now`.
    fn after_body(moved: &str, now: &str) -> Vec<(String, String)> {
        let (old, new) = (format!("{moved}\n{BODY}"), format!("{BODY}\n{now}"));
        let body = moved.len() + 1;
        let hunks = [
            changed(0..body, 0..0),
            same(body..old.len(), 0..BODY.len()),
            changed(old.len()..old.len(), BODY.len()..new.len()),
        ];
        moves(&old, &new, &hunks).into_iter().map(|one| (old[one.old].to_owned(), new[one.new].to_owned())).collect()
    }

    #[test]
    fn a_passage_that_went_and_came_is_moved() {
        assert_eq!(after_body(LEAD, LEAD), [(LEAD.to_owned(), LEAD.to_owned())]);
    }

    #[test]
    fn lines_broken_anew_are_the_same_words() {
        let broken = LEAD.replace(" after ", "\nafter ");
        assert_eq!(after_body(LEAD, &broken), [(LEAD.to_owned(), broken)]);
    }

    #[test]
    fn only_what_stayed_word_for_word_is_moved() {
        let (was, now) = (format!("Once. {LEAD} Then rain."), format!("Twice. {LEAD} Then sun."));
        assert_eq!(after_body(&was, &now), [(format!("{LEAD} Then"), format!("{LEAD} Then"))]);
    }

    #[test]
    fn a_few_words_are_not_moved() {
        assert!(after_body("The harbour was closed on Monday.", "The harbour was closed on Monday.").is_empty());
        assert!(after_body("港口星期一關閉了。", "港口星期一關閉了。").is_empty());
        let long = "港口在星期一的暴風雨之後關閉了兩天。";
        assert_eq!(after_body(long, long), [(long.to_owned(), long.to_owned())]);
    }

    #[test]
    fn what_went_once_and_came_twice_is_left_alone() {
        assert!(after_body(LEAD, &format!("{LEAD}\n{LEAD}")).is_empty());
        assert!(after_body(&format!("{LEAD}\n{LEAD}"), LEAD).is_empty());
    }

    #[test]
    fn a_change_does_not_move_into_itself() {
        let (old, new) = (format!("A {LEAD}"), format!("The {LEAD}"));
        assert!(moves(&old, &new, &[changed(0..old.len(), 0..new.len())]).is_empty());
        assert!(moves("", "", &[]).is_empty());
    }

    #[test]
    fn a_text_of_one_word_costs_no_square() {
        let (old, new) = ("word ".repeat(50_000), "word ".repeat(50_000));
        let hunks = [changed(0..old.len(), 0..0), changed(old.len()..old.len(), 0..new.len())];
        assert!(moves(&old, &new, &hunks).is_empty());
    }
}
