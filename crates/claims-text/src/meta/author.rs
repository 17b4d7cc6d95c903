//! Who wrote the page; it knows where pages say so, in order of belief, and abstains where nobody does.

use serde_json::Value;

use super::{
    Found, Origin,
    article::Article,
    linked, name,
    names::Names,
    page::{Marked, Page},
    title, visible,
};

/// How many authors are believed.
const MANY: usize = 50;

/// The names of `meta` elements that name authors, the most particular first.
const META: [&str; 7] =
    ["citation_author", "parsely-author", "sailthru.author", "author", "dc.creator", "dcterms.creator", "byl"];

/// The authors as the best place names them.
pub(super) fn authors(page: &Page, article: &Article<'_>, site: &Names) -> Option<Found<Vec<String>>> {
    let (linked, people) = linked_names(article);
    let told = found(linked, Origin::JsonLd)
        .or_else(|| found(meta_names(page, &["article:author", "og:article:author"]), Origin::OpenGraph))
        .or_else(|| found(microdata(page), Origin::Microdata))
        .or_else(|| found(meta_names(page, &META), Origin::Meta));
    let shown = || {
        let signed = visible::signature(page).map(|(line, _)| name::names(&line.text, true)).unwrap_or_default();
        let places = [marked(page), lines(page), beside_date(page, site), signed];
        found(places.into_iter().find(|names| !names.is_empty()).unwrap_or_default(), Origin::Visible)
    };
    let Some(told) = told else { return shown() };
    // A site that calls itself the author names nobody, unless it is one person's and called so; and the name of an
    // account is not that of a person.
    let person = |name: &str| people && told.from == Origin::JsonLd && name.contains(' ');
    let is_nobody = told.value.iter().all(|name| site.has(name) && !person(name) || name::is_login(name));
    let is_vague = || told.value.iter().all(|name| site.resembles(name));
    match is_nobody || is_vague() {
        true => shown().or(Some(told).filter(|_| !is_nobody)),
        false => Some(told),
    }
}

/// Names without those that come twice, if there are any.
fn found(names: Vec<String>, from: Origin) -> Option<Found<Vec<String>>> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.iter().any(|one| title::folded(one) == title::folded(&name)) && kept.len() < MANY {
            kept.push(name);
        }
    }
    Some(kept).filter(|names| !names.is_empty()).map(|names| Found::new(names, from))
}

/// The names in JSON-LD, and whether all of them are said to be people.
fn linked_names(article: &Article<'_>) -> (Vec<String>, bool) {
    let (mut names, mut people) = (Vec::new(), true);
    let Some(object) = article.object else { return (names, false) };
    let key = if object.contains_key("author") { "author" } else { "creator" };
    let mut next: Vec<&Value> = object.get(key).into_iter().collect();
    while let Some(value) = next.pop() {
        match value {
            Value::Array(values) => next.extend(values.iter().rev().take(MANY)),
            Value::String(text) => {
                people = false;
                names.extend(name::names(&linked::plain(text), false));
            }
            Value::Object(_) => {
                let Some(object) = article.linked.object(value) else { continue };
                let texts = linked::texts(object, "name");
                if linked::types(object).iter().any(|name| name.ends_with("Organization") || *name == "Corporation") {
                    // "Lane & Hill" is one firm.
                    people = false;
                    names.extend(texts.into_iter().filter(|text| name::is_name(text, false)));
                } else {
                    names.extend(texts.iter().flat_map(|text| name::names(text, false)));
                }
            }
            _ => {}
        }
    }
    (names, people)
}

fn meta_names(page: &Page, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| {
            let values = page.metas.iter().filter(|(name, _)| name == key).map(|(_, value)| linked::plain(value));
            // "Lane, Ann" in citations is one name.
            let turned = values.map(|value| if *key == "citation_author" { turned(&value) } else { value });
            turned.flat_map(|value| name::names(&value, false)).collect::<Vec<_>>()
        })
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}

