//! A page as passages in page order, with where each of them stands; it judges none of them.

use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element};

use super::place::Place;
use crate::{
    block::Sort,
    elements::{breaks, is_unseen},
    line::{letters, one_line},
};

/// A passage of a page: what stands between two breaks.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// Its words, with white space collapsed; never empty.
    pub(crate) text: String,
    /// The element that says what it is.
    pub(crate) tag: Tag,
    /// Where it stands.
    pub(crate) place: Place,
    /// How many of its letters are in links.
    pub(crate) linked: usize,
}

/// An element that says what a passage in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Paragraph,
    /// With its rank, from 1 to 6.
    Heading(u8),
    Item,
    Quote,
    Cell,
    Caption,
    Other,
}

impl Tag {
    /// What an element makes of the passages in it, if it is not as around it.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "pre" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "li" | "dt" | "dd" => Self::Item,
            "blockquote" => Self::Quote,
            "td" | "th" => Self::Cell,
            "figcaption" | "caption" => Self::Caption,
            "br" => return None,
            _ => Self::Other,
        })
    }

    /// What a passage is, as its readers are told; `place` knows of a quotation or a list further out.
    pub(crate) fn sort(self, in_quote: bool) -> Sort {
        match self {
            Self::Heading(_) => Sort::Heading,
            Self::Item => Sort::Item,
            Self::Cell => Sort::Cell,
            Self::Caption => Sort::Caption,
            Self::Quote => Sort::Quote,
            Self::Paragraph | Self::Other if in_quote => Sort::Quote,
            Self::Paragraph | Self::Other => Sort::Paragraph,
        }
    }
}

/// What is known within an element.
#[derive(Clone, Copy)]
struct Within {
    place: Place,
    tag: Tag,
    unseen: bool,
    linked: bool,
}

impl Within {
    fn element(mut self, element: &Element) -> Self {
        let name = element.name();
        self.unseen |= is_unseen(name);
        if self.unseen {
            return self;
        }
        self.linked |= name == "a";
        self.place = self.place.within(element);
        if breaks(name) {
            // A caption in paragraphs, or a heading in a division of its own, is one still.
            let holds = matches!(self.tag, Tag::Caption) || matches!((self.tag, name), (Tag::Heading(_), "div"));
            if !holds {
                self.tag = Tag::of(name).unwrap_or(self.tag);
            }
        }
        self
    }
}

/// The passages of a page.
///
/// The tree is walked along its edges and not by recursion, so that no depth of nesting overflows the stack.
pub(crate) fn passages(page: &Html) -> Vec<Passage> {
    let mut around = vec![Within { place: Place::default(), tag: Tag::Other, unseen: false, linked: false }];
    let mut writing = Writing::default();
    for edge in page.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                if breaks(name) {
                    writing.end();
                } else if matches!(name, "del" | "ins" | "s") {
                    // Struck and new words stand side by side; they are two.
                    writing.gap();
                }
                if !opens {
                    around.pop();
                } else if let Some(outer) = around.last().copied() {
                    around.push(outer.element(element));
                }
            }
            Node::Text(text) if opens => {
                if let Some(within) = around.last().filter(|within| !within.unseen) {
                    writing.add(text, within);
                }
            }
            _ => {}
        }
    }
    writing.end();
    writing.done
}

/// The passage that is being read, and those before it.
#[derive(Default)]
struct Writing {
    done: Vec<Passage>,
    raw: String,
    linked: usize,
    within: Option<Within>,
}

impl Writing {
    fn add(&mut self, text: &str, within: &Within) {
        self.raw.push_str(text);
        if within.linked {
            self.linked += letters(text);
        }
        // A passage stands where its first letter does.
        if self.within.is_none() && !text.trim_ascii().is_empty() {
            self.within = Some(*within);
        }
    }

    fn gap(&mut self) {
        self.raw.push(' ');
    }

    fn end(&mut self) {
        let text = one_line(&self.raw);
        self.raw.clear();
        let linked = std::mem::take(&mut self.linked);
        if let Some(Within { place, tag, .. }) = self.within.take() {
            self.done.push(Passage { text, tag, place, linked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::place::Around;

    fn texts(page: &str) -> Vec<String> {
        passages(&Html::parse_document(page)).into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn elements_break_and_white_space_collapses() {
        let page = "<title>T</title><h1>One\n two</h1><p>A <b>bold</b>\tword<br>next<li>item<script>x()</script>";
        assert_eq!(texts(page), ["One two", "A bold word", "next", "item"]);
    }

    #[test]
    fn struck_and_new_words_are_two() {
        assert_eq!(texts("<p>It sent <del>15</del><ins>50</ins> shells."), ["It sent 15 50 shells."]);
    }

    #[test]
    fn a_passage_knows_where_it_stands() {
        let page = "<article><ul class=share-tools><li><a href=/>Post</a> it</ul></article>";
        let passages = passages(&Html::parse_document(page));
        assert_eq!((passages[0].tag, passages[0].linked), (Tag::Item, 4));
        assert!(passages[0].place.has(Around::Article) && passages[0].place.has(Around::WordShare));
        assert!(!passages[0].place.has(Around::Nav));
    }

    #[test]
    fn deep_nesting_is_only_deep_nesting() {
        assert_eq!(texts(&("<div>".repeat(4_000) + "deep")), ["deep"]);
    }
}
