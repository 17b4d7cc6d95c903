//! Where each review stands on the web: a page of its own, or a place on a page that several share.

use claims_plugin::{Case, Failure, text::is_web};
use serde_json::{Value, json};

use super::{Decided, option};

/// What stands for the claim's handle in an address.
const CLAIM: &str = "{claim}";

/// The addresses of the reviews.
pub(super) struct Address<'a> {
    page: Option<&'a str>,
    several: bool,
}

impl<'a> Address<'a> {
    /// From the option `url`, for the reviews of so many claims.
    ///
    /// # Errors
    /// When it is no address on the web.
    pub(super) fn new(case: Case<'a>, claims: usize) -> Result<Self, Failure> {
        let page = option(case, "url");
        match page {
            Some(page) if !is_web(page) => {
                Err(Failure::new(format!("url: {page:?} is no address on the web; write https://…")))
            }
            // The place on the page is ours to name.
            _ => Ok(Self { page: page.map(|page| page.split('#').next().unwrap_or(page)), several: claims > 1 }),
        }
    }

    /// The address of a review: that of the claim's place on the desk's page, or the one that another desk gave it.
    pub(super) fn of(&self, decided: Decided<'_>) -> Option<String> {
        if decided.is_foreign() {
            return decided.verdict.address().map(str::to_owned);
        }
        let (page, handle) = (self.page?, decided.claim.handle());
        Some(match page.contains(CLAIM) {
            true => page.replace(CLAIM, handle),
            false if self.several => format!("{page}#{handle}"),
            false => page.to_owned(),
        })
    }

    /// What a review is called: its address, or where there is none a name that is the claim's alone; a review of the
    /// claim's picture stands at the same address, and has a name of its own.
    pub(super) fn id_of(&self, decided: Decided<'_>) -> String {
        let id = self.of(decided).unwrap_or_else(|| format!("urn:uuid:{}", decided.claim.key()));
        match decided.verdict.is_on_media() {
            true => format!("{id}{}media", if id.contains('#') { '-' } else { '#' }),
            false => id,
        }
    }

    /// The name of the review beside one, on the other question, where there is one.
    pub(super) fn beside(&self, decided: Decided<'_>) -> Option<Value> {
        let verdict = decided.beside()?;
        Some(json!({ "@id": self.id_of(Decided { verdict, ..decided }) }))
    }
}
