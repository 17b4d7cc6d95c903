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
mod line;
mod markdown;
mod meta;
mod offer;
mod plain;
mod signs;
mod tail;

pub use article::html;
#[doc(hidden)]
pub use article::{html_untrimmed, traits_of};
pub use block::{Article, Block, Reason, Sort};
pub use charset::{Decoded, Encoded, decode};
pub use container::{Format, Hint, Limits, Payload, Place, Unreadable, format_of, open};
pub use markdown::markdown;
pub use meta::{Facts, Found, Known, Origin, When, facts};
pub use plain::plain;
