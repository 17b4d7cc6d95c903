//! What an element is by its name and its marks: hidden, furniture, a block; it knows no page and no facts.

use scraper::{ElementRef, Node};

use crate::{elements::is_unseen, line::single_spaced};

/// The longest line kept, in bytes of UTF-8; what is longer is prose and no byline.
pub(super) const LONG: usize = 400;

/// The visible text of an element, cut at a good length.
pub(super) fn short_text(here: ElementRef<'_>) -> String {
    let mut text = String::new();
    // As many nodes as a byline may have: an element around the whole page costs no more.
    for node in here.descendants().take(120) {
        let is_unread = node.parent().and_then(ElementRef::wrap).is_some_and(|parent| is_unseen(parent.value().name()));
        match node.value() {
            Node::Text(part) if !is_unread => text.extend(part.chars().take(LONG)),
            Node::Element(element) if is_block(element.name()) => text.push('\n'),
            Node::Element(element) if is_part(element.name()) => text.push(' '),
            _ => {}
        }
        if text.len() > LONG {
            break;
        }
    }
    let lines: Vec<String> = text.split('\n').map(single_spaced).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

pub(super) fn is_in_drawing(here: ElementRef<'_>) -> bool {
    here.ancestors().take(20).filter_map(ElementRef::wrap).any(|element| element.value().name() == "svg")
}

pub(super) fn says_something(mark: &str) -> bool {
    const WORDS: [&str; 14] = [
        "author", "byline", "by-line", "date", "time", "publish", "posted", "updated", "modified", "writer", "creator",
        "headline", "name", "meta",
    ];
    let mark = mark.to_lowercase();
    WORDS.iter().any(|word| mark.contains(word))
}

pub(super) fn is_furniture(here: ElementRef<'_>) -> bool {
    const WORDS: [&str; 17] = [
        "related",
        "sidebar",
        "comment",
        "comments",
        "footer",
        "newsletter",
        "recommended",
        "widget",
        "promo",
        "popular",
        "trending",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "menu",
        "carousel",
        "recent",
    ];
    let element = here.value();
    match element.name() {
        "nav" | "footer" | "form" | "button" => return true,
        // What is beside the title and short is a byline; what is long is a sidebar.
        "aside" if short_text(here).len() >= LONG => return true,
        "body" | "html" | "main" | "article" | "time" | "a" => return false,
        _ => {}
    }
    // `no-sidebar` and `has-menu` say how a page is laid out.
    let says = |mark: &str| {
        let mut words = mark.split(['-', '_']);
        words.next().is_some_and(|first| WORDS.contains(&first))
            || mark.len() < 40
                && words.next_back().is_some_and(|last| WORDS.contains(&last))
                && !mark.starts_with("no-")
                && !mark.starts_with("has-")
                && !mark.starts_with("with-")
    };
    let marks = ["class", "id"].into_iter().filter_map(|mark| element.attr(mark));
    marks.map(str::to_lowercase).any(|mark| mark.split_whitespace().any(says))
}

pub(super) fn is_part(name: &str) -> bool {
    matches!(name, "span" | "a" | "time")
}

pub(super) fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "wbr"
            | "var"
            | "data"
            | "picture"
            | "source"
            | "del"
            | "meta"
            | "link"
    )
}
