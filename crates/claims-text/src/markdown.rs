//! The blocks of a text in Markdown, without its markup.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    block::{Article, Block, Reason, Sort},
    front,
    line::one_line,
    signs, tail,
};

/// The blocks of a text in Markdown (CommonMark with tables and strikethrough, and front matter before it).
///
/// Markup goes and words stay; HTML in the text, front matter and the descriptions of pictures are not its words.
/// A first heading of the first rank that stands before everything else is set apart as the title, and what repeats the
/// body after its end, and offers after it, as on a page.
#[must_use]
pub fn markdown(text: &str) -> Article {
    // The parser would take lines between two rules for front matter wherever they stand, and lose them.
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (_, text) = front::split(text);
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, options) {
        reading.read(event);
    }
    reading.end();
    let mut blocks = reading.blocks;
    tail::set_apart(&mut blocks);
    Article { blocks, extractor: "markdown/2" }
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    text: String,
    /// What the block is that is being read; a paragraph in an item is the item.
    sort: Option<Sort>,
    is_title: bool,
    quotes: usize,
    items: usize,
    /// How many elements deep in what is not text.
    unseen: usize,
}

impl Reading {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) if self.unseen == 0 => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } | Tag::HtmlBlock => self.unseen += 1,
            Tag::Strikethrough => self.text.push(' '),
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => {}
            Tag::Heading { level, .. } => {
                self.end();
                self.sort = Some(Sort::Heading);
                self.is_title = *level == HeadingLevel::H1 && self.blocks.is_empty();
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::Item => {
                self.end();
                self.items += 1;
            }
            Tag::TableCell => {
                self.end();
                self.sort = Some(Sort::Cell);
            }
            _ => self.end(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image | TagEnd::HtmlBlock => self.unseen = self.unseen.saturating_sub(1),
            TagEnd::Strikethrough => self.text.push(' '),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {}
            _ => {
                self.end();
                match tag {
                    TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                    TagEnd::Item => self.items = self.items.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self) {
        let text = one_line(&self.text);
        self.text.clear();
        let sort = self.sort.take();
        let apart = std::mem::take(&mut self.is_title).then_some(Reason::Title);
        if text.is_empty() {
            return;
        }
        let sort = sort.unwrap_or(match (self.quotes, self.items) {
            (0, 0) if signs::is_closing(&text) => Sort::Credit,
            (0, 0) => Sort::Paragraph,
            (_, 0) => Sort::Quote,
            _ => Sort::Item,
        });
        self.blocks.push(Block { text, sort, apart });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_markup_goes() {
        let text = "---\nauthor: nobody\n---\n# The *head*\n\nOne **bold** word, a\n[link](https://foo.example.org) and `code`.\n\n\
            > A quote.\n\n- first\n- second\n\n<div>no</div>\n\n![not this](a.png)\n\nIt sent ~~15~~50.\n";
        let article = markdown(text);
        let told: Vec<_> = article.blocks.iter().map(|block| (block.text.as_str(), block.sort)).collect();
        assert_eq!(
            told,
            [
                ("The head", Sort::Heading),
                ("One bold word, a link and code.", Sort::Paragraph),
                ("A quote.", Sort::Quote),
                ("first", Sort::Item),
                ("second", Sort::Item),
                ("It sent 15 50.", Sort::Paragraph),
            ]
        );
        assert_eq!(article.blocks[0].apart, Some(Reason::Title));
        assert!(article.text().starts_with("One bold word"));
    }

    #[test]
    fn front_matter_stands_at_the_front_alone() {
        assert_eq!(markdown("+++\ntitle = \"No\"\n+++\n\nWords.\n").text(), "Words.\n");
        assert_eq!(markdown("Words.\n\n---\nNote: more\n\n---\n\nLast.\n").text(), "Words.\n\nNote: more\n\nLast.\n");
    }
}
