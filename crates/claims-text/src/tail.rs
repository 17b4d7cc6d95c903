//! What stands after the end of an article though it reads like a part of it: its lead once more, and offers.
//!
//! It knows blocks and their words, and nothing of the page they come from, so it holds for plain text as well.

use std::collections::HashSet;

use crate::{
    block::{Block, Reason},
    line::letters,
    offer, signs,
};

/// Letters of a block that is prose; a shorter one may be a line of anything.
const PROSE: usize = 100;

/// Letters of a block whose repetition is no accident; a refrain is shorter.
const REPEATED: usize = 60;

/// Letters of sentences whose repetition is no accident after an article was closed by a credit.
const REPEATED_AFTER_CREDIT: usize = 30;

/// Sets apart what repeats the body after its end, and offers after its end.
///
/// The body ends with its last prose or with a line such as "Edited by …"; where it has neither, only
/// repetitions behind everything else are set apart.
/// A block that stood before ends nothing and is set apart if only such blocks and short lines follow; after a credit
/// that is also one whose every sentence stood before.
/// Of what follows the end, a line that makes an offer is one, and so is a line that is no sentence and follows the
/// first of these, the last repeated block or the credit: if at least a third of the lines there offer, and two of
/// them at least.
/// Other sentences stay, and so does what a paper says of its corrections and of who worked on the article.
pub(crate) fn set_apart(blocks: &mut [Block]) {
    let body: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].apart.is_none()).collect();
    let repeats = repeats(blocks, &body);
    let text = |at: usize| blocks[body[at]].text.as_str();
    let credit = (0..body.len()).find(|at| signs::is_closing(text(*at))).unwrap_or(body.len());
    let most = |at: usize| if at > credit { Repeat::Not } else { Repeat::BySentence };
    let ends = |at: usize| repeats[at] <= most(at) && is_end(text(at));
    let Some(end) = (0..body.len()).rev().find(|at| ends(*at)) else {
        let repeated = (0..body.len()).rev().take_while(|at| repeats[*at] == Repeat::Whole);
        repeated.for_each(|at| blocks[body[at]].apart = Some(Reason::Repeated));
        return;
    };
    let (tail, credited) = (end + 1, signs::is_closing(text(end)));
    let least = if credited { Repeat::BySentence } else { Repeat::Whole };
    let repeated: Vec<usize> = (tail..body.len()).filter(|at| repeats[*at] >= least).collect();
    let is_open = |at: &usize| !repeated.contains(at) && !stays(text(*at)) && says_something(text(*at));
    let rest: Vec<usize> = (tail..body.len()).filter(is_open).collect();
    let offering: Vec<usize> = rest.iter().copied().filter(|at| offer::is_made(text(*at))).collect();
    let closed = repeated.last().map(|last| last + 1).or(credited.then_some(tail));
    let from = closed.or(offering.first().copied()).unwrap_or(body.len());
    let lines = rest.iter().filter(|at| **at >= from || offering.contains(at)).count();
    let mut offers = Vec::new();
    if offering.len() >= 2 && offering.len() * 3 >= lines {
        let is_offer = |at: &usize| {
            let fits = *at >= from && !offer::is_sentence(text(*at));
            !repeated.contains(at) && !stays(text(*at)) && (fits || offering.contains(at))
        };
        offers.extend((tail..body.len()).filter(is_offer));
    }
    for (places, reason) in [(repeated, Reason::Repeated), (offers, Reason::Offer)] {
        places.into_iter().for_each(|at| blocks[body[at]].apart = Some(reason));
    }
}

/// How a block repeats what stood before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Repeat {
    /// Not at all, or by what may be chance.
    Not,
    /// Each of its sentences stood before, wherever.
    BySentence,
    /// It stood before as it is, and is long.
    Whole,
}

/// How each block of the body repeats those before, by its words without their case and punctuation.
fn repeats(blocks: &[Block], body: &[usize]) -> Vec<Repeat> {
    let fold =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let (mut wholes, mut sentences) = (HashSet::new(), HashSet::new());
    let mut repeats = Vec::with_capacity(body.len());
    for at in body {
        let text = &blocks[*at].text;
        let whole = fold(text);
        let size = letters(&whole);
        // A point within a number divides it here and there alike.
        let parts = text.split(['.', '!', '?', '…', '。', '！', '？']).map(fold);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        repeats.push(if size >= REPEATED && wholes.contains(&whole) {
            Repeat::Whole
        } else if size >= REPEATED_AFTER_CREDIT && parts.iter().all(|part| sentences.contains(part)) {
            Repeat::BySentence
        } else {
            Repeat::Not
        });
        wholes.insert(whole);
        sentences.extend(parts);
    }
    repeats
}

/// Whether a block may be the last of an article; what a paper changed is told after that.
fn is_end(text: &str) -> bool {
    letters(text) >= PROSE && !offer::is_made(text) && !signs::is_correction(text) || signs::is_closing(text)
}

/// Whether a line is kept wherever it stands.
fn stays(text: &str) -> bool {
    signs::is_correction(text) || signs::is_credit(text)
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

    #[test]
    fn sentences_that_offer_nothing_stay() {
        let closing = ["The Commission has a month to publish its reasons.", "Nobody else was asked."];
        let said = "“The European Commission approved the plan,” the minister said.";
        assert_eq!(apart(&[LEAD, said, closing[0], closing[1]]), [None; 4]);
        let cut = Some(Reason::Offer);
        let mixed = [LEAD, "Edited by Ada Byron", "Subscribe now", closing[1], "Only $1 for four weeks"];
        assert_eq!(apart(&mixed), [None, None, cut, None, cut]);
    }

    #[test]
    fn corrections_and_credits_stay_among_offers() {
        let correction = "Correction, 15 August: An earlier version gave a wrong number of guests.";
        let texts = [
            LEAD,
            "Edited by Ada Byron",
            correction,
            "Subscribe now",
            "Photo: Lise Falk",
            "Update: the pier is open and was measured again on Friday, so that the ferries go as they went before the storm came.",
            "Unlimited access for $4 a month",
        ];
        let cut = Some(Reason::Offer);
        assert_eq!(apart(&texts), [None, None, None, cut, None, None, cut]);
    }

    #[test]
    fn one_sentence_of_the_lead_is_a_repetition_after_a_credit_only() {
        let text = format!("{LEAD} Nobody had asked him.");
        assert_eq!(apart(&[&text, MORE, "Edited by Ada Byron", LEAD])[3], Some(Reason::Repeated));
        let said = "Nobody had told the pilots when it would be.";
        let whole = format!("{said} {MORE}");
        assert_eq!(apart(&[&whole, "Edited by Ada Byron", said])[2], Some(Reason::Repeated));
        assert_eq!(apart(&[&whole, MORE, said]), [None; 3]);
    }

    #[test]
    fn what_has_no_end_has_no_offer_after_it() {
        assert_eq!(apart(&["Subscribe now", "Only $1 for four weeks"]), [None; 2]);
        let refrain = "The harbour lies as still as ever it lay, and as ever it lay there lies the sea below.";
        assert_eq!(apart(&[refrain, "A line.", refrain, "Another line."]), [None; 4]);
        assert_eq!(apart(&[refrain, "A line.", refrain]), [None, None, Some(Reason::Repeated)]);
    }
}
