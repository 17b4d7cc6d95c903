//! Where on a page an element stands, by the names and the classes of the elements around it; it reads no text.

use scraper::node::Element;

use super::words;

/// Something that stands around a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Around {
    Article,
    Main,
    Aside,
    Nav,
    Header,
    Footer,
    Figure,
    Table,
    Form,
    List,
    Quote,
    Button,
    /// It is not shown when the page opens, or only to some.
    Unshown,
    /// The page says that it is hidden.
    Hidden,
    /// From here on: a word in a class, an id or the like.
    WordRelated,
    WordShare,
    WordComment,
    WordOffer,
    WordCookie,
    WordSide,
    WordMenu,
    WordByline,
    WordMedia,
    WordBody,
    WordFoot,
    WordTags,
}

impl Around {
    /// All of them, with the names that their weights have.
    pub(crate) const ALL: [(Self, &'static str); 26] = [
        (Self::Article, "in article"),
        (Self::Main, "in main"),
        (Self::Aside, "in aside"),
        (Self::Nav, "in nav"),
        (Self::Header, "in header"),
        (Self::Footer, "in footer"),
        (Self::Figure, "in figure"),
        (Self::Table, "in table"),
        (Self::Form, "in form"),
        (Self::List, "in list"),
        (Self::Quote, "in quote"),
        (Self::Button, "in button"),
        (Self::Unshown, "unshown"),
        (Self::Hidden, "hidden"),
        (Self::WordRelated, "class: related"),
        (Self::WordShare, "class: share"),
        (Self::WordComment, "class: comment"),
        (Self::WordOffer, "class: offer"),
        (Self::WordCookie, "class: cookie"),
        (Self::WordSide, "class: side"),
        (Self::WordMenu, "class: menu"),
        (Self::WordByline, "class: byline"),
        (Self::WordMedia, "class: media"),
        (Self::WordBody, "class: body"),
        (Self::WordFoot, "class: foot"),
        (Self::WordTags, "class: tags"),
    ];
}

/// All that stands around a passage, as a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place(u32);

impl Place {
    /// Whether it has one.
    pub(crate) fn has(self, one: Around) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// The set with one more.
    pub(crate) fn with(self, one: Around) -> Self {
        Self(self.0 | 1 << one as u8)
    }

    /// The set without those of another.
    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// The place within an element that stands here.
    pub(crate) fn within(self, element: &Element) -> Self {
        let name = element.name();
        if matches!(name, "html" | "body") {
            // What is said of the whole page tells nothing about a part of it.
            return self;
        }
        let mut place = by_name(name).map_or(self, |one| self.with(one));
        for (key, value) in element.attrs() {
            match key {
                "class" | "id" | "itemprop" | "data-testid" | "data-component" | "data-module" => {
                    words::each(value, |word| {
                        if let Some(one) = words::meaning(word) {
                            place = place.with(one);
                        }
                    });
                }
                "role" => place = by_role(value).map_or(place, |one| place.with(one)),
                "hidden" => place = place.with(Around::Hidden),
                "aria-hidden" if value == "true" => place = place.with(Around::Unshown),
                "style" if value.contains("display:none") || value.contains("display: none") => {
                    place = place.with(Around::Unshown);
                }
                _ => {}
            }
        }
        place
    }
}

fn by_name(name: &str) -> Option<Around> {
    Some(match name {
        "article" => Around::Article,
        "main" => Around::Main,
        "aside" => Around::Aside,
        "nav" => Around::Nav,
        "header" => Around::Header,
        "footer" => Around::Footer,
        "figure" | "figcaption" => Around::Figure,
        "table" => Around::Table,
        "form" => Around::Form,
        "ul" | "ol" | "dl" => Around::List,
        "blockquote" => Around::Quote,
        "button" | "label" => Around::Button,
        _ => return None,
    })
}

fn by_role(role: &str) -> Option<Around> {
    Some(match role {
        "navigation" | "menu" | "menubar" => Around::Nav,
        "main" => Around::Main,
        "article" => Around::Article,
        "complementary" => Around::Aside,
        "banner" => Around::Header,
        "contentinfo" => Around::Footer,
        "form" | "search" => Around::Form,
        "dialog" | "alertdialog" => Around::WordCookie,
        _ => return None,
    })
}
