//! What a publisher must look at before a review goes out: read off the reviews as they are written, not off the record.
//!
//! A finding is a line of four fields with tabs between them: `error`, `warning` or `left-out`, the claim, the property,
//! and what is wrong with it, or why it is not written. The required ones are those without which consumers drop a review.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use claims_plugin::{Failure, text::is_web};
use serde_json::Value;

use super::{Entry, LeftOut, review};

/// How long a claim may be where consumers show it.
const SHORT: usize = 75;

/// Writes the findings, and what was left out. What another desk wrote is not looked at: it goes out as it came.
pub(super) fn write(entries: &[Entry<'_>], left_out: &[LeftOut<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let addresses = addresses(entries);
    for entry in entries.iter().filter(|entry| !entry.decided.is_foreign()) {
        let mut page = Findings { claim: entry.decided.claim.handle(), out: &mut *out };
        page.address(entry, &addresses)?;
        if entry.decided.verdict.is_on_media() {
            page.media(entry)?;
        } else {
            page.required(entry)?;
            page.recommended(&entry.review)?;
        }
    }
    for one in left_out {
        Findings { claim: one.claim, out: &mut *out }.add("left-out", one.property, &one.why)?;
    }
    // A few that are left out are a remark; if all are, there is nothing to publish.
    if let (true, Some(first)) = (entries.is_empty(), left_out.first()) {
        Findings { claim: first.claim, out }.add("error", "ClaimReview", "every claim is left out")?;
    }
    Ok(())
}

/// Of how many claims reviews stand at an address, and on its page; those of one claim stand together.
fn addresses<'e>(entries: &'e [Entry<'_>]) -> HashMap<&'e str, usize> {
    let mut counts = HashMap::new();
    let mut seen = None;
    for entry in entries.iter().filter(|entry| {
        let handle = entry.decided.claim.handle();
        !entry.decided.is_foreign() && seen.replace(handle) != Some(handle)
    }) {
        let Some(url) = text(&entry.review, "url") else { continue };
        *counts.entry(url).or_default() += 1;
        if let Some((page, _)) = url.split_once('#') {
            *counts.entry(page).or_default() += 1;
        }
    }
    counts
}

/// Where the findings on one claim go.
struct Findings<'f> {
    claim: &'f str,
    out: &'f mut dyn Write,
}

impl Findings<'_> {
    fn add(&mut self, level: &str, property: &str, what: &str) -> io::Result<()> {
        writeln!(self.out, "{level}\t{}\t{property}\t{what}", self.claim)
    }

    fn address(&mut self, entry: &Entry<'_>, addresses: &HashMap<&str, usize>) -> io::Result<()> {
        let property = if entry.decided.verdict.is_on_media() { "MediaReview.url" } else { "url" };
        match text(&entry.review, "url") {
            None => self.add("error", property, "there is none; set the option url"),
            Some(url) if !is_web(url) => self.add("error", property, "it is no address on the web"),
            Some(url) if addresses.get(url).is_some_and(|count| *count > 1) => {
                self.add("error", property, "it has no #anchor of its own, and several reviews stand there")
            }
            Some(_) => Ok(()),
        }
    }

    fn media(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let review = &entry.review;
        if review.get("mediaAuthenticityCategory").is_none() {
            let what = format!("{:?} stands for no category; see claims help scales", entry.decided.verdict.label());
            self.add("error", "mediaAuthenticityCategory", &what)?;
        }
        if review.get("author").is_none() {
            self.add("warning", "MediaReview.author", "it is not said whose review it is; set the option publisher")?;
        }
        let item = review.get("itemReviewed").unwrap_or(&Value::Null);
        if item.get("creator").is_none() {
            self.add("warning", "itemReviewed.creator", "who showed it is not recorded")?;
        }
        let seen = match item.get("mediaItemAppearance") {
            Some(Value::Array(several)) => several.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let property = "itemReviewed.mediaItemAppearance";
        if !seen.iter().any(|one| ["contentUrl", "url", "archivedAt"].iter().any(|name| text(one, name).is_some())) {
            self.add("error", property, "where it was seen is not recorded, or at no address on the web")?;
        } else if seen.iter().all(|one| text(one, "@type") == Some("MediaObject")) {
            self.add("warning", property, "no source of it is an image, a video or audio; see claims edit")?;
        }
        Ok(())
    }

    fn required(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let review = &entry.review;
        if text(review, "claimReviewed").is_none() {
            self.add("error", "claimReviewed", "there is no wording")?;
        }
        let rating = review.get("reviewRating").unwrap_or(&Value::Null);
        if text(rating, "alternateName").is_none() {
            self.add("error", "reviewRating.alternateName", "there is no label")?;
        }
        let numbers = ["worstRating", "ratingValue", "bestRating"].map(|name| rating.get(name));
        match numbers.map(|number| number.and_then(Value::as_i64)) {
            [Some(worst), Some(value), Some(best)] if worst <= value && value <= best => {
                if entry.decided.verdict.value().is_none() {
                    self.add("error", "reviewRating.ratingValue", "the label is off the scale, and has a number")?;
                }
            }
            [None, None, None] if numbers == [None; 3] => {
                if entry.decided.verdict.value().is_some() && review::numbers(entry.decided.verdict).is_none() {
                    self.add("warning", "reviewRating.ratingValue", "it is left out: not whole, or not on its scale")?;
                }
            }
            _ => self.add("error", "reviewRating.ratingValue", "it is no whole number from worst to best")?,
        }
        Ok(())
    }

    fn recommended(&mut self, review: &Value) -> io::Result<()> {
        let length = text(review, "claimReviewed").map_or(0, |wording| wording.chars().count());
        if length > SHORT {
            let what = format!("it has {length} characters; {SHORT} at most are recommended");
            self.add("warning", "claimReviewed", &what)?;
        }
        if review.get("author").is_none() {
            self.add("warning", "author", "it is not said whose review it is; set the option publisher")?;
        }
        let item = review.get("itemReviewed").unwrap_or(&Value::Null);
        for (property, what) in [
            ("author", "who made the claim is not recorded"),
            ("datePublished", "when it was said is not recorded, or only as before or after a date"),
        ] {
            if item.get(property).is_none() {
                self.add("warning", &format!("itemReviewed.{property}"), what)?;
            }
        }
        if item.get("appearance").is_none() && item.get("firstAppearance").is_none() {
            self.add("warning", "itemReviewed.appearance", "where it stands is not recorded")?;
        }
        Ok(())
    }
}

/// The text of a member, where it says something.
fn text<'v>(value: &'v Value, member: &str) -> Option<&'v str> {
    value.get(member)?.as_str().filter(|text| !text.trim().is_empty())
}
