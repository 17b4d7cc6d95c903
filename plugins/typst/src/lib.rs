//! The fact-check report as Typst (<https://typst.app>), which makes a PDF of it.
//!
//! Every text is a string of Typst's code and never its markup, so nothing in it can act. No clock is read: the same case
//! gives the same bytes, and the document carries no date of its own.

use std::{fmt::Write as _, io::Write};

use claims_plugin::{
    Case, Exporter, Failure, export,
    report::{Format, Templates, report},
    text::{self, is_web, visible},
};

/// What can be set, by name, as a table of options in a plugin's manifest.
pub const OPTIONS: &str = include_str!("../options.toml");

/// The templates by name.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("report.typ", include_str!("../templates/report.typ.j2")),
    ("claim.typ", include_str!("../templates/claim.typ.j2")),
    ("parts.typ", include_str!("../templates/parts.typ.j2")),
];

/// Writes the report on the subjects of a case. Options: see [`OPTIONS`], and those of [`report`] and [`Templates`].
#[derive(Default)]
pub struct Typst;

impl Exporter for Typst {
    fn export(&self, case: Case<'_>, out: &mut dyn Write) -> Result<(), Failure> {
        let mut templates = Templates::new(case, TEMPLATES, Format { escape: text, words: Some(words) })?;
        templates.filter("string", |value| string(&visible(value)));
        templates.filter("link", link);
        templates.filter("paragraphs", paragraphs);
        templates.render("report.typ", report(case), out)
    }
}

export!(typst: exporter Typst);

/// A text of one line as an expression that ends where it ends, whatever follows.
fn text(value: &str) -> String {
    format!("#{};", string(&visible(value)))
}

fn words(piece: &str) -> String {
    format!("#{};", string(piece))
}

/// A string literal of Typst's code.
fn string(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            // Writing to a string does not fail.
            c if c.is_control() => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An address as a link where a reader can follow it, else as text.
fn link(address: &str) -> String {
    if is_web(address) { format!("#link({})[{}];", string(address), text(address)) } else { text(address) }
}

/// The text as paragraphs, where empty lines part them.
fn paragraphs(long: &str) -> String {
    text::paragraphs(long).iter().map(|one| self::text(one)).collect::<Vec<_>>().join("\n\n")
}
