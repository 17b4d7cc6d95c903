//! The MediaReview of a claim's picture, film or recording: how genuine it is, as it was shown there.
//!
//! Its form follows schema.org (<https://schema.org/MediaReview>) and what publishers make of it: the claim is named as
//! the item's interpretation, the places where it was seen are its appearances, and a ClaimReview of the same claim stands
//! beside it.

use claims_plugin::{Claim, Source, Version, text::is_web};
use serde_json::{Value, json};

use super::{Decided, address::Address, object, one_or_more, review, work};
use crate::category::{self, OUT_OF_CONTEXT};

/// The MediaReview of a claim.
pub(super) fn review(decided: Decided<'_>, address: &Address<'_>, desk: Option<&Value>) -> Value {
    let Decided { claim, verdict } = decided;
    let [published, modified] = review::dates(decided);
    // Of what is out of its context, the reasons tell the context; a sentence or two of them.
    let is_out_of_context = verdict.label().split('+').any(|label| label == OUT_OF_CONTEXT);
    let body = review::body(decided);
    let context = body.as_ref().filter(|_| is_out_of_context).map(|_| first_paragraph(verdict.because()));
    object([
        ("@id", Some(json!(address.id_of(decided)))),
        ("@type", Some(json!("MediaReview"))),
        ("associatedClaimReview", address.beside(decided)),
        ("author", review::author(decided, desk)),
        ("correction", one_or_more(review::corrections(decided))),
        ("dateModified", modified),
        ("datePublished", published),
        ("itemReviewed", Some(item(claim))),
        ("mediaAuthenticityCategory", categories(decided)),
        ("originalMediaContextDescription", context.map(Value::from)),
        ("reviewBody", body),
        ("url", address.of(decided).map(Value::from)),
    ])
}

/// What the label stands for; another desk's label may be none of the scale, and stays as it was written.
fn categories(decided: Decided<'_>) -> Option<Value> {
    let members: Vec<Value> = category::members(decided.verdict.label()).map(|one| json!(one)).collect();
    match members.is_empty() && decided.is_foreign() {
        true => Some(json!(decided.verdict.name())),
        false => one_or_more(members),
    }
}

fn first_paragraph(text: &str) -> &str {
    text.trim().split("\n\n").next().unwrap_or_default().trim_end()
}

/// What was looked at: whose it is, what is claimed with it, and where it was seen.
fn item(claim: Claim<'_>) -> Value {
    let interpreted = object([
        ("@type", Some(json!("Claim"))),
        ("description", Some(json!(claim.text()))),
        ("inLanguage", claim.language().map(Value::from)),
    ]);
    object([
        ("@type", Some(json!("MediaReviewItem"))),
        ("creator", one_or_more(claim.claimants().filter_map(review::claimant).collect())),
        ("datePublished", work::date(claim.said())),
        ("interpretedAsClaim", Some(interpreted)),
        ("mediaItemAppearance", one_or_more(appearances(claim))),
    ])
}

/// Where it was seen, the first known place first.
fn appearances(claim: Claim<'_>) -> Vec<Value> {
    let first = claim.appearances().find(|one| one.is_first()).and_then(|one| one.version()?.source());
    let others = claim.sources().into_iter().filter(|source| Some(*source) != first);
    first.into_iter().chain(others).map(|source| appearance(source, claim)).collect()
}

fn appearance(source: Source<'_>, claim: Claim<'_>) -> Value {
    let sort = sort(source);
    let (content, page) = match sort {
        // A page that it stands on, and not the thing itself.
        "MediaObject" => (None, source.address()),
        _ => (source.address(), None),
    };
    let address = |url: Option<&str>| url.filter(|url| is_web(url)).map(Value::from);
    object([
        ("@type", Some(json!(sort))),
        ("archivedAt", work::archived(source, claim).map(Value::from)),
        ("contentUrl", address(content)),
        ("creator", one_or_more(source.authors().map(work::party).collect())),
        ("datePublished", work::date(source.published())),
        ("name", Some(json!(source.title()))),
        ("publisher", source.publisher().map(work::party)),
        ("sha256", source.versions().rev().find(|version| is_media(*version)).map(|one| json!(one.sha256()))),
        ("url", address(page)),
    ])
}

/// The sort of thing that a source is, by what the desk says of it or by what was captured.
pub(super) fn sort(source: Source<'_>) -> &'static str {
    let captured = source.versions().map(|version| version.media_type().split('/').next().unwrap_or_default());
    let sorts = std::iter::once(source.kind()).chain(captured).filter_map(|sort| match sort {
        "image" => Some("ImageObject"),
        "video" => Some("VideoObject"),
        "audio" => Some("AudioObject"),
        _ => None,
    });
    sorts.into_iter().next().unwrap_or("MediaObject")
}

/// Whether the very thing was captured, so that its digest says which it was.
fn is_media(version: Version<'_>) -> bool {
    ["image/", "video/", "audio/"].iter().any(|start| version.media_type().starts_with(start))
}
