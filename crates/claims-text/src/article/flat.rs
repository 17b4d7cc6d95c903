//! A page as passages without a tree, for pages that are too large or too deep for one.
//!
//! It knows tags and not what is in what, so its passages stand nowhere in particular.

use super::{
    place::Place,
    walk::{Passage, Tag},
};
use crate::{
    elements::{breaks, is_unseen},
    line::{cut_at, letters, one_line},
};

/// Passages of a page; where there are more, breaks between the rest are spaces.
const MOST: usize = 50_000;

/// Bytes of a page that are read.
const MOST_BYTES: usize = 256 << 20;

/// The passages of a page; the work is linear in its length.
pub(crate) fn passages(page: &str) -> Vec<Passage> {
    let mut reading = Reading { done: Vec::new(), raw: String::new(), linked: 0, tag: Tag::Other, in_link: false };
    let mut rest = &page[..cut_at(page, MOST_BYTES)];
    while let Some(found) = rest.find('<') {
        reading.add(&rest[..found]);
        rest = &rest[found..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let inner = &rest[1..];
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            reading.add("<");
            rest = &rest[1..];
            continue;
        }
        // Quotes in tags are not looked at: one that is never closed would take the whole text with it.
        let (tag, after) = inner.split_once('>').unwrap_or((inner, ""));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        rest = after;
        if !closes && (is_raw(&name)) {
            rest = past_end(rest, &name);
        }
        reading.tag(&name, closes);
    }
    reading.add(rest);
    reading.finish();
    reading.done
}

fn is_raw(name: &str) -> bool {
    name == "title" || is_unseen(name) && !matches!(name, "head" | "svg" | "object" | "select" | "datalist")
}

/// What comes after the end tag of an element; nothing if it has none.
fn past_end<'p>(mut rest: &'p str, name: &str) -> &'p str {
    while let Some(found) = rest.find("</") {
        rest = &rest[found + 2..];
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return rest.split_once('>').map_or("", |(_, after)| after);
        }
    }
    ""
}

struct Reading {
    done: Vec<Passage>,
    raw: String,
    linked: usize,
    tag: Tag,
    in_link: bool,
}

impl Reading {
    fn add(&mut self, text: &str) {
        self.raw.push_str(text);
        if self.in_link {
            self.linked += letters(text);
        }
    }

    fn tag(&mut self, name: &str, closes: bool) {
        if breaks(name) {
            self.end();
            self.in_link = false;
            self.tag = if closes { Tag::Other } else { Tag::of(name).unwrap_or(self.tag) };
        } else if name == "a" {
            self.in_link = !closes;
        }
    }

    fn end(&mut self) {
        if self.done.len() + 1 >= MOST && !self.raw.is_empty() {
            self.raw.push(' ');
            return;
        }
        self.finish();
    }

    fn finish(&mut self) {
        let text = one_line(&html_escape::decode_html_entities(&self.raw));
        self.raw.clear();
        let linked = std::mem::take(&mut self.linked);
        if !text.is_empty() {
            self.done.push(Passage { text, tag: self.tag, place: Place::default(), linked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::walk;

    #[test]
    fn passages_are_those_of_the_tree() {
        let page = "<!doctype html><title>T</title><style>p{}</style><h1>Head</h1><p>1 < 2 &amp; <a href=x>three</a>\
            <script>document.write('<p>no</p>')</script><li>Four<br>five</ul><!-- six -->";
        let flat = passages(page);
        let tree = walk::passages(&scraper::Html::parse_document(page));
        let told = |all: &[Passage]| -> Vec<_> { all.iter().map(|one| (one.text.clone(), one.linked)).collect() };
        assert_eq!(told(&flat), told(&tree));
        assert_eq!(flat[1].tag, Tag::Paragraph);
    }

    #[test]
    fn there_are_no_more_passages_than_the_bound_and_no_word_is_lost() {
        let passages = passages(&"<p>a".repeat(MOST + 10));
        assert_eq!(passages.len(), MOST);
        assert_eq!(passages[MOST - 1].text, ["a"; 11].join(" "));
    }
}
