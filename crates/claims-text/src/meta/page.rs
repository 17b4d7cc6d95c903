//! What a page has that facts can be read from, in one walk over it; it knows where things stand and judges nothing.
//!
//! The walk goes along the edges of a tree that somebody else made and bounded, and each text taken from it is short,
//! so that it costs no more than the tree did.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Node, node::Element};

use super::element::{LONG, is_block, is_furniture, is_in_drawing, is_part, says_something, short_text};
use crate::{
    elements::is_unseen,
    line::{cut_at, single_spaced},
};

/// The longest value of a `meta` element that is believed, in bytes.
const VALUE: usize = 4_000;

/// How many lines, marked elements and scripts are kept of a page at most.
const MANY: usize = 20_000;

/// A line of visible text: what stands between two borders of blocks.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The text with its white space made single, cut at a good length.
    pub(super) text: String,
    /// Whether it stands in furniture: navigation, footers, asides, related stories, comments.
    pub(super) furniture: bool,
    /// Whether it is a heading of the first rank.
    pub(super) heading: bool,
}

/// An element that says what it is, by a class, a relation, a property or its name.
#[derive(Debug)]
pub(super) struct Marked {
    /// The name of the element.
    pub(super) name: String,
    /// `class`, `id`, `rel` and `data-testid`, lower case, between spaces.
    pub(super) says: String,
    /// `itemprop`, lower case.
    pub(super) property: String,
    /// `content` or `datetime`.
    pub(super) value: Option<String>,
    /// Its visible text, cut at a good length.
    pub(super) text: String,
    /// Whether it stands in furniture.
    pub(super) furniture: bool,
    /// Which of the lines had begun when it began; says where on the page it stands.
    pub(super) line: usize,
    /// `itemprop` of the marked elements around it, the nearest first.
    pub(super) within: Vec<String>,
}

/// What was gathered from a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// `meta` elements in order: `name`, `property`, `itemprop` or `http-equiv` in lower case, and `content`.
    pub(super) metas: Vec<(String, String)>,
    /// `link` elements in order: `rel` in lower case, and `href`.
    pub(super) links: Vec<(String, String)>,
    /// The text of JSON-LD scripts.
    pub(super) scripts: Vec<String>,
    /// The text of `title`.
    pub(super) title: Option<String>,
    /// The language of the page by `lang` or `xml:lang`.
    pub(super) lang: Option<String>,
    /// The visible text.
    pub(super) lines: Vec<Line>,
    /// The elements that say what they are.
    pub(super) marked: Vec<Marked>,
    /// Which line is the title, where that is known: bylines stand near it.
    pub(super) heading: usize,
}

impl Page {
    /// Gathers what a page has.
    pub(super) fn read(tree: &Html) -> Page {
        use ego_tree::iter::Edge;
        let mut page = Page::default();
        let mut walk = Walk { around_headings: around_headings(tree), ..Walk::default() };
        for edge in tree.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        let Some(here) = ElementRef::wrap(node) else { continue };
                        page.take_named(here, element);
                        walk.open(&mut page, here, element);
                    }
                    Node::Text(text) => walk.text(text),
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Some(here) = ElementRef::wrap(node) {
                        walk.close(&mut page, here);
                    }
                }
            }
        }
        walk.end_line(&mut page);
        page.heading = page.lines.iter().position(|line| line.heading && !line.furniture).unwrap_or(0);
        page
    }

    /// The headings of the first rank; more than some are no headings.
    pub(super) fn headings(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.heading).take(50)
    }

    /// The first `meta` of a name that has a content.
    pub(super) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    fn take_named(&mut self, here: ElementRef<'_>, element: &Element) {
        let attribute = |name: &str| element.attr(name).map(str::trim).filter(|value| !value.is_empty());
        match element.name() {
            "meta" if self.metas.len() < MANY => {
                let Some(content) = attribute("content").filter(|content| content.len() <= VALUE) else { return };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = attribute(key) {
                        self.metas.push((name.to_lowercase(), content.to_owned()));
                    }
                }
            }
            "link" if self.links.len() < MANY => {
                if let (Some(rel), Some(href)) = (attribute("rel"), attribute("href")) {
                    self.links.push((rel.to_lowercase(), href.to_owned()));
                }
            }
            "script" if self.scripts.len() < MANY => {
                let kind = attribute("type").unwrap_or_default().to_lowercase();
                if kind.starts_with("application/ld+json") {
                    self.scripts.push(here.text().collect());
                }
            }
            "title" if self.title.is_none() && !is_in_drawing(here) => {
                self.title = Some(short_text(here)).filter(|title| !title.is_empty());
            }
            "html" => self.lang = attribute("lang").or_else(|| attribute("xml:lang")).map(str::to_owned),
            _ => {}
        }
    }
}

