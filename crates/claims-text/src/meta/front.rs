//! Facts that front matter tells: it knows which keys people and programs write there, and not how they are written.

use super::{
    Facts, Found, Known, Origin, name,
    published::is_possible,
    site,
    when::{self, When},
};
use crate::{front::Pair, line::single_spaced};

/// The longest title that is believed, in bytes.
const LONG: usize = 1_000;

const AUTHORS: [&str; 4] = ["authors", "author", "byline", "by"];
const PUBLISHED: [&str; 7] =
    ["published", "date_published", "publishdate", "publish_date", "pubdate", "published_at", "date"];
const MODIFIED: [&str; 7] =
    ["modified", "date_modified", "lastmod", "last_modified", "last_modified_at", "updated", "updated_at"];
const ADDRESS: [&str; 6] = ["canonical", "canonical_url", "canonicalurl", "original_url", "source", "url"];

/// What pairs of front matter say; what they do not say, or say of something else, is absent.
pub(crate) fn facts(pairs: &[Pair], known: &Known<'_>) -> Facts {
    let values = |key: &str| pairs.iter().find(|(name, _)| name == key).map(|(_, values)| values.as_slice());
    let texts = |keys: &[&str]| -> Vec<&str> {
        // A list is no title, no date and no address.
        let one = |key: &&str| values(key).filter(|values| values.len() == 1).map(|values| values[0].trim());
        keys.iter().filter_map(one).collect()
    };
    let found = |value| Found::new(value, Origin::FrontMatter);
    let title = texts(&["title"]).into_iter().map(single_spaced);
    let title = title.filter(|title| title.len() <= LONG && title.chars().any(char::is_alphanumeric)).map(found).next();
    let day = |keys: &[&str]| {
        let mut dates =
            texts(keys).into_iter().filter_map(when::stamp).map(|when: When| Found::new(when, Origin::FrontMatter));
        dates.find(|date| is_possible(date, known.seen))
    };
    let authors = AUTHORS.iter().filter_map(|key| values(key)).map(people).find(|names| !names.is_empty());
    let publisher = texts(&["publisher", "site_name", "publication"]).into_iter().map(single_spaced);
    Facts {
        title,
        authors: authors.map(|names| Found::new(names, Origin::FrontMatter)),
        publisher: publisher.filter(|name| name::is_name(name, false)).map(found).next(),
        published: day(&PUBLISHED),
        modified: day(&MODIFIED),
        address: texts(&ADDRESS).into_iter().find_map(|address| site::absolute(address, None)).map(found),
        language: texts(&["lang", "language", "locale"]).into_iter().find_map(site::tag).map(found),
        kind: None,
    }
}

/// The names in values, each once; accounts are nobody's names.
pub(super) fn people(values: &[String]) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for name in values.iter().take(50).flat_map(|value| name::names(value, false)) {
        let folded = name.to_lowercase();
        if !name::is_login(&name) && !people.iter().any(|known| known.to_lowercase() == folded) {
            people.push(name);
        }
    }
    people
}
