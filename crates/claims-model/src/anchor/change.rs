//! What changed in a quote, word by word, and which of it an editor must not overlook: numbers, names and negations.
//!
//! Knows two passages, not where they stand or what state they make.

use std::ops::Range;

use super::{
    inner::inner,
    matter::{Matter, matters, units},
    pair::{Price, pair},
    word::{Word, folded},
};

/// Words that were exchanged, taken out or put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The old words, in bytes of the old text; empty where words were put in.
    pub was: Range<usize>,
    /// The new words, in bytes of the new text; empty where words were taken out.
    pub now: Range<usize>,
    /// What the change is about, each matter once and in order; empty for other words.
    pub matters: Vec<Matter>,
}

/// A change that an editor must not overlook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it is about.
    pub matter: Matter,
    /// The old words of that matter with a space between; empty where there were none.
    pub was: String,
    /// The new words of that matter; empty where there are none.
    pub now: String,
}

/// The numbers, names and negations that differ between two wordings, in their order.
///
/// A number counts as changed wherever it is not paired with an equal one in order, so numbers that changed places are
/// named too. Case and typography are no difference.
///
/// ```
/// use claims_model::anchor::{Matter, called_out};
///
/// let changed = called_out("It sent 15 shells to Lagos", "It sent 50 shells to Accra");
/// let found: Vec<_> = changed.iter().map(|one| (one.matter, one.was.as_str(), one.now.as_str())).collect();
/// assert_eq!(found, [(Matter::Number, "15", "50"), (Matter::Name, "Lagos", "Accra")]);
/// ```
pub fn called_out(was: &str, now: &str) -> Vec<Changed> {
    let (olds, news) = inner(was, now);
    let (old, new) = (units(was, olds), units(now, news));
    // Where a change is found in the part, the words before it are paired as they are in the whole, and so are those
    // behind it. Where none is found, the part ends too early: the words behind it may be paired otherwise.
    if old.iter().zip(&new).any(|(one, other)| one.id != other.id) {
        called(was, now, &old, &new)
    } else {
        called_in_all(was, now)
    }
}

/// The same without leaving out what both share.
fn called_in_all(was: &str, now: &str) -> Vec<Changed> {
    called(was, now, &units(was, 0..was.len()), &units(now, 0..now.len()))
}

/// What differs between these words of two wordings.
fn called(was: &str, now: &str, old: &[Word], new: &[Word]) -> Vec<Changed> {
    let mut called = Vec::new();
    for (olds, news) in runs(old, new, was, now) {
        for matter in Matter::ALL.iter().copied() {
            let of = |text: &str, units: &[Word]| {
                let those = units.iter().filter(|unit| matters(text, unit).contains(&matter));
                those.map(|unit| &text[unit.start..unit.end]).collect::<Vec<_>>().join(" ")
            };
            let (was, now) = (of(was, &old[olds.clone()]), of(now, &new[news.clone()]));
            if !was.is_empty() || !now.is_empty() {
                called.push(Changed { matter, was, now });
            }
        }
    }
    called
}

/// What differs between a passage of the old text and one of the new.
pub(super) fn changes((old, was): (&str, Range<usize>), (new, now): (&str, Range<usize>)) -> Vec<Change> {
    let (olds, news) = (units(old, was.clone()), units(new, now.clone()));
    let change = |(gone, come): (Range<usize>, Range<usize>)| {
        let mut about: Vec<Matter> = olds[gone.clone()].iter().flat_map(|unit| matters(old, unit)).collect();
        about.extend(news[come.clone()].iter().flat_map(|unit| matters(new, unit)));
        about.sort();
        about.dedup();
        Change { was: span(&olds, gone, was.start), now: span(&news, come, now.start), matters: about }
    };
    runs(&olds, &news, old, new).into_iter().map(change).collect()
}

/// The bytes of a run of words; for an empty run, the place after the word before it.
fn span(units: &[Word], run: Range<usize>, start: usize) -> Range<usize> {
    match &units[run.clone()] {
        [first, .., last] => first.start..last.end,
        [one] => one.start..one.end,
        [] => {
            let at = run.start.checked_sub(1).map_or(start, |before| units[before].end);
            at..at
        }
    }
}

