//! `html`: the report as one page.

use std::{collections::BTreeMap, io::Write};

use claims_plugin::{
    Case, Claim, Exporter, Failure, export,
    report::{Chart, Format, Report, Templates, report},
};
use serde::Serialize;

use crate::{
    PAGE_TEMPLATES, draw,
    edits::{Edited, edits},
    escape, fragment,
    timeline::{Event, timeline},
};

/// Writes the report on the subjects of a case as a page. Options: see [`OPTIONS`](crate::OPTIONS), and those of
/// [`report`] and [`Templates`].
#[derive(Default)]
pub(crate) struct Page;

impl Exporter for Page {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let templates = templates(case, PAGE_TEMPLATES)?;
        let report = report(case);
        let style = styles(&templates)?;
        let maps = case.subjects().filter_map(|claim| map(claim, &templates)).collect();
        let facts = Facts { timeline: timeline(&report), edits: edits(case), report, maps, style, home: None };
        templates.render("page.html", facts, out)
    }
}

export!(html "Bundled exporter: the fact-check report as a page that stands alone": exporter Page);

/// What the templates of a page are given.
#[derive(Serialize)]
pub(crate) struct Facts<'a> {
    #[serde(flatten)]
    pub(crate) report: Report<'a>,
    /// What happened when.
    pub(crate) timeline: Vec<Event<'a>>,
    /// What edits did to the texts.
    pub(crate) edits: Vec<Edited<'a>>,
    /// The argument around each claim as an SVG element, by the claim's handle, where there is something to draw.
    pub(crate) maps: BTreeMap<&'a str, String>,
    /// The style sheet.
    pub(crate) style: String,
    /// The address of the index, in a site.
    pub(crate) home: Option<&'static str>,
}

/// The templates with all that they can call.
pub(crate) fn templates(case: Case<'_>, bundled: &[(&'static str, &'static str)]) -> Result<Templates, Failure> {
    let mut templates = Templates::new(case, bundled, Format { escape: escape::text, words: Some(escape::words) })?;
    templates.filter("link", escape::link);
    templates.filter("paragraphs", escape::paragraphs);
    templates.filter("spaced", spaced);
    templates.markup("quote_href", |[address, quote, prefix]: [&str; 3]| {
        fragment::href(address, quote, prefix).unwrap_or_default()
    });
    Ok(templates)
}

/// The style sheet as the templates have it.
pub(crate) fn styles(templates: &Templates) -> Result<String, Failure> {
    let mut style = Vec::new();
    templates.render("style.css", (), &mut style)?;
    String::from_utf8(style).map_err(Failure::from)
}

/// The argument around a claim as a drawing, by the claim's handle.
pub(crate) fn map<'a>(claim: Claim<'a>, templates: &Templates) -> Option<(&'a str, String)> {
    let chart = Chart::around(claim, templates.words());
    let title = templates
        .words()
        .say("map-of", &Default::default())
        .map_or_else(|_| claim.handle().to_owned(), |of| format!("{of} {}", claim.text()));
    Some((claim.handle(), draw::svg(&chart, &format!("map-{}", claim.handle()), &title)?))
}

/// A piece of a longer text, with the white space at its ends that [`escape::text`] takes away.
fn spaced(piece: &str) -> String {
    let middle = escape::text(piece);
    if middle.is_empty() {
        return if piece.is_empty() { String::new() } else { " ".to_owned() };
    }
    let start = if piece.starts_with(char::is_whitespace) { " " } else { "" };
    let end = if piece.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{start}{middle}{end}")
}
