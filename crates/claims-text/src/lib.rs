//! What a capture says: text in, blocks out, each with what it is and whether it belongs to the body.
//!
//! It reads no file and no clock, asks no network, and knows neither SQL nor the record.
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
mod line;
mod markdown;
mod plain;
mod signs;
mod tail;

pub use article::html;
#[doc(hidden)]
pub use article::{html_untrimmed, traits_of};
pub use block::{Article, Block, Reason, Sort};
pub use markdown::markdown;
pub use plain::plain;
