//! Which of the objects in a page's JSON-LD is the article; it knows types and addresses, not what is read from them.

use super::{
    linked::{self, Linked, Object},
    page::Page,
    title,
};

/// The object that describes the article, and the one that describes the page around it.
pub(super) struct Article<'l> {
    /// All objects, for references.
    pub(super) linked: &'l Linked,
    /// The article, where there is one that is this page's.
    pub(super) object: Option<&'l Object>,
    /// The page, where it is described apart.
    pub(super) page: Option<&'l Object>,
}

impl<'l> Article<'l> {
    /// Chooses the article: the only one, or the one that has the page's address or title; of several that do not
    /// agree with the page, none.
    pub(super) fn of(linked: &'l Linked, page: &Page, address: Option<&str>) -> Article<'l> {
        let of = |test: fn(&str) -> bool| -> Vec<&'l Object> {
            linked.tops().filter(|object| linked::types(object).into_iter().any(test)).collect()
        };
        let articles = Some(of(is_article)).filter(|some| !some.is_empty()).unwrap_or_else(|| of(is_work));
        let choose = |objects: &[&'l Object]| match objects {
            [] => None,
            [only] => Some(*only),
            several => {
                let here = several.iter().find(|object| address.is_some_and(|address| is_at(object, address)));
                here.or_else(|| several.iter().find(|object| is_titled_as(object, page))).copied()
            }
        };
        Article { linked, object: choose(&articles), page: choose(&of(is_page)) }
    }

    /// The objects that may tell something, in order of belief.
    pub(super) fn objects(&self) -> impl Iterator<Item = &'l Object> {
        self.object.into_iter().chain(self.page)
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting" || name == "Report"
}

/// Works that stand in for an article where there is none.
fn is_work(name: &str) -> bool {
    let known = ["Recipe", "HowTo", "Review", "CreativeWork", "PodcastEpisode", "Guide", "Course", "LearningResource"];
    known.contains(&name) || name.ends_with("Review")
}

fn is_page(name: &str) -> bool {
    name.ends_with("WebPage") || matches!(name, "ItemPage" | "AboutPage" | "FAQPage" | "QAPage")
}

fn is_at(object: &Object, address: &str) -> bool {
    let same = |one: &str| bare(one) == bare(address);
    ["url", "@id", "mainEntityOfPage"].iter().any(|key| match object.get(*key) {
        Some(serde_json::Value::String(one)) => same(one),
        Some(serde_json::Value::Object(one)) => one.get("@id").and_then(|id| id.as_str()).is_some_and(same),
        _ => false,
    })
}

/// An address without what differs between names of one page.
pub(super) fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['#', '?']).next().unwrap_or(rest);
    rest.trim_start_matches("www.").trim_end_matches('/')
}

fn is_titled_as(object: &Object, page: &Page) -> bool {
    let names = ["headline", "name"].into_iter().flat_map(|key| linked::texts(object, key));
    let headings = page.headings().map(|line| line.text.as_str());
    let shown: Vec<&str> = headings.chain(page.meta("og:title")).collect();
    names.into_iter().any(|name| shown.iter().any(|one| title::folded(one) == title::folded(&name)))
}
