//! The article of a page, and all else that can be read on it, set apart.
//!
//! A page becomes passages ([`walk`]), of which two other extractors say what they would keep ([`witness`]).
//! From that, from where a passage stands ([`place`]), from how it reads and from what its neighbours are come its
//! [`traits`]; their weighted sum says whether it is of the body ([`judge`]).
//! The [`weights`] were fitted to pages whose articles people had marked; the benchmark `extraction` fits them anew.
//! What is too large or too deep for a tree is read without one ([`flat`]), and nobody else is asked.

mod elements;
mod flat;
mod hash;
mod judge;
mod place;
mod reasons;
mod storm;
mod traits;
mod tree;
mod walk;
mod weights;
mod witness;
mod words;

use place::Around;
use walk::{Passage, Tag};
use witness::Witnesses;

use crate::{
    block::{Article, Block},
    line::letters,
    signs, tail,
};

/// The blocks of a page of HTML, already decoded.
///
/// All text that can be seen is in some block, in page order; captions, headlines and whatever is not the article are
/// set apart, each with the likeliest reason.
/// The title of a page is no part of its text: a headline before the body is set apart as [`crate::Reason::Title`].
///
/// It never fails: a page without an article gives blocks that are all set apart, an empty one gives none.
/// Time and memory are linear in the length of the page, however it is made; what stands beyond 256 MB is not read.
#[must_use]
pub fn html(page: &str) -> Article {
    let mut article = html_untrimmed(page);
    tail::set_apart(&mut article.blocks);
    article
}

/// As [`html`], without the rules on what stands after the end, for those who measure what the rules do.
#[doc(hidden)]
#[must_use]
pub fn html_untrimmed(page: &str) -> Article {
    let (passages, rows) = weighed(page);
    let bodies = judge::bodies(&passages, &rows);
    Article { blocks: blocks(passages, &bodies), extractor: "html/2" }
}

/// The text and the traits of each passage of a page, for those who fit weights.
#[doc(hidden)]
#[must_use]
pub fn traits_of(page: &str) -> Vec<(String, Vec<(&'static str, f32)>)> {
    let (passages, rows) = weighed(page);
    passages.into_iter().zip(rows).map(|(passage, row)| (passage.text, row.to_vec())).collect()
}

fn weighed(page: &str) -> (Vec<Passage>, Vec<traits::Row>) {
    let (mut passages, witnesses) = match tree::of(page) {
        Some(html) => {
            let witnesses = if tree::is_modest(&html) { Witnesses::of(page) } else { Witnesses::default() };
            (walk::passages(&html), witnesses)
        }
        None => (flat::passages(page), Witnesses::default()),
    };
    let rows = traits::rows(&mut passages, &witnesses);
    (passages, rows)
}

/// Blocks of passages, and the rules that no weight may break.
fn blocks(passages: Vec<Passage>, bodies: &[bool]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(passages.len());
    let mut begun = false;
    let mut before = false;
    for (passage, body) in passages.into_iter().zip(bodies) {
        let title = passage.tag == Tag::Heading(1) && !begun;
        let says_something = letters(&passage.text) > 0;
        let closing = before && signs::is_closing(&passage.text);
        let never = title || passage.tag == Tag::Caption || passage.place.has(Around::Hidden);
        let body = (*body || closing) && says_something && !never;
        begun |= body;
        before = body;
        let apart = if body { None } else { Some(reasons::reason(&passage)) };
        blocks.push(Block { sort: reasons::sort(&passage), text: passage.text, apart });
    }
    blocks
}
