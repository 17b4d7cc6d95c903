//! One ClaimReview as it was found, in plain values.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::{
    json::{Node, Object},
    rating::{self, Rating},
};

/// A review.
#[derive(Debug, Clone, PartialEq, Hash)]
pub(super) struct Review<'n> {
    pub(super) line: usize,
    pub(super) wording: Option<Cow<'n, str>>,
    pub(super) language: Option<Cow<'n, str>>,
    pub(super) rating: Rating<'n>,
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
        let Self { line: _, wording, language, rating, author, published, url, body, claimants, said, works } = self;
        (wording, language, rating, author, published, url, body, claimants, said, works).hash(&mut hasher);
        hasher.finish()
    }
}

/// Whether an object is a review of a claim: by its type, or by what it alone has.
pub(super) fn is_review(object: &Object<'_>) -> bool {
    object.is("ClaimReview") || object.get("claimReviewed").is_some()
}

/// Reads a review.
pub(super) fn review<'n>(object: &'n Object<'_>) -> Review<'n> {
    let items = object.objects("itemReviewed");
    let first = |name: &str| items.iter().find_map(|item| item.text(name));
    Review {
        line: object.line,
        wording: object.text("claimReviewed"),
        language: object.text("inLanguage").or_else(|| first("inLanguage")),
        rating: rating::rating(object.get("reviewRating")),
        author: object.text("author").or_else(|| object.text("publisher")),
        published: object.text("datePublished").or_else(|| object.text("dateCreated")),
        url: object.get("url").into_iter().flat_map(addresses).next().map(Cow::Borrowed).or_else(|| object.text("@id")),
        body: object.text("reviewBody"),
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
    for (name, first) in [("firstAppearance", true), ("appearance", false)] {
        let Some(node) = item.get(name) else { continue };
        let objects = node.objects();
        if objects.is_empty() {
            works.extend(addresses(node).into_iter().map(|url| plain(url, first)));
        }
        works.extend(objects.into_iter().flat_map(|object| of_object(object, first)));
    }
    let own = ["url", "sameAs"].into_iter().filter_map(|name| item.get(name)).flat_map(addresses);
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
    let urls = ["url", "sameAs", "@id"].into_iter().filter_map(|name| object.get(name)).flat_map(addresses);
    let urls: Vec<&str> = urls.collect();
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
