//! What a capture says: bytes in, text and facts out.
//!
//! [`open`] finds the page in whatever it was kept in, [`decode`] makes text of its bytes as a browser would; [`html`],
//! [`markdown`] and [`plain`] tell the article from what stands around it, and [`facts`] reads what the page says of
//! itself, each fact with where it stood.
//! Values go in and values come out: no file, no network, no clock, no SQL and no model.
//! All input is taken for hostile: work is bounded by counting it, and nothing panics.
//! The same text gives the same blocks under the same extractor id, on any machine and any day.
//!
//! ```
//! let article = claims_text::html("<nav>Menu</nav><article><h1>Head</h1><p>One <b>bold</b> word.</article>");
//! assert_eq!(article.text(), "One bold word.\n");
//! assert_eq!(article.blocks.len(), 3);
//! assert_eq!(article.blocks[1].apart, Some(claims_text::Reason::Title));
//! ```

mod article;
mod block;
mod charset;
mod container;
mod elements;
mod front;
mod line;
mod markdown;
mod meta;
mod offer;
mod plain;
mod signs;
mod storm;
mod tail;
mod tree;

#[doc(hidden)]
pub use article::{html_untrimmed, traits_of};
pub use block::{Article, Block, Reason, Sort};
pub use charset::{Decoded, Encoded, decode};
pub use container::{Format, Hint, Limits, Payload, Place, Unreadable, format_of, open};
pub use front::{Front, Pair, flat_yaml, front_key};
pub use markdown::markdown;
pub use meta::{Facts, Found, Known, Origin, When};
pub use plain::plain;

/// The blocks of a page of HTML and what it says of itself, as [`html()`] and [`facts`] have them, from one look at it.
#[must_use]
pub fn page(page: &str, known: &Known<'_>) -> (Article, Facts) {
    let tree = tree::of(page);
    (article::of(page, tree.as_ref()), meta::of(page, tree.as_ref(), known))
}

/// The blocks of a page of HTML, already decoded.
///
/// All text that can be seen is in some block, in page order; captions, headlines and whatever is not the article are
/// set apart, each with the likeliest reason.
/// The title of a page is no part of its text: a headline before the body is set apart as [`Reason::Title`].
///
/// It never fails: a page without an article gives blocks that are all set apart, an empty one gives none.
/// Time and memory are linear in the length of the page, however it is made; what stands beyond 256 MB is not read.
#[must_use]
pub fn html(page: &str) -> Article {
    article::of(page, tree::of(page).as_ref())
}

/// Reads what a page of HTML says of itself.
///
/// It never fails, and time and memory are bounded by the length of the page, however it is made.
/// Of a page that is larger than 16 MB, deeper than 500 elements or made to hurt otherwise only the first 256 KB are
/// read, where such things stand; if they are no better, there are no facts.
#[must_use]
pub fn facts(page: &str, known: &Known<'_>) -> Facts {
    meta::of(page, tree::of(page).as_ref(), known)
}

/// Reads what front matter says of the text behind it: its keys and their texts, however they were written.
#[must_use]
pub fn front_facts(pairs: &[Pair], known: &Known<'_>) -> Facts {
    meta::of_front(pairs, known)
}
