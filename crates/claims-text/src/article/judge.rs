//! Which passages are of the body: a sum of weighted traits, or on a page with little text, where they stand.

use super::{
    place::Around,
    traits::Row,
    walk::{Passage, Tag},
    weights::{BIAS, WEIGHTS},
};
use crate::line::letters;

/// Letters below which a page tells too little of itself to be weighed.
///
/// The witnesses give up below such lengths too, and answer with the whole page.
const LITTLE: usize = 500;

/// Whether each passage is of the body.
pub(crate) fn bodies(passages: &[Passage], rows: &[Row]) -> Vec<bool> {
    let text: usize =
        passages.iter().filter(|passage| stands_within(passage)).map(|passage| letters(&passage.text)).sum();
    if text < LITTLE {
        return by_place(passages);
    }
    let bodies: Vec<bool> = rows.iter().map(|row| sum(row) > 0.0).collect();
    if bodies.contains(&true) { bodies } else { by_place(passages) }
}

/// The logarithm of the odds that a passage is of the body.
pub(crate) fn sum(row: &Row) -> f32 {
    // The order is fixed, and with it each rounding: the same row gives the same sum.
    row.iter().zip(&WEIGHTS).fold(BIAS, |sum, ((_, value), (_, weight))| sum + value * weight)
}

/// In an article, or else in the main part, or else anywhere, what is no furniture.
fn by_place(passages: &[Passage]) -> Vec<bool> {
    let within = |one: Around| passages.iter().any(|passage| passage.place.has(one) && stands_within(passage));
    let around = [Around::Article, Around::Main].into_iter().find(|one| within(*one));
    let holds = |passage: &Passage| match around {
        // In an article, what stands beside or below belongs to it: corrections stand there.
        Some(one) => passage.place.has(one) && !is_control(passage),
        None => stands_within(passage),
    };
    passages.iter().map(holds).collect()
}

fn stands_within(passage: &Passage) -> bool {
    let around = [Around::Aside, Around::Footer];
    !is_control(passage) && !around.iter().any(|one| passage.place.has(*one))
}

fn is_control(passage: &Passage) -> bool {
    let around = [Around::Nav, Around::Form, Around::Button, Around::Hidden, Around::WordCookie];
    passage.tag == Tag::Caption || around.iter().any(|one| passage.place.has(*one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{traits, walk, witness::Witnesses};

    #[test]
    fn each_trait_has_the_weight_of_its_name() {
        let mut passages = walk::passages(&scraper::Html::parse_document("<p>Words."));
        let rows = traits::rows(&mut passages, &Witnesses::default());
        let names = |pairs: &[(&'static str, f32)]| -> Vec<_> { pairs.iter().map(|(name, _)| *name).collect() };
        assert_eq!(names(&rows[0]), names(&WEIGHTS));
    }
}
