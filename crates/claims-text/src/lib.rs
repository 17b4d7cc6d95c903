//! What a capture says: bytes in, text and facts out.
//!
//! [`open`] finds the page in whatever it was kept in, [`decode`] makes text of its bytes as a browser would, and
//! [`facts`] reads what the page says of itself, each fact with where it stood.
//! Values go in and values come out: no file, no network, no clock, no SQL and no model.
//! All input is taken for hostile: work is bounded by counting it, and nothing panics.

mod charset;
mod container;
mod meta;

pub use charset::{Decoded, Encoded, decode};
pub use container::{Hint, Limits, Payload, Place, Sort, Unreadable, open, sort_of};
pub use meta::{Facts, Found, Known, Origin, When, facts};
