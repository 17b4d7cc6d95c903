//! Fact-check reports in Markdown: for editors to read as they are, and for renderers to publish.
//!
//! The templates decide what stands where; this file only joins them to the case. No clock is read: the same case gives
//! the same bytes.

mod tidy;

use std::{collections::BTreeMap, io::Write};

use claims_plugin::{
    Case, Exporter, Failure, export,
    report::{Format, Report, Templates, markdown, report},
    text::visible,
};
use serde::Serialize;

use tidy::Tidy;

/// For the program, which draws charts as they are drawn in reports, and looks after the templates of a casebook.
pub use claims_plugin::{
    Stance,
    report::{Chart, ChartArrow, ChartBox, ChartEnd, LANGUAGES, MOST_MERMAID_ARROWS, values},
};

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options.toml");

/// The templates by name: one for each style, and those that these share.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("full.md", include_str!("../templates/full.md.j2")),
    ("short.md", include_str!("../templates/short.md.j2")),
    ("memo.md", include_str!("../templates/memo.md.j2")),
    ("overview.md", include_str!("../templates/overview.md.j2")),
    ("claim.md", include_str!("../templates/claim.md.j2")),
    ("sources.md", include_str!("../templates/sources.md.j2")),
    ("parts.md", include_str!("../templates/parts.md.j2")),
];

/// How many of them, from the first, are styles; the others are pieces.
const STYLES: usize = 4;

fn is_style(template: &str) -> bool {
    !TEMPLATES[STYLES..].iter().any(|(name, _)| *name == template)
}

/// Writes the report on the subjects of a case. Options: see [`OPTIONS`], and those of [`report`] and [`Templates`].
#[derive(Default)]
pub struct Markdown;

impl Exporter for Markdown {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let format = Format { escape: markdown::inline, words: None };
        let mut templates = Templates::new(case, TEMPLATES, format)?;
        templates.filter("link", markdown::link);
        templates.filter("yaml", yaml);
        templates.filter("paragraphs", markdown::paragraphs);
        let style = case.option("style").unwrap_or("full");
        let template = format!("{style}.md");
        if !is_style(&template) || !templates.has(&template) {
            let styles = TEMPLATES.iter().filter_map(|(name, _)| name.strip_suffix(".md"));
            let styles: Vec<&str> = styles.take(STYLES).collect();
            return Err(Failure::new(format_args!(
                "there is no template {template:?}; the styles are: {}; one more is a file: claims help templates",
                styles.join(", ")
            )));
        }
        let maps = if style == "full" { maps(case, &templates) } else { BTreeMap::new() };
        let mut tidy = Tidy::new(out);
        templates.render(&template, Facts { report: report(case), maps }, &mut tidy)?;
        Ok(tidy.end()?)
    }
}

export!(markdown: exporter Markdown);

/// What the templates are given.
#[derive(Serialize)]
struct Facts<'a> {
    #[serde(flatten)]
    report: Report<'a>,
    /// The argument around each claim as a flowchart for Mermaid, by the claim's handle; only in the style `full`, and
    /// only where there is something to draw that Mermaid would.
    maps: BTreeMap<&'a str, String>,
}

fn maps<'a>(case: Case<'a>, templates: &Templates) -> BTreeMap<&'a str, String> {
    let charts = case.subjects().map(|claim| (claim.handle(), Chart::around(claim, templates.words())));
    charts
        .filter(|(_, chart)| (1..=MOST_MERMAID_ARROWS).contains(&chart.arrows.len()))
        .map(|(handle, chart)| (handle, chart.mermaid(visible)))
        .collect()
}

/// A YAML double-quoted scalar, which is also a JSON string.
fn yaml(text: &str) -> String {
    let text = visible(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
