//! What holds for every quote in every pair of texts, through the bundled differ and through hunks of anybody's.

use std::{convert::Infallible, ops::Range};

use claims_model::anchor::{AnchorState, Anchored, Hunk, Trail, along, called_out, follow};
use proptest::prelude::*;

fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let hunk = |one: claims_plugin::Hunk| Hunk { same: one.same, coarse: one.coarse, old: one.old, new: one.new };
    claims_plugin_prose::compare(old, new).into_iter().map(hunk).collect()
}

/// A text of few words, so that they meet again, with marks of several scripts between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "the", "harbour", "paid", "3.5", "35", "million", "“not", "now”", "ferry", "Prado", "cafe\u{301}", "café",
            "북한은", "核心", "шторм", "-", "—", "it’s", "👍🏽", "ﬁ",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    let gap = prop::sample::select(vec![" ", " ", " ", ". ", ", ", "\n", "\u{a0}", "? ", ""]);
    prop::collection::vec((word, gap), 1..60).prop_map(|all| all.into_iter().map(|(word, gap)| word + gap).collect())
}

/// Part of a text, by two numbers that stand for its ends.
fn part(text: &str, ends: (prop::sample::Index, prop::sample::Index)) -> Range<usize> {
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (one, other) = (*ends.0.get(&borders), *ends.1.get(&borders));
    one.min(other)..one.max(other)
}

/// Another wording: some words are exchanged with those of `other`, some passages moved.
fn edited(text: &str, other: &str, at: usize) -> String {
    let mut words: Vec<&str> = text.split_inclusive(' ').collect();
    let others: Vec<&str> = other.split_inclusive(' ').collect();
    let at = at % (words.len() + 1);
    words.splice(at..(at + 2).min(words.len()), others.into_iter().take(3));
    let turn = at / 2 % words.len().max(1);
    words.rotate_left(turn);
    words.concat()
}

fn letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

fn holds(old: &str, new: &str, at: &Range<usize>, anchored: &Anchored) -> Result<(), TestCaseError> {
    let was = &old[at.clone()];
    prop_assert!((0.0..=1.0).contains(&anchored.score));
    for place in &anchored.places {
        prop_assert!(new.get(place.clone()).is_some(), "{place:?} cuts a character");
    }
    prop_assert!(anchored.places.windows(2).all(|two| two[0].start < two[1].start));
    let count = anchored.places.len();
    let fits = match anchored.state {
        AnchorState::Removed => count == 0,
        AnchorState::Ambiguous => count > 1,
        _ => count == 1,
    };
    prop_assert!(fits, "a quote that is {} in {count} places", anchored.state);
    if !anchored.state.touches() {
        let now = &new[anchored.places[0].clone()];
        prop_assert_eq!(letters(was), letters(now));
        prop_assert!(anchored.state != AnchorState::Same || was == now);
    }
    for change in &anchored.changes {
        prop_assert!(old.get(change.was.clone()).is_some() && new.get(change.now.clone()).is_some());
        prop_assert!(at.start <= change.was.start && change.was.end <= at.end);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_answer_is_never_better_than_the_texts(
        old in text(), other in text(), edit in 0usize..60, ends in any::<(prop::sample::Index, prop::sample::Index)>()
    ) {
        let at = part(&old, ends);
        for new in [edited(&old, &other, edit), other] {
            let anchored = follow(&old, &new, at.clone(), &hunks(&old, &new));
            holds(&old, &new, &at, &anchored)?;
        }
    }

    #[test]
    fn nothing_has_happened_in_the_same_text(
        old in text(), ends in any::<(prop::sample::Index, prop::sample::Index)>()
    ) {
        let at = part(&old, ends);
        prop_assume!(!at.is_empty());
        let anchored = follow(&old, &old, at.clone(), &hunks(&old, &old));
        prop_assert_eq!((anchored.state, anchored.places, anchored.score), (AnchorState::Same, vec![at], 1.0));
    }

    #[test]
    fn text_around_an_unchanged_quote_does_not_matter(
        quote in text(), before in text(), after in text(), others in (text(), text())
    ) {
        prop_assume!(!quote.is_empty());
        let (old, new) = (format!("{before}{quote}{after}"), format!("{}{quote}{}", others.0, others.1));
        let (was, now) = (before.len()..before.len() + quote.len(), others.0.len()..others.0.len() + quote.len());
        let hunk = |same, old, new| Hunk { same, coarse: false, old, new };
        let hunks = [
            hunk(false, 0..was.start, 0..now.start),
            hunk(true, was.clone(), now.clone()),
            hunk(false, was.end..old.len(), now.end..new.len()),
        ];
        let anchored = follow(&old, &new, was, &hunks);
        prop_assert_eq!((anchored.state, anchored.places), (AnchorState::Same, vec![now]));
    }

    #[test]
    fn hunks_and_places_that_are_wrong_break_nothing(
        old in "\\PC{0,40}", new in "\\PC{0,40}", at in 0usize..60, length in 0usize..60,
        ends in prop::collection::vec((any::<bool>(), 0usize..50, 0usize..50, 0usize..50, 0usize..50), 0..6)
    ) {
        let hunk = |(same, a, b, c, d): (bool, usize, usize, usize, usize)| Hunk { same, coarse: false, old: a..b, new: c..d };
        let hunks: Vec<Hunk> = ends.into_iter().map(hunk).collect();
        let anchored = Trail::new(&old, &new, &hunks).follow(at..at + length);
        prop_assert!(anchored.places.iter().all(|place| new.get(place.clone()).is_some()));
    }

    #[test]
    fn the_way_through_a_chain_is_the_direct_one_or_the_sum_of_its_steps_where_that_is_lost(
        first in text(), others in prop::collection::vec((text(), 0usize..60), 1..4),
        ends in any::<(prop::sample::Index, prop::sample::Index)>()
    ) {
        let mut texts = vec![first];
        for (other, edit) in &others {
            texts.push(edited(&texts[texts.len() - 1], other, *edit));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let at = part(texts[0], ends);
        let step = |from: usize, to: usize, at| follow(texts[from], texts[to], at, &hunks(texts[from], texts[to]));
        let links = along(texts.len(), at.clone(), |from, to, at| Ok::<_, Infallible>(step(from, to, at))).unwrap();
        prop_assert_eq!(links.len(), texts.len() - 1);
        let mut stepped = Some(at.clone());
        for (now, link) in (1..).zip(&links) {
            prop_assert_eq!(&link.anchored, &step(0, now, at.clone()));
            let one = |places: &[Range<usize>]| if let [place] = places { Some(place.clone()) } else { None };
            let led = stepped.and_then(|at| one(&step(now - 1, now, at).places));
            let is_removed = link.anchored.state == AnchorState::Removed;
            prop_assert_eq!(&link.drifted, &led.filter(|_| is_removed));
            stepped = one(&link.anchored.places).or_else(|| link.drifted.clone());
        }
    }

    #[test]
    fn digits_that_differ_are_called_out(before in "[a-z ]{0,20}", one in 0u32..999, other in 0u32..999) {
        prop_assume!(one != other);
        let called = called_out(&format!("{before} {one} men"), &format!("{before} {other} men"));
        prop_assert_eq!(called.len(), 1);
        prop_assert_eq!((called[0].was.clone(), called[0].now.clone()), (one.to_string(), other.to_string()));
    }
}