fn microdata(page: &Page) -> Vec<String> {
    let text = |marked: &Marked| marked.value.clone().unwrap_or_else(|| marked.text.clone());
    let own =
        |marked: &&Marked| !marked.furniture && !marked.within.iter().any(|one| one == "comment" || one == "review");
    let inner: Vec<String> = page
        .marked
        .iter()
        .filter(own)
        .filter(|marked| marked.property == "name" && marked.within.first().is_some_and(|one| one == "author"))
        .flat_map(|marked| name::names(&text(marked), false))
        .collect();
    if !inner.is_empty() {
        return inner;
    }
    let plain = page.marked.iter().filter(own).filter(|marked| marked.property == "author");
    plain.flat_map(|marked| name::names(&text(marked), false)).take(MANY).collect()
}

/// Names in elements that call themselves a byline, near the heading.
fn marked(page: &Page) -> Vec<String> {
    let heading = page.heading;
    let near = |marked: &&Marked| !marked.furniture && marked.line + 8 >= heading && marked.line <= heading + 14;
    let is_byline = |marked: &&Marked| {
        let says = &marked.says;
        ["byline", "author", "by-line", "writer"].iter().any(|word| says.contains(word))
            && !["bio", "box", "avatar", "authority", "image", "social"].iter().any(|word| says.contains(word))
    };
    let near: Vec<&Marked> = page.marked.iter().filter(near).filter(is_byline).collect();
    // A link that says it leads to the author holds nothing but the name.
    let exact = near.iter().filter(|marked| marked.says.contains(" author ") && marked.name == "a");
    let exact: Vec<String> = exact.flat_map(|marked| name::names(&marked.text, true)).collect();
    if !exact.is_empty() {
        return exact;
    }
    near.iter().map(|marked| first_names(&marked.text)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The names of the first line that has any.
fn first_names(text: &str) -> Vec<String> {
    text.lines().take(4).map(|line| name::names(line, true)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Names in lines near the heading that begin as bylines do, or are followed by the name.
fn lines(page: &Page) -> Vec<String> {
    const STARTS: [&str; 9] = [
        "by ",
        "by: ",
        "written by",
        "posted by",
        "author: ",
        "words by",
        "story by",
        "this post was written by",
        "this article was written by",
    ];
    let lines: Vec<&str> =
        visible::byline(page).map(|(_, line)| line.text.as_str()).filter(|text| text.chars().count() <= 160).collect();
    let of = |(at, text): (usize, &&str)| {
        let lower = text.to_lowercase();
        if ["by", "by:", "author", "author:", "written by", "written by:"].contains(&lower.trim()) {
            return lines.get(at + 1).map(|next| name::names(next, true)).unwrap_or_default();
        }
        let start = STARTS.iter().find(|start| lower.starts_with(**start));
        let rest = start.filter(|_| lower.len() == text.len()).and_then(|start| text.get(start.len()..));
        rest.map(|rest| name::names(rest, true)).unwrap_or_default()
    };
    lines.iter().enumerate().map(of).find(|names| !names.is_empty()).unwrap_or_default()
}

/// A name that has a line to itself beside the line that has the date.
fn beside_date(page: &Page, site: &Names) -> Vec<String> {
    let close = |at: usize| at + 3 > page.heading && at <= page.heading + 5;
    let lines: Vec<&str> =
        visible::byline(page).filter(|(at, _)| close(*at)).map(|(_, line)| line.text.as_str()).collect();
    let title = page.lines.get(page.heading).map(|line| title::folded(&line.text)).unwrap_or_default();
    let is_other =
        |name: &String| name.split(' ').count() > 3 || site.resembles(name) || title.contains(&title::folded(name));
    let pair = |pair: &[&str]| match pair {
        [one, other] if visible::is_date_line(other) => Some(name::names(one, true)),
        [one, other] if visible::is_date_line(one) => Some(name::names(other, true)),
        _ => None,
    };
    lines.windows(2).filter_map(pair).find(|names| names.len() == 1 && !names.iter().any(is_other)).unwrap_or_default()
}
