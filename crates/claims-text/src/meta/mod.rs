//! What a page says of itself: who wrote it, when, under which title, and where it said so.
//!
//! Facts are looked for in order of belief: JSON-LD, OpenGraph, microdata, `meta`, `link`, visible text, address.
//! Where two agree the better form is taken, and where nobody says it there is no fact: nothing is invented.
//! This file knows the order and the whole; each fact has its file.

mod article;
mod author;
mod byline;
mod document;
mod element;
mod front;
mod linked;
mod name;
mod names;
mod page;
mod published;
mod site;
mod title;
mod visible;
pub(crate) mod when;
mod words;

use jiff::civil::Date;
use scraper::Html;

pub use self::when::When;
use self::{article::Article, page::Page};
pub(crate) use self::{
    document::{Properties, facts as of_properties},
    front::facts as of_front,
};
use crate::tree;

/// Where a fact stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// A script of JSON-LD.
    JsonLd,
    /// A `meta` element with a property of OpenGraph: `og:…` or `article:…`.
    OpenGraph,
    /// An element with `itemprop`.
    Microdata,
    /// Another `meta` element, or an attribute or element of the head: `title`, `lang`.
    Meta,
    /// A `link` element.
    Link,
    /// What readers see.
    Visible,
    /// The address of the page.
    Address,
    /// The front matter of a text in Markdown.
    FrontMatter,
    /// The Info dictionary of a PDF.
    Properties,
    /// The day on which a PDF was made, as its Info dictionary says.
    Created,
}

impl Origin {
    /// The word for it: `json-ld`, `opengraph`, `microdata`, `meta`, `link`, `visible`, `address`,
    /// `front matter`, `pdf info` or `pdf created`.
    pub fn word(self) -> &'static str {
        match self {
            Origin::JsonLd => "json-ld",
            Origin::OpenGraph => "opengraph",
            Origin::Microdata => "microdata",
            Origin::Meta => "meta",
            Origin::Link => "link",
            Origin::Visible => "visible",
            Origin::Address => "address",
            Origin::FrontMatter => "front matter",
            Origin::Properties => "pdf info",
            Origin::Created => "pdf created",
        }
    }
}

/// A fact and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What the page says.
    pub value: T,
    /// Where it says so.
    pub from: Origin,
}

impl<T> Found<T> {
    fn new(value: T, from: Origin) -> Found<T> {
        Found { value, from }
    }
}

/// What is known of a page before it is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'k> {
    /// The address that it was taken from.
    pub address: Option<&'k str>,
    /// The day on which it was taken: a page cannot tell of days after the next one.
    pub seen: Option<Date>,
}

/// What a page says of itself; a fact that it does not tell is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The title of the article, without the name of the site.
    pub title: Option<Found<String>>,
    /// Who wrote it, a name each, in order; without titles, roles and degrees.
    pub authors: Option<Found<Vec<String>>>,
    /// The name of who published it.
    pub publisher: Option<Found<String>>,
    /// When it was first published.
    pub published: Option<Found<When>>,
    /// When it was last changed, as far as the page says.
    pub modified: Option<Found<When>>,
    /// The address that the page gives as its own; absolute, `http` or `https`.
    pub address: Option<Found<String>>,
    /// The language, a BCP 47 tag.
    pub language: Option<Found<String>>,
    /// The type in the words of schema.org or OpenGraph, such as `NewsArticle` or `article`.
    pub kind: Option<Found<String>>,
}

impl Facts {
    /// The facts without dates that nobody can have known of on a day: those after the next one.
    #[must_use]
    pub fn known_on(self, day: Option<Date>) -> Facts {
        let known = |found: Option<Found<When>>| found.filter(|found| published::is_possible(found, day));
        Facts { published: known(self.published), modified: known(self.modified), ..self }
    }
}

/// What a page says of itself; `tree` is its tree, where it has one.
pub(crate) fn of(page: &str, tree: Option<&Html>, known: &Known<'_>) -> Facts {
    let start = if tree.is_none() { tree::of_start(page) } else { None };
    let Some(tree) = tree.or(start.as_ref()) else { return Facts::default() };
    let mut page = Page::read(tree);
    let linked = linked::Linked::read(page.scripts.iter().map(String::as_str));
    let article = Article::of(&linked, &page, known.address);
    let publisher = site::publisher(&page, &article);
    let site = names::Names::of(&page, &article, publisher.as_ref(), known.address);
    let title = title::title(&page, &article, &site);
    page.heading = title.as_ref().and_then(|title| title::place(&page, &title.value)).unwrap_or(page.heading);
    let dates = published::dates(&page, &article, known);
    Facts {
        title,
        authors: author::authors(&page, &article, &site),
        published: dates.published,
        modified: dates.modified,
        address: site::address(&page, &article, known.address),
        language: site::language(&page, &article),
        kind: site::kind(&page, &article),
        publisher,
    }
}
