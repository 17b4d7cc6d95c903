//! When a page was published and changed; it knows where pages say so, and which dates cannot be.

use jiff::{ToSpan as _, civil::Date, tz::Offset};

use super::{
    Found, Known, Origin,
    article::{self, Article},
    linked,
    page::{Marked, Page},
    visible,
    when::{self, When},
    words,
};

/// The names of `meta` elements that say when a page was published, the most particular first.
const PUBLISHED: [&str; 22] = [
    "citation_publication_date",
    "citation_online_date",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "article.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "pubdate",
    "published_time",
    "published-date",
    "published_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// The names of `meta` elements that say when a page was changed.
const MODIFIED: [&str; 8] = [
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
    "modified",
];

/// Both dates of a page.
pub(super) struct Dates {
    pub(super) published: Option<Found<When>>,
    pub(super) modified: Option<Found<When>>,
}

/// Looks for both dates in order of belief.
pub(super) fn dates(page: &Page, article: &Article<'_>, known: &Known<'_>) -> Dates {
    let possible = |found: &Found<When>| is_possible(found, known.seen);
    let shown = visible::dates(page);
    let linked = |key: &str, object: Option<&linked::Object>| {
        let texts = object.map(|object| linked::texts(object, key)).unwrap_or_default();
        texts.iter().find_map(|text| when::stamp(text)).map(|when| Found::new(when, Origin::JsonLd)).filter(possible)
    };
    let meta = |names: &[&str], from| {
        let found =
            |name: &&str| page.meta(name).and_then(when::stamp).map(|when| Found::new(when, from)).filter(possible);
        names.iter().find_map(found)
    };
    let microdata = |name: &str| {
        let own = |marked: &&Marked| marked.property.split_whitespace().any(|one| one == name) && !marked.furniture;
        let read = |marked: &Marked| {
            let value = marked.value.as_deref().and_then(when::stamp);
            value.or_else(|| words::words(&marked.text, words::Figures::Unknown))
        };
        page.marked.iter().filter(own).find_map(read).map(|when| Found::new(when, Origin::Microdata)).filter(possible)
    };
    let address = known.address.and_then(in_address);
    let address = address.map(|date| Found::new(When::day(date), Origin::Address)).filter(possible);
    let published = linked("datePublished", article.object)
        .or_else(|| linked("dateCreated", article.object).or_else(|| linked("uploadDate", article.object)))
        .or_else(|| {
            meta(&["article:published_time", "og:article:published_time", "og:published_time"], Origin::OpenGraph)
        })
        .or_else(|| microdata("datepublished"))
        .or_else(|| meta(&PUBLISHED, Origin::Meta))
        .or_else(|| shown.published.clone().filter(possible))
        .or_else(|| address.clone())
        .or_else(|| linked("datePublished", article.page));
    let modified = linked("dateModified", article.object)
        .or_else(|| meta(&["article:modified_time", "og:article:modified_time"], Origin::OpenGraph))
        .or_else(|| microdata("datemodified"))
        .or_else(|| meta(&MODIFIED, Origin::Meta))
        .or_else(|| shown.modified.filter(possible))
        .or_else(|| linked("dateModified", article.page));
    Dates { published: published.map(|published| as_told(published, [shown.published, address])), modified }
}

/// The day of publication as readers are told it, where that is another than the one for machines and the better one.
///
/// A time in UTC may fall on the day before or after that of the newsroom. And a page that was moved to another
/// system often has the day of the move for machines, but still shows the earlier one.
fn as_told(published: Found<When>, told: [Option<Found<When>>; 2]) -> Found<When> {
    let date = published.value.date;
    let is_better = |told: &Found<When>| {
        let days = (told.value.date - date).get_days();
        told.value.date < date || days == 1 && published.value.offset == Some(Offset::UTC)
    };
    let better = told.into_iter().flatten().find(is_better);
    better.unwrap_or(published)
}

/// Whether a page can have told of that day: pages begin in 1990, but show older texts; and none knows tomorrow.
pub(super) fn is_possible(found: &Found<When>, seen: Option<Date>) -> bool {
    let date = found.value.date;
    let old = date.year() < 1990 && !matches!(found.from, Origin::Visible | Origin::FrontMatter);
    // Where it is tomorrow already, the clocks are at most 14 hours ahead.
    let latest = seen.and_then(|seen| seen.checked_add(1.day()).ok());
    !old && latest.is_none_or(|latest| date <= latest)
}

/// A day in the path of an address: `/2025/03/04/`, `/2025-03-04-`, `/20250304`, `/2025/march/04/`.
fn in_address(address: &str) -> Option<Date> {
    let path = article::bare(address).split_once('/')?.1;
    let starts = |at: usize| at == 0 || !path.as_bytes()[at - 1].is_ascii_digit();
    let places = path.char_indices().filter(|(at, c)| c.is_ascii_digit() && starts(*at));
    let figures = places.take(50).filter_map(|(at, _)| when::iso(&path[at..])).map(|(when, _)| when.date);
    let words = || words::words(path, words::Figures::Unknown).map(|when| when.date);
    figures.into_iter().find(|date| date.year() < 2100).or_else(words)
}
