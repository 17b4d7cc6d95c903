//! Where each review stands on the web: a page of its own, or a place on a page that several share.

use claims_plugin::{Case, Claim, Failure, text::is_web};

use super::option;

/// What stands for the claim's handle in an address.
const CLAIM: &str = "{claim}";

/// The addresses of the reviews.
pub(super) struct Address<'a> {
    page: Option<&'a str>,
    several: bool,
}

impl<'a> Address<'a> {
    /// From the option `url`, for so many reviews.
    ///
    /// # Errors
    /// When it is no address on the web.
    pub(super) fn of(case: Case<'a>, reviews: usize) -> Result<Self, Failure> {
        let page = option(case, "url");
        match page {
            Some(page) if !is_web(page) => {
                Err(Failure::new(format!("url: {page:?} is no address on the web; write https://…")))
            }
            // The place on the page is ours to name.
            _ => Ok(Self { page: page.map(|page| page.split('#').next().unwrap_or(page)), several: reviews > 1 }),
        }
    }

    /// The address of the review of a claim.
    pub(super) fn of_claim(&self, claim: Claim<'_>) -> Option<String> {
        let (page, handle) = (self.page?, claim.handle());
        Some(match page.contains(CLAIM) {
            true => page.replace(CLAIM, handle),
            false if self.several => format!("{page}#{handle}"),
            false => page.to_owned(),
        })
    }
}
