//! Puts the claims that a text was compared with in order, and says of each what it is to the text.

use std::collections::BTreeSet;

use super::{
    Filed, Frequencies, Query, WEIGHTS,
    confidence::{self, Signs},
    traits::{Shared, Traits},
};
use crate::words;

/// A claim that the text was compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which of the claims that were given.
    pub place: usize,
    /// How likely it is that it says the same as the text, or the opposite, from 0 to 1.
    pub confidence: f64,
    /// What it is to the text.
    pub likeness: Likeness,
    /// What the two do not share.
    pub differences: Vec<Difference>,
    /// The words that both have, folded, in the order of the text.
    pub words: Vec<String>,
    /// What the confidence rests on.
    pub signs: Signs,
}

/// What a claim is to a text that it is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It says the same.
    Same,
    /// It says the same, and somebody else made it.
    OtherClaimant,
    /// It says the opposite: one of the two denies what the other says.
    Opposite,
    /// It is about the same.
    Topic,
}

words!(Likeness, "a likeness", {
    Same = "same",
    OtherClaimant = "other claimant",
    Opposite = "opposite",
    Topic = "topic",
});

/// What keeps a claim from saying the same as a text, or may do so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// One of the two denies what it says, and the other does not.
    Negation,
    /// Both have numbers, and none of the claim's is in the text.
    Numbers,
}

words!(Difference, "a difference", { Negation = "negation", Numbers = "numbers" });

/// The claims in order, the likeliest first; those that share nothing are left out.
///
/// `by` are the names of those who made what is asked about, if that is known.
pub fn rank(query: &Query, frequencies: &Frequencies, claims: &[Filed], by: &[String]) -> Vec<Match> {
    let shared: Vec<Shared> = claims.iter().map(|claim| Shared::of(query, claim)).collect();
    let traits = all_traits(query, frequencies, claims, &shared);
    let ranks: Vec<f64> = traits.iter().map(rank_of).collect();
    let mut order: Vec<usize> = (0..claims.len()).filter(|at| !shared[*at].whole.hits.is_empty()).collect();
    order.sort_by(|a, b| ranks[*b].total_cmp(&ranks[*a]).then(a.cmp(b)));
    let by: BTreeSet<String> = by.iter().map(|name| name.to_lowercase()).collect();
    order
        .iter()
        .enumerate()
        .map(|(nth, at)| {
            // The best of the others; there may be none.
            let other = order.get(usize::from(nth == 0)).map_or(0.0, |other| ranks[*other]);
            let signs = confidence::signs(query, frequencies, &shared[*at], &traits[*at], ranks[*at], other);
            let most = if shared[*at].is_more_than_a_word(query) { 1.0 } else { LONE };
            let confidence = confidence::likelihood(&signs).min(most);
            let differences = differences(query, &shared[*at]);
            let is_alike = confidence >= LIKELY;
            let is_denied = differences.contains(&Difference::Negation);
            let is_other = !by.is_empty()
                && !claims[*at].claimants.is_empty()
                && !claims[*at].claimants.iter().any(|name| by.contains(&name.to_lowercase()));
            let likeness = match is_alike {
                true if is_denied => Likeness::Opposite,
                true if is_other => Likeness::OtherClaimant,
                true => Likeness::Same,
                false => Likeness::Topic,
            };
            let words = query.shown(shared[*at].whole.distinct());
            Match { place: *at, confidence, likeness, differences, words, signs }
        })
        .collect()
}

/// How likely one shared word makes it at most.
const LONE: f64 = 0.25;

/// From which likelihood on a claim is said to be the same.
pub const LIKELY: f64 = 0.5;

/// The traits of each claim: what [`WEIGHTS`] are fitted to.
pub fn traits(query: &Query, frequencies: &Frequencies, claims: &[Filed]) -> Vec<Traits> {
    let shared: Vec<Shared> = claims.iter().map(|claim| Shared::of(query, claim)).collect();
    all_traits(query, frequencies, claims, &shared)
}

fn all_traits(query: &Query, frequencies: &Frequencies, claims: &[Filed], shared: &[Shared]) -> Vec<Traits> {
    let sizes: f64 = shared.iter().map(|one| f64::from(one.whole.size)).sum();
    let usual = sizes / claims.len().max(1) as f64;
    claims.iter().zip(shared).map(|(claim, shared)| shared.traits(query, claim, frequencies, usual)).collect()
}

fn rank_of(traits: &Traits) -> f64 {
    traits.iter().zip(WEIGHTS).map(|(value, (_, weight))| value * weight).sum()
}

fn differences(query: &Query, shared: &Shared) -> Vec<Difference> {
    let wording = &shared.wording;
    let is_shared = |place: u32| query.is_number[place as usize];
    let numbers = wording.has_number && query.is_number.contains(&true) && !wording.distinct().any(is_shared);
    let negation = query.is_denied_by(wording);
    [(negation, Difference::Negation), (numbers, Difference::Numbers)]
        .into_iter()
        .filter_map(|(is, difference)| is.then_some(difference))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;

    fn filed(number: u128, text: &str, by: &str) -> Filed {
        Filed {
            key: Key::new(uuid::Uuid::from_u128(number)),
            text: text.to_owned(),
            claimants: vec![by.to_owned()],
            quotes: Vec::new(),
            reasons: String::new(),
            day: None,
        }
    }

    fn ranked(text: &str, by: &[String]) -> Vec<Match> {
        let claims = [
            filed(1, "The bridge at Oderfurt cost four million crowns.", "Ada Brook"),
            filed(2, "Vaccines are made from ground beetles.", "Ben Carr"),
            filed(3, "The ferry at Oderfurt carries no cars.", "Ada Brook"),
        ];
        let query = Query::of(text);
        // As a large casebook would have them: every word is rare.
        let frequencies = Frequencies::new(20_000, &vec![1; query.stems().len()]);
        rank(&query, &frequencies, &claims, by)
    }

    #[test]
    fn the_claim_that_says_the_same_comes_first_and_those_that_share_nothing_not_at_all() {
        let found = ranked("At Oderfurt the bridge cost four million crowns, says Ada Brook", &[]);
        assert_eq!(found.iter().map(|one| one.place).collect::<Vec<_>>(), [0, 2]);
        assert_eq!((found[0].likeness, found[1].likeness), (Likeness::Same, Likeness::Topic));
        assert!(found[0].words.contains(&"oderfurt".to_owned()), "{:?}", found[0].words);
        assert!(ranked("Nothing of the kind", &[]).is_empty());
    }

    #[test]
    fn the_same_by_somebody_else_and_the_opposite_are_told_apart() {
        let text = "The bridge at Oderfurt cost four million crowns";
        let of = |name: &str| ranked(text, &[name.to_owned()])[0].likeness;
        assert_eq!((of("ada brook"), of("Ben Carr")), (Likeness::Same, Likeness::OtherClaimant));
        let opposite = &ranked("The bridge at Oderfurt did not cost four million crowns", &[])[0];
        assert_eq!(
            (opposite.likeness, opposite.differences.as_slice()),
            (Likeness::Opposite, &[Difference::Negation][..])
        );
    }

    #[test]
    fn other_numbers_are_pointed_out() {
        let claims = [filed(1, "The bridge cost 4 million crowns", "Ada Brook")];
        let query = Query::of("The bridge cost 9 million crowns");
        let frequencies = Frequencies::new(1, &vec![1; query.stems().len()]);
        let found = rank(&query, &frequencies, &claims, &[]);
        assert_eq!(found[0].differences, [Difference::Numbers]);
    }
}
