//! The names by which a site goes, so that they are known where they stand for a title or an author.
//!
//! It knows what a site calls itself and its host; it does not know any site.

use super::{
    Found,
    article::{self, Article},
    linked,
    page::Page,
    site, title,
};

/// The names by which a site goes, to know them where they stand for a title or an author.
pub(super) struct Names {
    /// Names, folded.
    names: Vec<String>,
    /// The labels of the host that say something: without `www` and the domain's end.
    labels: Vec<String>,
}

impl Names {
    /// Gathers the names of a site.
    pub(super) fn of(
        page: &Page,
        article: &Article<'_>,
        publisher: Option<&Found<String>>,
        address: Option<&str>,
    ) -> Names {
        let sites = article.linked.tops().filter(|object| {
            linked::types(object).iter().any(|name| *name == "WebSite" || name.ends_with("Organization"))
        });
        let mut names: Vec<String> = sites.filter_map(|object| linked::text(object, "name")).collect();
        names.extend(publisher.map(|found| found.value.clone()));
        names.extend(
            ["og:site_name", "application-name", "apple-mobile-web-app-title"]
                .iter()
                .filter_map(|name| page.meta(name))
                .map(str::to_owned),
        );
        let names = names
            .iter()
            .filter(|name| name.len() <= 200)
            .map(|name| title::folded(name))
            .filter(|name| !name.is_empty())
            .take(20)
            .collect();
        let own = address.map(str::to_owned).or_else(|| site::address(page, article, None).map(|found| found.value));
        let host = own
            .as_deref()
            .map(article::bare)
            .and_then(|address| address.split(['/', ':']).next())
            .unwrap_or_default()
            .to_lowercase();
        let labels: Vec<&str> = host.split('.').collect();
        let labels = labels[..labels.len().saturating_sub(1)]
            .iter()
            .filter(|label| label.len() > 2)
            .map(|label| label.replace('-', ""));
        Names { names, labels: labels.collect() }
    }

    /// Whether a text is a name of the site, by its own word or by its host.
    pub(super) fn has(&self, text: &str) -> bool {
        let text = title::folded(text);
        let joined = text.replace(' ', "");
        !joined.is_empty()
            && (self.names.iter().any(|name| *name == text || name.replace(' ', "") == joined)
                || self.labels.iter().any(|label| {
                    *label == joined
                        || label.strip_prefix("the") == Some(&joined)
                        || joined.strip_prefix("the") == Some(label)
                }))
    }

    /// Whether a text has to do with the name of the site: one is in the other, or is made of its first letters.
    pub(super) fn resembles(&self, text: &str) -> bool {
        let text = title::folded(text);
        let joined = text.replace(' ', "");
        let initials: String = text.split(' ').filter_map(|word| word.chars().next()).collect();
        let begins = |label: &String| text.split(' ').any(|word| word.chars().count() > 4 && label.starts_with(word));
        self.has(&text)
            || joined.len() > 2
                && self.labels.iter().any(|label| {
                    label.contains(&joined)
                        || joined.contains(label.as_str())
                        || initials.chars().count() > 2 && *label == initials
                        || begins(label)
                })
            || self.names.iter().any(|name| {
                name.contains(&text)
                    || text.contains(name.as_str())
                    || joined.len() > 2
                        && name.split(' ').filter_map(|word| word.chars().next()).collect::<String>() == joined
            })
    }
}
