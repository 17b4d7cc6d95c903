//! A page as a tree, unless it is so large or so deep that a tree would cost too much.
//!
//! Every page of a stranger's becomes a tree here and nowhere else; it knows no article and no facts.

use ego_tree::iter::Edge;
use html5ever::{
    driver::{self, ParseOpts},
    tendril::{StrTendril, TendrilSink},
};
use scraper::{Html, HtmlTreeSink};

use crate::{line::cut_at, storm};

/// Bytes of a page of which a tree is made.
const MOST_BYTES: usize = 16 << 20;

/// Nodes of a tree.
const MOST_NODES: usize = 400_000;

/// Elements above the newest node.
///
/// A parser looks through the open elements at almost every tag, so depth times size is what it costs.
const MOST_DEPTH: usize = 500;

/// Bytes that are parsed between two looks at the tree; what they can add is bounded by [`MOST_DEPTH`].
const STEP: usize = 1 << 10;

/// The tree of a page, or `None` if it would be beyond the bounds.
pub(crate) fn of(page: &str) -> Option<Html> {
    if page.len() > MOST_BYTES || storm::is_in(page) {
        return None;
    }
    let mut parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(cut_at(rest, STEP));
        rest = after;
        parser.process(StrTendril::from_slice(step));
        let html = parser.tokenizer.sink.sink.0.borrow();
        if newest_depth(&html) > MOST_DEPTH || html.tree.nodes().len() > MOST_NODES {
            return None;
        }
    }
    Some(parser.finish())
}

/// The tree of the start of a page of which there can be none of the whole, or `None` if that too is beyond the bounds.
///
/// What a page says of itself stands there.
pub(crate) fn of_start(page: &str) -> Option<Html> {
    const START: usize = 256 << 10;
    of(&page[..cut_at(page, START)])
}

/// Whether a tree is small enough to be shown to extractors that walk it by recursion and compare its parts.
pub(crate) fn is_modest(html: &Html) -> bool {
    const NODES: usize = 60_000;
    const DEPTH: usize = 200;
    html.tree.nodes().len() <= NODES && depth(html) <= DEPTH
}

fn newest_depth(html: &Html) -> usize {
    html.tree.nodes().next_back().map_or(0, |node| node.ancestors().count())
}

fn depth(html: &Html) -> usize {
    let mut now = 0_usize;
    let mut most = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(_) => now += 1,
            Edge::Close(_) => now -= 1,
        }
        most = now.max(most);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_change_nothing() {
        let page = "<p class=a>Ein Satz über ‘Zeichen’ &amp; <b>mehr</b>.".repeat(300);
        let html = of(&page).expect("a small page");
        assert_eq!(html.html(), Html::parse_document(&page).html());
        assert!(is_modest(&html));
    }

    #[test]
    fn what_is_too_deep_has_no_tree() {
        assert!(of(&"<div>".repeat(3_000)).is_none());
        assert!(!is_modest(&of(&"<div>".repeat(300)).expect("not so deep")));
        let late = "<title>T</title>".to_owned() + &"<p>words</p>".repeat(30_000) + &"<div>".repeat(3_000);
        assert!(of(&late).is_none() && of_start(&late).is_some());
        let formatting: String = (0..3_000).map(|n| format!("<p><b a{n}>")).collect();
        assert!(of(&formatting).is_none());
    }
}
