//! What stands after the end of an article though it reads like a part of it: its lead once more, and offers.
//!
//! It knows blocks and their words, and nothing of the page they come from, so it holds for plain text as well.

use std::collections::HashSet;

use crate::{
    block::{Block, Reason},
    line::letters,
    signs,
};

/// Letters of a block that is prose; a shorter one may be a line of anything.
const PROSE: usize = 100;

/// Letters of a block whose repetition is no accident; a refrain is shorter.
const REPEATED: usize = 60;

/// Sets apart what repeats the body after its end, and offers after its end.
///
/// The body ends with its last prose or with a line such as "Edited by …".
/// A block that stood before ends nothing and is set apart if only such blocks and short lines follow.
/// Of what follows the end, all is an offer from the first line that offers something, or from the last repeated block,
/// if at least a third of its lines do and two of them at least.
pub(crate) fn set_apart(blocks: &mut [Block]) {
    let body: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].apart.is_none()).collect();
    let repeats = repeats(blocks, &body);
    let ends = |at: usize| !repeats[at] && is_end(&blocks[body[at]].text);
    let tail = (0..body.len()).rev().find(|at| ends(*at)).map_or(0, |end| end + 1);
    let mut offers = tail;
    for at in tail..body.len() {
        if repeats[at] {
            blocks[body[at]].apart = Some(Reason::Repeated);
            offers = at + 1;
        }
    }
    let offering = |at: &usize| signs::offers(&blocks[body[*at]].text) > 0;
    let closed = offers > tail || tail > 0 && signs::is_closing(&blocks[body[tail - 1]].text);
    let first = if closed { Some(offers) } else { (offers..body.len()).find(offering) };
    let Some(first) = first else { return };
    let lines = (first..body.len()).filter(|at| says_something(&blocks[body[*at]].text)).count();
    let count = (first..body.len()).filter(offering).count();
    if count >= 2 && count * 3 >= lines {
        for at in &body[first..] {
            blocks[*at].apart = Some(Reason::Offer);
        }
    }
}

/// Whether each block of the body is one that stood before, by its words without their case and punctuation.
fn repeats(blocks: &[Block], body: &[usize]) -> Vec<bool> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut repeats = Vec::with_capacity(body.len());
    for at in body {
        let folded: String =
            blocks[*at].text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        repeats.push(letters(&folded) >= REPEATED && !seen.insert(folded));
    }
    repeats
}

fn is_end(text: &str) -> bool {
    letters(text) >= PROSE && signs::offers(text) == 0 || signs::is_closing(text)
}

fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Sort;

    const LEAD: &str = "The harbour of Vell “will not be closed for a single day,” its master said on Monday, a week after \
        a storm had broken the northern pier and three ships had been sent elsewhere.";
    const MORE: &str = "Two pilots who asked not to be named said that the depth at the pier had not been measured since \
        the storm, and that nobody had told them when it would be.";

    fn apart(texts: &[&str]) -> Vec<Option<Reason>> {
        let block = |text: &&str| Block { text: (*text).to_owned(), sort: Sort::Paragraph, apart: None };
        let mut blocks: Vec<Block> = texts.iter().map(block).collect();
        set_apart(&mut blocks);
        blocks.into_iter().map(|block| block.apart).collect()
    }

    #[test]
    fn a_lead_repeated_after_the_end_and_the_offer_below_it_are_set_apart() {
        let offer =
            ["Try it for a week", "-", "Unlimited access to all we write", "-", "Cancel any time.", "Subscribe"];
        let texts = [&[LEAD, MORE, "Edited by Ada Byron", LEAD], &offer[..]].concat();
        let (kept, repeated) = (None, Some(Reason::Repeated));
        let rest = vec![Some(Reason::Offer); offer.len()];
        assert_eq!(apart(&texts), [&[kept, kept, kept, repeated][..], &rest].concat());
    }

    #[test]
    fn what_is_repeated_before_new_prose_stays() {
        assert_eq!(apart(&[LEAD, LEAD, MORE]), [None; 3]);
        assert_eq!(apart(&["And so it goes.", MORE, "And so it goes."]), [None; 3]);
    }

    #[test]
    fn an_offer_is_cut_after_the_last_prose_only() {
        let offers = ["Subscribe now", "Only $1 for four weeks"];
        let cut = Some(Reason::Offer);
        assert_eq!(apart(&[LEAD, "He left.", offers[0], offers[1]]), [None, None, cut, cut]);
        assert_eq!(apart(&[LEAD, offers[0], offers[1], MORE]), [None; 4]);
    }

    #[test]
    fn one_word_of_an_offer_is_none() {
        let said = "“Subscribe,” she said.";
        assert_eq!(apart(&[LEAD, said, "He did not.", "Nobody did.", "That was all."]), [None; 5]);
    }
}