/// The runs of words that are on one side only, or exchanged.
fn runs(old: &[Word], new: &[Word], was: &str, now: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut pairs = pair(old, new, &(0..old.len()), Price { run: 1, skip: 0 });
    // Words are paired by their hashes; nothing is called unchanged for a collision.
    pairs.retain(|pair| {
        let (one, other) = (&old[pair.0], &new[pair.1]);
        let (one, other) = (&was[one.start..one.end], &now[other.start..other.end]);
        one == other || folded(one) == folded(other)
    });
    let mut runs = Vec::new();
    let mut from = (0, 0);
    for to in pairs.into_iter().chain([(old.len(), new.len())]) {
        if to.0 > from.0 || to.1 > from.1 {
            runs.push((from.0..to.0, from.1..to.1));
        }
        from = (to.0 + 1, to.1 + 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn called(was: &str, now: &str) -> Vec<(Matter, String, String)> {
        called_out(was, now).into_iter().map(|one| (one.matter, one.was, one.now)).collect()
    }

    fn number(was: &str, now: &str) -> Vec<(Matter, String, String)> {
        vec![(Matter::Number, was.to_owned(), now.to_owned())]
    }

    #[test]
    fn every_changed_number_is_named() {
        assert_eq!(called("up 3.5 percent", "up 35 percent"), number("3.5", "35"));
        assert_eq!(called("fell to -5 degrees", "fell to 5 degrees"), number("-5", "5"));
        assert_eq!(called("paid $5 each", "paid €5 each"), number("$5", "€5"));
        assert_eq!(called("rose 50%", "rose 50"), number("50%", "50"));
        assert_eq!(called("three sprints", "3 sprints"), number("three", "3"));
        assert_eq!(called("about ٣ ships", "about ٤ ships"), number("٣", "٤"));
        let swapped = called("15 tanks and 50 guns", "50 tanks and 15 guns");
        assert!(swapped.iter().any(|one| one.1.contains("15")) && swapped.iter().any(|one| one.2.contains("15")));
    }

    #[test]
    fn names_and_negations_are_told_from_first_words() {
        assert_eq!(
            called("Ships left. They met Ines Prado", "Ships left. Some met Ana Prado"),
            [(Matter::Name, "Ines".to_owned(), "Ana".to_owned())]
        );
        assert_eq!(called("it is not safe", "it is safe"), [(Matter::Negation, "not".to_owned(), String::new())]);
        assert_eq!(called("they can’t go", "they can go")[0].0, Matter::Negation);
        assert!(called("the Minister spoke", "the minister “spoke”").iter().all(|one| one.0 != Matter::Name));
        assert!(called("he slowly went", "he quickly went").is_empty());
    }

    #[test]
    fn changes_point_into_both_texts() {
        let (old, new) = ("He sent 15 old shells north.", "He sent 50 shells north at once.");
        let all = changes((old, 3..27), (new, 3..31));
        let said: Vec<_> = all.iter().map(|one| (&old[one.was.clone()], &new[one.now.clone()])).collect();
        assert_eq!(said, [("15 old", "50"), ("", "at once")]);
        assert_eq!((all[0].matters.as_slice(), all[1].matters.as_slice()), (&[Matter::Number][..], &[][..]));
    }

    /// Words, marks and blanks in a row, and the same with a few of them exchanged, put in or taken out.
    fn wordings() -> impl Strategy<Value = (String, String)> {
        let piece = prop::sample::select(vec![
            " ", " ", " a", " b", " a ", " b ", " It", ". It ", "\n", "\u{a0}", "a", "b", "A", "It", "it", "not",
            "can't", "can’", "t", "one", "1", "2", "-", "5", "%", "$", "€", ".", ". ", "! ", ", ", "(", ")", "“", "”",
            "—", "é", "e", "\u{301}", "É", "字", "。", "٣", "\u{ad}", "\u{200b}", "…", "’", "'",
        ]);
        let pieces = prop::collection::vec(piece.clone(), 0..60);
        let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, piece), 0..4);
        (pieces, edits).prop_map(|(pieces, edits)| {
            let mut later = pieces.clone();
            for (at, kind, piece) in edits {
                let at = at.index(later.len() + 1);
                match later.get_mut(at) {
                    Some(there) if kind == 0 => *there = piece,
                    Some(_) if kind == 1 => drop(later.remove(at)),
                    _ => later.insert(at, piece),
                }
            }
            (pieces.concat(), later.concat())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn what_is_left_out_changes_no_answer((was, now) in wordings()) {
            prop_assert_eq!(called_out(&was, &now), called_in_all(&was, &now));
        }
    }
}
