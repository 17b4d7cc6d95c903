//! One ClaimReview or MediaReview as it was found, in plain values.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::{
    json::{Node, Object},
    rating::{self, Rating},
};
use crate::category;

/// A review.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct Review<'n> {
    pub(super) line: usize,
    pub(super) wording: Option<Cow<'n, str>>,
    pub(super) language: Option<Cow<'n, str>>,
    pub(super) rating: Rating<'n>,
    /// For a review of a picture or a recording: the label on the scale of such.
    pub(super) media: Option<Media>,
    /// Who reviewed.
    pub(super) author: Option<Cow<'n, str>>,
    pub(super) published: Option<Cow<'n, str>>,
    /// Where the review stands.
    pub(super) url: Option<Cow<'n, str>>,
    pub(super) body: Option<Cow<'n, str>>,
    pub(super) claimants: Vec<Speaker<'n>>,
    pub(super) said: Option<Cow<'n, str>>,
    pub(super) works: Vec<Work<'n>>,
}

/// What a MediaReview decided.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct Media {
    /// The label on the scale `media`, as typed; `None` where one of the categories is none.
    pub(super) label: Option<String>,
}

/// Somebody who made the claim.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct Speaker<'n> {
    pub(super) name: &'n str,
    pub(super) role: Option<Cow<'n, str>>,
    pub(super) kind: Option<&'static str>,
}

/// Where the claim stands.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct Work<'n> {
    pub(super) url: &'n str,
    pub(super) title: Option<Cow<'n, str>>,
    pub(super) kind: &'static str,
    pub(super) publisher: Option<Cow<'n, str>>,
    pub(super) published: Option<Cow<'n, str>>,
    pub(super) archived: Vec<&'n str>,
    pub(super) first: bool,
}

impl Review<'_> {
    /// A number of all that it says, wherever that stands.
    pub(super) fn said(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let Self { line: _, wording, language, rating, media, author, published, url, body, claimants, said, works } =
            self;
        (wording, language, rating, media, author, published, url, body, claimants, said, works).hash(&mut hasher);
        hasher.finish()
    }
}

/// Whether an object is a review of a claim or of media: by its type, or by what it alone has.
pub(super) fn is_review(object: &Object<'_>) -> bool {
    object.is("ClaimReview") || object.get("claimReviewed").is_some() || is_of_media(object)
}

fn is_of_media(object: &Object<'_>) -> bool {
    object.is("MediaReview") || object.get("mediaAuthenticityCategory").is_some()
}

/// What stands in a review and may be one itself.
pub(super) const BESIDE: [&str; 3] = ["associatedClaimReview", "associatedMediaReview", "associatedReview"];

/// Reads a review.
pub(super) fn review<'n>(object: &'n Object<'_>) -> Review<'n> {
    let items = object.objects("itemReviewed");
    if is_of_media(object) && object.get("claimReviewed").is_none() {
        return of_media(object, &items);
    }
    let first = |name: &str| items.iter().find_map(|item| item.text(name));
    Review {
        line: object.line,
        wording: object.text("claimReviewed"),
        language: object.text("inLanguage").or_else(|| first("inLanguage")),
        rating: rating::rating(object.get("reviewRating")),
        media: None,
        author: object.text("author").or_else(|| object.text("publisher")),
        published: object.text("datePublished").or_else(|| object.text("dateCreated")),
        url: object.get("url").into_iter().flat_map(addresses).next().map(Cow::Borrowed).or_else(|| object.text("@id")),
        body: object.text("reviewBody"),
        claimants: items.iter().flat_map(|item| claimants(item)).collect(),
        said: first("datePublished").or_else(|| first("dateCreated")),
        works: items.iter().flat_map(|item| works(item)).collect(),
    }
}

fn of_media<'n>(object: &'n Object<'_>, items: &[&'n Object<'_>]) -> Review<'n> {
    let first = |name: &str| items.iter().find_map(|item| item.text(name));
    let beside: Vec<_> = BESIDE.iter().flat_map(|name| object.objects(name)).collect();
    let interpreted: Vec<_> = items.iter().flat_map(|item| item.objects("interpretedAsClaim")).collect();
    let url = |object: &'n Object<'_>| object.get("url").into_iter().flat_map(addresses).next().map(Cow::Borrowed);
    let found = object.texts("mediaAuthenticityCategory");
    let known = category::label(&found);
    let label = match (&known, found.is_empty()) {
        (Some((_, name)), _) => Some(Cow::Owned(name.clone())),
        (None, false) => Some(Cow::Owned(found.join(" / "))),
        // Some give it as the label of a rating.
        (None, true) => rating::rating(object.get("reviewRating")).label,
    };
    Review {
        line: object.line,
        wording: interpreted
            .iter()
            .find_map(|claim| ["description", "text"].iter().find_map(|name| claim.text(name)))
            .or_else(|| first("interpretedAsClaim"))
            .or_else(|| beside.iter().find_map(|review| review.text("claimReviewed"))),
        language: interpreted.iter().find_map(|claim| claim.text("inLanguage")).or_else(|| first("inLanguage")),
        rating: Rating { label, ..Rating::default() },
        media: Some(Media { label: known.map(|(typed, _)| typed) }),
        author: object.text("author").or_else(|| object.text("publisher")),
        published: object.text("datePublished").or_else(|| object.text("dateCreated")),
        url: url(object).or_else(|| beside.iter().find_map(|review| url(review))).or_else(|| object.text("@id")),
        body: object.text("reviewBody").or_else(|| object.text("originalMediaContextDescription")),
        claimants: items.iter().flat_map(|item| claimants(item)).collect(),
        said: first("datePublished").or_else(|| first("dateCreated")),
        works: items.iter().flat_map(|item| works(item)).collect(),
    }
}