/// Where the walk is.
#[derive(Default)]
struct Walk {
    line: Line,
    /// How many open elements are not shown, are furniture, are headings.
    hidden: usize,
    furniture: usize,
    heading: usize,
    /// The elements around headings of the first rank: whatever they call themselves, they are no furniture.
    around_headings: HashSet<NodeId>,
    /// `itemprop` of the elements that are open and have one.
    properties: Vec<String>,
}

impl Walk {
    fn open(&mut self, page: &mut Page, here: ElementRef<'_>, element: &Element) {
        if is_block(element.name()) {
            self.end_line(page);
        }
        self.count(here, |count| *count += 1);
        self.part(element);
        if let Some(property) = element.attr("itemprop") {
            // It is copied for every element within.
            self.properties.push(property[..cut_at(property, LONG)].trim().to_lowercase());
        }
        let marks = ["class", "id", "rel", "data-testid", "itemprop"];
        let speaks =
            element.name() == "time" || marks.iter().any(|mark| element.attr(mark).is_some_and(says_something));
        if !speaks || self.hidden > 0 && element.name() != "meta" || page.marked.len() >= MANY {
            return;
        }
        let attribute = |name: &str| element.attr(name).map(str::to_lowercase).unwrap_or_default();
        page.marked.push(Marked {
            name: element.name().to_owned(),
            says: format!(
                " {} {} {} {} ",
                attribute("class"),
                attribute("id"),
                attribute("rel"),
                attribute("data-testid")
            ),
            property: attribute("itemprop").trim().to_owned(),
            value: element.attr("content").or_else(|| element.attr("datetime")).map(|value| value.trim().to_owned()),
            text: short_text(here),
            furniture: self.furniture > 0,
            line: page.lines.len(),
            within: self
                .properties
                .iter()
                .rev()
                .skip(usize::from(element.attr("itemprop").is_some()))
                .take(4)
                .cloned()
                .collect(),
        });
    }

    fn close(&mut self, page: &mut Page, here: ElementRef<'_>) {
        let element = here.value();
        if is_block(element.name()) {
            self.end_line(page);
        }
        self.count(here, |count| *count = count.saturating_sub(1));
        self.part(element);
        if element.attr("itemprop").is_some() {
            self.properties.pop();
        }
    }

    /// Parts of a byline often touch in the source and are set apart by style; parts of a word in a heading are not.
    fn part(&mut self, element: &Element) {
        if is_part(element.name()) && self.heading == 0 {
            self.line.text.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden == 0 && self.line.text.len() < LONG * 2 {
            let end = text.char_indices().map(|(at, _)| at).find(|at| *at > LONG * 2).unwrap_or(text.len());
            self.line.text.push_str(&text[..end]);
        }
    }

    fn end_line(&mut self, page: &mut Page) {
        let text = single_spaced(&self.line.text);
        self.line.text.clear();
        if !text.is_empty() && page.lines.len() < MANY {
            page.lines.push(Line { text, furniture: self.furniture > 0, heading: self.heading > 0 });
        }
    }

    fn count(&mut self, here: ElementRef<'_>, change: impl Fn(&mut usize)) {
        let element = here.value();
        // Frameworks send the whole page hidden and show it by script.
        let around = self.around_headings.contains(&here.id());
        if is_unseen(element.name()) || element.attr("hidden").is_some() && !around {
            change(&mut self.hidden);
        }
        if !around && is_furniture(here) {
            change(&mut self.furniture);
        }
        if element.name() == "h1" {
            change(&mut self.heading);
        }
    }
}

/// The elements around the headings of the first rank; pages have few, and those that have many have none.
fn around_headings(tree: &Html) -> HashSet<NodeId> {
    let elements = tree.tree.nodes().filter_map(ElementRef::wrap);
    let headings = elements.filter(|element| element.value().name() == "h1").take(20);
    headings.flat_map(|heading| heading.ancestors().take(500).map(|node| node.id()).collect::<Vec<_>>()).collect()
}
