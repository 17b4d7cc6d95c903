//! Fact-check reports as pages that stand alone: no script is needed to read them, and nothing is asked of any server.
//!
//! `html` writes one page, `site` a folder with a page for each claim and each source, and an index. The templates decide
//! what stands where. No clock is read: the same case gives the same bytes.

mod draw;
mod edits;
mod escape;
mod fragment;
mod layout;
mod page;
mod site;
mod timeline;

pub use page::PLUGIN as HTML;
pub use site::PLUGIN as SITE;

/// What can be set, by name, as a table of options in a plugin's manifest; the same for both.
pub const OPTIONS: &str = include_str!("../options.toml");

/// The templates of `html` by name.
pub const PAGE_TEMPLATES: &[(&str, &str)] = &[
    ("page.html", include_str!("../templates/page.html.j2")),
    ("claim.html", include_str!("../templates/claim.html.j2")),
    ("sources.html", include_str!("../templates/sources.html.j2")),
    ("edits.html", include_str!("../templates/edits.html.j2")),
    ("parts.html", include_str!("../templates/parts.html.j2")),
    ("style.css", include_str!("../templates/style.css.j2")),
];

/// The templates of `site` by name: those of a page, the index, and the script of its search.
pub const SITE_TEMPLATES: &[(&str, &str)] = &[
    ("page.html", include_str!("../templates/page.html.j2")),
    ("claim.html", include_str!("../templates/claim.html.j2")),
    ("sources.html", include_str!("../templates/sources.html.j2")),
    ("edits.html", include_str!("../templates/edits.html.j2")),
    ("parts.html", include_str!("../templates/parts.html.j2")),
    ("style.css", include_str!("../templates/style.css.j2")),
    ("index.html", include_str!("../templates/index.html.j2")),
];
