//! Chooses the title: the heading that readers see, where what the page says to machines agrees with it.
//!
//! It knows that sites add their names to titles, and in which ways; it does not know the sites.

use unicode_normalization::UnicodeNormalization as _;

use super::{
    Found, Origin,
    article::Article,
    linked,
    names::Names,
    page::{Line, Page},
};

/// What stands between a title and the name of a site.
const BORDERS: [&str; 12] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " ~ ", " / ", ": "];

/// The longest title that is believed, in bytes.
const LONG: usize = 1_000;

/// The title of the article.
///
/// A heading that agrees with what JSON-LD, OpenGraph or `title` say wins, since it has no name of a site on it and
/// is not cut. Without one it is the first of those that says something, without the name of the site.
pub(super) fn title(page: &Page, article: &Article<'_>, site: &Names) -> Option<Found<String>> {
    let given = given(page, article);
    let says = |line: &&Line| line.text.chars().any(char::is_alphanumeric) && !site.has(&line.text);
    let (inside, outside): (Vec<&Line>, Vec<&Line>) = page.headings().filter(says).partition(|line| line.furniture);
    let headings: Vec<&Line> = outside.into_iter().chain(inside).collect();
    let agreeing = headings.iter().find(|line| given.iter().any(|one| agree(&line.text, &one.value, site)));
    if let Some(line) = agreeing.or_else(|| likest(&headings, &given)) {
        return Some(Found::new(without_site(&line.text, site), Origin::Visible));
    }
    let given = given.into_iter().find(|one| !site.has(&one.value));
    given
        .map(|one| Found::new(without_site(&one.value, site), one.from))
        .or_else(|| headings.first().map(|line| Found::new(line.text.clone(), Origin::Visible)))
}

/// Of headings that do not agree, the one that shares most words with what is given, and enough of them to be the
/// same title worded anew; a page's only heading needs to share fewer.
fn likest<'p, 'l>(headings: &'l [&'p Line], given: &[Found<String>]) -> Option<&'l &'p Line> {
    let likest = |line: &&Line| given.iter().map(|one| likeness(&line.text, &one.value)).max().unwrap_or(0);
    let enough = if headings.len() == 1 { 20 } else { 40 };
    // Of equals the first.
    headings.iter().rev().max_by_key(|line| likest(line)).filter(|line| likest(line) >= enough)
}

/// Which line is the title: a heading, or else the first line that reads so.
pub(super) fn place(page: &Page, title: &str) -> Option<usize> {
    let title = folded(title);
    let reads = |line: &Line| folded(&line.text).starts_with(&title);
    page.lines
        .iter()
        .position(|line| line.heading && reads(line))
        .or_else(|| page.lines.iter().position(|line| !line.furniture && folded(&line.text) == title))
}

/// What the page says its title is, in order of belief.
fn given(page: &Page, article: &Article<'_>) -> Vec<Found<String>> {
    let mut given = Vec::new();
    let mut push = |text: Option<String>, from| {
        let text = text
            .map(|text| linked::plain(&text))
            .filter(|text| text.len() <= LONG && text.chars().any(char::is_alphanumeric));
        given.extend(text.map(|text| Found::new(text, from)));
    };
    if let Some(object) = article.object {
        push(linked::text(object, "headline"), Origin::JsonLd);
        push(linked::text(object, "name"), Origin::JsonLd);
    }
    push(page.meta("og:title").map(str::to_owned), Origin::OpenGraph);
    for marked in page.marked.iter().filter(|marked| marked.property == "headline" && !marked.furniture).take(1) {
        push(Some(marked.value.clone().unwrap_or_else(|| marked.text.clone())), Origin::Microdata);
    }
    for name in
        ["twitter:title", "title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title"]
    {
        push(page.meta(name).map(str::to_owned), Origin::Meta);
    }
    push(page.title.clone(), Origin::Meta);
    given
}

/// Whether two forms are one title: the same words, or the same but for what stands before or after a border.
fn agree(heading: &str, given: &str, site: &Names) -> bool {
    let heading = folded(heading);
    if heading.is_empty() {
        return false;
    }
    let cut = given.strip_suffix('…').or_else(|| given.strip_suffix("..."));
    if cut.map(folded).is_some_and(|cut| cut.len() > 20 && heading.starts_with(&cut)) {
        return true;
    }
    if folded(given) == heading {
        return true;
    }
    // The longer part is the title, unless the shorter one stands beside the name of the site.
    borders(given).any(|(at, length)| {
        let (before, after) = (&given[..at], &given[at + length..]);
        let is =
            |part: &str, other: &str| folded(part) == heading && (part.len() >= other.len() || site.resembles(other));
        is(before, after) || is(after, before)
    })
}

/// Where the borders of a title are, and how long they are.
fn borders(title: &str) -> impl Iterator<Item = (usize, usize)> {
    BORDERS.iter().flat_map(move |border| title.match_indices(border).map(|(at, found)| (at, found.len())))
}

/// How many of the words of both are in both, in percent.
fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (folded(one), folded(other));
    let words = |text: &str| {
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (words(&one), words(&other));
    let both = one.intersection(&other).count();
    both * 100 / (one.len() + other.len() - both).max(1)
}

/// A title without the name of the site before or after a border.
///
/// An upright line is hardly ever part of a title; what is behind it is short and says where one is.
fn without_site(title: &str, site: &Names) -> String {
    let words = |text: &str| text.split_whitespace().count();
    let mut places: Vec<(usize, usize)> = borders(title).collect();
    places.sort_unstable();
    for (at, length) in places {
        let (before, after) = (title[..at].trim(), title[at + length..].trim());
        let colon = &title[at..at + length] == ": ";
        let names = |text: &str| if colon { site.has(text) } else { site.resembles(text) && words(text) < 8 };
        let upright = &title[at..at + length] == " | " && words(before) > 1 && words(after) < 5;
        if !before.is_empty() && (upright || names(after)) && words(after) <= words(before).max(4) {
            return before.to_owned();
        }
        if !after.is_empty() && site.has(before) {
            return after.to_owned();
        }
    }
    title.to_owned()
}

/// The words of a title: lower case, without punctuation and accents of typography, a space between two.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
