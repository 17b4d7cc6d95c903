//! What a publisher must look at before a review goes out: read off the reviews as they are written, not off the record.
//!
//! A finding is a line of four fields with tabs between them: `error` or `warning`, the claim, the property, and what is
//! wrong with it. The required ones are those without which consumers drop a review.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use claims_plugin::{Failure, text::is_web};
use serde_json::Value;

use super::{Entry, LeftOut, review};

/// How long a claim may be where consumers show it.
const SHORT: usize = 75;

/// Writes the findings, and what was left out.
pub(super) fn write(entries: &[Entry<'_>], left_out: &[LeftOut<'_>], out: &mut dyn Write) -> Result<(), Failure> {
    let addresses = addresses(entries);
    for entry in entries {
        let mut page = Findings { claim: entry.claim.handle(), out: &mut *out };
        page.required(entry, &addresses)?;
        page.recommended(&entry.review)?;
    }
    // A few that are left out are a remark; if all are, there is nothing to publish.
    let level = if entries.is_empty() { "error" } else { "warning" };
    for (claim, why) in left_out {
        Findings { claim, out: &mut *out }.add(level, "ClaimReview", &format!("it is left out: {why}"))?;
    }
    Ok(())
}

/// How many reviews stand at an address, and how many on its page.
fn addresses<'e>(entries: &'e [Entry<'_>]) -> HashMap<&'e str, usize> {
    let mut counts = HashMap::new();
    for url in entries.iter().filter_map(|entry| text(&entry.review, "url")) {
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

    fn required(&mut self, entry: &Entry<'_>, addresses: &HashMap<&str, usize>) -> io::Result<()> {
        let review = &entry.review;
        if text(review, "claimReviewed").is_none() {
            self.add("error", "claimReviewed", "there is no wording")?;
        }
        match text(review, "url") {
            None => self.add("error", "url", "there is none; set the option url")?,
            Some(url) if !is_web(url) => self.add("error", "url", "it is no address on the web")?,
            Some(url) if addresses.get(url).is_some_and(|count| *count > 1) => {
                self.add("error", "url", "it has no #anchor of its own, and several reviews stand there")?;
            }
            Some(_) => {}
        }
        let rating = review.get("reviewRating").unwrap_or(&Value::Null);
        if text(rating, "alternateName").is_none() {
            self.add("error", "reviewRating.alternateName", "there is no label")?;
        }
        let numbers = ["worstRating", "ratingValue", "bestRating"].map(|name| rating.get(name));
        match numbers.map(|number| number.and_then(Value::as_i64)) {
            [Some(worst), Some(value), Some(best)] if worst <= value && value <= best => {
                if entry.verdict.value().is_none() {
                    self.add("error", "reviewRating.ratingValue", "the label is off the scale, and has a number")?;
                }
            }
            [None, None, None] if numbers == [None; 3] => {
                if entry.verdict.value().is_some() && review::numbers(entry.verdict).is_none() {
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
