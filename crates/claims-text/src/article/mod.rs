//! The article of a page, and all else that can be read on it, set apart.
//!
//! A page becomes passages ([`walk`]), of which two other extractors say what they would keep ([`witness`]).
//! From that, from where a passage stands ([`place`]), from how it reads and from what its neighbours are come its
//! [`traits`]; their weighted sum says whether it is of the body ([`judge`]).
//! The [`weights`] were fitted to pages whose articles people had marked; the benchmark `extraction` fits them anew.
//! What is too large or too deep for a tree is read without one ([`flat`]), and nobody else is asked.

mod flat;
mod hash;
mod judge;
mod place;
mod reasons;
mod traits;
mod walk;
mod weights;
mod witness;
mod words;

use place::Around;
use scraper::Html;
use walk::{Passage, Tag};
use witness::Witnesses;

use crate::{
    block::{Article, Block},
    line::letters,
    signs, tail, tree,
};

/// The blocks of a page; `tree` is its tree, where it has one.
pub(crate) fn of(page: &str, tree: Option<&Html>) -> Article {
    let mut article = untrimmed(page, tree);
    tail::set_apart(&mut article.blocks);
    article
}

/// As [`crate::html`], without the rules on what stands after the end, for those who measure what the rules do.
#[doc(hidden)]
#[must_use]
pub fn html_untrimmed(page: &str) -> Article {
    untrimmed(page, tree::of(page).as_ref())
}

fn untrimmed(page: &str, tree: Option<&Html>) -> Article {
    let (passages, rows) = weighed(page, tree);
    let bodies = judge::bodies(&passages, &rows);
    Article { blocks: blocks(passages, &bodies), extractor: "html/2" }
}

/// The text and the traits of each passage of a page, for those who fit weights.
#[doc(hidden)]
#[must_use]
pub fn traits_of(page: &str) -> Vec<(String, Vec<(&'static str, f32)>)> {
    let (passages, rows) = weighed(page, tree::of(page).as_ref());
    passages.into_iter().zip(rows).map(|(passage, row)| (passage.text, row.to_vec())).collect()
}

fn weighed(page: &str, tree: Option<&Html>) -> (Vec<Passage>, Vec<traits::Row>) {
    let (mut passages, witnesses) = match tree {
        Some(html) => {
            let witnesses = if tree::is_modest(html) { Witnesses::of(page) } else { Witnesses::default() };
            (walk::passages(html), witnesses)
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
