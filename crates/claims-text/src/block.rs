//! What a block of a text is; it knows nothing of where blocks come from.

/// A text in blocks, in the order of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Everything that can be seen, in page order.
    pub blocks: Vec<Block>,
    /// What found the blocks, with its version; the same version finds the same blocks.
    pub extractor: &'static str,
}

impl Article {
    /// The clean text: the blocks of the body with an empty line between them and a line end after the last.
    ///
    /// Empty if no block belongs to the body.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in self.blocks.iter().filter(|block| block.apart.is_none()) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&block.text);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// A paragraph, or what stands as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its words; never empty.
    pub text: String,
    /// What it is.
    pub sort: Sort,
    /// Why it is not of the body; `None` if it is.
    pub apart: Option<Reason>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A paragraph, or text that says of itself nothing else.
    Paragraph,
    /// A heading of any rank.
    Heading,
    /// An item of a list.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// A cell of a table.
    Cell,
    /// Words below a picture.
    Caption,
    /// Who wrote, edited or photographed.
    Credit,
}

/// Why a block was set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The headline, which is the page's title and not its text.
    Title,
    /// Menus, buttons, links from page to page.
    Navigation,
    /// A subscription, a newsletter, an advertisement.
    Offer,
    /// A notice about cookies or consent.
    Cookies,
    /// Other articles.
    Related,
    /// What readers wrote.
    Comments,
    /// The words below a picture.
    Caption,
    /// Who wrote it and when.
    Byline,
    /// It stood before and the article had ended.
    Repeated,
    /// The page says that it is hidden.
    Hidden,
    /// Anything else around the article.
    Furniture,
}

impl Sort {
    /// The one word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Quote => "quote",
            Self::Cell => "cell",
            Self::Caption => "caption",
            Self::Credit => "credit",
        }
    }
}

impl Reason {
    /// The one word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Navigation => "navigation",
            Self::Offer => "offer",
            Self::Cookies => "cookies",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Repeated => "repeated",
            Self::Hidden => "hidden",
            Self::Furniture => "furniture",
        }
    }
}
