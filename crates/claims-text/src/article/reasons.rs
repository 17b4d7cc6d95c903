//! Why a passage that is not of the body stands on a page; it does not decide which those are.

use super::{
    place::Around,
    walk::{Passage, Tag},
};
use crate::{
    block::{Reason, Sort},
    offer, signs,
};

/// What a passage is: what its elements say, or a credit where its words do.
pub(crate) fn sort(passage: &Passage) -> Sort {
    let sort = passage.tag.sort(passage.place.has(Around::Quote));
    let may_be_credit = matches!(sort, Sort::Paragraph | Sort::Item);
    if may_be_credit && signs::is_closing(&passage.text) { Sort::Credit } else { sort }
}

/// Why a passage was set apart, by what it says and by what stands around it; the surer sign first.
pub(crate) fn reason(passage: &Passage) -> Reason {
    let around = |one: Around| passage.place.has(one);
    let text = &passage.text;
    if around(Around::Hidden) {
        Reason::Hidden
    } else if passage.tag == Tag::Caption {
        Reason::Caption
    } else if passage.tag == Tag::Heading(1) {
        Reason::Title
    } else if signs::is_cookies(text) || around(Around::WordCookie) {
        Reason::Cookies
    } else if offer::is_named(text) || around(Around::WordOffer) {
        Reason::Offer
    } else if around(Around::WordComment) {
        Reason::Comments
    } else if around(Around::Nav) || around(Around::Button) || around(Around::WordShare) {
        Reason::Navigation
    } else if signs::is_pointer(text) || around(Around::WordRelated) {
        Reason::Related
    } else if around(Around::WordMenu) || around(Around::Form) || around(Around::WordTags) {
        Reason::Navigation
    } else if signs::is_credit(text) || around(Around::WordByline) {
        Reason::Byline
    } else if around(Around::Figure) || around(Around::WordMedia) {
        Reason::Caption
    } else {
        Reason::Furniture
    }
}
