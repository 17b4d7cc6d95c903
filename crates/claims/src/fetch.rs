//! Fetches what is behind an address on the web: within bounds of size and time, and from no place inside the user's own
//! network that the user did not name.

use crate::failure::{Exit, Failure, Outcome};
#[cfg(not(feature = "fetch"))]
use crate::world::World;

/// What came back.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// The address that answered in the end, after redirects.
    pub(crate) address: String,
    /// What the server answered: 200, 404 and the like.
    pub(crate) status: u16,
    /// What the server says that it is, with its charset if it names one.
    pub(crate) content_type: Option<String>,
    /// The bytes, unpacked where they came packed.
    pub(crate) bytes: Vec<u8>,
    /// What was done to get them, in words for the user.
    pub(crate) notes: Vec<String>,
}

impl Fetched {
    /// Whether the server says that there is nothing there, now or ever again.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.status, 404 | 410)
    }
}

/// Who says that an address is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A person typed it, and may mean a place inside the user's own network.
    Typed,
    /// It was stored, and may be what a page once said of itself.
    Stored,
}

#[cfg(feature = "fetch")]
mod inside;
#[cfg(all(test, feature = "fetch"))]
mod tests;
#[cfg(feature = "fetch")]
mod web;

#[cfg(not(feature = "fetch"))]
pub(crate) fn fetch(address: &str, _: Trust, _: u32, _: &World) -> Outcome<Fetched> {
    Err(Failure::new(Exit::Usage, format!("this claims was built without the feature fetch, and {address} is no file"))
        .hint("save the page and capture the file"))
}

#[cfg(feature = "fetch")]
pub(crate) use web::fetch;