fn claimants<'n>(item: &'n Object<'_>) -> Vec<Speaker<'n>> {
    let name = ["author", "creator"].into_iter().find(|name| item.get(name).is_some());
    let Some(node) = name.and_then(|name| item.get(name)) else { return Vec::new() };
    let objects = node.objects();
    if objects.is_empty() {
        return node.texts().into_iter().map(|name| Speaker { name, role: None, kind: None }).collect();
    }
    objects.into_iter().flat_map(speakers).collect()
}

fn speakers<'n>(object: &'n Object<'_>) -> Vec<Speaker<'n>> {
    let kind = match () {
        () if object.is("Person") => Some("person"),
        () if object.is("Organization") => Some("organization"),
        () => None,
    };
    let role = object.text("jobTitle").or_else(|| object.text("description"));
    object.texts("name").into_iter().map(|name| Speaker { name, role: role.clone(), kind }).collect()
}

/// The works that an item names: those it stands in, and where it is one itself, its own addresses.
fn works<'n>(item: &'n Object<'_>) -> Vec<Work<'n>> {
    let mut works: Vec<Work<'_>> = Vec::new();
    for (name, first) in [("firstAppearance", true), ("appearance", false), ("mediaItemAppearance", false)] {
        let Some(node) = item.get(name) else { continue };
        let objects = node.objects();
        if objects.is_empty() {
            works.extend(addresses(node).into_iter().map(|url| plain(url, first)));
        }
        works.extend(objects.into_iter().flat_map(|object| of_object(object, first)));
    }
    let own = ["url", "sameAs", "contentUrl"].into_iter().filter_map(|name| item.get(name)).flat_map(addresses);
    works.extend(own.map(|url| plain(url, false)));
    let mut seen = Vec::new();
    works.retain(|work| {
        let new = !seen.contains(&work.url);
        seen.push(work.url);
        new
    });
    works
}

fn of_object<'n>(object: &'n Object<'_>, first: bool) -> Vec<Work<'n>> {
    let of = |names: &[&str]| -> Vec<&'n str> {
        let mut urls: Vec<&str> = Vec::new();
        for url in names.iter().filter_map(|name| object.get(name)).flat_map(addresses) {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
        urls
    };
    let mut urls = of(&["url", "sameAs", "@id", "contentUrl", "embedUrl", "accessedOnUrl"]);
    if urls.is_empty() {
        urls = of(&["archivedAt"]);
    }
    // Several addresses have one title, if any, and nobody knows whose it is.
    let title = object.text("headline").or_else(|| object.text("name")).filter(|_| urls.len() == 1);
    let work = |url| Work {
        title: title.clone(),
        kind: kind(object),
        publisher: object.text("publisher"),
        published: object.text("datePublished"),
        archived: object.get("archivedAt").map(addresses).unwrap_or_default(),
        ..plain(url, first)
    };
    urls.into_iter().map(work).collect()
}

const fn plain(url: &str, first: bool) -> Work<'_> {
    Work { url, title: None, kind: "document", publisher: None, published: None, archived: Vec::new(), first }
}

fn kind(object: &Object<'_>) -> &'static str {
    let kinds = [
        ("VideoObject", "video"),
        ("ImageObject", "image"),
        ("AudioObject", "audio"),
        ("VideoObjectSnapshot", "video"),
        ("ImageObjectSnapshot", "image"),
        ("AudioObjectSnapshot", "audio"),
        ("SocialMediaPosting", "post"),
        ("Dataset", "dataset"),
        ("Report", "report"),
        ("Article", "article"),
        ("NewsArticle", "article"),
    ];
    kinds.iter().find(|(sort, _)| object.is(sort)).map_or("document", |(_, kind)| kind)
}

/// The addresses in a value, also where several stand in one text with commas or spaces between them.
fn addresses<'n>(node: &'n Node<'_>) -> Vec<&'n str> {
    let mut found: Vec<&str> = Vec::new();
    let mut add = |url: &'n str| {
        if is_web(url) && !found.contains(&url) {
            found.push(url);
        }
    };
    for text in node.texts() {
        for word in text.split_whitespace() {
            let mut rest = word;
            // A comma parts two addresses where another one begins behind it; else it is a part of the address.
            while let Some(at) = [",http", ";http"].iter().filter_map(|sign| rest.find(sign)).min() {
                add(&rest[..at]);
                rest = &rest[at + 1..];
            }
            add(rest.trim_end_matches([',', ';']));
        }
    }
    found
}

fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_control))
}
