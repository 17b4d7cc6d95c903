//! What a page says of its surroundings: publisher, address, language, kind.

use serde_json::Value;

use super::{
    Found, Origin,
    article::Article,
    linked::{self, Object},
    page::Page,
};
use crate::line::single_spaced;

/// The name of who published the page.
pub(super) fn publisher(page: &Page, article: &Article<'_>) -> Option<Found<String>> {
    let named = |object: &Object| -> Option<String> {
        let value = object.get("publisher").or_else(|| object.get("sourceOrganization"))?;
        name_of(article, value)
    };
    let organisations = || {
        let news = |object: &&Object| {
            linked::types(object).iter().any(|name| name.ends_with("NewsMediaOrganization") || *name == "WebSite")
        };
        article.linked.tops().filter(news).find_map(|object| linked::text(object, "name"))
    };
    let meta = |names: &[&str], from| {
        names.iter().find_map(|name| page.meta(name)).map(|value| Found::new(linked::plain(value), from))
    };
    let found = article.objects().find_map(named).map(|name| Found::new(name, Origin::JsonLd));
    let found = found
        .or_else(|| meta(&["og:site_name"], Origin::OpenGraph))
        .or_else(|| organisations().map(|name| Found::new(name, Origin::JsonLd)))
        .or_else(|| {
            let marked = page
                .marked
                .iter()
                .find(|marked| marked.within.iter().any(|name| name == "publisher") && marked.property == "name")?;
            let name = marked.value.clone().unwrap_or_else(|| marked.text.clone());
            Some(Found::new(single_spaced(&name), Origin::Microdata))
        })
        .or_else(|| {
            meta(
                &["application-name", "publisher", "dc.publisher", "citation_publisher", "apple-mobile-web-app-title"],
                Origin::Meta,
            )
        });
    found.filter(|found| {
        let length = found.value.chars().count();
        (2..=80).contains(&length) && !found.value.contains("://")
    })
}

/// A name: a text, or the name of the object or of the first in a list.
fn name_of(article: &Article<'_>, value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(linked::plain(name)).filter(|name| !name.is_empty()),
        Value::Array(values) => name_of(article, values.first().filter(|value| !value.is_array())?),
        Value::Object(_) => linked::text(article.linked.object(value)?, "name"),
        _ => None,
    }
}

/// The address that the page gives as its own.
///
/// `link rel=canonical` comes first here: it is the one that is kept right, since search engines act on it.
pub(super) fn address(page: &Page, article: &Article<'_>, known: Option<&str>) -> Option<Found<String>> {
    let link = page.links.iter().find(|(rel, _)| rel.split_whitespace().any(|one| one == "canonical"));
    let link = link.and_then(|(_, href)| absolute(href, known)).map(|address| Found::new(address, Origin::Link));
    link.or_else(|| {
        page.meta("og:url").and_then(|value| absolute(value, known)).map(|value| Found::new(value, Origin::OpenGraph))
    })
    .or_else(|| {
        let of = |object: &Object| {
            ["url", "mainEntityOfPage", "@id"].iter().find_map(|key| match object.get(*key)? {
                Value::String(address) => absolute(address, None),
                Value::Object(object) => absolute(object.get("@id")?.as_str()?, None),
                _ => None,
            })
        };
        article.objects().find_map(of).map(|value| Found::new(value, Origin::JsonLd))
    })
}

/// An address with scheme and host: as it stands, or completed from the page's own.
pub(super) fn absolute(address: &str, known: Option<&str>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.len() > 2_000 || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        // A host has a dot or a colon in it; what has none is a template that was not filled in.
        let host = address.split("://").nth(1)?.split(['/', '?', '#']).next()?;
        return host.contains(['.', ':']).then(|| address.to_owned());
    }
    let (scheme, rest) = known?.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    address.starts_with('/').then(|| format!("{scheme}://{host}{address}"))
}

/// The language of the page: what its root says, since browsers and readers act on that.
pub(super) fn language(page: &Page, article: &Article<'_>) -> Option<Found<String>> {
    let from = |value: Option<&str>, from| value.and_then(tag).map(|tag| Found::new(tag, from));
    let linked = article.objects().find_map(|object| linked::text(object, "inLanguage"));
    from(linked.as_deref(), Origin::JsonLd)
        .or_else(|| from(page.lang.as_deref(), Origin::Meta))
        .or_else(|| from(page.meta("og:locale"), Origin::OpenGraph))
        .or_else(|| {
            ["content-language", "language", "dc.language"].iter().find_map(|name| from(page.meta(name), Origin::Meta))
        })
}

/// A language tag with its parts in their usual case; `None` for what is none.
pub(super) fn tag(value: &str) -> Option<String> {
    let value = value.split([',', ';', ' ', '.']).next()?.replace('_', "-");
    let parts: Vec<&str> = value.split('-').collect();
    let fits = |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !parts.iter().all(fits) || !(2..=3).contains(&parts[0].len()) || parts.len() > 5 {
        return None;
    }
    let parts = parts.iter().enumerate().map(|(at, part)| match part.len() {
        _ if at == 0 => part.to_ascii_lowercase(),
        2 => part.to_ascii_uppercase(),
        4 => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    });
    Some(parts.collect::<Vec<_>>().join("-"))
}

/// The type of the page as stated.
pub(super) fn kind(page: &Page, article: &Article<'_>) -> Option<Found<String>> {
    let linked = article.object.and_then(|object| linked::types(object).first().map(|name| (*name).to_owned()));
    let sane = |name: &str| !name.is_empty() && name.len() <= 60 && !name.contains(char::is_whitespace);
    linked
        .map(|name| Found::new(name, Origin::JsonLd))
        .or_else(|| page.meta("og:type").map(|name| Found::new(name.to_owned(), Origin::OpenGraph)))
        .filter(|found| sane(&found.value))
}
