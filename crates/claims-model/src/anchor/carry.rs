//! Carries a quote along the difference of two texts; knows nothing of text that the difference leaves unexplained.

use std::ops::Range;

use super::{
    candidate::{Candidate, LEAST_LIKE},
    edges::Paired,
    ground::{Ground, Region},
    pair::{Price, pair, slide},
    stray::{MOST_BY_CHANCE, prune},
    word::{Borders, Word, words},
};

/// Pairing within the region where the quote stood.
const ALONG: Price = Price { run: 4, skip: 0 };
/// The most bytes of a region, beyond four times the quote, in which words are paired.
const MOST_BYTES: usize = 16_384;
/// The share of a quote that is nearly all of it.
const NEARLY_ALL: f64 = 0.9;

/// Where the difference carries the quote `at`, whose words are `quote`; `wide` is the region around it.
pub(super) fn carried(ground: &Ground<'_>, at: &Range<usize>, quote: &[Word], wide: &Region) -> Option<Candidate> {
    let one = within(ground, at, quote, wide);
    let narrow = ground.narrow(at);
    let asks_again = match &one {
        // What was put in beside the quote may repeat its old words, as a correction does.
        Some(one) if !one.overlaps(&narrow.new) => true,
        Some(one) if one.kept >= NEARLY_ALL => false,
        // Neighbours that changed places with the quote may have been paired at its cost.
        _ => ground.kept(at) > NEARLY_ALL,
    };
    if !asks_again {
        return one;
    }
    within(ground, at, quote, &narrow).filter(Candidate::is_certain).or(one)
}

fn within(ground: &Ground<'_>, at: &Range<usize>, quote: &[Word], region: &Region) -> Option<Candidate> {
    let most = 4 * at.len() + MOST_BYTES;
    if region.new.len() > most || region.old.len() > most {
        return None;
    }
    let mut old = words(ground.old, region.old.start.min(at.start)..at.start);
    let start = old.len();
    old.extend_from_slice(quote);
    let quoted = start..old.len();
    old.extend(words(ground.old, at.end..region.old.end.max(at.end)));
    // The new sentence may reach into what did not change.
    let (before, after) = (region.new.start.saturating_sub(at.len() + 80), region.new.end + at.len() + 80);
    let around = ground.floor(before)..ground.floor(after.min(ground.new.len()));
    let mut new = words(ground.new, around.start..region.new.start);
    let passage = new.len();
    new.extend(words(ground.new, region.new.clone()));
    let passage = passage..new.len();
    new.extend(words(ground.new, region.new.end..around.end));
    let mut pairs = pair(&old, &new[passage.clone()], &quoted, ALONG);
    slide(&old, &new[passage.clone()], &mut pairs);
    pairs.iter_mut().for_each(|pair| pair.1 += passage.start);
    prune(&old, &new, &quoted, MOST_BY_CHANCE, &mut pairs);
    let paired = Paired {
        old: &old,
        quote: quoted.clone(),
        new: &new,
        passage,
        pairs: &pairs,
        after: (Borders::after(ground.old, region.old.end.max(at.end)), Borders::after(ground.new, around.end)),
    };
    let mut one = Candidate::of(ground, at, quote, &new[paired.place()?], true);
    if one.likeness < LEAST_LIKE {
        one = Candidate::of(ground, at, quote, &new[paired.bare()?], true);
    }
    if one.likeness < LEAST_LIKE {
        // So much was put into the quote that only one part of it can be shown.
        let mut pairs = pairs.clone();
        prune(&old, &new, &quoted, usize::MAX, &mut pairs);
        one = Candidate::of(ground, at, quote, &new[Paired { pairs: &pairs, ..paired }.place()?], true);
    }
    // Beyond an island it has moved, which is for the search to find.
    (one.place.start <= region.core.end && region.core.start <= one.place.end).then_some(one)
}
