//! What speaks for a claim saying the same as a query, as numbers; it does not know what each is worth.

use super::{Filed, Frequencies, Query, part::Part, sentences};

/// How many traits there are.
pub const COUNT: usize = 18;

/// The values of the traits, in the order of [`WEIGHTS`](super::WEIGHTS).
pub type Traits = [f64; COUNT];

/// How often a word must be repeated to count for more (the k1 of BM25, Robertson and Zaragoza 2009).
const SATURATION: f64 = 1.2;
/// How far length takes away from it (the b of BM25).
const LENGTH: f64 = 0.75;

/// What a claim shares with the query.
#[derive(Debug)]
pub(super) struct Shared {
    /// Its wording and who made it.
    pub(super) wording: Part,
    /// Its quotes and the sentences of its reasons.
    units: Vec<Part>,
    /// All of it.
    pub(super) whole: Part,
}

impl Shared {
    pub(super) fn of(query: &Query, claim: &Filed) -> Self {
        let mut wording = query.part(&claim.text);
        claim.claimants.iter().for_each(|name| wording.add(&query.part(name)));
        let units = claim.quotes.iter().map(String::as_str).chain(sentences(&claim.reasons));
        let units: Vec<Part> = units.map(|unit| query.part(unit)).collect();
        let mut whole = wording.clone();
        units.iter().for_each(|unit| whole.add(unit));
        Self { wording, units, whole }
    }

    /// Whether more than one word is shared, or all that there are.
    pub(super) fn is_more_than_a_word(&self, query: &Query) -> bool {
        let shared = self.whole.distinct().count();
        shared > 1 || shared == query.stems().len() && self.wording.size <= 1
    }

    /// Its traits; `usual` is how many words the record of a claim has.
    pub(super) fn traits(&self, query: &Query, claim: &Filed, frequencies: &Frequencies, usual: f64) -> Traits {
        let Self { wording, units, whole } = self;
        let weight = |place: u32| frequencies.weights[place as usize];
        let all = frequencies.all().max(f64::MIN_POSITIVE);
        let sum = |part: &Part| part.distinct().map(weight).sum::<f64>();
        let cosine = |part: &Part| cosine(part, frequencies);
        let best = |of: &dyn Fn(&Part) -> f64| units.iter().map(of).fold(0.0, f64::max);

        let length = 1.0 - LENGTH + LENGTH * f64::from(whole.size) / usual.max(1.0);
        let words: f64 = whole
            .counted()
            .map(|(place, count)| {
                let count = count as f64;
                weight(place) * count * (SATURATION + 1.0) / (count + SATURATION * length)
            })
            .sum();
        let mut rarest: Vec<f64> = whole.distinct().map(weight).collect();
        rarest.sort_by(|a, b| b.total_cmp(a));
        let rare = |at: usize| rarest.get(at).copied().unwrap_or(0.0);
        let of = |is: &[bool], part: &Part| {
            let all: f64 = (0..).zip(is).filter(|(_, is)| **is).map(|(place, _)| weight(place)).sum();
            let shared: f64 = part.distinct().filter(|place| is[*place as usize]).map(weight).sum();
            if all > 0.0 { shared / all } else { 0.0 }
        };
        let pairs = query.pairs().max(1) as f64;
        let near = query.day.zip(claim.day).is_some_and(|(query, claim)| NEAR.contains(&(claim - query)));
        [
            words,
            words / all,
            sum(wording) / all,
            wording.distinct().count() as f64 / f64::from(wording.size.max(1)),
            cosine(wording),
            best(&|unit| sum(unit) / all),
            best(&cosine),
            query.letters(&claim.text),
            f64::from(wording.run).ln_1p(),
            f64::from(whole.run).ln_1p(),
            wording.pairs.len() as f64 / pairs,
            whole.pairs.len() as f64 / pairs,
            rare(0),
            rare(1),
            of(&query.is_number, whole),
            of(&query.is_name, whole),
            f64::from(whole.size).ln_1p(),
            f64::from(u8::from(near)),
        ]
    }
}

/// How many days after a text a verdict on it is usually given; before it, where the text is one of many alike.
const NEAR: std::ops::RangeInclusive<i64> = -20..=60;

/// How alike a part is to the query (the cosine of the two as vectors of words by their rarity).
///
/// The rarity of words that the query lacks is not known; they are taken to be as rare as those it has.
fn cosine(part: &Part, frequencies: &Frequencies) -> f64 {
    let square = |weight: f64| weight * weight;
    let norm = frequencies.weights.iter().copied().map(square).sum::<f64>().sqrt();
    let rarity = frequencies.all() / frequencies.weights.len().max(1) as f64;
    let shared: f64 = part.distinct().map(|place| square(frequencies.weights[place as usize])).sum();
    shared / (norm * rarity * f64::from(part.size.max(1)).sqrt()).max(f64::MIN_POSITIVE)
}
